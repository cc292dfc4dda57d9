package duiqi.cli.command;

import duiqi.app.MemoryFiles;
import duiqi.app.Version;
import duiqi.cli.option.ReadingOptions;
import duiqi.cli.print.Console;
import duiqi.cli.print.DamageReport;
import duiqi.cli.print.ExitCode;
import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Omissions;
import duiqi.exchange.TmxProfile;
import duiqi.exchange.UnitReader;
import duiqi.exchange.WriterSettings;
import duiqi.memory.MemoryCopy;
import duiqi.report.Plurals;
import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Turns memories of one form into another. */
@Command(
        name = "convert",
        header = "Turn files with translation units into another form.",
        description = """

            Reads and writes TMX, XLIFF, tables, and other forms by the ends of their names. What the form cannot \
            hold is counted, never left out silently. TMX is written as a tool likes it with --for. A file that is \
            there already is not replaced without --force.
            """,
        footer = """

            Forms (--from, --to):
              tmx      .tmx .tmx.gz .tmx.zip; written as TMX 1.4, or as --tmx-version says
              xliff    .xlf .xliff, XLIFF 1.2; also read from .sdlxliff .mqxliff .mxliff
              xliff2   .xlf, XLIFF 2.1
              tsv      .tsv .tab
              csv      .csv
              xlsx     .xlsx
              moses    .zh and .en, a line a unit
              jsonl    .jsonl, an object a line, which holds everything
              po       .po

            Tools (--for): omegat, trados, memoq, okapi, weblate, matecat; plain keeps every
            language, property and code of every unit, which is the default.

            Examples:
              duiqi tm convert tm/main.tmx --for trados -o for-trados.tmx
              duiqi tm convert damaged.tmx -o sound.tmx
              duiqi tm convert terms.xlsx -o tm/terms.tmx
              duiqi tm convert tm/*.tmx -o all.xlf
              duiqi tm convert tm/main.tmx -o corpus.zh          writes corpus.zh and corpus.en
            """)
