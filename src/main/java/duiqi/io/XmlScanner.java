package duiqi.io;

import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits an XML file of any size and encoding into tags and the parts between them, and reads selected elements one at
 * a time. A damaged element does not affect others: it is repaired if there is only one way ({@link XmlRepair}),
 * otherwise skipped. The listener receives both cases. External entities are never read. Not thread-safe.
 */
public final class XmlScanner implements Closeable {
    /**
     * Maximum length of an element or gap in UTF-16 units; longer ones would fill the heap, and sentences have some
     * hundred.
     */
    public static final int MAX_LENGTH = 1 << 26;

    private static final int BUFFER = 1 << 16;
    private static final Pattern ID =
            Pattern.compile("^<[^<>]{0,2000}?\\s(?:tu)?id\\s*=\\s*[\"']([^\"'<>]{1,200})[\"']");

    private final String file;
    private final Encoding encoding;
    private final ReadProblem.Listener listener;
    private final MarkupLexer.TextWindow window;
    private final MarkupLexer lexer;
    private Map<String, String> entities = Map.of();

    /** True if {@link #next} returns the current part again. */
    private boolean isPending;

    /** Lists the kinds of parts of an XML text. */
    public enum Kind {
        START_TAG,
        END_TAG,
        EMPTY_TAG,
        TEXT,
        COMMENT,
        CDATA,
        INSTRUCTION,
        DOCTYPE,
        END
    }

    /**
     * Holds the raw text of an element. Immutable.
     *
     * @param location location of its beginning
     * @param gap text between the last taken text and the element
     * @param xml text of the element, or its beginning if it is truncated
     * @param isWhole true if its end tag is present
     */
    public record Piece(Location location, String gap, String xml, boolean isWhole) {}

    /** Converts the XML of an element to a value. */
    @FunctionalInterface
    public interface Reading<T> {
        /**
         * Reads an element.
         *
         * @throws FormatException if the text is not well-formed XML
         */
        T read(String xml) throws IOException;
    }

    private XmlScanner(String file, BufferedInputStream in, ReadProblem.Listener listener) throws IOException {
        this.file = file;
        this.encoding = Encoding.ofXml(file, in);
        this.listener = listener;
        this.window = new MarkupLexer.TextWindow(file, encoding.reader(in));
        this.lexer = new MarkupLexer(window);
    }

    /**
     * Opens a file.
     *
     * @param listener receives problems, and may reject the file
     */
    public static XmlScanner open(Path file, ReadProblem.Listener listener) throws IOException {
        return open(file.toString(), new BufferedInputStream(InputFile.open(file), BUFFER), listener);
    }

