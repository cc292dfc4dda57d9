package duiqi.cli;

import duiqi.glossary.Glossary;
import duiqi.glossary.GlossaryValidation;
import duiqi.report.Terminal;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks glossaries. */
@Command(name = "validate", header = "Find what is wrong in glossaries.", description = """

                Names each place with the rule it breaks. Several glossaries are looked at as one, as they are when a text is \
                checked against them. Exit code 0: nothing found but notes, 1: something, 2: something that cannot be read.
                """, footer = """

                Rules:
                  unreadable        a row or file that cannot be read
                  duplicate         a rendering that is there already
                  contradiction     a rendering of two statuses
                  two-preferred     a term with two preferred renderings
                  two-concepts      a term in two concepts, with other renderings in each
                  exception         an exception without the term in it
                  language          what is not Chinese and its English
                  script            (note) a term in traditional and simplified characters
                  forbidden-inside  (note) a wrong rendering inside a right one

                Examples:
                  duiqi glossary validate
                  duiqi glossary validate terms.tbx
                """)
final class GlossaryValidateCommand implements Callable<Integer> {
    private record Line(Location location, String text) {}

    private final Console console;

    @Parameters(
            arity = "0..*",
            paramLabel = "GLOSSARY",
            defaultValue = Glossaries.FOLDER,
            description = "Glossaries and folders with them. Default: ${DEFAULT-VALUE}.")
    private List<Path> places = List.of();

    GlossaryValidateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        int[] unreadable = {0};
        int[] faults = {0};
        Glossary glossary = Glossaries.read(places, fault -> {
            unreadable[0]++;
            print(fault.getMessage() + " [unreadable]");
        });
        List<Line> lines = new ArrayList<>();
        new GlossaryValidation((location, rule, isNote, problem) -> {
                    faults[0] += isNote ? 0 : 1;
                    lines.add(new Line(
                            location, location + ": " + (isNote ? "note: " : "") + problem + " [" + rule + "]"));
                })
                .check(glossary);
        lines.stream().sorted(Comparator.comparing(Line::location)).forEach(line -> print(line.text));
        if (unreadable[0] > 0) {
            return ExitCode.FAILED;
        }
        return faults[0] > 0 ? ExitCode.FOUND : ExitCode.DONE;
    }

    private void print(String line) {
        console.out().print(Terminal.plain(line) + "\n");
    }
}
