package duiqi.exchange.resource;

import duiqi.exchange.Annotation;
import duiqi.exchange.Content;
import duiqi.exchange.Omissions;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.io.FileStart;
import duiqi.io.TextEncoding;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects the texts of a resource file by their keys, with the location of each text. Not thread-safe. */
final class ResourceFile {
    /** Maximum size of a file in bytes. The largest known resource files of programs have some megabytes. */
    private static final long MAX_SIZE = 1L << 26;

    /** Reads the keys and texts of a resource file. Stateless. */
    interface Syntax {
        /** Returns the name of the format. */
        String name();

        /** Returns the ends of file names in lower case. */
        List<String> extensions();

        /** Returns whether the content of a file has this syntax. */
        default boolean recognises(FileStart start) {
            return false;
        }

        /** Returns the text of a file, without a byte order mark. */
        default String decode(Path file) throws IOException {
            return ResourceFile.decode(file);
        }

        /**
         * Reads the entries of a file.
         *
         * @param file receives the entries
         */
        void read(ResourceFile file) throws FormatException;
    }

    /**
     * Holds a text with its key.
     *
     * @param key key, unique in the file
     * @param text text with the locations of its characters
     * @param content the same text with inline tags
     * @param notes comments on the text
     */
    record Entry(String key, Passage text, Content content, List<String> notes) {
        Entry {
            notes = List.copyOf(notes);
        }

        /** Creates an entry without inline tags. */
        Entry(String key, Passage text, List<String> notes) {
            this(key, text, Content.of(text.text), notes);
        }

        List<Annotation> annotations() {
            return notes.stream().map(Annotation::note).toList();
        }
    }

    /**
     * Holds a text without the escapes of its file. Immutable.
     *
     * @param text text
     * @param offsets offset in the file of each UTF-16 unit of the text, and of its end
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Passage(String text, int[] offsets) {
        /** Builds a passage character by character. */
        static final class Builder {
            private final StringBuilder text = new StringBuilder();
            private int[] offsets = new int[16];

            void add(char c, int offset) {
                if (text.length() + 1 >= offsets.length) {
                    offsets = Arrays.copyOf(offsets, 2 * offsets.length);
                }
                offsets[text.length()] = offset;
                text.append(c);
            }

            void add(int codePoint, int offset) {
                for (char c : Character.toChars(codePoint)) {
                    add(c, offset);
                }
            }

            int length() {
                return text.length();
            }

            /** Returns the text from an index on. */
            String from(int index) {
                return text.substring(index);
            }

            /** Removes the characters from a length on. */
            void cut(int length) {
                text.setLength(length);
            }

            /** Returns the passage, which ends at an offset. */
            Passage end(int offset) {
                int[] all = Arrays.copyOf(offsets, text.length() + 1);
                all[text.length()] = offset;
                return new Passage(text.toString(), all);
            }
        }
    }

    private final Path path;
    private final String text;
    private final ReaderSettings settings;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> fixed = new HashSet<>();
    private final int[] lines;
    private Optional<Language> language = Optional.empty();

    private ResourceFile(Path path, String text, ReaderSettings settings) {
        this.path = path;
        this.text = text;
        this.settings = settings;
        this.lines = lines(text);
    }

    /** Reads a file. */
    static ResourceFile of(Path path, Syntax syntax, ReaderSettings settings) throws IOException {
        requireReadable(path);
        ResourceFile file = new ResourceFile(path, syntax.decode(path), settings);
        syntax.read(file);
        return file;
    }

    private static void requireReadable(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new FormatException(path.toString(), "is a folder, not a file", "use a file in it");
        }
        if (!Files.exists(path)) {
            throw new FormatException(path.toString(), "there is no such file", "check its name and folder");
        }
        if (Files.size(path) > MAX_SIZE) {
            throw new FormatException(path.toString(), "is larger than 64 MB", "split it into smaller files");
        }
    }

    /** Returns the text of a file in the encoding that {@link TextEncoding} detects. */
    static String decode(Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        char[] buffer = new char[1 << 13];
        try (Reader reader = TextEncoding.open(file)) {
            for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
                text.append(buffer, 0, count);
            }
        }
        return text.toString();
    }

    private static int[] lines(String text) {
        int[] starts = new int[16];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n'))) {
                starts = count == starts.length ? Arrays.copyOf(starts, 2 * count) : starts;
                starts[count++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }

    /** Returns the text of the file. All offsets refer to it. */
    String text() {
        return text;
    }

    String name() {
        return String.valueOf(path.getFileName());
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

    /** Returns the location of an offset. */
    Location location(int offset) {
        int found = Arrays.binarySearch(lines, offset);
        int line = found < 0 ? -found - 2 : found;
        int column = text.codePointCount(lines[line], Math.min(Math.max(offset, lines[line]), text.length()));
        return new Location(path.toString(), line + 1, column + 1);
    }

    Location.Finder place(Passage passage) {
        return index -> location(passage.offsets[Math.min(index, passage.offsets.length - 1)]);
    }

    /** Adds an entry. If the key occurs again, the last text counts, as in the programs that read these files. */
    void add(Entry entry) throws FormatException {
        if (TextEncoding.hasInvalidBytes(entry.text.text)) {
            report(entry, "text has bytes that are invalid in the encoding of the file");
            return;
        }
        Entry before = entries.remove(entry.key);
        if (before != null) {
            repeated(before, entry.text);
        }
        entries.put(entry.key, entry);
    }

    /** Reports an entry whose key occurs again with another text. */
    void repeated(Entry entry, Passage next) throws FormatException {
        if (!entry.text.text.equals(next.text)) {
            report(
                    entry,
                    "key \"" + entry.key + "\" occurs again at line "
                            + location(next.offsets[0]).line());
        }
    }

    private void report(Entry entry, String problem) throws FormatException {
        settings.listener().found(new ReadProblem(location(entry.text.offsets[0]), "", problem, ReadProblem.Kind.LOST));
    }

    /** Returns an error at an offset. */
    FormatException error(int offset, String problem, String remedy) {
        return new FormatException(location(offset), problem, remedy);
    }

    /** Returns the first texts of the file, for language detection. */
    List<String> sample() {
        return new ArrayList<>(entries.values())
                .stream().limit(200).map(entry -> entry.text.text).toList();
    }
}
