package duiqi.exchange.tmx;

import static javax.xml.stream.XMLStreamConstants.CDATA;
import static javax.xml.stream.XMLStreamConstants.CHARACTERS;
import static javax.xml.stream.XMLStreamConstants.END_ELEMENT;
import static javax.xml.stream.XMLStreamConstants.SPACE;
import static javax.xml.stream.XMLStreamConstants.START_ELEMENT;

import duiqi.exchange.Annotation;
import duiqi.exchange.TmxHeader;
import duiqi.io.CompressedFile;
import duiqi.io.XmlEncoding;
import duiqi.io.XmlScanner;
import duiqi.io.XmlSource;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a TMX file of any version and encoding, compressed or not, apart into its head, its units and its tail, whose texts put
 * together are the file letter by letter. One unit is kept at a time, so a file may be of any size. Not thread-safe.
 */
public final class TmxScanner implements Closeable {
    private static final String NO_TMX_REMEDY = "use a TMX file, which begins with <tmx version=\"1.4\">";

    private final CompressedFile stream;
    private final XmlScanner scanner;
    private boolean isBodyClosed;
    private boolean isRootClosed;
    private boolean tellsOfMore = true;

    private TmxScanner(CompressedFile stream, XmlScanner scanner) {
        this.stream = stream;
        this.scanner = scanner;
    }

    /**
     * Opens a file. Its head must be read first.
     *
     * @param listener is told of damage, and may refuse the file
     */
    public static TmxScanner open(Path file, ReadProblem.Listener listener) throws IOException {
        CompressedFile stream = CompressedFile.open(file);
        XmlScanner scanner = XmlScanner.open(file.toString(), stream.in(), listener);
        try {
            scanner.reportEncoding();
            return new TmxScanner(stream, scanner);
        } catch (IOException | RuntimeException e) {
            scanner.close();
            throw e;
        }
    }

    public XmlEncoding encoding() {
        return scanner.encoding();
    }

    /**
     * Reads everything before the units.
     *
     * @throws FormatException if the file is no TMX
     */
    public TmxHead readHead() throws IOException {
        Location start = scanner.location();
        if (!scanner.nextStart()) {
            boolean isEnd = scanner.kind() == XmlScanner.Kind.END;
            throw new FormatException(start, isEnd ? "is not TMX" : "is not TMX: it has no <body>", NO_TMX_REMEDY);
        }
        Location root = scanner.location();
        if (!scanner.name().equals("tmx")) {
            throw new FormatException(root, "is not TMX: it begins with <" + scanner.name() + ">", NO_TMX_REMEDY);
        }
        while (scanner.nextStart()) {
            if (scanner.name().equals("body")) {
                isBodyClosed = scanner.kind() == XmlScanner.Kind.EMPTY_TAG;
                return head(start, scanner.take(), isBodyClosed ? "</tmx>" : "</body></tmx>", isBodyClosed);
            }
            if (scanner.name().equals("tu")) {
                report(scanner.location(), "", "has units before <body>", ReadProblem.Kind.REPAIRED);
                scanner.keep();
                TmxHead head = head(start, scanner.takeBefore(), "</tmx>", false);
                return head.xml().endsWith("<body>")
                        ? head
                        : new TmxHead(head.xml() + "<body>", head.header(), head.location(), false);
            }
        }
        throw new FormatException(root, "is not TMX: it has no <body>", NO_TMX_REMEDY);
    }

    private TmxHead head(Location start, String xml, String closing, boolean hasEmptyBody) throws IOException {
        Optional<TmxHead> head = scanner.readWithGaps(
                start, "the header", xml, text -> TmxHead.parse(start, text, closing, hasEmptyBody));
        return head.orElseGet(() -> new TmxHead(bareHead(start, xml), TmxHeader.NONE, start, hasEmptyBody));
    }

    /** Returns the least that units can follow, for a head that cannot be read. */
    private static String bareHead(Location start, String xml) {
        String declaration = start.line() == 1 && xml.startsWith("<?xml") ? xml.substring(0, xml.indexOf('>') + 1) : "";
        return declaration + "\n"
                + "<tmx version=\"1.4\">\n"
                + "  <header creationtool=\"duiqi\" creationtoolversion=\"1\" segtype=\"sentence\""
                + " o-tmf=\"unknown\" adminlang=\"en\" srclang=\"*all*\" datatype=\"plaintext\"/>\n"
                + "  <body>";
    }

