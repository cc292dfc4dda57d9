package duiqi.exchange.xliff;

import duiqi.exchange.LanguageCode;
import duiqi.exchange.Omissions;
import duiqi.exchange.Pairs;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.io.XmlNode;
import duiqi.text.Direction;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads XLIFF 1.0 to 1.2, 2.0 and 2.1 in any encoding. A damaged unit does not affect other units; the listener decides
 * whether to skip it or to reject the file. Reads only extracted texts of a {@code <bin-unit>}. Not thread-safe.
 *
 * <p>Sources: XLIFF 1.2, OASIS Standard, 1 February 2008; XLIFF Version 2.1, OASIS Standard, 13 February 2018.
 */
final class XliffReader implements UnitReader {
    private final XliffScanner scanner;
    /** Maximum number of units read to detect languages that the file does not declare. */
    private static final int SAMPLE = 200;

    private final ReaderSettings options;
    private final Direction direction;
    private final UnsupportedXliff rest;
    private final Deque<Read> ready = new ArrayDeque<>();
    private Optional<Read> last = Optional.empty();
    private Location location;
    private boolean isDone;

    /** Holds a unit and the elements that it comes from. */
    private record Read(Tu tu, XliffScanner.XliffPart part, XliffUnits.XliffSegment segment) {}

    private XliffReader(XliffScanner scanner, UnsupportedXliff rest, ReaderSettings options, Path file)
            throws IOException {
        this.scanner = scanner;
        this.rest = rest;
        this.options = options;
        this.direction = direction(file, options);
        this.location = new Location(file.toString(), 1, 1);
    }

    /**
     * Opens a file.
     *
     * @throws duiqi.text.FormatException if the file is not XLIFF
     */
    static XliffReader open(Path file, ReaderSettings options) throws IOException {
        UnsupportedXliff rest = new UnsupportedXliff(options.omissions());
        XliffScanner scanner = XliffScanner.open(file, options.listener(), false, rest::skipped);
        try {
            return new XliffReader(scanner, rest, options, file);
        } catch (IOException | RuntimeException e) {
            scanner.close();
            throw e;
        }
    }

    /** Returns the languages for units outside of elements that declare them. */
    private static Direction direction(Path file, ReaderSettings options) throws IOException {
        Optional<Language> source = Optional.empty();
        Optional<Language> target = Optional.empty();
        List<String> sources = new ArrayList<>();
        List<String> targets = new ArrayList<>();
        try (XliffScanner scanner = XliffScanner.open(file, damage -> {}, false, element -> {})) {
            for (int i = 0; i < SAMPLE && (source.isEmpty() || target.isEmpty()); i++) {
                Optional<XliffScanner.XliffPart> part = scanner.readUnit();
                if (part.isEmpty()) {
                    break;
                }
                XliffScanner.XliffScope scope = part.get().scope();
                source = source.or(() -> new LanguageCode(scope.sourceCode()).language());
                target = target.or(() -> new LanguageCode(scope.targetCode()).language());
                for (XliffUnits.XliffSegment segment :
                        XliffUnits.XliffSegment.of(part.get().unit(), scanner.version())) {
                    sources.add(segment.source().text());
                    segment.target().ifPresent(element -> targets.add(element.text()));
                }
            }
        }
        return options.direction(source, target, sources, targets);
    }

    @Override
    public TmxHeader header() {
        return TmxHeader.NONE;
    }

    @Override
    public Optional<Tu> next() throws IOException {
        while (ready.isEmpty() && !isDone) {
            Optional<XliffScanner.XliffPart> part = scanner.readUnit();
            isDone = part.isEmpty();
            if (part.isPresent()) {
                location = part.get().location();
                rest.of(part.get().unit());
                List<Tu> units = XliffUnits.of(part.get(), scanner.version(), direction);
                List<XliffUnits.XliffSegment> segments =
                        XliffUnits.XliffSegment.of(part.get().unit(), scanner.version());
                for (int i = 0; i < units.size(); i++) {
                    ready.add(new Read(units.get(i), part.get(), segments.get(i)));
                }
                if (ready.isEmpty()) {
                    options.listener()
                            .found(new ReadProblem(
                                    location,
                                    part.get().unit().attribute("id").orElse(""),
                                    "unit has no <source>",
                                    ReadProblem.Kind.LOST));
                }
            }
        }
        last = Optional.ofNullable(ready.poll());
        last.ifPresent(read -> location = read.part.location());
        return last.map(Read::tu);
    }

    @Override
    public Optional<Language> sourceLanguage(Tu unit) {
        return Pairs.language(unit.variants().get(0));
    }

