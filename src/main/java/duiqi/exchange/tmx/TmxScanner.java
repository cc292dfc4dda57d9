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
 * Splits a TMX file of any version and encoding, compressed or not, into head, units and tail. Together these texts are
 * the whole file, character by character. Holds one unit at a time, so a file may have any size. Not thread-safe.
 */
public final class TmxScanner implements Closeable {
    private static final String REMEDY = "use a TMX file, which begins with <tmx version=\"1.4\">";

    private final CompressedFile stream;
    private final XmlScanner scanner;
    private boolean isBodyClosed;
    private boolean isRootClosed;
    private boolean reportsText = true;

    private TmxScanner(CompressedFile stream, XmlScanner scanner) {
        this.stream = stream;
        this.scanner = scanner;
    }

    /**
     * Opens a file. The caller must read its head first.
     *
     * @param listener receives each problem and may reject the file
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
     * @throws FormatException if the file is not TMX
     */
    public TmxHead readHead() throws IOException {
        Location start = scanner.location();
        if (!scanner.nextStart()) {
            boolean isEnd = scanner.kind() == XmlScanner.Kind.END;
            throw new FormatException(start, isEnd ? "is not TMX" : "is not TMX: it has no <body>", REMEDY);
        }
        Location root = scanner.location();
        if (!scanner.name().equals("tmx")) {
            throw new FormatException(root, "is not TMX: it begins with <" + scanner.name() + ">", REMEDY);
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
        throw new FormatException(root, "is not TMX: it has no <body>", REMEDY);
    }

    private TmxHead head(Location start, String xml, String closing, boolean hasEmptyBody) throws IOException {
        Optional<TmxHead> head = scanner.readDroppingInvalidBytes(
                start, "header", xml, text -> TmxHead.parse(start, text, closing, hasEmptyBody));
        return head.orElseGet(() -> new TmxHead(minimalHead(start, xml), TmxHeader.NONE, start, hasEmptyBody));
    }

    /** Returns a minimal head, which replaces an unreadable one. */
    private static String minimalHead(Location start, String xml) {
        String declaration = start.line() == 1 && xml.startsWith("<?xml") ? xml.substring(0, xml.indexOf('>') + 1) : "";
        return declaration + "\n"
                + "<tmx version=\"1.4\">\n"
                + "  <header creationtool=\"duiqi\" creationtoolversion=\"1\" segtype=\"sentence\""
                + " o-tmf=\"unknown\" adminlang=\"en\" srclang=\"*all*\" datatype=\"plaintext\"/>\n"
                + "  <body>";
    }

    /** Reads the next intact or repaired unit; empty after the last one. */
    public Optional<RawUnit> readUnit() throws IOException {
        while (scanner.next() != XmlScanner.Kind.END) {
            if (scanner.isStart("tu")) {
                Optional<RawUnit> unit = unit();
                if (unit.isPresent()) {
                    return unit;
                }
            } else {
                checkBetweenUnits();
            }
        }
        return Optional.empty();
    }

    /** Checks the text between units. */
    private void checkBetweenUnits() throws IOException {
        isBodyClosed |= scanner.isEnd("body");
        if (scanner.isEnd("tmx")) {
            isRootClosed = true;
        } else if (scanner.kind() == XmlScanner.Kind.TEXT && reportsText) {
            if (!scanner.text().isBlank()) {
                reportsText = false;
                String problem = isRootClosed ? "text after </tmx>" : "text between units";
                report(scanner.location(), "", problem, ReadProblem.Kind.REPAIRED);
            }
        } else if (scanner.isEnd("tu")) {
            report(scanner.location(), "", "</tu> has no <tu>", ReadProblem.Kind.REPAIRED);
        }
        if (scanner.held() > XmlScanner.MAX_LENGTH) {
            throw new FormatException(
                    scanner.location(), "has no unit within " + XmlScanner.MAX_LENGTH + " characters", REMEDY);
        }
    }

    /**
     * Reads everything after the last unit. Requires that no unit is left.
     *
     * @return text that belongs to no unit
     */
    public String readTail() throws IOException {
        Location end = scanner.end();
        if (stream.damage().isPresent()) {
            report(end, "", "archive is damaged: " + stream.damage().get(), ReadProblem.Kind.LOST);
        } else if (!isRootClosed) {
            report(end, "", "file is cut off before </tmx>", ReadProblem.Kind.LOST);
        } else if (!isBodyClosed) {
            report(end, "", "file has no </body>", ReadProblem.Kind.REPAIRED);
        }
        String tail = scanner.takeRest();
        checkBytes(end, tail);
        return tail;
    }

    /** Reports invalid bytes between units, for example in a comment, because a copy cannot reproduce them. */
    private void checkBytes(Location location, String text) throws FormatException {
        if (XmlEncoding.hasInvalidBytes(text)) {
            String problem = "text between units has bytes that are invalid in "
                    + encoding().charset().name();
            report(location, "", problem, ReadProblem.Kind.LOST);
        }
    }

    /** Reads the unit whose start tag is the current piece; empty if it is beyond repair. */
    private Optional<RawUnit> unit() throws IOException {
        if (isBodyClosed) {
            report(scanner.location(), "", "unit after </body>", ReadProblem.Kind.REPAIRED);
            isBodyClosed = false;
            isRootClosed = false;
        }
        XmlScanner.Piece unit = scanner.element(
                () -> scanner.isStart("tu") || scanner.isEnd("body") || scanner.isEnd("tmx"),
                "unit",
                XmlScanner.MAX_LENGTH,
                "repair it, or use another file");
        checkBytes(unit.location(), unit.gap());
        return unit.isWhole()
                ? scanner.read(
                        unit.location(), "unit", unit.xml(), text -> RawUnit.parse(unit.location(), unit.gap(), text))
                : parseCutOff(unit);
    }

    /** Parses a unit without an end tag. The unit is complete if only the end tag is missing. */
    private Optional<RawUnit> parseCutOff(XmlScanner.Piece piece) throws IOException {
        Optional<RawUnit> unit = Optional.empty();
        try {
            String xml = piece.xml().stripTrailing() + "</tu>";
            unit = Optional.of(RawUnit.parse(piece.location(), piece.gap(), xml))
                    .filter(found -> !found.variants().isEmpty());
        } catch (FormatException incomplete) {
            // The unit lacks more than its end tag.
        }
        if (unit.isPresent()) {
            report(piece.location(), unit.get().id(), "unit has no </tu>", ReadProblem.Kind.REPAIRED);
        } else {
            report(piece.location(), XmlScanner.id(piece.xml()), "unit is cut off", ReadProblem.Kind.LOST);
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
     * Holds the part of a TMX file before its units. Immutable.
     *
     * @param xml text up to and including the start tag of {@code <body>}
     * @param header parsed header
     * @param location start of the header; start of the file if there is none
     * @param hasEmptyBody true if the file has {@code <body/>}
     */
    public record TmxHead(String xml, TmxHeader header, Location location, boolean hasEmptyBody) {
        private static final Pattern ENCODING =
                Pattern.compile("^(\\s*<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"'])([^\"']*)");

        /**
         * Parses a head.
         *
         * @param start start of the head in the file
         * @param head text up to and including the start tag of {@code <body>}
         * @param closing end tags that complete the head
         * @param hasEmptyBody true if the file has {@code <body/>}
         * @throws FormatException if the head is not well-formed XML
         */
        static TmxHead parse(Location start, String head, String closing, boolean hasEmptyBody) throws FormatException {
            return new Parser(start, head + closing).head(head, hasEmptyBody);
        }

        /** Returns the text with a start tag in place of {@code <body/>}. */
        public String withOpenBody() {
            return xml.substring(0, xml.length() - "/>".length()).stripTrailing() + ">";
        }

        /** Returns a copy that declares another encoding. */
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

        /** Returns the line end of the file. */
        public String lineEnd() {
            return xml.contains("\r\n") ? "\r\n" : "\n";
        }

        /** Parses the part of a TMX file before its units. Handles one file. */
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

            /** Returns the text of an element, starting at the event of its start tag. */
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