    /** Reads the next sound or mended unit; empty when there is none. */
    public Optional<RawUnit> readUnit() throws IOException {
        while (scanner.next() != XmlScanner.Kind.END) {
            if (scanner.isStart("tu")) {
                Optional<RawUnit> unit = unit();
                if (unit.isPresent()) {
                    return unit;
                }
            } else {
                between();
            }
        }
        return Optional.empty();
    }

    /** Looks at what stands between units. */
    private void between() throws IOException {
        isBodyClosed |= scanner.isEnd("body");
        if (scanner.isEnd("tmx")) {
            isRootClosed = true;
        } else if (scanner.kind() == XmlScanner.Kind.TEXT && tellsOfMore) {
            if (!scanner.text().isBlank()) {
                tellsOfMore = false;
                String place = isRootClosed ? "something follows </tmx>" : "text stands between units";
                report(scanner.location(), "", place, ReadProblem.Kind.REPAIRED);
            }
        } else if (scanner.isEnd("tu")) {
            report(scanner.location(), "", "</tu> ends no unit", ReadProblem.Kind.REPAIRED);
        }
        if (scanner.held() > XmlScanner.MAX_LENGTH) {
            throw new FormatException(
                    scanner.location(), "no unit begins in " + XmlScanner.MAX_LENGTH + " characters", NO_TMX_REMEDY);
        }
    }

    /**
     * Reads everything behind the last unit, when there is none left.
     *
     * @return the text that was not taken with a unit
     */
    public String readTail() throws IOException {
        Location end = scanner.end();
        if (stream.damage().isPresent()) {
            report(end, "", "the archive is damaged here: " + stream.damage().get(), ReadProblem.Kind.LOST);
        } else if (!isRootClosed) {
            report(end, "", "the file is cut off here, before </tmx>", ReadProblem.Kind.LOST);
        } else if (!isBodyClosed) {
            report(end, "", "there is no </body>", ReadProblem.Kind.REPAIRED);
        }
        String tail = scanner.takeRest();
        checkBytes(end, tail);
        return tail;
    }

    /** Looks for bytes that are no text in what stands between units, such as a comment, which cannot be written again. */
    private void checkBytes(Location location, String text) throws FormatException {
        if (XmlEncoding.hasBytesThatAreNoText(text)) {
            String problem = "what stands beside the units has bytes that "
                    + encoding().charset().name() + " does not allow";
            report(location, "", problem, ReadProblem.Kind.LOST);
        }
    }

    /** Reads the unit whose start tag is the present piece; empty when it is beyond repair. */
    private Optional<RawUnit> unit() throws IOException {
        if (isBodyClosed) {
            report(scanner.location(), "", "a unit follows </body>", ReadProblem.Kind.REPAIRED);
            isBodyClosed = false;
            isRootClosed = false;
        }
        XmlScanner.Piece unit = scanner.element(
                () -> scanner.isStart("tu") || scanner.isEnd("body") || scanner.isEnd("tmx"),
                "a unit",
                XmlScanner.MAX_LENGTH,
                "mend it or use another file");
        checkBytes(unit.location(), unit.gap());
        return unit.isWhole()
                ? scanner.read(
                        unit.location(), "a unit", unit.xml(), text -> RawUnit.parse(unit.location(), unit.gap(), text))
                : parseCutOff(unit);
    }

    /** Returns a unit whose end tag is missing is whole if everything else is there. */
    private Optional<RawUnit> parseCutOff(XmlScanner.Piece piece) throws IOException {
        Optional<RawUnit> unit = Optional.empty();
        try {
            String xml = piece.xml().stripTrailing() + "</tu>";
            unit = Optional.of(RawUnit.parse(piece.location(), piece.gap(), xml))
                    .filter(found -> !found.variants().isEmpty());
        } catch (FormatException unsound) {
            // then it is cut off in the midst of something
        }
        if (unit.isPresent()) {
            report(piece.location(), unit.get().id(), "a unit has no </tu>", ReadProblem.Kind.REPAIRED);
        } else {
            report(piece.location(), XmlScanner.id(piece.xml()), "a unit is cut off", ReadProblem.Kind.LOST);
        }
        return unit;
    }

