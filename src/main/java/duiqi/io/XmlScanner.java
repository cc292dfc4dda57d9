package duiqi.io;

import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts an XML file of any size and encoding into tags and what is between them, and reads the elements that a caller wants each by
 * itself. A damaged element spoils no other: it is mended where there is only one way ({@link XmlRepair}), otherwise left out, and
 * a listener is told of both. No external entity is ever read. Not thread-safe.
 */
public final class XmlScanner implements Closeable {
    /** Elements and gaps longer than this, in UTF-16 units, would take all memory; sentences have some hundred. */
    public static final int MAX_LENGTH = 1 << 26;

    private static final int BUFFER = 1 << 16;
    private static final Pattern ID =
            Pattern.compile("^<[^<>]{0,2000}?\\s(?:tu)?id\\s*=\\s*[\"']([^\"'<>]{1,200})[\"']");

    private final String file;
    private final XmlEncoding encoding;
    private final ReadProblem.Listener listener;
    private final MarkupLexer.TextWindow window;
    private final MarkupLexer lexer;
    private Map<String, String> entities = Map.of();

    /** Is true when {@link #next} returns the present piece once more. */
    private boolean isPending;

    /** Kinds of pieces of an XML text. */
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
     * An element as it stands in its file. Immutable.
     *
     * @param location where it begins
     * @param gap what stands between the last text taken and the element
     * @param xml the element, or its beginning where it is cut off
     * @param isWhole whether its end tag is there
     */
    public record Piece(Location location, String gap, String xml, boolean isWhole) {}

    /** Makes a value of the XML of an element. */
    @FunctionalInterface
    public interface Reading<T> {
        /**
         * Reads an element.
         *
         * @throws FormatException if it is no sound XML
         */
        T read(String xml) throws IOException;
    }

    private XmlScanner(String file, BufferedInputStream in, ReadProblem.Listener listener) throws IOException {
        this.file = file;
        this.encoding = XmlEncoding.detect(file, in);
        this.listener = listener;
        this.window = new MarkupLexer.TextWindow(file, encoding.decode(in));
        this.lexer = new MarkupLexer(window);
    }

