package duiqi.exchange.tool;

import duiqi.exchange.Content;
import duiqi.exchange.LanguageCode;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.io.XmlNode;
import duiqi.io.XmlScanner;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the units of a bilingual XML document of a translation tool, in any encoding. Holds one element of units at a
 * time. A damaged unit does not affect other units; the listener decides whether to skip it or to reject the file. Not
 * thread-safe.
 */
final class ToolXmlReader implements UnitReader {
    /** Property with the percentage of the match that a translation comes from. */
    static final String MATCH = "x-match";

    /** Property with the origin of a translation; {@code mt} is machine translation. */
    static final String ORIGIN = "x-origin";

    /** Maximum number of units read to detect languages that the file does not declare. */
    private static final int SAMPLE = 200;

    private final Vocabulary vocabulary;
    private final ReaderSettings settings;
    private final Direction direction;
    private final XmlScanner scanner;
    private final Deque<Found> ready = new ArrayDeque<>();
    private Codes codes;
    private Optional<Found> last = Optional.empty();
    private Location location;
    private boolean isClosed;

    /**
     * Holds the language codes that a file declares.
     *
     * @param source code of the source as written; empty if there is none
     * @param target code of the target as written; empty if there is none
     */
    record Codes(String source, String target) {}

    /**
     * Holds a text of a unit.
     *
     * @param element element with the text
     * @param code language code of the element; empty if it has none
     */
    record Side(XmlNode.Element element, String code, Content content) {}

    /**
     * Holds a unit whose variants have no language yet.
     *
     * @param tu attributes and annotations of the unit
     * @param sides texts of the unit: the source, and the target if there is one
     */
    record Unit(Tu tu, List<Side> sides) {}

    /** Describes the elements of a format. Names of elements and attributes are in lower case. */
    interface Vocabulary {
        /** Returns the name of the root element as people write it. */
        String root();

        /** Returns the name of the element that contains one or more units. */
        String unit();

        /** Returns the names of elements outside of units whose text is not text of the document. */
        Set<String> markup();

        /** Returns the languages that the root element or an element of {@link #markup} declares. */
        Optional<Codes> codes(XmlNode.Element element);

        /** Returns the units of an element, and counts what they cannot hold. */
        List<Unit> units(XmlNode.Element element, Codes codes, ReaderSettings settings);
    }

    private record Found(Tu tu, Unit unit, XmlScanner.Piece piece) {}

    private ToolXmlReader(Path file, Vocabulary vocabulary, ReaderSettings settings, Direction direction)
            throws IOException {
        this.vocabulary = vocabulary;
        this.settings = settings;
        this.direction = direction;
        this.location = new Location(file.toString(), 1, 1);
        this.scanner = XmlScanner.open(file, settings.listener());
        try {
            scanner.reportEncoding();
            this.codes = readRoot(file);
        } catch (IOException | RuntimeException e) {
            scanner.close();
            throw e;
        }
    }

    /**
     * Opens a file.
     *
     * @throws FormatException if the root element has another name
     */
    static ToolXmlReader open(Path file, Vocabulary vocabulary, ReaderSettings settings) throws IOException {
        List<String> sources = new ArrayList<>();
        List<String> targets = new ArrayList<>();
        Codes declared;
        ReaderSettings silent = new ReaderSettings(settings.source(), settings.target(), damage -> {});
        try (ToolXmlReader first = new ToolXmlReader(file, vocabulary, silent, settings.direction())) {
            Optional<Tu> unit = first.next();
            for (int i = 0; i < SAMPLE && unit.isPresent(); i++) {
                sources.add(unit.get().variants().get(0).text());
                unit.get().variants().stream().skip(1).map(Tuv::text).forEach(targets::add);
                unit = first.next();
            }
            declared = first.codes;
        }
        return new ToolXmlReader(
                file,
                vocabulary,
                settings,
                settings.direction(
                        new LanguageCode(declared.source).language(),
                        new LanguageCode(declared.target).language(),
                        sources,
                        targets));
    }

    private Codes readRoot(Path file) throws IOException {
        String expected = "<" + vocabulary.root() + ">";
        String remedy = "use a file that begins with " + expected;
        if (!scanner.nextStart()) {
            throw new FormatException(file.toString(), "has no " + expected, remedy);
        }
        if (!scanner.isStart(root())) {
            throw new FormatException(
                    scanner.location(), "begins with <" + scanner.name() + ">, not with " + expected, remedy);
        }
        isClosed = scanner.kind() == XmlScanner.Kind.EMPTY_TAG;
        String tag = scanner.text();
        String whole = isClosed ? tag : tag.substring(0, tag.length() - 1) + "/>";
        return scanner.read(
                        scanner.location(),
                        expected,
                        whole,
                        text -> XmlNode.Element.parse(scanner.location(), text, ""))
                .flatMap(vocabulary::codes)
                .orElse(new Codes("", ""));
    }

