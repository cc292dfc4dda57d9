package duiqi.cli;

import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows glossaries. */
@Command(name = "list", header = "Show the terms of glossaries as a table.", description = """

                In the order of the glossaries, a line for each rendering. Exit code 0: there are some, 1: there are none.
                """, footer = """

                Examples:
                  duiqi glossary list
                  duiqi glossary list --status forbidden
                  duiqi glossary list --domain economy terms.tbx
                """)
final class GlossaryListCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            split = ",",
            description = "Show these alone: ${COMPLETION-CANDIDATES}.")
    private List<TermStatus> statuses = List.of();

    @Option(names = "--domain", paramLabel = "DOMAIN", description = "Show the terms of this field alone.")
    private @Nullable String domain;

    @Parameters(
            arity = "0..*",
            paramLabel = "GLOSSARY",
            defaultValue = Glossaries.FOLDER,
            description = "Glossaries and folders with them. Default: ${DEFAULT-VALUE}.")
    private List<Path> places = List.of();

    GlossaryListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        FaultReport faults = new FaultReport(console);
        Glossary glossary = Glossaries.read(places, faults);
        faults.finish();
        List<TermEntry> entries = glossary.entries().stream()
                .filter(entry -> statuses.isEmpty() || statuses.contains(entry.status()))
                .filter(entry -> domain == null || entry.domain().equalsIgnoreCase(domain.strip()))
                .toList();
        new TermTable(console).print(entries);
        return faults.exitCode(entries.isEmpty() ? ExitCode.FOUND : ExitCode.DONE);
    }
}