    /**
     * Opens a file.
     *
     * @param listener is told of damage, and may refuse the file
     */
    public static XmlScanner open(Path file, ReadProblem.Listener listener) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FormatException(file.toString(), "is a folder, not a file", "name a file in it");
        }
        return open(file.toString(), new BufferedInputStream(Files.newInputStream(file), BUFFER), listener);
    }

    /**
     * Scans a stream.
     *
     * @param file name of the file, for messages
     * @param in is closed with this, and if this cannot be opened
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

    /** Reports an encoding other than the one that the file declares. */
    public void reportEncoding() throws FormatException {
        if (encoding.lie().isPresent()) {
            report(new Location(file, 1, 1), "", encoding.lie().get(), ReadProblem.Kind.REPAIRED);
        }
    }

    /** Returns the encoding of the file. */
    public XmlEncoding encoding() {
        return encoding;
    }

    /** Goes on to the next piece. */
    public Kind next() throws IOException {
        Kind kind = isPending ? lexer.kind() : lexer.next();
        isPending = false;
        return kind;
    }

    /** Lets {@link #next} return the present piece once more. */
    public void keep() {
        isPending = true;
    }

    /**
     * Goes on to the next start tag or empty tag. The entities of a document type on the way are those of the elements behind it.
     *
     * @return false where the file ends before, or has more than {@link #MAX_LENGTH} characters that were not taken
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

    /** Returns the kind of the present piece. */
    public Kind kind() {
        return lexer.kind();
    }

    /** Returns the name of the present tag in lower case; an empty text for what is no tag. */
    public String name() {
        return lexer.name();
    }

    /** Returns whether the present piece is a start tag or an empty tag. */
    public boolean isStart() {
        return kind() == Kind.START_TAG || kind() == Kind.EMPTY_TAG;
    }

    /** Returns whether the present piece is a start tag or an empty tag of a name. */
    public boolean isStart(String name) {
        return isStart() && lexer.name().equals(name);
    }

    /** Returns whether the present piece is an end tag of a name. */
    public boolean isEnd(String name) {
        return kind() == Kind.END_TAG && lexer.name().equals(name);
    }

    /** Returns the text of the present piece. */
    public String text() {
        return window.text(lexer.start(), lexer.end());
    }

    /** Returns where the present piece begins. */
    public Location location() {
        return window.location(lexer.start());
    }

    /** Returns where the present piece ends. */
    public Location end() {
        return window.location(lexer.end());
    }

    /** Returns how many characters were not taken yet, up to the end of the present piece. */
    public long held() {
        return window.sizeUpTo(lexer.end());
    }

    /** Takes the text before the present piece. */
    public String takeBefore() {
        return window.take(lexer.start());
    }

    /** Takes the text up to the end of the present piece. */
    public String take() {
        return window.take(lexer.end());
    }

    /** Takes the rest, when the present piece is the end. */
    public String takeRest() {
        return window.takeRest();
    }

    /**
     * Takes the element whose start tag is the present piece, up to its end tag or a piece that cannot stand in it, which is kept.
     *
     * @param breaksOff whether the present piece cannot stand in the element
     * @param what names the element in the message
     * @param most characters that an element may have
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
     * Reads an element, mended if need be.
     *
     * @param what names it in messages
     * @return empty when it is beyond repair
     */
    public <T> Optional<T> read(Location location, String what, String xml, Reading<T> reading) throws IOException {
        if (XmlEncoding.hasBytesThatAreNoText(xml)) {
            String problem = what + " has bytes that " + encoding.charset().name() + " does not allow";
            report(location, id(xml), problem, ReadProblem.Kind.LOST);
            return Optional.empty();
        }
        return readWithGaps(location, what, xml, reading);
    }

    /** Reads an element as {@link #read} does, but leaves out bytes that are no text. */
    public <T> Optional<T> readWithGaps(Location location, String what, String xml, Reading<T> reading)
            throws IOException {
        try {
            return Optional.of(reading.read(xml));
        } catch (FormatException damage) {
            return mend(location, what, xml, reading);
        }
    }

    private <T> Optional<T> mend(Location location, String what, String xml, Reading<T> reading) throws IOException {
        XmlRepair repair = new XmlRepair(entities);
        String mended = repair.apply(xml);
        T value;
        try {
            value = reading.read(mended);
        } catch (FormatException beyondRepair) {
            String problem = what + " " + XmlSource.problem(file, beyondRepair);
            report(location, id(xml), problem, ReadProblem.Kind.LOST);
            return Optional.empty();
        }
        if (repair.hasChanged()) {
            report(location, id(xml), what + " " + repair.changes(), ReadProblem.Kind.REPAIRED);
        }
        return Optional.of(value);
    }

    /** Returns the {@code tuid} or {@code id} in the start tag of an element, for messages; empty when there is none. */
    public static String id(String xml) {
        Matcher matcher = ID.matcher(xml);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** Tells the listener of damage. */
    public void report(Location location, String unit, String problem, ReadProblem.Kind kind) throws FormatException {
        listener.found(new ReadProblem(location, unit, problem, kind));
    }

    @Override
    public void close() throws IOException {
        window.close();
    }

    /**
     * The like elements of a file, such as the entries of a glossary, one after the other. One is kept at a time. Not thread-safe.
     */
    public static final class Entries implements Closeable {
        /** Entries longer than this, in UTF-16 units, would take all memory. */
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
         * @param listener is told of damage, and may refuse the file
         * @throws FormatException if the file is no XML
         */
        public static Entries open(Path file, Set<String> names, ReadProblem.Listener listener) throws IOException {
            XmlScanner scanner = XmlScanner.open(file, listener);
            try {
                Entries entries = new Entries(scanner, names);
                if (!scanner.nextStart()) {
                    throw new FormatException(file.toString(), "is no XML", "use a file of the form it is named for");
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

        /** Returns the next sound or mended entry; empty behind the last. */
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
                report(scanner.end(), "the file is cut off here, before </" + root + ">");
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
            String what = "a <" + scanner.name() + ">";
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
     * An element of {@link Entries}. Immutable.
     *
     * @param location where it begins
     * @param xml as it stands in the file, or as it was mended
     * @param element the parsed element
     */
    public record Entry(Location location, String xml, XmlNode.Element element) {
        /** Returns where in the file an element of it begins. */
        public Location at(XmlNode.Element inner) {
            return location.after(xml, 0, Math.min(inner.start(), xml.length()));
        }
    }
}
