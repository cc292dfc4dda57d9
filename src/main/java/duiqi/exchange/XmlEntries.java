package duiqi.exchange;

import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes an XML file of many like elements apart into these, such as the entries of a glossary. One is kept at a time, and each
 * is read by itself, so that a damaged one spoils no other: it is mended where there is only one way, otherwise left out, and a
 * listener is told. No document type and no external entity is ever read. Not thread-safe.
 */
public final class XmlEntries implements Closeable {
    /** Entries longer than this, in UTF-16 units, would take all memory. */
    private static final int MAX_LENGTH = 1 << 24;

    private final Set<String> names;
    private final ReadProblemListener listener;
    private final XmlRecovery mending;
    private final TextWindow window;
    private final MarkupLexer lexer;
    private Map<String, String> entities = Map.of();
    private String root = "";
    private boolean isClosed;
    private boolean isPending;

    /**
     * An entry. Immutable.
     *
     * @param location where it begins
     * @param xml as it stands in the file, or as it was mended
     * @param element what it holds
     */
    public record Entry(Location location, String xml, XmlElement element) {
        /** Where in the file an element of it begins. */
        public Location at(XmlElement inner) {
            int line = location.line();
            int column = location.column();
            for (int i = 0; i < Math.min(inner.start(), xml.length()); i++) {
                char c = xml.charAt(i);
                if (c == '\n') {
                    line++;
                    column = 1;
                } else if (!Character.isLowSurrogate(c)) {
                    column++;
                }
            }
            return new Location(location.file(), line, column);
        }
    }

    private XmlEntries(Path file, BufferedInputStream in, Set<String> names, ReadProblemListener listener)
            throws IOException {
        XmlEncoding encoding = XmlEncoding.detect(file.toString(), in);
        this.names = Set.copyOf(names);
        this.listener = listener;
        this.mending = new XmlRecovery(file.toString(), encoding.charset(), listener);
        this.window = new TextWindow(file.toString(), encoding.decode(in));
        this.lexer = new MarkupLexer(window);
    }

    /**
     * Opens a file and reads up to its root element.
     *
     * @param names what the elements are called, in lower case and without a prefix
     * @param listener is told of damage, and may refuse the file
     * @throws FormatException if the file is no XML
     */
    public static XmlEntries open(Path file, Set<String> names, ReadProblemListener listener) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FormatException(file.toString(), "is a folder, not a file", "name a file in it");
        }
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            XmlEntries entries = new XmlEntries(file, in, names, listener);
            entries.readRoot(file);
            return entries;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private void readRoot(Path file) throws IOException {
        while (root.isEmpty()) {
            switch (lexer.next()) {
                case DOCTYPE -> entities = DeclaredEntities.of(window.text(lexer.start(), lexer.end()));
                case END ->
                    throw new FormatException(file.toString(), "is no XML", "use a file of the form it is named for");
                case START_TAG, EMPTY_TAG -> {
                    root = lexer.name();
                    isClosed = lexer.kind() == MarkupLexer.Kind.EMPTY_TAG;
                }
                default -> window.take(lexer.end());
            }
        }
    }

    /** The name of the root element, in lower case and without a prefix. */
    public String root() {
        return local(root);
    }

    /** The next sound or mended entry; empty behind the last. */
    public Optional<Entry> next() throws IOException {
        while (true) {
            MarkupLexer.Kind kind = isPending ? lexer.kind() : lexer.next();
            isPending = false;
            if (kind == MarkupLexer.Kind.END) {
                if (!isClosed) {
                    report(window.location(lexer.end()), "the file is cut off here, before </" + root + ">");
                    isClosed = true;
                }
                return Optional.empty();
            }
            if (isStart()) {
                Optional<Entry> entry = entry();
                if (entry.isPresent()) {
                    return entry;
                }
            } else {
                isClosed |= lexer.isEnd(root);
                window.take(lexer.end());
            }
        }
    }

    private boolean isStart() {
        return (lexer.kind() == MarkupLexer.Kind.START_TAG || lexer.kind() == MarkupLexer.Kind.EMPTY_TAG)
                && names.contains(local(lexer.name()));
    }

    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    private Optional<Entry> entry() throws IOException {
        String name = lexer.name();
        Location location = window.location(lexer.start());
        window.take(lexer.start());
        boolean isWhole = lexer.kind() == MarkupLexer.Kind.EMPTY_TAG || readToEnd(name, location);
        String xml = window.take(isWhole ? lexer.end() : lexer.start());
        if (!isWhole) {
            report(location, "a <" + name + "> is cut off");
            return Optional.empty();
        }
        return mending.read(
                location,
                "a <" + name + ">",
                xml,
                entities,
                text -> new Entry(location, text, XmlElement.parse(location, text, "")));
    }

    private boolean readToEnd(String name, Location location) throws IOException {
        while (true) {
            MarkupLexer.Kind kind = lexer.next();
            if (lexer.isEnd(name)) {
                return true;
            }
            if (kind == MarkupLexer.Kind.END || isStart() || lexer.isEnd(root)) {
                isPending = true;
                return false;
            }
            if (window.sizeUpTo(lexer.end()) > MAX_LENGTH) {
                throw new FormatException(
                        location, "a <" + name + "> has more than " + MAX_LENGTH + " characters", "use another file");
            }
        }
    }

    private void report(Location location, String problem) throws FormatException {
        listener.found(new ReadProblem(location, "", problem, ReadProblem.Kind.LOST));
    }

    @Override
    public void close() throws IOException {
        window.close();
    }
}
