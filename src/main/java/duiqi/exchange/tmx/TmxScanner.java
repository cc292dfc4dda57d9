package duiqi.exchange.tmx;

import duiqi.exchange.TmxHeader;
import duiqi.io.CompressedFile;
import duiqi.io.Encoding;
import duiqi.io.SourceFile;
import duiqi.io.XmlNode;
import duiqi.io.XmlScanner;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

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

    /** True if the text since the last unit has a variant. */
    private boolean hasVariant;

    /** Number of elements that are open before the current part, without those of the TMX format. */
    private int depth;

    /** True if a unit has no end. */
    private boolean hasCutOff;

    private boolean isPlainList = true;

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

    public Encoding encoding() {
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
                return head(start, scanner.takeBefore(), "</tmx>", false);
            }
        }
        throw new FormatException(root, "is not TMX: it has no <body>", REMEDY);
    }

    private TmxHead head(Location start, String xml, String closing, boolean hasEmptyBody) throws IOException {
        return scanner.readDroppingInvalidBytes(start, "header", xml, text -> TmxHead.parse(start, text, closing))
                .map(read -> new TmxHead(xml, read.header, read.location, hasEmptyBody))
                .orElseGet(() -> new TmxHead(xml, TmxHeader.NONE, start, hasEmptyBody));
    }

    /** Receives texts of units, each with the gap before it, in file order. */
    @FunctionalInterface
    public interface Texts {
        void add(String xml) throws IOException;
    }

    /** Reads the next intact or repaired unit; empty after the last one. */
    public Optional<RawUnit> readUnit() throws IOException {
        return readUnit(xml -> {}, new Kept(() -> false, xml -> {}));
    }

    /**
     * Holds the units to copy without reading them.
     *
     * @param isNext returns whether the next unit with an end tag is one of them
     * @param texts receives them
     */
    public record Kept(BooleanSupplier isNext, Texts texts) {}

    /**
     * Reads the next intact or repaired unit; empty after the last one.
     *
     * @param unread receives the unreadable units before it
     * @param kept receives the kept units before it
     */
    public Optional<RawUnit> readUnit(Texts unread, Kept kept) throws IOException {
        depth = 0;
        hasVariant = false;
        while (scanner.next() != XmlScanner.Kind.END) {
            if (scanner.isStart("tu")) {
                Optional<RawUnit> unit = unit(unread, kept);
                if (unit.isPresent()) {
                    return unit;
                }
            } else {
                checkBetweenUnits(unread);
            }
        }
        return Optional.empty();
    }

    /**
     * Returns whether all units read so far are in one body and in no other element, so that another order changes
     * nothing else.
     */
    public boolean isPlainList() {
        return isPlainList;
    }

    private void checkBetweenUnits(Texts unread) throws IOException {
        isBodyClosed |= scanner.isEnd("body");
        if (scanner.isEnd("tmx")) {
            isRootClosed = true;
        } else if (scanner.kind() == XmlScanner.Kind.TEXT) {
            // Unknown elements may contain text.
            if (reportsText && depth <= 0 && !scanner.text().isBlank()) {
                reportsText = false;
                String problem = isRootClosed ? "text after </tmx>" : "text between units";
                report(scanner.location(), "", problem, ReadProblem.Kind.REPAIRED);
            }
        } else if (scanner.isEnd("tu")) {
            endWithoutStart(unread);
        } else if (scanner.kind() == XmlScanner.Kind.START_TAG) {
            hasVariant |= scanner.isStart("tuv");
            depth++;
        } else if (scanner.kind() == XmlScanner.Kind.END_TAG && !isBodyClosed) {
            depth--;
        }
        if (scanner.held() > XmlScanner.MAX_LENGTH) {
            throw new FormatException(
                    scanner.location(), "has no unit within " + XmlScanner.MAX_LENGTH + " characters", REMEDY);
        }
    }

    /** Passes on the text up to an end tag without a start tag. With a variant it is a unit whose start tag is damaged. */
    private void endWithoutStart(Texts unread) throws IOException {
        if (!hasVariant) {
            report(scanner.location(), "", "</tu> has no <tu>", ReadProblem.Kind.REPAIRED);
            return;
        }
        // After a unit without an end, it may be the end of that unit, with other units inside.
        isPlainList &= !hasCutOff;
        report(scanner.location(), "", "unit has no valid <tu>", ReadProblem.Kind.LOST);
        unread.add(scanner.take());
        hasVariant = false;
        depth = 0;
    }

    /**
     * Reads everything after the last unit. Requires that no unit is left.
     *
     * @return text that belongs to no unit
     */
    public String readTail() throws IOException {
        Location end = scanner.end();
        if (stream.damage().isPresent()) {
            report(end, "", "archive is damaged: " + stream.damage().get(), ReadProblem.Kind.CUT_OFF);
        } else if (!isRootClosed) {
            report(end, "", "file is cut off before </tmx>", ReadProblem.Kind.CUT_OFF);
        } else if (!isBodyClosed) {
            report(end, "", "file has no </body>", ReadProblem.Kind.REPAIRED);
        }
        String tail = scanner.takeRest();
        checkBytes(end, tail);
        return tail;
    }

    /** Reports invalid bytes between units, for example in a comment. */
    private void checkBytes(Location location, String text) throws FormatException {
        if (SourceFile.hasInvalidBytes(text)) {
            String problem = "text between units has bytes that are invalid in "
                    + encoding().charset().name();
            report(location, "", problem, ReadProblem.Kind.PART);
        }
    }

    /** Reads the unit whose start tag is the current piece; empty if it is kept or beyond repair. */
    private Optional<RawUnit> unit(Texts unread, Kept kept) throws IOException {
        isPlainList &= depth == 0 && !isBodyClosed;
        if (isBodyClosed) {
            report(scanner.location(), "", "unit after </body>", ReadProblem.Kind.REPAIRED);
            isBodyClosed = false;
            isRootClosed = false;
        }
        XmlScanner.Piece piece = scanner.element(
                () -> scanner.isStart("tu") || scanner.isEnd("body") || scanner.isEnd("tmx"),
                "unit",
                XmlScanner.MAX_LENGTH,
                "repair it, or use another file");
        checkBytes(piece.location(), piece.gap());
        if (piece.isWhole() && kept.isNext.getAsBoolean()) {
            kept.texts.add(piece.gap() + piece.xml());
            depth = 0;
            hasVariant = false;
            return Optional.empty();
        }
        Optional<RawUnit> unit = piece.isWhole()
                ? scanner.read(
                        piece.location(),
                        "unit",
                        piece.xml(),
                        text -> RawUnit.parse(piece.location(), piece.gap(), text))
                : parseCutOff(piece);
        if (unit.isEmpty()) {
            hasCutOff |= !piece.isWhole();
            unread.add(piece.gap() + piece.xml());
        }
        return unit.map(read -> read.withOriginal(piece.xml()));
    }

    /** Parses a unit without an end tag. The unit is complete if only the end tag is missing. */
    private Optional<RawUnit> parseCutOff(XmlScanner.Piece piece) throws IOException {
        Optional<RawUnit> unit = Optional.empty();
        try {
            String xml = piece.xml().stripTrailing() + "</tu>";
            unit = Optional.of(RawUnit.parse(piece.location(), piece.gap(), xml))
                    .filter(found -> !found.tu().variants().isEmpty());
        } catch (FormatException incomplete) {
            // The unit lacks more than its end tag.
        }
        if (unit.isPresent()) {
            report(piece.location(), unit.get().id(), "unit has no </tu>", ReadProblem.Kind.REPAIRED);
        } else {
            boolean isLast = scanner.kind() == XmlScanner.Kind.END;
            ReadProblem.Kind kind = isLast ? ReadProblem.Kind.CUT_OFF : ReadProblem.Kind.LOST;
            report(piece.location(), XmlScanner.id(piece.xml()), "unit is cut off", kind);
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
        private static TmxHead parse(Location start, String head, String closing) throws FormatException {
            XmlNode.Element root = XmlNode.Element.parse(start, head + closing, "");
            Optional<XmlNode.Element> header = root.child("header");
            List<String> encodings = header.stream()
                    .flatMap(found -> found.children("ude"))
                    .map(ude -> head.substring(ude.start(), ude.end()))
                    .toList();
            TmxHeader parsed = new TmxHeader(
                    root.attribute("version").orElse(""),
                    header.map(XmlNode.Element::attributes).orElse(Map.of()),
                    header.map(RawUnit::annotations).orElse(List.of()),
                    encodings);
            return new TmxHead(
                    head, parsed, start.after(head, 0, header.orElse(root).start()), false);
        }

        /** Returns the text with a start tag in place of {@code <body/>}. */
        public String withOpenBody() {
            return xml.substring(0, xml.length() - "/>".length()).stripTrailing() + ">";
        }

        /** Returns the line end of the file. */
        public String lineEnd() {
            return xml.contains("\r\n") ? "\r\n" : "\n";
        }
    }
}