    /**
     * Opens a stream.
     *
     * @param file file name for messages
     * @param in closed with this scanner, and if this method fails
     */
    public static XmlScanner open(String file, BufferedInputStream in, ReadProblem.Listener listener)
            throws IOException {
        try {
            return new XmlScanner(file, in, listener);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** Reports an encoding that differs from the declared one. */
    public void reportEncoding() throws FormatException {
        if (encoding.problem().isPresent()) {
            report(new Location(file, 1, 1), "", encoding.problem().get(), ReadProblem.Kind.REPAIRED);
        }
    }

    /** Returns the encoding of the file. */
    public Encoding encoding() {
        return encoding;
    }

    /** Advances to the next part. */
    public Kind next() throws IOException {
        Kind kind = isPending ? lexer.kind() : lexer.next();
        isPending = false;
        return kind;
    }

    /** Lets {@link #next} return the current part again. */
    public void keep() {
        isPending = true;
    }

    /**
     * Advances to the next start tag or empty-element tag. Entities of a document type on the way apply to the elements
     * after it.
     *
     * @return false if the file ends first, or if more than {@link #MAX_LENGTH} characters were not taken
     */
    public boolean nextStart() throws IOException {
        while (true) {
            switch (next()) {
                case START_TAG, EMPTY_TAG -> {
                    return true;
                }
                case END -> {
                    return false;
                }
                case DOCTYPE -> entities = XmlRepair.declaredEntities(text());
                default -> {
                    if (held() > MAX_LENGTH) {
                        return false;
                    }
                }
            }
        }
    }

    /** Returns the kind of the current part. */
    public Kind kind() {
        return lexer.kind();
    }

    /** Returns the name of the current tag in lower case; empty for other parts. */
    public String name() {
        return lexer.name();
    }

    /** Returns whether the current part is a start tag or an empty-element tag. */
    public boolean isStart() {
        return kind() == Kind.START_TAG || kind() == Kind.EMPTY_TAG;
    }

    /** Returns whether the current part is a start tag or an empty-element tag with a name. */
    public boolean isStart(String name) {
        return isStart() && lexer.name().equals(name);
    }

    /** Returns whether the current part is an end tag with a name. */
    public boolean isEnd(String name) {
        return kind() == Kind.END_TAG && lexer.name().equals(name);
    }

    /** Returns the text of the current part. */
    public String text() {
        return window.text(lexer.start(), lexer.end());
    }

    /** Returns the location where the current part begins. */
    public Location location() {
        return window.location(lexer.start());
    }

    /** Returns the location where the current part ends. */
    public Location end() {
        return window.location(lexer.end());
    }

    /** Returns the number of characters not yet taken, up to the end of the current part. */
    public long held() {
        return window.sizeUpTo(lexer.end());
    }

    /** Takes the text before the current part. */
    public String takeBefore() {
        return window.take(lexer.start());
    }

    /** Takes the text up to the end of the current part. */
    public String take() {
        return window.take(lexer.end());
    }

    /** Takes the rest of the text. The current part must be the end. */
    public String takeRest() {
        return window.takeRest();
    }

    /**
     * Takes the element whose start tag is the current part. It ends with its end tag, or before a part that it cannot
     * contain; {@link #next} then returns that part.
     *
     * @param breaksOff returns true if the element cannot contain the current part
     * @param what name of the element in messages
     * @param most maximum number of characters of the element
     * @throws FormatException if the element has more characters
     */
    public Piece element(BooleanSupplier breaksOff, String what, int most, String remedy) throws IOException {
        String name = lexer.name();
        long start = lexer.start();
        Location location = location();
        boolean isWhole = kind() == Kind.EMPTY_TAG;
        while (!isWhole && !isPending) {
            lexer.next();
            isWhole = isEnd(name);
            isPending = !isWhole && (kind() == Kind.END || breaksOff.getAsBoolean());
            if (!isWhole && !isPending && held() > most) {
                throw new FormatException(location, what + " has more than " + most + " characters", remedy);
            }
        }
        String gap = window.take(start);
        return new Piece(location, gap, isWhole ? take() : takeBefore(), isWhole);
    }

    /**
     * Reads an element, and repairs it if necessary.
     *
     * @param what name of the element in messages
     * @return empty if the element cannot be repaired
     */
    public <T> Optional<T> read(Location location, String what, String xml, Reading<T> reading) throws IOException {
        if (SourceFile.hasInvalidBytes(xml)) {
            String problem = what + " has bytes that are invalid in "
                    + encoding.charset().name();
            report(location, id(xml), problem, ReadProblem.Kind.LOST);
            return Optional.empty();
        }
        return readDroppingInvalidBytes(location, what, xml, reading);
    }

    /** Reads an element as {@link #read} does, but drops invalid bytes instead of skipping the element. */
    public <T> Optional<T> readDroppingInvalidBytes(Location location, String what, String xml, Reading<T> reading)
            throws IOException {
        try {
            return Optional.of(reading.read(xml));
        } catch (FormatException damage) {
            return repairAndRead(location, what, xml, reading);
        }
    }

    private <T> Optional<T> repairAndRead(Location location, String what, String xml, Reading<T> reading)
            throws IOException {
        XmlRepair repair = new XmlRepair(entities);
        String repaired = repair.apply(xml);
        T value;
        try {
            value = reading.read(repaired);
        } catch (FormatException beyondRepair) {
            String problem = what + " " + problem(beyondRepair);
            report(location, id(xml), problem, ReadProblem.Kind.LOST);
            return Optional.empty();
        }
        if (repair.hasChanged()) {
            Location place = location.after(xml, 0, repair.firstUnescaped());
            report(place, id(xml), what + " " + repair.changes(), ReadProblem.Kind.REPAIRED);
        }
        return Optional.of(value);
    }

    /** Returns the problem in the message of {@link XmlNode.Element#parse}. */
    private String problem(FormatException damage) {
        String message = String.valueOf(damage.getMessage());
        int start = message.indexOf(": ", file.length());
        int end = message.lastIndexOf("; ");
        return message.substring(start + 2, Math.max(start + 2, end));
    }

    /** Returns the {@code tuid} or {@code id} in the start tag of an element, for messages; empty if there is none. */
    public static String id(String xml) {
        Matcher matcher = ID.matcher(xml);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** Reports a problem to the listener. */
    public void report(Location location, String unit, String problem, ReadProblem.Kind kind) throws FormatException {
        listener.found(new ReadProblem(location, unit, problem, kind));
    }

    @Override
    public void close() throws IOException {
        window.close();
    }

    /**
     * Iterates over the elements with given names, for example the entries of a glossary. It keeps one element at a
     * time. Not thread-safe.
     */
    public static final class Entries implements Closeable {
        /** Maximum length of an entry in UTF-16 units; longer entries would fill the heap. */
        private static final int MAX_ENTRY_LENGTH = 1 << 24;

        private final Set<String> names;
        private final XmlScanner scanner;
        private String root = "";
        private boolean isClosed;

        private Entries(XmlScanner scanner, Set<String> names) {
            this.scanner = scanner;
            this.names = Set.copyOf(names);
        }

        /**
         * Opens a file and reads up to its root element.
         *
         * @param names names of the elements, in lower case and without a prefix
         * @param listener receives problems, and may reject the file
         * @throws FormatException if the file is not XML
         */
        public static Entries open(Path file, Set<String> names, ReadProblem.Listener listener) throws IOException {
            XmlScanner scanner = XmlScanner.open(file, listener);
            try {
                Entries entries = new Entries(scanner, names);
                if (!scanner.nextStart()) {
                    throw new FormatException(
                            file.toString(), "is not XML", "use a file whose format matches its name");
                }
                entries.root = scanner.name();
                entries.isClosed = scanner.kind() == Kind.EMPTY_TAG;
                return entries;
            } catch (IOException | RuntimeException e) {
                scanner.close();
                throw e;
            }
        }

        /** Returns the name of the root element, in lower case and without a prefix. */
        public String root() {
            return local(root);
        }

        /** Returns the next valid or repaired entry; empty after the last entry. */
        public Optional<Entry> next() throws IOException {
            while (scanner.next() != Kind.END) {
                if (isEntry()) {
                    Optional<Entry> entry = entry();
                    if (entry.isPresent()) {
                        return entry;
                    }
                } else {
                    isClosed |= scanner.isEnd(root);
                    scanner.take();
                }
            }
            if (!isClosed) {
                report(scanner.end(), "file is cut off before </" + root + ">");
                isClosed = true;
            }
            return Optional.empty();
        }

        private boolean isEntry() {
            return scanner.isStart() && names.contains(local(scanner.name()));
        }

        private static String local(String name) {
            return name.substring(name.indexOf(':') + 1);
        }

        private Optional<Entry> entry() throws IOException {
            String what = "<" + scanner.name() + ">";
            Piece piece =
                    scanner.element(() -> isEntry() || scanner.isEnd(root), what, MAX_ENTRY_LENGTH, "use another file");
            if (!piece.isWhole) {
                report(piece.location, what + " is cut off");
                return Optional.empty();
            }
            return scanner.read(
                    piece.location,
                    what,
                    piece.xml,
                    text -> new Entry(piece.location, text, XmlNode.Element.parse(piece.location, text, "")));
        }

        private void report(Location location, String problem) throws FormatException {
            scanner.report(location, "", problem, ReadProblem.Kind.LOST);
        }

        @Override
        public void close() throws IOException {
            scanner.close();
        }
    }

    /**
     * Holds one element of {@link Entries}. Immutable.
     *
     * @param location location of its beginning
     * @param xml text of the element in the file, or its repaired text
     * @param element the parsed element
     */
    public record Entry(Location location, String xml, XmlNode.Element element) {
        /** Returns the location of a descendant element in the file. */
        public Location at(XmlNode.Element inner) {
            return location.after(xml, 0, Math.min(inner.start(), xml.length()));
        }
    }
}
