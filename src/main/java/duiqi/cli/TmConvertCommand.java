package duiqi.cli;

import duiqi.bitext.AtomicFile;
import duiqi.bitext.FormatException;
import duiqi.bitext.Language;
import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.ExchangeFormats;
import duiqi.exchange.Omissions;
import duiqi.exchange.TmxProfile;
import duiqi.exchange.TmxVersion;
import duiqi.exchange.UnitSource;
import duiqi.exchange.WriterSettings;
import duiqi.memory.MemoryCopy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
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
                hold is counted, never left out silently. TMX is written as a tool likes it with --for.
                """,
        footer = """

                Forms (--from, --to):
                  tmx      .tmx .tmx.gz .tmx.zip; written as TMX 1.4
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
    static final class VersionConverter implements ITypeConverter<TmxVersion> {
        @Override
        public TmxVersion convert(String number) {
            return Arrays.stream(TmxVersion.values())
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

    @Option(names = "--for", paramLabel = "TOOL", description = "Write TMX as this tool likes it.")
    private @Nullable TmxProfile profile;

    @Option(
            names = "--tmx-version",
            paramLabel = "N",
            defaultValue = "1.4",
            converter = VersionConverter.class,
            description = "Write TMX 1.1, 1.2, 1.3 or 1.4. Default: ${DEFAULT-VALUE}.")
    private TmxVersion version = TmxVersion.V1_4;

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

    @Option(names = "--strict", description = "Refuse damaged files, and what the form cannot hold.")
    private boolean strict;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print no summary.")
    private boolean quiet;

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
        ExchangeFormat written = to == null ? Memories.format(output) : named(to);
        if (profile != null && !written.name().equals("tmx")) {
            throw new ParameterException(spec.commandLine(), "--for is for TMX; name a .tmx file with -o");
        }
        if (written.name().equals("tmx")) {
            Memories.requireNoArchive(output);
        }
        List<UnitSource> sources = new ArrayList<>();
        for (Path file : files) {
            sources.add(Memories.source(file, from == null ? Memories.format(file) : named(from), source, target));
        }
        Omissions omissions = new Omissions();
        WriterSettings settings = new WriterSettings(
                source,
                target,
                String.valueOf(files.get(0).getFileName()),
                Version.number(),
                console.clock().instant(),
                profile == null ? TmxProfile.PLAIN : profile,
                version,
                omissions);
        DamageReport report = new DamageReport(console, strict);
        MemoryCopy copy = new MemoryCopy(sources, written, settings, report);
        List<Path> outputs = written.files(output, settings);
        UnbrokenWrite.run(
                () -> String.valueOf(AtomicFile.writeAll(outputs, outs -> write(outputs, outs, copy, omissions))));
        report.finish();
        if (!quiet) {
            console.out()
                    .print(outputs.stream().map(Path::toString).collect(Collectors.joining(" and ")) + ": "
                            + copy.count() + " units read\n");
            omissions
                    .counts()
                    .forEach((what, count) ->
                            console.out().print(String.format(Locale.ROOT, "  %6d %s left out%n", count, what)));
        }
        return ExitCode.DONE;
    }

    private void write(List<Path> outputs, List<OutputStream> outs, MemoryCopy copy, Omissions omissions)
            throws IOException {
        List<OutputStream> expanded = new ArrayList<>();
        List<GZIPOutputStream> compressed = new ArrayList<>();
        for (int i = 0; i < outs.size(); i++) {
            if (outputs.get(i).toString().endsWith(".gz")) {
                GZIPOutputStream gzip = new GZIPOutputStream(outs.get(i));
                compressed.add(gzip);
                expanded.add(gzip);
            } else {
                expanded.add(outs.get(i));
            }
        }
        copy.write(expanded);
        if (strict && !omissions.counts().isEmpty()) {
            throw new FormatException(
                    output.toString(),
                    "cannot hold "
                            + omissions.counts().entrySet().stream()
                                    .map(kind -> kind.getValue() + " " + kind.getKey())
                                    .collect(Collectors.joining(", ")),
                    "write another form, or leave --strict out");
        }
        for (GZIPOutputStream gzip : compressed) {
            gzip.finish();
        }
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
        return ExchangeFormats.named(name)
                .orElseThrow(() -> new FormatException(
                        name,
                        "is no form",
                        "give one of "
                                + ExchangeFormats.ALL.stream()
                                        .map(ExchangeFormat::name)
                                        .collect(Collectors.joining(", "))));
    }
}
