package duiqi.cli;

import duiqi.exchange.Content;
import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.ExchangeFormats;
import duiqi.exchange.Filling;
import duiqi.exchange.MemoryLock;
import duiqi.exchange.Omissions;
import duiqi.exchange.Pairs;
import duiqi.exchange.PoFilling;
import duiqi.exchange.ReadProblemListener;
import duiqi.exchange.Suggestions;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.exchange.Tuv;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitWriter;
import duiqi.exchange.WriterSettings;
import duiqi.exchange.XliffFill;
import duiqi.io.AtomicFile;
import duiqi.io.FileState;
import duiqi.memory.MemorySuggestions;
import duiqi.memory.TranslationMemory;
import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Translates a new text as far as the memories go. */
@Command(
        name = "pretranslate",
        header = "Fill a new text, XLIFF or PO from the memories.",
        description = """

                Looks up every sentence in the memories under tm and fills in the best match. In XLIFF and PO what is empty \
                is filled, in place unless -o is given, and everything else stays letter by letter; what is translated \
                already stays, unless --overwrite is given, which leaves what is approved or final. Of a document a new XLIFF is made, in which any CAT tool goes \
                on.

                A match of 100 or more is marked as exact, a lesser one as fuzzy and to be revised, with its percentage and \
                where it is from. A unit that a program aligned loses 1, so that its matches are fuzzy unless \
                --penalty-aligned 0 is given. One that nobody has revised since it was filled in is never exact.

                Codes are put where the memory has them, if it is clear which is which. In PO a match with other \
                placeholders than its text is fuzzy. Exit code 0: done, be there matches or not; 2: wrong usage, or a file \
                or memory that cannot be read or written.
                """,
        footer = """

                Examples:
                  duiqi pretranslate new.zh.docx -o new.xlf
                  duiqi pretranslate --min 85 new.xlf
                  duiqi pretranslate messages.po -o messages.en.po
                  duiqi pretranslate --tm old.tmx --dry-run new.xlf
                """)
final class PretranslateCommand implements Callable<Integer> {
    /** Matches to look at, should the first be in another script. */
    private static final int LOOKED_AT = 5;

    private final Console console;

    @Mixin
    private MemoryOptions memories = new MemoryOptions();

    @Mixin
    private MemoryOptions.Matching matching = new MemoryOptions.Matching();

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write. Default: the file itself; of a document, NAME.xlf in the folder at hand.")
    private @Nullable Path output;

    @Option(
            names = "--overwrite",
            description = "Fill in matches for what is translated already too, unless it is approved or final.")
    private boolean overwrite;

    @Option(names = "--force", description = "Replace an output that is there, other than the file itself.")
    private boolean force;

    @Option(names = "--dry-run", description = "Count what would be filled and write nothing.")
    private boolean dryRun;

    @Option(
            names = "--source-lang",
            paramLabel = "TAG",
            converter = ReadingOptions.LanguageConverter.class,
            description = "Language of a document; of matches in Chinese, those in the other script are passed over.")
    private @Nullable Language source;

    @Option(
            names = "--target-lang",
            paramLabel = "TAG",
            converter = ReadingOptions.LanguageConverter.class,
            description = "Language to translate a document into. Default: en-US, or zh-CN from English.")
    private @Nullable Language target;

    @Parameters(paramLabel = "FILE", description = "A document, XLIFF or PO.")
    private Path file = Path.of("");

    PretranslateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Optional<ExchangeFormat> format =
                ExchangeFormats.of(file).filter(found -> List.of("xliff", "po").contains(found.name()));
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new FormatException(file.toString(), "there is no such file", "check its name and folder");
        }
        if (ExchangeFormats.of(file).filter(found -> found.name().equals("tmx")).isPresent()) {
            throw new FormatException(
                    file.toString(),
                    "is a memory, not a text to fill",
                    "name it with --tm, or convert it to .xlf first");
        }
        try (TranslationMemory memory = memories.open(console)) {
            return format.isPresent() ? fill(format.get(), memory) : translate(memory);
        }
    }

    private int fill(ExchangeFormat format, TranslationMemory memory) throws IOException {
        if (overwrite && format.name().equals("po")) {
            throw new FormatException("--overwrite", "is for XLIFF", "empty the entries of the PO to be filled anew");
        }
        Path to = output == null ? file : output;
        if (!Memories.format(to).name().equals(format.name())) {
            throw new FormatException(
                    to.toString(),
                    "is to be in another form than " + file,
                    "convert it with duiqi tm convert, then fill it");
        }
        requireFree(to);
        Suggestions suggestions = new MemorySuggestions(memory, matching.with(LOOKED_AT));
        Filling[] filling = new Filling[1];
        boolean isPo = format.name().equals("po");
        Suggestions fitting = isPo ? ofPo(suggestions, format) : suggestions;
        write(
                to,
                out -> filling[0] = isPo
                        ? PoFilling.fill(file, out, ReadProblemListener.STRICT, fitting)
                        : new XliffFill(fitting, overwrite).fill(file, out));
        return summarise(to, filling[0]);
    }

    /** The languages of a PO are those of its header; the target it names, or the user. */
    private Suggestions ofPo(Suggestions suggestions, ExchangeFormat format) throws IOException {
        try (UnitReader reader = Memories.source(file, format, Language.CHINESE, Language.ENGLISH)
                .open(damage -> {})) {
            Optional<Language> from = Optional.ofNullable(source)
                    .or(() -> reader.header().sourceCode().map(Language::new));
            return suggestions.between(from, Optional.ofNullable(target).or(() -> language(reader.header())));
        }
    }

    private static Optional<Language> language(TmxHeader header) {
        return header.annotations().stream()
                .filter(field ->
                        field.type().equals("Language") && !field.text().isBlank())
                .findFirst()
                .flatMap(field ->
                        Pairs.language(new Tuv(Map.of("xml:lang", field.text().strip()), List.of(), Content.of(""))));
    }

    /** What is filled in place may not lose what others write into it meanwhile. */
    private void write(Path to, AtomicFile.Content content) throws IOException {
        if (dryRun) {
            content.writeTo(OutputStream.nullOutputStream());
            return;
        }
        MemoryLock lock = Memories.lock(to, console);
        try {
            FileState seen = FileState.of(to);
            UninterruptibleWrite.run(() -> String.valueOf(AtomicFile.update(to, seen, content)));
        } finally {
            lock.close();
        }
    }

    private void requireFree(Path to) throws IOException {
        boolean isItself = Files.exists(to) && Files.exists(file) && Files.isSameFile(to, file);
        new OutputFiles(List.of(to), dryRun || force || isItself).requireFree();
    }

    /** Makes an XLIFF, or what else the output is, of a document. */
    private int translate(TranslationMemory memory) throws IOException {
        Path to = output == null ? Path.of(stem() + ".xlf") : output;
        ExchangeFormat format = Memories.format(to);
        requireFree(to);
        DocumentUnits units = DocumentUnits.of(reading.read(file.toString(), Optional.ofNullable(source), console));
        Language from = Optional.ofNullable(source).orElse(units.language());
        Language into = Optional.ofNullable(target).orElse(from.isChinese() ? Language.ENGLISH : Language.CHINESE);
        requireDirection(from, into);
        if (format.name().equals("moses")) {
            throw new FormatException(
                    to.toString(), "is one of two files", "name a form of one file, such as .xlf or .tsv");
        }
        Suggestions suggestions = new MemorySuggestions(memory, matching.with(LOOKED_AT))
                .between(Optional.ofNullable(source), Optional.of(into));
        WriterSettings settings = new WriterSettings(
                from,
                into,
                String.valueOf(file.getFileName()),
                Version.number(),
                console.clock().instant(),
                new Omissions());
        if (!List.of("xliff", "xliff2", "po").contains(format.name())) {
            write(to, out -> write(units.filled(suggestions, from, into), format, settings, out));
            return summarise(to, units.filling());
        }
        Path empty = Files.createTempFile("duiqi-", format.extensions().get(0));
        try {
            try (OutputStream out = Files.newOutputStream(empty)) {
                write(units.empty(from), format, settings, out);
            }
            Filling[] filling = new Filling[1];
            write(
                    to,
                    out -> filling[0] = format.name().equals("po")
                            ? PoFilling.fill(empty, out, ReadProblemListener.STRICT, suggestions)
                            : new XliffFill(suggestions, false).fill(empty, out));
            return summarise(to, filling[0]);
        } finally {
            Files.deleteIfExists(empty);
        }
    }

    private static void requireDirection(Language from, Language into) {
        boolean isSound = (from.isChinese() && into.isEnglish()) || (from.isEnglish() && into.isChinese());
        if (!isSound) {
            throw new IllegalArgumentException("from " + from + " to " + into
                    + ": duiqi knows Chinese and English; give --source-lang, --target-lang");
        }
    }

    private static void write(List<Tu> units, ExchangeFormat format, WriterSettings settings, OutputStream out)
            throws IOException {
        UnitWriter writer = format.writer(List.of(out), TmxHeader.NONE, settings);
        for (Tu unit : units) {
            writer.write(unit);
        }
        writer.finish();
    }

    private String stem() {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private int summarise(Path to, Filling filling) {
        console.out()
                .print((dryRun ? "dry run: " : "") + to + ": " + filling.exact() + " exact, " + filling.fuzzy()
                        + " fuzzy, " + filling.machine() + " from a machine, " + filling.present()
                        + " left as they are, " + filling.missing() + " without a match\n");
        if (filling.withoutCodes() > 0) {
            console.out()
                    .print("  filled without the codes of the source, and marked so: " + filling.withoutCodes() + "\n");
        }
        if (filling.approved() > 0) {
            console.out().print("  approved or final, and so not overwritten: " + filling.approved() + "\n");
        }
        return memories.exitCode(true);
    }
}
