package duiqi.exchange;

import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a TMX file apart, of any version and encoding and compressed or not, into its head, its units and its tail, whose texts
 * put together are the file letter by letter. One unit is kept at a time, so a file may be of any size.
 *
 * <p>The file is cut into units by their tags alone, and each unit is read as XML by itself. So a damaged unit spoils no other:
 * it is mended where there is only one way ({@link XmlRepair}), otherwise left out, and a listener is told. Not thread-safe.
 */
final class TmxScanner implements Closeable {
    private static final String NO_TMX_REMEDY = "use a TMX file, which begins with <tmx version=\"1.4\">";

    /** Units and comments longer than this, in UTF-16 units, would take all memory; sentences have some hundred. */
    private static final int MAX_LENGTH = 1 << 26;

    private final CompressedInput stream;
    private final XmlEncoding encoding;
    private final ReadProblemListener listener;
    private final XmlRecovery mending;
    private final TextWindow window;
    private final MarkupLexer lexer;
    private Map<String, String> entities = Map.of();

    /** Whether the present token is still to be looked at. */
    private boolean isPending;

    private boolean isBodyClosed;
    private boolean isRootClosed;
    private boolean tellsOfMore = true;

    private TmxScanner(Path file, CompressedInput stream, XmlEncoding encoding, ReadProblemListener listener)
            throws IOException {
        this.stream = stream;
        this.encoding = encoding;
        this.listener = listener;
        this.mending = new XmlRecovery(file.toString(), encoding.charset(), listener);
        this.window = new TextWindow(file.toString(), encoding.decode(stream.in()));
        this.lexer = new MarkupLexer(window);
    }

    /**
     * Opens a file. Its head must be read first.
     *
     * @param listener is told of damage, and may refuse the file
     */
    static TmxScanner open(Path file, ReadProblemListener listener) throws IOException {
        CompressedInput stream = CompressedInput.open(file);
        try {
            XmlEncoding encoding = XmlEncoding.detect(file.toString(), stream.in());
            if (encoding.lie().isPresent()) {
                listener.found(new ReadProblem(
                        new Location(file.toString(), 1, 1), "", encoding.lie().get(), ReadProblem.Kind.REPAIRED));
            }
            return new TmxScanner(file, stream, encoding, listener);
        } catch (IOException | RuntimeException e) {
            stream.close();
            throw e;
        }
    }

    XmlEncoding encoding() {
        return encoding;
    }

    /**
     * Reads everything before the units.
     *
     * @throws FormatException if the file is no TMX
     */
    TmxHead readHead() throws IOException {
        Location start = window.location(0);
        Location root = start;
        boolean isRootOpen = false;
        while (true) {
            switch (lexer.next()) {
                case DOCTYPE -> entities = DeclaredEntities.of(window.text(lexer.start(), lexer.end()));
                case END -> {
                    throw new FormatException(
                            root, isRootOpen ? "is not TMX: it has no <body>" : "is not TMX", NO_TMX_REMEDY);
                }
                case START_TAG, EMPTY_TAG -> {
                    if (!isRootOpen) {
                        isRootOpen = true;
                        root = window.location(lexer.start());
                        requireTmx(root);
                    } else if (lexer.name().equals("body")) {
                        isBodyClosed = lexer.isEmpty("body");
                        return head(start, lexer.isEmpty("body") ? "</tmx>" : "</body></tmx>", lexer.end());
                    } else if (lexer.name().equals("tu")) {
                        report(
                                window.location(lexer.start()),
                                "",
                                "has units before <body>",
                                ReadProblem.Kind.REPAIRED);
                        isPending = true;
                        TmxHead head = head(start, "</tmx>", lexer.start());
                        return head.xml().endsWith("<body>")
                                ? head
                                : new TmxHead(head.xml() + "<body>", head.header(), head.location(), false);
                    }
                }
                default -> {
                    if (window.sizeUpTo(lexer.end()) > MAX_LENGTH) {
                        throw new FormatException(root, "is not TMX: it has no <body>", NO_TMX_REMEDY);
                    }
                }
            }
        }
    }

    private void requireTmx(Location root) throws FormatException {
        if (!lexer.name().equals("tmx")) {
            throw new FormatException(root, "is not TMX: it begins with <" + lexer.name() + ">", NO_TMX_REMEDY);
        }
    }

    private TmxHead head(Location start, String closing, long end) throws IOException {
        String xml = window.take(end);
        boolean isEmpty = closing.equals("</tmx>") && !isPending;
        Optional<TmxHead> head = mending.readWithGaps(
                start, "the header", xml, entities, text -> HeadParser.parse(start, text, closing, isEmpty));
        return new TmxHead(
                head.map(TmxHead::xml).orElseGet(() -> bareHead(start, xml)),
                head.map(TmxHead::header).orElse(TmxHeader.NONE),
                head.map(TmxHead::location).orElse(start),
                isEmpty);
    }

    /** The least that units can follow, for a head that cannot be read. */
    private static String bareHead(Location start, String xml) {
        String declaration = start.line() == 1 && xml.startsWith("<?xml") ? xml.substring(0, xml.indexOf('>') + 1) : "";
        return declaration + "\n<tmx version=\"1.4\">\n  <header creationtool=\"duiqi\" creationtoolversion=\"1\""
                + " segtype=\"sentence\" o-tmf=\"unknown\" adminlang=\"en\" srclang=\"*all*\" datatype=\"plaintext\"/>\n"
                + "  <body>";
    }

