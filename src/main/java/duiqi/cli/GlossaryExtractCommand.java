package duiqi.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import duiqi.app.GlossaryFiles;
import duiqi.app.OutputFiles;
import duiqi.exchange.Omissions;
import duiqi.glossary.Glossary;
import duiqi.glossary.GlossaryFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proposes terms from memories. */
@Command(name = "extract", header = "Propose terms from memories.", description = """

    Finds Chinese phrases that recur, with the English that renders them, and writes them as a glossary to be \
    edited: the most frequent rendering preferred, the others admitted, the likeliest term first. A phrase \
    that is no term is a line to delete.
    """, footer = """

                    Examples:
                      duiqi glossary extract tm/*.tmx -o candidates.csv
                      duiqi glossary extract --min-count 5 --known glossary/science.csv tm/main.tmx
                    """)
final class GlossaryExtractCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Where to write, by the end of its name as duiqi glossary convert does. Default: standard output, "
                            + "as CSV.")
    private Optional<Path> output = Optional.empty();

    @Option(
            names = "--min-count",
            paramLabel = "N",
            defaultValue = "3",
            description = "In how many units a phrase is rendered. Default: ${DEFAULT-VALUE}.")
    private int fewest;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "500",
            description = "How many terms to propose. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(
            names = "--known",
            paramLabel = "GLOSSARY",
            description = "Leave out what this glossary has. May be repeated.")
    private List<Path> known = List.of();

    @Option(names = "--force", description = "Replace a file that is there already.")
    private boolean force;

    @Option(names = "--strict", description = "Refuse a damaged memory.")
    private boolean strict;

    @Parameters(arity = "1..*", paramLabel = "MEMORY", description = "Files of any form that duiqi tm convert reads.")
    private List<Path> memories = List.of();

    GlossaryExtractCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        GlossaryFormat format = output.isPresent() ? GlossaryFiles.format(output.get()) : GlossaryFiles.named("csv");
        OutputFiles outputs = new OutputFiles(output.stream().toList(), force);
        outputs.requireFree();
        DamageReport report = new DamageReport(console, strict);
        Glossary glossary = GlossaryFiles.extract(memories, known, fewest, limit, report);
        report.finish();
        if (output.isPresent()) {
            outputs.write(
                    outs -> format.write(glossary, outs.get(0), console.clock().instant(), new Omissions()));
        } else {
            ByteArrayOutputStream table = new ByteArrayOutputStream();
            format.write(glossary, table, console.clock().instant(), new Omissions());
            console.out().print(table.toString(UTF_8));
        }
        return report.lost() > 0 ? ExitCode.FAILED : ExitCode.DONE;
    }
}
