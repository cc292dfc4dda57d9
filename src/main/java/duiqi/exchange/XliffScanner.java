package duiqi.exchange;

import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes an XLIFF file apart, of any version and encoding, into its units and what stands between them. One unit is kept at a
 * time, so a file may be of any size.
 *
 * <p>The file is cut into units by their tags alone, and each unit is read as XML by itself, as {@link TmxScanner} does it. So a
 * damaged unit spoils no other: it is mended where there is only one way ({@link XmlRepair}), otherwise left out, and a listener
 * is told. Not thread-safe.
 */
final class XliffScanner implements Closeable {
    private static final String REMEDY = "use an XLIFF file, which begins with <xliff version=\"1.2\"> or \"2.1\"";

    /** Units longer than this, in UTF-16 units, would take all memory; sentences have some hundred. */
    private static final int MAX_LENGTH = 1 << 26;

    /** Groups in groups deeper than this are not meant. */
    private static final int DEEPEST = 1000;

    private record Level(String name, XliffScope scope) {}

    private final Path file;
    private final XmlEncoding encoding;
    private final ReadProblemListener listener;
    private final XmlRecovery mending;
    private final boolean keepsGaps;
    private final Consumer<String> passedOver;
    private final TextWindow window;
    private final MarkupLexer lexer;
    private final Deque<Level> levels = new ArrayDeque<>();
    private Map<String, String> entities = Map.of();
    private XliffVersion version = XliffVersion.ONE;
    private String prefix = "";
    private int files;
    private boolean isPending;
    private boolean isClosed;
    private boolean hasUnits;

    private XliffScanner(
            Path file,
            BufferedInputStream in,
            XmlEncoding encoding,
            ReadProblemListener listener,
            boolean keepsGaps,
            Consumer<String> passedOver)
            throws IOException {
        this.file = file;
        this.encoding = encoding;
        this.listener = listener;
        this.mending = new XmlRecovery(file.toString(), encoding.charset(), listener);
        this.keepsGaps = keepsGaps;
        this.passedOver = passedOver;
        this.window = new TextWindow(file.toString(), encoding.decode(in));
        this.lexer = new MarkupLexer(window);
    }

