package duiqi.cli.command;

import duiqi.app.GlossaryFiles;
import duiqi.app.MemoryFiles;
import duiqi.cli.option.OptionGroup;
import duiqi.cli.option.ReadingOptions;
import duiqi.cli.option.StandardOutput;
import duiqi.cli.print.Console;
import duiqi.cli.print.DamageReport;
import duiqi.cli.print.ExitCode;
import duiqi.exchange.Omissions;
import duiqi.glossary.Glossary;
import duiqi.glossary.GlossaryFormats;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Plurals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Converts glossaries to another format. */
@Command(
        name = "convert",
        header = "Convert glossaries to another format.",
        customSynopsis = {"duiqi glossary convert [OPTIONS] -o FILE GLOSSARY..."},
        description = """

                The content or the name of a file selects its format, unless you use --from and --to. duiqi counts everything that the \
                output format cannot hold and reports it.
                """,
        footer = """

                Formats (--from, --to):
                  csv          .csv, one row per translation
                  tsv          .tsv .tab, one row per translation
                  xlsx         .xlsx, one row per translation
                  json         .json, an array of concepts with their terms
                  tbx          .tbx, TBX-Basic of 2019 with categories as attributes (DCA)
                  utx          .utx, UTX 1.11
                  multiterm    .mtf.xml .mtf, XML of MultiTerm (read only)
                  memoq        .csv, term bases of memoQ
                  matecat      .csv, glossaries of MateCat
                  omegat       .txt .utf8, the allowed translations of each term; Chinese first,
                               or English first with --source-lang en-US

                duiqi detects TBX, UTX and the formats of MultiTerm, memoQ and MateCat by their
                content. It reads tables without column names as glossaries of OmegaT. In other
                tables, it finds the columns by their names and content; --columns overrules.

                Examples:
                  duiqi glossary convert glossary/terms.csv -o terms.tbx
                  duiqi glossary convert termbase.xml -o glossary/termbase.csv
                  duiqi glossary convert glossary --to memoq -o for-memoq.csv
                  duiqi glossary convert glossary -o all.xlsx
                  duiqi glossary convert glossary --source-lang en-US -o into-chinese.txt
                """)
final class GlossaryConvertCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            order = OptionGroup.OUTPUT,
            description = "Write to this file.")
    private Path output = Path.of("");

    @Option(
            names = "--from",
            paramLabel = "FORMAT",
            order = OptionGroup.INPUT,
            description = "Read this format. Default: from the file name.")
    private @Nullable String from;

    @Option(
            names = {"-f", "--format", "--to"},
            paramLabel = "FORMAT",
            order = OptionGroup.OUTPUT,
            description = "Write this format. Default: from the file name.")
    private @Nullable String to;

    @Option(names = "--force", order = OptionGroup.OUTPUT, description = "Replace existing output files.")
    private boolean force;

    @Option(
            names = {"-q", "--quiet"},
            order = OptionGroup.OUTPUT,
            description = "Print no summary and no findings.")
    private boolean quiet;

    @Option(
            names = "--source-lang",
            paramLabel = "TAG",
            converter = ReadingOptions.LanguageConverter.class,
            order = OptionGroup.OUTPUT,
            description = "Set the source language. Default: zh-CN.")
    private @Nullable Language source;

    @Mixin
    private ReadingOptions.ColumnOptions columns = new ReadingOptions.ColumnOptions();

    @Parameters(arity = "1..*", paramLabel = "GLOSSARY", description = "Glossaries, or folders of glossaries.")
    private List<Path> places = List.of();

    GlossaryConvertCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        return StandardOutput.write(console, output, to == null ? ".csv" : "", this::convert);
    }

    private int convert(Path file) throws IOException {
        GlossaryFormats.Format written =
                directed(GlossaryFiles.formatToWrite("glossary convert", file, Optional.ofNullable(to)));
        MemoryFiles.OutputFiles outputs = new MemoryFiles.OutputFiles(List.of(file), force);
        outputs.requireFree();
        DamageReport.FaultReport faults = new DamageReport.FaultReport(console);
        Optional<GlossaryFormats.Format> form =
                from == null ? Optional.empty() : Optional.of(GlossaryFiles.named(from));
        Glossary glossary = form.isEmpty()
                ? GlossaryFiles.read(places, columns.choice(), faults)
                : GlossaryFiles.read(places, form.map(one -> one.with(columns.choice())), faults);
        faults.finish();
        if (glossary.entries().isEmpty()) {
            throw new FormatException(output.toString(), "would contain no terms", "give a glossary with terms");
        }
        Omissions omissions = new Omissions();
        outputs.write(
                outs -> written.write(glossary, outs.get(0), console.clock().instant(), omissions));
        if (!quiet && !StandardOutput.is(output)) {
            summarise(glossary, omissions);
        }
        return faults.exitCode(ExitCode.DONE);
    }

    /** Returns the format with the direction that the user gives. */
    private GlossaryFormats.Format directed(GlossaryFormats.Format format) {
        if (source == null) {
            return format;
        }
        Direction direction = Direction.of(
                        Optional.of(ReadingOptions.LanguageOptions.requireKnown("--source-lang", source)),
                        Optional.empty())
                .orElseThrow();
        return format.with(direction)
                .orElseThrow(
                        () -> new ParameterException(
                                spec.commandLine(),
                                "--source-lang: applies to glossaries of OmegaT only; give --to omegat or a .txt file with -o"));
    }

    private void summarise(Glossary glossary, Omissions omissions) {
        StringBuilder summary = new StringBuilder(output.toString());
        summary.append(": ")
                .append(Plurals.of(glossary.concepts().size(), "concept"))
                .append(", ")
                .append(Plurals.of(glossary.entries().size(), "translation"))
                .append(omissions.counts().isEmpty() ? "\n" : "; omitted or changed:\n");
        omissions
                .counts()
                .forEach((what, count) -> summary.append("  ")
                        .append(what)
                        .append(": ")
                        .append(count)
                        .append("\n"));
        console.out().print(summary);
    }
}