final class TmConvertCommand implements Callable<Integer> {
    /** A version by its number. */
    static final class VersionConverter implements ITypeConverter<TmxProfile.Version> {
        @Override
        public TmxProfile.Version convert(String number) {
            return Arrays.stream(TmxProfile.Version.values())
                    .filter(version -> version.toString().equals(number))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + number + "' is no version of TMX; there are 1.1, 1.2, 1.3 and 1.4"));
        }
    }

    private final Console console;

    @Spec
    private CommandSpec spec;

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

    @Option(
            names = "--source-lang",
            paramLabel = "TAG",
            converter = ReadingOptions.LanguageConverter.class,
            defaultValue = "zh-CN",
            description = "The source: what to write of each unit, and what the first side of a table is. Default: "
                    + "${DEFAULT-VALUE}.")
    private Language source = Language.CHINESE;

    @Option(
            names = "--target-lang",
            paramLabel = "TAG",
            converter = ReadingOptions.LanguageConverter.class,
            description = "The target. Default: en-US, or zh-CN when the source is English.")
    private @Nullable Language into;

    @Option(names = "--force", description = "Replace a file that is there already.")
    private boolean force;

    @Option(names = "--strict", description = "Refuse damaged files, and what the form cannot hold.")
    private boolean strict;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print no summary.")
    private boolean quiet;

    @Mixin
    private TmxOptions tmx = new TmxOptions();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "What to read.")
    private List<Path> files = List.of();

    TmConvertCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Language target = Optional.ofNullable(into).orElse(source.isEnglish() ? Language.CHINESE : Language.ENGLISH);
        if (target.primary().equals(source.primary())) {
            throw new ParameterException(
                    spec.commandLine(), "--source-lang and --target-lang are both " + source.primary());
        }
        requireWritable(output);
        ExchangeFormat written = to == null ? MemoryFiles.format(output) : named(to);
        if (tmx.profile != null && !written.name().equals("tmx")) {
            throw new ParameterException(spec.commandLine(), "--for is for TMX; name a .tmx file with -o");
        }
        if (tmx.version != null && !written.name().equals("tmx")) {
            throw new ParameterException(spec.commandLine(), "--tmx-version is for TMX; name a .tmx file with -o");
        }
        if (written.name().equals("tmx")) {
            MemoryFiles.requireNoArchive(output);
        }
        Omissions omissions = new Omissions();
        List<UnitReader.Source> sources = new ArrayList<>();
        for (Path file : files) {
            ExchangeFormat read = from == null ? MemoryFiles.format(file) : named(from);
            sources.add(MemoryFiles.source(file, read, source, target, omissions));
        }
        WriterSettings settings = new WriterSettings(
                source,
                target,
                String.valueOf(files.get(0).getFileName()),
                Version.number(),
                console.clock().instant(),
                tmx.profile == null ? TmxProfile.PLAIN : tmx.profile,
                tmx.version == null ? TmxProfile.Version.V1_4 : tmx.version,
                omissions);
        DamageReport report = new DamageReport(console, strict);
        MemoryCopy copy = new MemoryCopy(sources, written, settings, report);
        List<Path> outputs = written.files(output, settings);
        new MemoryFiles.OutputFiles(outputs, force).write(outs -> {
            copy.write(outs);
            requireWritten(copy, omissions);
        });
        report.finish();
        if (!quiet) {
            summarise(outputs, copy, omissions);
        }
        return ExitCode.DONE;
    }

    private void requireWritten(MemoryCopy copy, Omissions omissions) throws FormatException {
        if (copy.read() > 0 && copy.written() == 0) {
            throw new FormatException(
                    output.toString(),
                    "would hold none of " + Plurals.units(copy.read()) + " read: " + listed(omissions),
                    "name the languages of the units with --source-lang and --target-lang");
        }
        if (strict && !omissions.counts().isEmpty()) {
            throw new FormatException(
                    output.toString(), "cannot hold " + listed(omissions), "write another form, or leave --strict out");
        }
    }

    private static String listed(Omissions omissions) {
        return omissions.counts().entrySet().stream()
                .map(kind -> kind.getValue() + " " + kind.getKey())
                .collect(Collectors.joining(", "));
    }

    private void summarise(List<Path> outputs, MemoryCopy copy, Omissions omissions) {
        StringBuilder summary =
                new StringBuilder(outputs.stream().map(Path::toString).collect(Collectors.joining(" and ")));
        summary.append(": ").append(Plurals.units(copy.read()));
        if (copy.read() != copy.written()) {
            summary.append(" read, ").append(copy.written()).append(" written");
        }
        summary.append(omissions.counts().isEmpty() ? "\n" : "; left out or changed:\n");
        omissions
                .counts()
                .forEach((what, count) -> summary.append(String.format(Locale.ROOT, "  %6d  %s%n", count, what)));
        console.out().print(summary);
    }

    /** Forms of single tools are read alone: what is written would not be what the tool takes for its own. */
    private static void requireWritable(Path file) throws FormatException {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (List.of(".sdlxliff", ".mqxliff", ".mxliff", ".pot").stream().anyMatch(name::endsWith)) {
            throw new FormatException(file.toString(), "is of a form that is only read", "write .xlf or .po");
        }
        if (name.equals("-")) {
            throw new FormatException("-", "standard output is no place for this", "name a file");
        }
    }

    private static ExchangeFormat named(String name) throws FormatException {
        return ExchangeFormat.named(name)
                .orElseThrow(() -> new FormatException(
                        name,
                        "is no form",
                        "give one of "
                                + ExchangeFormat.all().stream()
                                        .map(ExchangeFormat::name)
                                        .collect(Collectors.joining(", "))));
    }

    /** The options of TMX files. */
    private static final class TmxOptions {
        @Option(names = "--for", paramLabel = "TOOL", description = "Write TMX as this tool likes it.")
        private @Nullable TmxProfile profile;

        @Option(
                names = "--tmx-version",
                paramLabel = "N",
                converter = VersionConverter.class,
                description = "Write TMX 1.1, 1.2, 1.3 or 1.4. Default: 1.4.")
        private TmxProfile.@Nullable Version version;
    }
}