    private String root() {
        return vocabulary.root().toLowerCase(Locale.ROOT);
    }

    @Override
    public TmxHeader header() {
        return new TmxHeader("", Map.of(Tu.SOURCE, direction.source().tag()), List.of(), List.of());
    }

    @Override
    public Optional<Tu> next() throws IOException {
        while (ready.isEmpty() && scanner.next() != XmlScanner.Kind.END) {
            if (scanner.isStart(vocabulary.unit())) {
                readUnits();
            } else if (scanner.isStart() && vocabulary.markup().contains(scanner.name())) {
                readMarkup();
            } else {
                countText();
                isClosed |= scanner.isEnd(root());
                scanner.take();
            }
        }
        if (ready.isEmpty() && !isClosed) {
            isClosed = true;
            scanner.report(
                    scanner.end(), "", "file is cut off before </" + vocabulary.root() + ">", ReadProblem.Kind.LOST);
        }
        last = Optional.ofNullable(ready.poll());
        last.ifPresent(found -> location = found.piece
                .location()
                .after(
                        found.piece.xml(),
                        0,
                        Math.min(start(found), found.piece.xml().length())));
        return last.map(Found::tu);
    }

    private static int start(Found found) {
        return found.unit.sides().get(0).element().start();
    }

    private void countText() {
        boolean isText = scanner.kind() == XmlScanner.Kind.TEXT || scanner.kind() == XmlScanner.Kind.CDATA;
        settings.omissions()
                .add("texts outside of units", isText && !scanner.text().isBlank() ? 1 : 0);
    }

    private XmlScanner.Piece piece(String what) throws IOException {
        return scanner.element(
                () -> scanner.isStart(vocabulary.unit()) || scanner.isEnd(root()),
                what,
                XmlScanner.MAX_LENGTH,
                "repair it, or use another file");
    }

    private void readMarkup() throws IOException {
        String name = "<" + scanner.name() + ">";
        XmlScanner.Piece piece = piece(name);
        Optional<Codes> declared = scanner.read(
                        piece.location(), name, piece.xml(), text -> XmlNode.Element.parse(piece.location(), text, ""))
                .flatMap(vocabulary::codes);
        if (declared.isPresent()) {
            codes = declared.get();
        } else {
            settings.omissions().add("markup between units");
        }
    }

    private void readUnits() throws IOException {
        XmlScanner.Piece piece = piece("unit");
        if (!piece.isWhole()) {
            scanner.report(piece.location(), XmlScanner.id(piece.xml()), "unit is cut off", ReadProblem.Kind.LOST);
            return;
        }
        scanner.read(
                        piece.location(),
                        "<" + vocabulary.unit() + ">",
                        piece.xml(),
                        text -> XmlNode.Element.parse(piece.location(), text, ""))
                .ifPresent(element -> vocabulary
                        .units(element, codes, settings)
                        .forEach(unit -> ready.add(new Found(tu(unit), unit, piece))));
    }

    private Tu tu(Unit unit) {
        List<Tuv> variants = new ArrayList<>();
        for (int i = 0; i < unit.sides().size(); i++) {
            Side side = unit.sides().get(i);
            String declared = i == 0 ? codes.source : codes.target;
            Language usual = i == 0 ? direction.source() : direction.target();
            String code = side.code().isBlank() ? declared : side.code();
            variants.add(new Tuv(Map.of("xml:lang", code.isBlank() ? usual.tag() : code), List.of(), side.content()));
        }
        return unit.tu().withVariants(variants);
    }

    @Override
    public Optional<Language> targetLanguage(Tu unit) {
        return Optional.of(direction.target());
    }

    @Override
    public Location location() {
        return location;
    }

    @Override
    public Location.Finder place(int side) {
        Found found = last.orElseThrow();
        List<Side> sides = found.unit.sides();
        XmlNode.Element element = sides.get(Math.min(side, sides.size() - 1)).element();
        return UnitReader.XmlPlace.of(found.piece.location(), found.piece.xml(), element);
    }

    @Override
    public Location.Finder placeOfMissing() {
        return place(1);
    }

    @Override
    public void close() throws IOException {
        scanner.close();
    }
}