    @Override
    public Optional<Language> targetLanguage(Tu unit) {
        String code = last.map(read -> read.part.scope().targetCode()).orElse("");
        return code.isBlank() ? Optional.of(direction.target()) : new LanguageCode(code).language();
    }

    @Override
    public Location location() {
        return location;
    }

    @Override
    public Location.Finder place(int side) {
        Read read = last.orElseThrow();
        XmlNode.Element element =
                side == 0 ? read.segment.source() : read.segment.target().orElse(read.segment.source());
        return UnitReader.XmlPlace.of(read.part.location(), read.part.xml(), element);
    }

    @Override
    public Location.Finder placeOfMissing() {
        return place(1);
    }

    @Override
    public void close() throws IOException {
        scanner.close();
    }

    /**
     * Counts the data of an XLIFF file that units do not hold: alternative translations, data of files and groups, and
     * elements and attributes without an equivalent in {@link Tu}. Not thread-safe.
     */
    static final class UnsupportedXliff {
        /** Elements outside of units in either version, with the kind of omission. */
        private static final Map<String, String> BETWEEN_UNITS = Map.of(
                "group", "groups of units",
                "note", "notes on files and groups",
                "skl", "skeletons",
                "skeleton", "skeletons",
                "phase", "phases",
                "bin-unit", "binary units");

        private static final Set<String> OF_UNITS =
                Set.of("id", "resname", "name", "approved", "translate", "xml:space");
        private static final Set<String> OF_SEGMENTS = Set.of("id", "state", "substate");
        private static final Set<String> OF_SIDES = Set.of("xml:lang", "xml:space", "state", "state-qualifier");
        private static final Set<String> READ = Set.of(
                "source",
                "target",
                "seg-source",
                "note",
                "notes",
                "context-group",
                "segment",
                "ignorable",
                ToolState.DEFINITIONS,
                "originaldata");

        private final Omissions omissions;
        private int files;

        UnsupportedXliff(Omissions omissions) {
            this.omissions = omissions;
        }

        /** Counts an element outside of units. */
        void skipped(String element) {
            if (element.equals("file")) {
                files++;
                omissions.add("boundaries between files", files > 1 ? 1 : 0);
            } else if (BETWEEN_UNITS.containsKey(element)) {
                omissions.add(BETWEEN_UNITS.getOrDefault(element, ""));
            }
        }

        /** Counts the omitted data of a unit. */
        void of(XmlNode.Element unit) {
            countAttributes(unit, OF_UNITS);
            Stream.of("source", "target").flatMap(unit::children).forEach(side -> countAttributes(side, OF_SIDES));
            unit.children("segment").forEach(segment -> {
                countAttributes(segment, OF_SEGMENTS);
                Stream.of("source", "target")
                        .flatMap(segment::children)
                        .forEach(side -> countAttributes(side, OF_SIDES));
            });
            omissions.add(
                    "texts between segments",
                    Stream.concat(
                                    unit.children("ignorable").flatMap(XmlNode.Element::elements),
                                    Stream.of("seg-source", "target")
                                            .flatMap(unit::children)
                                            .filter(side -> !XliffUnits.XliffSegment.parts(side)
                                                    .isEmpty()))
                            .filter(UnsupportedXliff::hasTextBetweenSegments)
                            .count());
            unit.elements()
                    .filter(child ->
                            !READ.contains(child.name()) && !local(child).equals("metadata"))
                    .forEach(this::countElement);
        }

        private static boolean hasTextBetweenSegments(XmlNode.Element side) {
            return side.nodes().stream()
                    .anyMatch(node -> node instanceof XmlNode.Element code
                            ? code.name().equals("g") && hasTextBetweenSegments(code)
                            : node instanceof XmlNode.Characters text
                                    && !text.text().isBlank());
        }

        private void countElement(XmlNode.Element element) {
            if (element.name().equals("alt-trans")) {
                omissions.add("alternative translations");
            } else if (local(element).equals("matches")) {
                omissions.add(
                        "alternative translations",
                        element.descendants()
                                .filter(match -> local(match).equals("match"))
                                .count());
            } else {
                omissions.add("elements of XLIFF units");
            }
        }

        private void countAttributes(XmlNode.Element element, Set<String> known) {
            omissions.add(
                    "attributes of XLIFF units",
                    element.attributes().keySet().stream()
                            .filter(name -> !known.contains(name)
                                    && !ToolState.ATTRIBUTES.contains(name)
                                    && !name.startsWith("xmlns"))
                            .count());
        }

        /** Returns the name of an element without its namespace prefix. */
        static String local(XmlNode.Element element) {
            return element.name().substring(element.name().indexOf(':') + 1);
        }
    }
}
