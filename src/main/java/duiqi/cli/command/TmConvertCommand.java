package duiqi.cli.command;

import duiqi.app.MemoryConversion;
import duiqi.cli.option.ReadingOptions;
import duiqi.cli.print.Console;
import duiqi.cli.print.DamageReport;
import duiqi.cli.print.ExitCode;
import duiqi.exchange.TmxProfile;
import duiqi.text.Plurals;
import duiqi.text.Language;
import java.io.IOException;
import java.nio.file.Path;
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
    /** Reads the number of a version, or says which there are. */
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
        MemoryConversion.Output written = tmx.output(output, Optional.ofNullable(to), force);
        if (tmx.profile != null && !written.isTmx()) {
            throw new ParameterException(spec.commandLine(), "--for is for TMX; name a .tmx file with -o");
        }
        if (tmx.version != null && !written.isTmx()) {
            throw new ParameterException(spec.commandLine(), "--tmx-version is for TMX; name a .tmx file with -o");
        }
        DamageReport report = new DamageReport(console, strict);
        MemoryConversion.Outcome outcome = new MemoryConversion(
                        files, Optional.ofNullable(from), written, source, target, strict)
                .run(console.clock(), report);
        report.finish();
        if (!quiet) {
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
        summary.append(outcome.omitted().isEmpty() ? "\n" : "; left out or changed:\n");
        outcome.omitted()
                .forEach((what, count) -> summary.append(String.format(Locale.ROOT, "  %6d  %s%n", count, what)));
        console.out().print(summary);
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

        MemoryConversion.Output output(Path file, Optional<String> form, boolean replaces) {
            return new MemoryConversion.Output(
                    file,
                    form,
                    profile == null ? TmxProfile.PLAIN : profile,
                    version == null ? TmxProfile.Version.V1_4 : version,
                    replaces);
        }
    }
}
