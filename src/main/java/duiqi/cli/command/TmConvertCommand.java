package duiqi.cli.command;

import duiqi.app.MemoryConversion;
import duiqi.cli.option.OptionGroup;
import duiqi.cli.option.ReadingOptions;
import duiqi.cli.option.StandardOutput;
import duiqi.cli.print.Console;
import duiqi.cli.print.DamageReport;
import duiqi.cli.print.ExitCode;
import duiqi.exchange.TmxProfile;
import duiqi.text.Language;
import duiqi.text.Plurals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Converts translation units to another format. */
@Command(
        name = "convert",
        header = "Convert translation units to another format.",
        customSynopsis = {"duiqi tm convert [OPTIONS] -o FILE FILE..."},
        description = """

                Reads and writes TMX, XLIFF, tables and other formats. duiqi detects the format of a file to read from \
                its content, else from its name; the name of the output selects its format. --from and --to override \
                both. duiqi counts everything that the output format cannot hold and reports it; with --strict, it \
                stops with an error.

                The output has the direction of the first file: its source language and its target language. In \
                files with several languages, --source-lang and --target-lang select the sides of each unit.

                In a table, duiqi finds the columns by their names and their content. If they are not clear, duiqi \
                lists them; give the columns with --columns.
                """,
        footer = """

                Formats (--from, --to):
                  tmx      .tmx .tmx.gz .tmx.zip; writes TMX 1.4
                  xliff    .xlf .xliff .sdlxliff .mqxliff .mxliff; reads XLIFF 1.0 to 2.1, writes 1.2
                  tsv      .tsv .tab
                  csv      .csv
                  xlsx     .xlsx; all visible sheets
                  moses    .zh and .en, one line per unit
                  jsonl    .jsonl, one object per line; holds everything
                  po       .po

                Formats that duiqi only reads:
                  sdltm        .sdltm, memories of Trados Studio
                  wordfast     memories of Wordfast, with any name
                  json         .json, .arb
                  yaml         .yml, .yaml of Rails, Symfony, Hugo
                  android      .xml, strings of Android
                  strings      .strings of Apple
                  stringsdict  .stringsdict of Apple
                  properties   .properties of Java
                  resx         .resx, .resw of .NET
                  qt           .ts of Qt
                  xcstrings    .xcstrings of Apple

                A resource file of a program (json to resx) has the texts of one language. duiqi finds the file \
                of the source texts by name, or by --original, and joins the texts by key.

                Tools (--for):
                  omegat, trados, memoq, okapi, weblate, matecat
                  plain    every language, property and inline tag of every unit

                Examples:
                  duiqi tm convert tm/main.tmx --for trados -o for-trados.tmx
                  duiqi tm convert damaged.tmx -o sound.tmx
                  duiqi tm convert --columns zh=C,en=D,note=F old.xlsx -o tm/old.tmx
                  duiqi tm convert tm/*.tmx -o all.xlf
                  duiqi tm convert values-zh-rCN/strings.xml -o tm/app.tmx
                  duiqi tm convert zh.json --original texts.json -o tm/app.tmx
                  duiqi tm convert tm/main.tmx -o corpus.zh       write corpus.zh and corpus.en
                """)
final class TmConvertCommand implements Callable<Integer> {
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
            names = {"-f", "--format", "--to"},
            paramLabel = "FORMAT",
            order = OptionGroup.OUTPUT,
            description = "Write this format. Default: from the file name.")
    private @Nullable String to;

    @Option(
            names = "--source-lang",
            paramLabel = "TAG",
            converter = ReadingOptions.LanguageConverter.class,
            order = OptionGroup.INPUT,
            description = "Set the source language. Default: that of the first file.")
    private @Nullable Language source;

    @Option(
            names = "--target-lang",
            paramLabel = "TAG",
            converter = ReadingOptions.LanguageConverter.class,
            order = OptionGroup.INPUT,
            description = "Set the target language. Default: that of the first file.")
    private @Nullable Language target;

    @Option(names = "--force", order = OptionGroup.OUTPUT, description = "Replace existing output files.")
    private boolean force;

    @Option(
            names = "--strict",
            order = OptionGroup.INPUT,
            description = "Reject damaged files instead of repairing them.")
    private boolean strict;

    @Option(
            names = {"-q", "--quiet"},
            order = OptionGroup.OUTPUT,
            description = "Print no summary and no findings.")
    private boolean quiet;

    @Mixin
    private InputOptions inputs = new InputOptions();

    @Option(
            names = "--for",
            paramLabel = "TOOL",
            order = OptionGroup.OUTPUT,
            description = "Write TMX for this tool. Default: plain.")
    private @Nullable TmxProfile profile;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files to read.")
    private List<Path> files = List.of();

    TmConvertCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (source != null && source.equals(target)) {
            throw new ParameterException(
                    spec.commandLine(), "--source-lang, --target-lang: both are " + source + "; give two languages");
        }
        return StandardOutput.write(console, output, to == null ? ".tmx" : "", this::convert);
    }

    private int convert(Path file) throws IOException {
        MemoryConversion.Output written = new MemoryConversion.Output(
                file, Optional.ofNullable(to), profile == null ? TmxProfile.PLAIN : profile, force);
        if (profile != null && !written.isTmx()) {
            throw new ParameterException(spec.commandLine(), "--for: applies to TMX only; give a .tmx file with -o");
        }
        DamageReport report = new DamageReport(console, strict);
        MemoryConversion.Outcome outcome = new MemoryConversion(
                        files,
                        Optional.ofNullable(inputs.original),
                        Optional.ofNullable(inputs.from),
                        written,
                        Optional.ofNullable(source),
                        Optional.ofNullable(target),
                        inputs.columns.choice(),
                        strict)
                .run(console.clock(), report);
        report.finish();
        if (!quiet && !StandardOutput.is(output)) {
            summarise(outcome);
        }
        return ExitCode.DONE;
    }

    private void summarise(MemoryConversion.Outcome outcome) {
        StringBuilder summary =
                new StringBuilder(outcome.files().stream().map(Path::toString).collect(Collectors.joining(" and ")));
        summary.append(": ").append(Plurals.units(outcome.read()));
        if (outcome.read() != outcome.written()) {
            summary.append(" read, ").append(outcome.written()).append(" written");
        }
        summary.append(outcome.omitted().isEmpty() ? "\n" : "; omitted or changed:\n");
        outcome.omitted()
                .forEach((what, count) -> summary.append("  ")
                        .append(what)
                        .append(": ")
                        .append(count)
                        .append("\n"));
        console.out().print(summary);
    }

    /** Holds the options that say how to read the files. */
    private static final class InputOptions {
        @Mixin
        private ReadingOptions.ColumnOptions columns = new ReadingOptions.ColumnOptions();

        @Option(
                names = "--from",
                paramLabel = "FORMAT",
                order = OptionGroup.INPUT,
                description = "Read this format. Default: from the content, else from the file name.")
        private @Nullable String from;

        @Option(
                names = "--original",
                paramLabel = "FILE",
                order = OptionGroup.INPUT,
                description = "Read the source texts from this file. Default: found by name, for formats of two files.")
        private @Nullable Path original;
    }
}