    /**
     * Opens a file and reads up to its root element.
     *
     * @param listener is told of damage, and may refuse the file
     * @param keepsGaps whether what stands between units is wanted
     * @param passedOver is told of the elements between units, by their names without prefix
     * @throws FormatException if the file is no XLIFF
     */
    static XliffScanner open(Path file, ReadProblemListener listener, boolean keepsGaps, Consumer<String> passedOver)
            throws IOException {
        if (Files.isDirectory(file)) {
            throw new FormatException(file.toString(), "is a folder, not a file", "name a file in it");
        }
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            XmlEncoding encoding = XmlEncoding.detect(file.toString(), in);
            XliffScanner scanner = new XliffScanner(file, in, encoding, listener, keepsGaps, passedOver);
            if (encoding.lie().isPresent()) {
                Location start = new Location(file.toString(), 1, 1);
                scanner.report(start, "", encoding.lie().get(), ReadProblem.Kind.REPAIRED);
            }
            scanner.readRoot();
            return scanner;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    XmlEncoding encoding() {
        return encoding;
    }

    XliffVersion version() {
        return version;
    }

    /** The prefix of the vocabulary with its colon; empty when it is the default. */
    String prefix() {
        return prefix;
    }

    private void readRoot() throws IOException {
        while (true) {
            switch (lexer.next()) {
                case DOCTYPE -> entities = DeclaredEntities.of(window.text(lexer.start(), lexer.end()));
                case END -> throw new FormatException(window.location(0), "is not XLIFF", REMEDY);
                case START_TAG, EMPTY_TAG -> {
                    root(window.location(lexer.start()));
                    return;
                }
                default -> {
                    if (window.sizeUpTo(lexer.end()) > MAX_LENGTH) {
                        throw new FormatException(file.toString(), "is not XLIFF", REMEDY);
                    }
                }
            }
        }
    }

    private void root(Location location) throws IOException {
        String name = lexer.name();
        prefix = name.substring(0, name.indexOf(':') + 1);
        if (!name.equals(prefix + "xliff")) {
            throw new FormatException(location, "is not XLIFF: it begins with <" + name + ">", REMEDY);
        }
        Map<String, String> attributes = attributes(location);
        version = XliffVersion.of(attributes, prefix)
                .orElseThrow(() -> new FormatException(
                        location,
                        "is XLIFF " + attributes.getOrDefault("version", "") + ", which is unknown",
                        "save it as XLIFF 1.2, 2.0 or 2.1"));
        isClosed = lexer.kind() == MarkupLexer.Kind.EMPTY_TAG;
        levels.push(new Level(name, XliffScope.NONE.within(attributes, version)));
    }

    /** The attributes of the present tag; none when it is beyond repair. */
    private Map<String, String> attributes(Location location) throws IOException {
        String tag = window.text(lexer.start(), lexer.end());
        boolean isEmpty = lexer.kind() == MarkupLexer.Kind.EMPTY_TAG;
        String element =
                isEmpty ? tag : tag + "</" + tag.substring(1, 1 + lexer.name().length()) + ">";
        return parse(location, element, "<" + lexer.name() + ">")
                .map(XmlElement::attributes)
                .orElse(Map.of());
    }

    /** Reads the next sound or mended unit; empty when there is none. */
    Optional<XliffPart> readUnit() throws IOException {
        while (true) {
            MarkupLexer.Kind kind = isPending ? lexer.kind() : lexer.next();
            isPending = false;
            if (kind == MarkupLexer.Kind.END) {
                finish();
                return Optional.empty();
            }
            if (isUnitStart()) {
                Optional<XliffPart> unit = unit();
                if (unit.isPresent()) {
                    return unit;
                }
            } else {
                between(kind);
            }
        }
    }

    private boolean isUnitStart() {
        String name = prefix + version.unit();
        return lexer.isStart(name) || lexer.isEmpty(name);
    }

    private void between(MarkupLexer.Kind kind) throws IOException {
        String name = lexer.name();
        if ((kind == MarkupLexer.Kind.START_TAG || kind == MarkupLexer.Kind.EMPTY_TAG) && name.startsWith(prefix)) {
            passedOver.accept(name.substring(prefix.length()));
        }
        if (kind == MarkupLexer.Kind.START_TAG && (name.equals(prefix + "file") || name.equals(prefix + "group"))) {
            open(name);
        } else if (kind == MarkupLexer.Kind.END_TAG) {
            close(name);
        }
        if (!keepsGaps) {
            window.take(lexer.end());
        } else if (window.sizeUpTo(lexer.end()) > 4L * MAX_LENGTH) {
            throw new FormatException(
                    window.location(lexer.start()), "no unit begins in " + 4L * MAX_LENGTH + " characters", REMEDY);
        }
    }

    private void open(String name) throws IOException {
        Location location = window.location(lexer.start());
        if (levels.size() > DEEPEST) {
            throw new FormatException(
                    location, "has more than " + DEEPEST + " groups in each other", "use another file");
        }
        XliffScope scope = outer().within(attributes(location), version);
        if (name.equals(prefix + "file")) {
            files++;
            scope = scope.inFile(files);
        }
        levels.push(new Level(name, scope));
    }

    private void close(String name) throws IOException {
        if (levels.stream().noneMatch(level -> level.name.equals(name))) {
            return;
        }
        String open = levels.pop().name;
        if (!open.equals(name)) {
            report(window.location(lexer.start()), "", "there is no </" + open + ">", ReadProblem.Kind.REPAIRED);
            while (!open.equals(name)) {
                open = levels.pop().name;
            }
        }
        isClosed |= levels.isEmpty();
    }

    private XliffScope outer() {
        return levels.isEmpty() ? XliffScope.NONE : levels.element().scope;
    }

    /** What is left behind the last unit, when there is none more. */
    String readTail() {
        return window.takeRest();
    }

    private void finish() throws IOException {
        Location end = window.location(lexer.end());
        if (!isClosed) {
            report(end, "", "the file is cut off here, before </" + prefix + "xliff>", ReadProblem.Kind.LOST);
        } else if (!hasUnits && files == 0) {
            report(end, "", "there is no <file> in it", ReadProblem.Kind.REPAIRED);
        }
    }

    /** Reads the unit whose start tag is the present token; empty when it is beyond repair. */
    private Optional<XliffPart> unit() throws IOException {
        long start = lexer.start();
        Location location = window.location(start);
        hasUnits = true;
        boolean isWhole = lexer.kind() == MarkupLexer.Kind.EMPTY_TAG || readToEnd(location);
        String gap = window.take(start);
        String xml = window.take(isWhole ? lexer.end() : lexer.start());
        if (!isWhole) {
            report(location, UnitName.in(xml), "a unit is cut off", ReadProblem.Kind.LOST);
            return Optional.empty();
        }
        String problem = "a <" + prefix + version.unit() + ">";
        XliffScope scope = outer();
        return parse(location, xml, problem)
                .map(unit -> new XliffPart(
                        location, keepsGaps ? gap : "", xml, scope.within(unit.attributes(), version), unit));
    }

    private boolean readToEnd(Location location) throws IOException {
        String name = prefix + version.unit();
        while (true) {
            MarkupLexer.Kind kind = lexer.next();
            if (lexer.isEnd(name)) {
                return true;
            }
            if (kind == MarkupLexer.Kind.END
                    || isUnitStart()
                    || lexer.isEnd(prefix + "file")
                    || lexer.isEnd(prefix + "xliff")) {
                isPending = true;
                return false;
            }
            if (window.sizeUpTo(lexer.end()) > MAX_LENGTH) {
                throw new FormatException(
                        location, "a unit has more than " + MAX_LENGTH + " characters", "mend it or use another file");
            }
        }
    }

    private Optional<XmlElement> parse(Location location, String xml, String what) throws IOException {
        return mending.read(location, what, xml, entities, text -> XmlElement.parse(location, text, prefix));
    }

    private void report(Location location, String unit, String problem, ReadProblem.Kind kind) throws FormatException {
        listener.found(new ReadProblem(location, unit, problem, kind));
    }

    @Override
    public void close() throws IOException {
        window.close();
    }
}