    private void report(Location location, String unit, String problem, ReadProblem.Kind kind) throws FormatException {
        scanner.report(location, unit, problem, kind);
    }

    @Override
    public void close() throws IOException {
        scanner.close();
    }

    /**
     * The part of a TMX file before its units. Immutable.
     *
     * @param xml everything up to and including the start tag of {@code <body>}
     * @param header what it says
     * @param location where the header begins, or the file when it has none
     * @param hasEmptyBody whether {@code <body/>} is written as one tag
     */
    public record TmxHead(String xml, TmxHeader header, Location location, boolean hasEmptyBody) {
        private static final Pattern ENCODING =
                Pattern.compile("^(\\s*<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"'])([^\"']*)");

        /**
         * Reads a head.
         *
         * @param start where in the file it begins
         * @param head everything up to and including the start tag of {@code <body>}
         * @param closing the end tags that make the head a whole element
         * @param hasEmptyBody whether the body is one tag
         * @throws FormatException if it is no sound XML
         */
        static TmxHead parse(Location start, String head, String closing, boolean hasEmptyBody) throws FormatException {
            return new Parser(start, head + closing).head(head, hasEmptyBody);
        }

        /** Returns its text with {@code <body/>} as a start tag that units can follow. */
        public String withOpenBody() {
            return xml.substring(0, xml.length() - "/>".length()).stripTrailing() + ">";
        }

        /** Returns the same for a file that is written in an encoding, which may be another than this one was in. */
        public TmxHead declaredAs(Charset charset) {
            Matcher matcher = ENCODING.matcher(xml);
            if (!matcher.find() || isName(matcher.group(2), charset)) {
                return this;
            }
            return new TmxHead(matcher.replaceFirst("$1" + charset.name()), header, location, hasEmptyBody);
        }

        private static boolean isName(String declared, Charset charset) {
            return charset.name().equalsIgnoreCase(declared)
                    || charset.aliases().stream().anyMatch(declared::equalsIgnoreCase);
        }

        /** Returns what ends its lines. */
        public String lineEnd() {
            return xml.contains("\r\n") ? "\r\n" : "\n";
        }

        /** Reads what stands in a TMX file before its units. Good for one file. */
        private static final class Parser {
            private final String text;
            private final XmlSource xml;

            private Parser(Location start, String text) throws FormatException {
                this.text = text;
                this.xml = new XmlSource(start, text);
            }

            private TmxHead head(String head, boolean hasEmptyBody) throws FormatException {
                xml.nextTag();
                Location location = xml.location();
                String version = xml.attributes().getOrDefault("version", "");
                TmxHeader header = new TmxHeader(version, Map.of(), List.of(), List.of());
                while (xml.nextTag() == START_ELEMENT && !xml.element().equals("body")) {
                    if (xml.element().equals("header")) {
                        location = xml.location();
                        header = header(version);
                    } else {
                        xml.skipElement();
                    }
                }
                xml.finish();
                return new TmxHead(head, header, location, hasEmptyBody);
            }

            private TmxHeader header(String version) throws FormatException {
                Map<String, String> attributes = xml.attributes();
                List<Annotation> annotations = new ArrayList<>();
                List<String> encodings = new ArrayList<>();
                for (int event = xml.next(); event != END_ELEMENT; event = xml.next()) {
                    if (event != START_ELEMENT) {
                        continue;
                    }
                    String name = xml.element();
                    int start = xml.start();
                    switch (name) {
                        case Annotation.PROPERTY, Annotation.NOTE ->
                            annotations.add(new Annotation(name, xml.attributes(), text()));
                        case "ude" -> {
                            xml.skipElement();
                            encodings.add(text.substring(start, xml.end()));
                        }
                        default -> xml.skipElement();
                    }
                }
                return new TmxHeader(version, attributes, annotations, encodings);
            }

            /** Returns the text of the element whose start tag is the present event. */
            private String text() throws FormatException {
                StringBuilder found = new StringBuilder();
                for (int event = xml.next(); event != END_ELEMENT; event = xml.next()) {
                    if (event == START_ELEMENT) {
                        xml.skipElement();
                    } else if (event == CHARACTERS || event == CDATA || event == SPACE) {
                        found.append(xml.characters());
                    }
                }
                return found.toString();
            }
        }
    }
}
