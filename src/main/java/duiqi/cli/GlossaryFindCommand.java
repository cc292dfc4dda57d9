package duiqi.cli;

import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds terms in glossaries. */
@Command(
        name = "find",
        header = "Find a word in the terms and renderings of glossaries.",
        description = """

                In Chinese or English, as a part of a longer term too; case, hyphens, and simplified or traditional characters do \
                not matter. Exit code 0: found, 1: not found.
                """,
        footer = """

                Examples:
                  duiqi glossary find 自立自強
                  duiqi glossary find 'self-reliance'
                  duiqi glossary find --glossary terms.tbx research
                """)
final class GlossaryFindCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--glossary",
            paramLabel = "FILE",
            defaultValue = Glossaries.FOLDER,
            description = "A glossary, or a folder with glossaries; may be given several times. Default: "
                    + "${DEFAULT-VALUE}.")
    private List<Path> places = List.of();

    @Parameters(paramLabel = "WORD", description = "What to find.")
    private String word = "";

    GlossaryFindCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (word.isBlank()) {
            throw new IllegalArgumentException("there is no word to find");
        }
        FaultReport faults = new FaultReport(console);
        Glossary glossary = Glossaries.read(places, faults);
        faults.finish();
        List<TermEntry> entries = glossary.find(word);
        new TermTable(console).print(entries);
        return faults.exitCode(entries.isEmpty() ? ExitCode.FOUND : ExitCode.DONE);
    }
}