    /** Reads the next sound or mended unit; empty when there is none. */
    Optional<RawUnit> readUnit() throws IOException {
        while (true) {
            MarkupLexer.Kind kind = isPending ? lexer.kind() : lexer.next();
            isPending = false;
            if (kind == MarkupLexer.Kind.END) {
                return Optional.empty();
            }
            if (lexer.isStart("tu") || lexer.isEmpty("tu")) {
                Optional<RawUnit> unit = unit();
                if (unit.isPresent()) {
                    return unit;
                }
            } else {
                between(kind);
            }
        }
    }

    /** Looks at what stands between units. */
    private void between(MarkupLexer.Kind kind) throws IOException {
        isBodyClosed |= lexer.isEnd("body");
        if (lexer.isEnd("tmx")) {
            isRootClosed = true;
        } else if (kind == MarkupLexer.Kind.TEXT && tellsOfMore) {
            String text = window.text(lexer.start(), lexer.end());
            if (!text.isBlank()) {
                tellsOfMore = false;
                String place = isRootClosed ? "something follows </tmx>" : "text stands between units";
                report(window.location(lexer.start()), "", place, ReadProblem.Kind.REPAIRED);
            }
        } else if (lexer.isEnd("tu")) {
            report(window.location(lexer.start()), "", "</tu> ends no unit", ReadProblem.Kind.REPAIRED);
        }
        if (window.sizeUpTo(lexer.end()) > MAX_LENGTH) {
            throw new FormatException(
                    window.location(lexer.start()), "no unit begins in " + MAX_LENGTH + " characters", NO_TMX_REMEDY);
        }
    }

    /**
     * Reads everything behind the last unit, when there is none left.
     *
     * @return the text that was not taken with a unit
     */
    String readTail() throws IOException {
        Location end = window.location(lexer.end());
        if (stream.damage().isPresent()) {
            report(end, "", "the archive is damaged here: " + stream.damage().get(), ReadProblem.Kind.LOST);
        } else if (!isRootClosed) {
            report(end, "", "the file is cut off here, before </tmx>", ReadProblem.Kind.LOST);
        } else if (!isBodyClosed) {
            report(end, "", "there is no </body>", ReadProblem.Kind.REPAIRED);
        }
        String tail = window.takeRest();
        checkBytes(end, tail);
        return tail;
    }

    /** Looks for bytes that are no text in what stands between units, such as a comment, which cannot be written again. */
    private void checkBytes(Location location, String text) throws FormatException {
        if (XmlEncoding.hasBytesThatAreNoText(text)) {
            String problem = "what stands beside the units has bytes that "
                    + encoding.charset().name() + " does not allow";
            report(location, "", problem, ReadProblem.Kind.LOST);
        }
    }

    /** Reads the unit whose start tag is the present token; empty when it is beyond repair. */
    private Optional<RawUnit> unit() throws IOException {
        long start = lexer.start();
        Location location = window.location(start);
        if (isBodyClosed) {
            report(location, "", "a unit follows </body>", ReadProblem.Kind.REPAIRED);
            isBodyClosed = false;
            isRootClosed = false;
        }
        boolean isWhole = lexer.isEmpty("tu") || readToEnd(location);
        String gap = window.take(start);
        checkBytes(location, gap);
        String xml = window.take(isWhole ? lexer.end() : lexer.start());
        return isWhole
                ? mending.read(location, "a unit", xml, entities, text -> UnitParser.parse(location, gap, text))
                : parseCutOff(location, gap, xml);
    }

    /** Goes on to the end tag of a unit; false when it is missing, and the present token begins or ends something else. */
    private boolean readToEnd(Location location) throws IOException {
        while (true) {
            MarkupLexer.Kind kind = lexer.next();
            if (lexer.isEnd("tu")) {
                return true;
            }
            if (kind == MarkupLexer.Kind.END
                    || lexer.isStart("tu")
                    || lexer.isEmpty("tu")
                    || lexer.isEnd("body")
                    || lexer.isEnd("tmx")) {
                isPending = true;
                return false;
            }
            if (window.sizeUpTo(lexer.end()) > MAX_LENGTH) {
                throw new FormatException(
                        location, "a unit has more than " + MAX_LENGTH + " characters", "mend it or use another file");
            }
        }
    }

    /** A unit whose end tag is missing is whole if everything else is there. */
    private Optional<RawUnit> parseCutOff(Location location, String gap, String xml) throws IOException {
        Optional<RawUnit> unit = Optional.empty();
        try {
            unit = Optional.of(UnitParser.parse(location, gap, xml.stripTrailing() + "</tu>"))
                    .filter(found -> !found.variants().isEmpty());
        } catch (FormatException unsound) {
            // then it is cut off in the midst of something
        }
        if (unit.isPresent()) {
            report(location, unit.get().id(), "a unit has no </tu>", ReadProblem.Kind.REPAIRED);
        } else {
            report(location, UnitName.in(xml), "a unit is cut off", ReadProblem.Kind.LOST);
        }
        return unit;
    }

    private void report(Location location, String unit, String problem, ReadProblem.Kind kind) throws FormatException {
        listener.found(new ReadProblem(location, unit, problem, kind));
    }

    @Override
    public void close() throws IOException {
        window.close();
    }
}
