package duiqi.exchange.xliff;

import duiqi.io.XmlEncoding;
import duiqi.io.XmlNode;
import duiqi.io.XmlScanner;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes an XLIFF file of any version and encoding apart into its units and what stands between them. One unit is kept at a time, so
 * a file may be of any size. Not thread-safe.
 */
final class XliffScanner implements Closeable {
    private static final String REMEDY = "use an XLIFF file, which begins with <xliff version=\"1.2\"> or \"2.1\"";

    /** Gaps longer than this, in UTF-16 units, would take all memory. */
    private static final long MAX_GAP = 4L * XmlScanner.MAX_LENGTH;

    /** Groups in groups deeper than this are not meant. */
    private static final int DEEPEST = 1000;

    private record Level(String name, XliffScope scope) {}

    private final XmlScanner scanner;
    private final boolean keepsGaps;
    private final Consumer<String> passedOver;
    private final Deque<Level> levels = new ArrayDeque<>();
    private XliffFormat.Version version = XliffFormat.Version.ONE;
    private String prefix = "";
    private int files;
    private boolean isClosed;
    private boolean hasUnits;

    private XliffScanner(XmlScanner scanner, boolean keepsGaps, Consumer<String> passedOver) {
        this.scanner = scanner;
        this.keepsGaps = keepsGaps;
        this.passedOver = passedOver;
    }

    /**
     * Opens a file and reads up to its root element.
     *
     * @param listener is told of damage, and may refuse the file
     * @param keepsGaps whether the caller wants what stands between units
     * @param passedOver is told of the elements between units, by their names without prefix
     * @throws FormatException if the file is no XLIFF
     */
    static XliffScanner open(Path file, ReadProblem.Listener listener, boolean keepsGaps, Consumer<String> passedOver)
            throws IOException {
        XmlScanner xml = XmlScanner.open(file, listener);
        try {
            xml.reportEncoding();
            XliffScanner scanner = new XliffScanner(xml, keepsGaps, passedOver);
            scanner.readRoot(file);
            return scanner;
        } catch (IOException | RuntimeException e) {
            xml.close();
            throw e;
        }
    }

    XmlEncoding encoding() {
        return scanner.encoding();
    }

    XliffFormat.Version version() {
        return version;
    }

    /** Returns the prefix of the vocabulary with its colon; an empty text when it is the default. */
    String prefix() {
        return prefix;
    }

    private void readRoot(Path file) throws IOException {
        Location start = scanner.location();
        if (!scanner.nextStart()) {
            boolean isEnd = scanner.kind() == XmlScanner.Kind.END;
            throw new FormatException(isEnd ? start.toString() : file.toString(), "is not XLIFF", REMEDY);
        }
        Location location = scanner.location();
        String name = scanner.name();
        prefix = name.substring(0, name.indexOf(':') + 1);
        if (!name.equals(prefix + "xliff")) {
            throw new FormatException(location, "is not XLIFF: it begins with <" + name + ">", REMEDY);
        }
        Map<String, String> attributes = attributes(location);
        version = XliffFormat.Version.of(attributes, prefix)
                .orElseThrow(() -> new FormatException(
                        location,
                        "is XLIFF " + attributes.getOrDefault("version", "") + ", which is unknown",
                        "save it as XLIFF 1.2, 2.0 or 2.1"));
        isClosed = scanner.kind() == XmlScanner.Kind.EMPTY_TAG;
        levels.push(new Level(name, XliffScope.NONE.within(attributes, version)));
    }

    /** Returns the attributes of the present tag; none when it is beyond repair. */
    private Map<String, String> attributes(Location location) throws IOException {
        String tag = scanner.text();
        String name = scanner.name();
        boolean isEmpty = scanner.kind() == XmlScanner.Kind.EMPTY_TAG;
        String element = isEmpty ? tag : tag + "</" + tag.substring(1, 1 + name.length()) + ">";
        return parse(location, element, "<" + name + ">")
                .map(XmlNode.Element::attributes)
                .orElse(Map.of());
    }

    /** Reads the next sound or mended unit; empty when there is none. */
    Optional<XliffPart> readUnit() throws IOException {
        while (scanner.next() != XmlScanner.Kind.END) {
            if (scanner.isStart(unitName())) {
                Optional<XliffPart> unit = unit();
                if (unit.isPresent()) {
                    return unit;
                }
            } else {
                between();
            }
        }
        finish();
        return Optional.empty();
    }

    private String unitName() {
        return prefix + version.unit();
    }

