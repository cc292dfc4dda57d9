package duiqi.app;

import duiqi.exchange.Annotation;
import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Omissions;
import duiqi.exchange.Revision;
import duiqi.exchange.Suggestions;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.exchange.UnitWriter;
import duiqi.index.SearchOptions;
import duiqi.io.AtomicFile;
import duiqi.memory.MemorySuggestions;
import duiqi.memory.TranslationMemory;
import duiqi.text.DocumentPair;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.ReadProblem;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fills a new text, XLIFF file or PO file with translations from the memories.
 *
 * @param file a document, XLIFF file or PO file
 * @param output the file to write; empty for the default
 * @param source the language of a document; empty to detect it
 * @param target the target language of a document; empty for English or Chinese, whichever the document is not
 */
public record Pretranslation(
        Path file,
        Optional<Path> output,
        Optional<Language> source,
        Optional<Language> target,
        Mode mode,
        SearchOptions options,
        TextReader reader,
        Workspace workspace) {
    /** Number of matches to consider, because the best match may be in the other Chinese script. */
    public static final int MAX_CANDIDATES = 5;

    private static final ReaderSettings SETTINGS =
            new ReaderSettings(Language.CHINESE, Language.ENGLISH, ReadProblem.Listener.STRICT);

    /**
     * Holds the options for writing files.
     *
     * @param overwrite true to replace existing translations, except approved and final ones
     */
    public record Mode(boolean overwrite, boolean force, boolean dryRun) {}

    public record Outcome(Path file, Suggestions.Filling filling) {}

    /**
     * Rejects a file that cannot be filled. Call this method before you open memories, which takes longer.
     *
     * @throws FormatException if the file does not exist, is a folder or a memory
     */
    public void requireText() throws FormatException {
        MemoryFiles.requireFile(file);
        Optional<String> units = ExchangeFormat.of(file)
                .filter(format -> !format.isFilled())
                .map(ExchangeFormat::name)
                .filter(format -> !MemoryFiles.DOCUMENTS.contains(format));
        if (units.filter("tmx"::equals).isPresent()) {
            throw new FormatException(
                    file.toString(),
                    "is a memory, not a file to fill",
                    "give it with --tm, or convert it to .xlf first");
        }
        if (units.isPresent()) {
            throw new FormatException(
                    file.toString(),
                    "duiqi does not fill files in the format " + units.get(),
                    "convert it first: duiqi tm convert " + file + " -o NAME.xlf");
        }
    }

    private boolean isFilled() {
        return ExchangeFormat.of(file).filter(ExchangeFormat::isFilled).isPresent();
    }

    public Outcome run(TranslationMemory memory) throws IOException {
        return isFilled() ? fill(MemoryFiles.format(file), memory) : translate(memory);
    }

    private Outcome fill(ExchangeFormat format, TranslationMemory memory) throws IOException {
        if (mode.overwrite() && !format.name().startsWith("xliff")) {
            throw new FormatException(
                    "--overwrite", "is for XLIFF only", "in another file, empty the translations to fill again");
        }
        Path to = output.orElse(file);
        if (!to.equals(file) && !format.isNameOf(to) && !extension(to).equals(extension(file))) {
            throw new FormatException(
                    to.toString(), "has another format than " + file, "convert the input first with duiqi tm convert");
        }
        requireFree(to);
        if (source.isEmpty() && target.isEmpty()) {
            MemoryFiles.requireChineseAndEnglish(file);
        }
        return fill(format, file, to, new OfUser(new MemorySuggestions(memory, options), source, target));
    }

    private Outcome fill(ExchangeFormat format, Path from, Path to, Suggestions suggestions) throws IOException {
        Suggestions.Filling[] filling = new Suggestions.Filling[1];
        write(to, out -> filling[0] = format.fill(from, out, SETTINGS, mode.overwrite(), suggestions));
        return new Outcome(to, filling[0]);
    }

    /** Writes a file under a lock. Fails if another program changes the file in the meantime. */
    private void write(Path to, AtomicFile.Content content) throws IOException {
        if (mode.dryRun()) {
            content.writeTo(OutputStream.nullOutputStream());
            return;
        }
        MemoryFiles.update(to, workspace, () -> content);
    }

    /** Provides translations between the languages that the user gives, else between those that the file declares. */
    private record OfUser(Suggestions suggestions, Optional<Language> source, Optional<Language> target)
            implements Suggestions {
        @Override
        public Suggestions between(Optional<Language> from, Optional<Language> into) {
            return suggestions.between(source.or(() -> from), target.or(() -> into));
        }

        @Override
        public Optional<Suggestion> forSegment(String text, Optional<String> before, Optional<String> after) {
            return suggestions.forSegment(text, before, after);
        }
    }

    private void requireFree(Path to) throws IOException {
        boolean isItself = Files.exists(to) && Files.exists(file) && Files.isSameFile(to, file);
        new MemoryFiles.OutputFiles(List.of(to), mode.dryRun() || mode.force() || isItself).requireFree();
    }

    /** Writes the sentences of a document and their translations to an XLIFF file or a file of another format. */
    private Outcome translate(TranslationMemory memory) throws IOException {
        Path to = output.orElse(Path.of(stem() + ".xlf"));
        ExchangeFormat format = MemoryFiles.formatToWrite("pretranslate", to, Optional.empty());
        requireFree(to);
        if (format.name().equals("moses")) {
            throw new FormatException(
                    to.toString(), "is one of two files", "use a format with one file, for example .xlf or .tsv");
        }
        Text text = reader.read(file.toString(), source);
        Language from = source.orElse(text.language());
        Language into = target.orElse(from.isChinese() ? Language.ENGLISH : Language.CHINESE);
        requireDirection(from, into);
        Suggestions suggestions = new MemorySuggestions(memory, options).between(source, Optional.of(into));
        UnitWriter.WriterSettings settings = new UnitWriter.WriterSettings(
                from,
                into,
                String.valueOf(file.getFileName()),
                Version.number(),
                workspace.clock().instant(),
                new Omissions());
        if (!format.isFilled()) {
            Suggestions.Filling[] filling = new Suggestions.Filling[1];
            write(to, out -> filling[0] = writeFilled(text, format, settings, suggestions, out));
            return new Outcome(to, filling[0]);
        }
        Path empty = Files.createTempFile("duiqi-", format.extensions().get(0));
        try {
            try (OutputStream out = Files.newOutputStream(empty)) {
                writeFilled(text, format, settings, (source, before, after) -> Optional.empty(), out);
            }
            return fill(format, empty, to, suggestions);
        } finally {
            Files.deleteIfExists(empty);
        }
    }

    /** Writes a unit for each sentence. A translation has the same state as in XLIFF, with its score and origin. */
    private static Suggestions.Filling writeFilled(
            Text text,
            ExchangeFormat format,
            UnitWriter.WriterSettings settings,
            Suggestions suggestions,
            OutputStream out)
            throws IOException {
        Suggestions.Filling filling = new Suggestions.Filling(0, 0, 0, 0, 0, 0, 0);
        UnitWriter writer = format.writer(List.of(out), TmxHeader.NONE, settings);
        DocumentPair.UnitIds ids = new DocumentPair.UnitIds(new DocumentPair(text.name(), text.name()));
        List<String> sentences = text.segments().stream().map(Segment::text).toList();
        for (int i = 0; i < sentences.size(); i++) {
            Optional<Suggestions.Suggestion> offered = suggestions.forSegment(
                    sentences.get(i),
                    i == 0 ? Optional.empty() : Optional.of(sentences.get(i - 1)),
                    sentences.stream().skip(i + 1L).findFirst());
            Tu unit = new Tu(
                    Map.of("tuid", ids.next(sentences.get(i), "")),
                    List.of(),
                    List.of(Tuv.of(settings.source(), sentences.get(i))));
            writer.write(offered.map(each -> translated(unit, settings.target(), each))
                    .orElse(unit));
            boolean isMachine =
                    offered.filter(Suggestions.Suggestion::isMachine).isPresent();
            boolean isExact = !isMachine
                    && offered.filter(Suggestions.Suggestion::isExact).isPresent();
            boolean isFuzzy = offered.isPresent() && !isMachine && !isExact;
            filling = filling.plus(new Suggestions.Filling(
                    isExact ? 1 : 0, isFuzzy ? 1 : 0, isMachine ? 1 : 0, 0, offered.isEmpty() ? 1 : 0, 0, 0));
        }
        writer.finish();
        return filling;
    }

    private static Tu translated(Tu unit, Language language, Suggestions.Suggestion suggestion) {
        boolean isFuzzy = !suggestion.isMachine() && !suggestion.isExact();
        Tuv translation = Tuv.of(language, suggestion.target())
                .with(List.of(Annotation.property(
                        Revision.STATE, isFuzzy ? "needs-adaptation" : "needs-review-translation")));
        return unit.withVariants(List.of(unit.variants().get(0), translation))
                .with(List.of(
                        Annotation.property("x-match", suggestion.percentage() + "%"),
                        Annotation.property("x-match-origin", suggestion.origin())));
    }

    private static void requireDirection(Language from, Language into) {
        boolean isSound = (from.isChinese() && into.isEnglish()) || (from.isEnglish() && into.isChinese());
        if (!isSound) {
            throw new IllegalArgumentException("from " + from + " to " + into
                    + ": duiqi supports Chinese and English only; use --source-lang and --target-lang");
        }
    }

    private String stem() {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - extension(file).length());
    }

    /** Returns the extension of a file name with its dot; an empty text if it has none. */
    private static String extension(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(dot) : "";
    }
}
