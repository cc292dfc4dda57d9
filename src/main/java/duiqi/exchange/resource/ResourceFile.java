package duiqi.exchange.resource;

import duiqi.exchange.Annotation;
import duiqi.exchange.Content;
import duiqi.exchange.Omissions;
import duiqi.exchange.Suggestions.Suggestion;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.io.FileStart;
import duiqi.io.SourceFile;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.LineStarts;
import duiqi.text.Located;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Collects the texts of one language in a resource file by their keys, with the location of each. Not thread-safe. */
final class ResourceFile {
    /** Property that holds the key of a text; same name as in Weblate and Translate Toolkit. */
    static final String KEY = "x-context";

    /** Maximum size of a file in bytes. The largest known resource files of programs have some megabytes. */
    private static final long MAX_SIZE = 1L << 26;

    /** Letters after a backslash that denote a control character. */
    private static final String ESCAPED = "ntrfb";

    private static final String CONTROLS = "\n\t\r\f\b";

    /** Reads the keys and texts of a resource file. Stateless. */
    interface Syntax {
        String name();

        /** Returns the ends of file names in lower case. */
        List<String> extensions();

        default boolean recognises(FileStart start) {
            return false;
        }

        /** Returns whether one file holds the source texts and the translations. */
        default boolean isBilingual() {
            return false;
        }

        /** Returns whether duiqi adds missing translations to a file. */
        default boolean isFilled() {
            return false;
        }

        /**
         * Returns the text of a file of translations with some suggestions, as far as it can hold them.
         *
         * @param found suggestions by the keys of their source texts
         */
        default String fill(ResourceTexts texts, Map<String, Suggestion> found) throws FormatException {
            throw new UnsupportedOperationException(name() + " is not filled");
        }

        /** Returns the text of a file, without a byte order mark. */
        default String decode(Path file) throws IOException {
            return SourceFile.of(file).text();
        }

        /**
         * Reads the entries of a file.
         *
         * @param file receives the entries: all of a file in one language; the source texts of a bilingual file, whose
         *     translations {@link #translation} receives
         */
        void read(ResourceFile file) throws FormatException;
    }

    /**
     * Holds a text with its key.
     *
     * @param key key, unique in the file
     * @param text text with the locations of its characters
     * @param content the same text with inline tags
     * @param annotations properties and notes
     */
    record Entry(String key, Located text, Content content, List<Annotation> annotations) {
        Entry {
            annotations = List.copyOf(annotations);
        }

        /** Creates an entry with comments on its text. Its property is its key. */
        Entry(String key, Located text, Content content, Stream<String> notes) {
            this(
                    key,
                    text,
                    content,
                    Stream.concat(
                                    Stream.of(Annotation.property(KEY, key)),
                                    notes.filter(note -> !note.isBlank()).map(note -> Annotation.note(note.strip())))
                            .toList());
        }

        /** Creates an entry without inline tags. */
        Entry(String key, Located text, Stream<String> notes) {
            this(key, text, Content.of(text.text()), notes);
        }

        boolean isBlank() {
            return text.text().isBlank() && content.isPlain();
        }
    }

    private final Path path;
    private final String text;
    private final ReaderSettings settings;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> fixed = new HashSet<>();
    private final List<ResourceFile> translations = new ArrayList<>();
    private final LineStarts lines;
    private Optional<Language> language = Optional.empty();

    private ResourceFile(Path path, String text, ReaderSettings settings, LineStarts lines) {
        this.path = path;
        this.text = text;
        this.settings = settings;
        this.lines = lines;
    }

    /**
     * Reads a file.
     *
     * @param given text that the file will have; empty for its present one
     */
    static ResourceFile of(Path path, Optional<String> given, Syntax syntax, ReaderSettings settings)
            throws IOException {
        if (!Files.exists(path)) {
            throw new FormatException(path.toString(), "there is no such file", "check its name and folder");
        }
        if (Files.size(path) > MAX_SIZE) {
            throw new FormatException(path.toString(), "is larger than 64 MB", "split it into smaller files");
        }
        String text = given.isPresent() ? given.get() : syntax.decode(path);
        ResourceFile file = new ResourceFile(path, text, settings, new LineStarts(text));
        syntax.read(file);
        return file;
    }

    /** Adds translations in the same file, whose entries have the keys of their source texts. */
    ResourceFile translation(Optional<Language> declared) {
        ResourceFile translation = new ResourceFile(path, text, settings, lines);
        translation.declare(declared);
        translations.add(translation);
        return translation;
    }

    /** Returns the translations in the same file, by language. */
    List<ResourceFile> translations() {
        return translations;
    }

    /** Returns the text of the file. All offsets refer to it. */
    String text() {
        return text;
    }

    Path path() {
        return path;
    }

    Omissions omissions() {
        return settings.omissions();
    }

    /** Returns the entries by key, in file order. */
    Map<String, Entry> entries() {
        return entries;
    }

    /** Returns the keys of texts that are not to be translated. */
    Set<String> fixed() {
        return fixed;
    }

    /** Returns the language that the file declares; empty if it declares none. */
    Optional<Language> language() {
        return language;
    }

    void declare(Optional<Language> declared) {
        language = declared;
    }

    Location location(int offset) {
        return new Location(path.toString(), lines.line(offset), lines.column(offset));
    }

    Location.Finder place(Located located) {
        return index ->
                located.locate(path.toString(), Math.min(index, located.text().length()));
    }

    Located.Collector collector() {
        return new Located.Collector(lines);
    }

    /** Adds an entry. If the key occurs again, the last text counts, as in the programs that read these files. */
    void add(Entry entry) throws FormatException {
        if (SourceFile.hasInvalidBytes(entry.text.text())) {
            report(entry.text, "text has bytes that are invalid in the encoding of the file");
            return;
        }
        Entry before = entries.remove(entry.key);
        if (before != null && !before.text.text().equals(entry.text.text())) {
            repeated(entry.key, before.text, place(entry.text).at(0));
        }
        entries.put(entry.key, entry);
    }

    /** Reports a text that does not count, because its key occurs again. */
    void repeated(String key, Located before, Location next) throws FormatException {
        report(before, "key \"" + key + "\" occurs again at line " + next.line());
    }

    private void report(Located located, String problem) throws FormatException {
        settings.lost(place(located).at(0), "", problem);
    }

    FormatException error(int offset, String problem, String remedy) {
        return new FormatException(location(offset), problem, remedy);
    }

    /**
     * Adds the character of an escape, and returns the offset after it.
     *
     * @param start offset of the backslash; a character follows it
     * @param letters letters with a meaning: those of control characters, and {@code u} or {@code U} before four digits
     */
    int escape(int start, String letters, Located.Collector into) throws FormatException {
        int escaped = text.codePointAt(start + 1);
        int next = start + 1 + Character.charCount(escaped);
        if (letters.indexOf(escaped) < 0) {
            into.add(escaped, start);
            return next;
        }
        int control = ESCAPED.indexOf(escaped);
        if (control >= 0) {
            into.add(CONTROLS.charAt(control), start);
            return next;
        }
        String digits = text.substring(next, Math.min(next + 4, text.length()));
        if (!digits.matches("[0-9A-Fa-f]{4}")) {
            throw error(start, "escape has no four hexadecimal digits", "write it as \\u0041");
        }
        into.add(Integer.parseInt(digits, 16), start);
        return next + 4;
    }

    /** Returns the first texts of the file, for language detection. */
    List<String> sample() {
        return entries.values().stream()
                .limit(200)
                .map(entry -> entry.text.text())
                .toList();
    }
}