    private void between() throws IOException {
        String name = scanner.name();
        XmlScanner.Kind kind = scanner.kind();
        if (scanner.isStart() && name.startsWith(prefix)) {
            passedOver.accept(name.substring(prefix.length()));
        }
        if (kind == XmlScanner.Kind.START_TAG && (name.equals(prefix + "file") || name.equals(prefix + "group"))) {
            open(name);
        } else if (kind == XmlScanner.Kind.END_TAG) {
            close(name);
        }
        if (!keepsGaps) {
            scanner.take();
        } else if (scanner.held() > MAX_GAP) {
            throw new FormatException(scanner.location(), "no unit begins in " + MAX_GAP + " characters", REMEDY);
        }
    }

    private void open(String name) throws IOException {
        Location location = scanner.location();
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
            report(scanner.location(), "", "there is no </" + open + ">", ReadProblem.Kind.REPAIRED);
            while (!open.equals(name)) {
                open = levels.pop().name;
            }
        }
        isClosed |= levels.isEmpty();
    }

    private XliffScope outer() {
        return levels.isEmpty() ? XliffScope.NONE : levels.element().scope;
    }

    /** Returns what is left behind the last unit, when there is none more. */
    String readTail() {
        return scanner.takeRest();
    }

    private void finish() throws IOException {
        Location end = scanner.end();
        if (!isClosed) {
            report(end, "", "the file is cut off here, before </" + prefix + "xliff>", ReadProblem.Kind.LOST);
        } else if (!hasUnits && files == 0) {
            report(end, "", "there is no <file> in it", ReadProblem.Kind.REPAIRED);
        }
    }

    /** Reads the unit whose start tag is the present piece; empty when it is beyond repair. */
    private Optional<XliffPart> unit() throws IOException {
        hasUnits = true;
        XmlScanner.Piece piece = scanner.element(
                () -> scanner.isStart(unitName()) || scanner.isEnd(prefix + "file") || scanner.isEnd(prefix + "xliff"),
                "a unit",
                XmlScanner.MAX_LENGTH,
                "mend it or use another file");
        if (!piece.isWhole()) {
            report(piece.location(), XmlScanner.id(piece.xml()), "a unit is cut off", ReadProblem.Kind.LOST);
            return Optional.empty();
        }
        XliffScope scope = outer();
        return parse(piece.location(), piece.xml(), "a <" + unitName() + ">")
                .map(unit -> new XliffPart(
                        piece.location(),
                        keepsGaps ? piece.gap() : "",
                        piece.xml(),
                        scope.within(unit.attributes(), version),
                        unit));
    }

    private Optional<XmlNode.Element> parse(Location location, String xml, String what) throws IOException {
        return scanner.read(location, what, xml, text -> XmlNode.Element.parse(location, text, prefix));
    }

    private void report(Location location, String unit, String problem, ReadProblem.Kind kind) throws FormatException {
        scanner.report(location, unit, problem, kind);
    }

    @Override
    public void close() throws IOException {
        scanner.close();
    }

    /**
     * A unit of an XLIFF file, as it is written and as it is understood. Immutable.
     *
     * @param location where it begins
     * @param gap what stands between the unit before and this one; empty where that is not kept
     * @param xml the whole element
     * @param scope what the elements around it say, and it itself
     * @param unit the element parsed
     */
    record XliffPart(Location location, String gap, String xml, XliffScope scope, XmlNode.Element unit) {}

    /**
     * The settings of a unit that the elements around it give. Immutable.
     *
     * @param sourceCode language code of the source as written; empty when none is
     * @param targetCode language code of the target as written; empty when none is
     * @param file number of the {@code <file>} it is in, from 1; 0 outside
     * @param isTranslatable whether it is to be translated
     * @param isPreserved whether white space means something
     */
    record XliffScope(String sourceCode, String targetCode, int file, boolean isTranslatable, boolean isPreserved) {
        /** Outside of everything. */
        static final XliffScope NONE = new XliffScope("", "", 0, true, false);

        /** Returns the scope inside an element, of which only the attributes of interest are looked at. */
        XliffScope within(Map<String, String> attributes, XliffFormat.Version version) {
            String translate = attributes.getOrDefault("translate", "");
            String space = attributes.getOrDefault("xml:space", "");
            return new XliffScope(
                    attributes.getOrDefault(version.sourceLanguage(), sourceCode),
                    attributes.getOrDefault(version.targetLanguage(), targetCode),
                    file,
                    translate.isEmpty() ? isTranslatable : !translate.equals("no"),
                    space.isEmpty() ? isPreserved : space.equals("preserve"));
        }

        /** Returns the same in another {@code <file>}. */
        XliffScope inFile(int number) {
            return new XliffScope(sourceCode, targetCode, number, isTranslatable, isPreserved);
        }
    }
}
