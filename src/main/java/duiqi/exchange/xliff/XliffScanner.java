package duiqi.exchange.xliff;

import duiqi.exchange.xliff.XliffFormat.Version;
import duiqi.io.Encoding;
import duiqi.io.XmlNode.Element;
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
 * Splits an XLIFF file of any version and encoding into units and the text between them. Holds one unit at a time, so a
 * file may have any size. Not thread-safe.
 */
final class XliffScanner implements Closeable {
    private static final String REMEDY = "use an XLIFF file, which begins with <xliff version=\"1.2\"> or \"2.1\"";

    private record Level(String name, XliffScope scope) {}

    private final XmlScanner scanner;
    private final boolean keepsGaps;
    private final Consumer<String> skipped;
    private final Deque<Level> levels = new ArrayDeque<>();
    private Version version = Version.ONE;
    private String prefix = "";
    private int files;
    private boolean isClosed;
    private boolean hasUnits;

    private XliffScanner(XmlScanner scanner, boolean keepsGaps, Consumer<String> skipped) {
        this.scanner = scanner;
        this.keepsGaps = keepsGaps;
        this.skipped = skipped;
    }

    /**
     * Opens a file and reads up to its root element.
     *
     * @param listener receives each problem and may reject the file
     * @param keepsGaps true to keep the text between units
     * @param skipped receives the names of the elements between units, without prefix
     * @throws FormatException if the file is not XLIFF
     */
    static XliffScanner open(Path file, ReadProblem.Listener listener, boolean keepsGaps, Consumer<String> skipped)
            throws IOException {
        XmlScanner xml = XmlScanner.open(file, listener);
        try {
            xml.reportEncoding();
            XliffScanner scanner = new XliffScanner(xml, keepsGaps, skipped);
            scanner.readRoot(file);
            return scanner;
        } catch (IOException | RuntimeException e) {
            xml.close();
            throw e;
        }
    }

    Encoding encoding() {
        return scanner.encoding();
    }

    /** Returns the namespace prefix of the vocabulary with its colon; an empty text for the default namespace. */
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
        version = Version.of(attributes, prefix)
                .orElseThrow(() -> new FormatException(
                        location,
                        "is XLIFF " + attributes.getOrDefault("version", "") + ", which is not supported",
                        "save it as XLIFF 1.2, 2.0 or 2.1"));
        isClosed = scanner.kind() == XmlScanner.Kind.EMPTY_TAG;
        levels.push(new Level(name, XliffScope.NONE.within(attributes, version, 0)));
    }

    /** Returns the attributes of the current tag; empty if it is beyond repair. */
    private Map<String, String> attributes(Location location) throws IOException {
        String tag = scanner.text();
        String name = scanner.name();
        boolean isEmpty = scanner.kind() == XmlScanner.Kind.EMPTY_TAG;
        String element = isEmpty ? tag : tag + "</" + tag.substring(1, 1 + name.length()) + ">";
        return parse(location, element, "<" + name + ">")
                .map(Element::attributes)
                .orElse(Map.of());
    }

    /** Reads the next intact or repaired unit; empty after the last one. */
    Optional<XliffPart> readUnit() throws IOException {
        while (scanner.next() != XmlScanner.Kind.END) {
            if (scanner.isStart(unitName())) {
                Optional<XliffPart> unit = unit();
                if (unit.isPresent()) {
                    return unit;
                }
            } else {
                readBetweenUnits();
            }
        }
        finish();
        return Optional.empty();
    }

    private String unitName() {
        return prefix + version.unit;
    }

    private void readBetweenUnits() throws IOException {
        String name = scanner.name();
        XmlScanner.Kind kind = scanner.kind();
        if (scanner.isStart() && name.startsWith(prefix)) {
            skipped.accept(name.substring(prefix.length()));
        }
        if (kind == XmlScanner.Kind.START_TAG && (name.equals(prefix + "file") || name.equals(prefix + "group"))) {
            open(name);
        } else if (kind == XmlScanner.Kind.END_TAG) {
            close(name);
        }
        if (!keepsGaps) {
            scanner.take();
        }
    }

    private void open(String name) throws IOException {
        Location location = scanner.location();
        files += name.equals(prefix + "file") ? 1 : 0;
        levels.push(new Level(name, outer().within(attributes(location), version, files)));
    }

    private void close(String name) throws IOException {
        if (levels.stream().noneMatch(level -> level.name.equals(name))) {
            return;
        }
        String open = levels.pop().name;
        if (!open.equals(name)) {
            report(scanner.location(), "", "file has no </" + open + ">", ReadProblem.Kind.REPAIRED);
            while (!open.equals(name)) {
                open = levels.pop().name;
            }
        }
        isClosed |= levels.isEmpty();
    }

    private XliffScope outer() {
        return levels.isEmpty() ? XliffScope.NONE : levels.element().scope;
    }

    /** Returns the text after the last unit. Requires that no unit is left. */
    String readTail() {
        return scanner.takeRest();
    }

    private void finish() throws IOException {
        Location end = scanner.end();
        if (!isClosed) {
            report(end, "", "file is cut off before </" + prefix + "xliff>", ReadProblem.Kind.LOST);
        } else if (!hasUnits && files == 0) {
            report(end, "", "file has no <file>", ReadProblem.Kind.REPAIRED);
        }
    }

    /** Reads the unit whose start tag is the current piece; empty if it is beyond repair. */
    private Optional<XliffPart> unit() throws IOException {
        hasUnits = true;
        XmlScanner.Piece piece = scanner.element(
                () -> scanner.isStart(unitName()) || scanner.isEnd(prefix + "file") || scanner.isEnd(prefix + "xliff"),
                "unit",
                XmlScanner.MAX_LENGTH,
                "repair it, or use another file");
        if (!piece.isWhole()) {
            report(piece.location(), XmlScanner.id(piece.xml()), "unit is cut off", ReadProblem.Kind.LOST);
            return Optional.empty();
        }
        XliffScope scope = outer();
        return parse(piece.location(), piece.xml(), "<" + unitName() + ">")
                .map(unit -> new XliffPart(
                        piece.location(),
                        keepsGaps ? piece.gap() : "",
                        piece.xml(),
                        scope.within(unit.attributes(), version, scope.file()),
                        unit,
                        version,
                        XliffSegment.of(unit, version)));
    }

    private Optional<Element> parse(Location location, String xml, String what) throws IOException {
        return scanner.read(location, what, xml, text -> Element.parse(location, text, prefix));
    }

    private void report(Location location, String unit, String problem, ReadProblem.Kind kind) throws FormatException {
        scanner.report(location, unit, problem, kind);
    }

    @Override
    public void close() throws IOException {
        scanner.close();
    }
}
