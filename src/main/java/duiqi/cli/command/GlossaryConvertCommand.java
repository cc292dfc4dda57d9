package duiqi.cli.command;

import duiqi.app.GlossaryFiles;
import duiqi.app.MemoryFiles;
import duiqi.cli.print.Console;
import duiqi.cli.print.DamageReport;
import duiqi.cli.print.ExitCode;
import duiqi.exchange.Omissions;
import duiqi.glossary.Glossary;
import duiqi.glossary.GlossaryFormat;
import duiqi.text.Plurals;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Turns glossaries of one form into another. */
@Command(name = "convert", header = "Turn glossaries into another form.", description = """

                Reads and writes by the ends of the names. What the form cannot hold is counted, never left out silently. A \
                file that is there already is not replaced without --force.
                """, footer = """

                    Forms (--from, --to):
                      csv          .csv, with a row for each rendering
                      tsv          .tsv .tab, likewise
                      xlsx         .xlsx, likewise
                      json         .json, an array of concepts with their terms
                      tbx          .tbx, TBX-Basic of 2019 with categories as attributes (DCA)
                      tbx-dct      .tbx, the same with categories as tags (DCT)
                      tbx-min      .tbx, TBX-Min (DCA); tbx-min-dct (DCT)
                      tbx-core     .tbx, TBX-Core
                      tbx-2008     .tbx, TBX-Basic of 2008, with <martif>
                      omegat       .txt .utf8, what may be used of each term

                    TBX of any kind is read as what it is, and tables without column names as OmegaT's.

                    Examples:
                      duiqi glossary convert glossary/terms.csv -o terms.tbx
                      duiqi glossary convert termbase.tbx -o glossary/termbase.csv
                      duiqi glossary convert glossary -o all.xlsx
                    """)
final class GlossaryConvertCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "Where to write.")
    private Path output = Path.of("");

    @Option(names = "--from", paramLabel = "FORM", description = "What is read. Default: by the ends of the names.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "FORM", description = "What is written. Default: by the end of the name.")
    private @Nullable String to;

    @Option(names = "--force", description = "Replace a file that is there already.")
    private boolean force;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print no summary.")
    private boolean quiet;

    @Parameters(arity = "1..*", paramLabel = "GLOSSARY", description = "Glossaries and folders with them.")
    private List<Path> places = List.of();

    GlossaryConvertCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        GlossaryFormat written = to == null ? GlossaryFiles.format(output) : GlossaryFiles.named(to);
        MemoryFiles.OutputFiles outputs = new MemoryFiles.OutputFiles(List.of(output), force);
        outputs.requireFree();
        DamageReport.FaultReport faults = new DamageReport.FaultReport(console);
        Optional<GlossaryFormat> form = from == null ? Optional.empty() : Optional.of(GlossaryFiles.named(from));
        Glossary glossary = GlossaryFiles.read(places, form, faults);
        faults.finish();
        if (glossary.entries().isEmpty()) {
            throw new FormatException(output.toString(), "would have no entries", "name a glossary that has some");
        }
        Omissions omissions = new Omissions();
        outputs.write(
                outs -> written.write(glossary, outs.get(0), console.clock().instant(), omissions));
        if (!quiet) {
            summarise(glossary, omissions);
        }
        return faults.exitCode(ExitCode.DONE);
    }

    private void summarise(Glossary glossary, Omissions omissions) {
        StringBuilder summary = new StringBuilder(output.toString());
        summary.append(": ")
                .append(Plurals.of(glossary.concepts().size(), "concept"))
                .append(", ")
                .append(Plurals.of(glossary.entries().size(), "rendering"))
                .append(omissions.counts().isEmpty() ? "\n" : "; left out or changed:\n");
        omissions
                .counts()
                .forEach((what, count) -> summary.append(String.format(Locale.ROOT, "  %6d  %s%n", count, what)));
        console.out().print(summary);
    }
}
