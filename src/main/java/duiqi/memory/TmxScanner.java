package duiqi.memory;

import static javax.xml.stream.XMLStreamConstants.CDATA;
import static javax.xml.stream.XMLStreamConstants.CHARACTERS;
import static javax.xml.stream.XMLStreamConstants.END_DOCUMENT;
import static javax.xml.stream.XMLStreamConstants.END_ELEMENT;
import static javax.xml.stream.XMLStreamConstants.SPACE;
import static javax.xml.stream.XMLStreamConstants.START_ELEMENT;

import duiqi.bitext.FormatException;
import duiqi.bitext.Location;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a TMX file apart, of any version and encoding, into its head, its units and its tail, whose texts put together are the
 * file letter by letter. One unit is kept at a time, so a file may be of any size. Not thread-safe.
 */
final class TmxScanner implements Closeable {
    /** Elements inside a segment that hold codes of the original format and no text to translate. */
    private static final Set<String> NATIVE_CODES = Set.of("bpt", "ept", "ph", "it", "ut");

    private static final String NO_TMX_REMEDY = "use a TMX file, which begins with <tmx version=\"1.4\">";

    private final XmlEncoding encoding;
    private final XmlSource xml;
    private boolean bodyEnded;

    private TmxScanner(XmlEncoding encoding, XmlSource xml) {
        this.encoding = encoding;
        this.xml = xml;
    }

    /** Opens a file. Its head must be read first. */
    static TmxScanner open(Path file) throws IOException {
        String name = file.toString();
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file));
        try {
            XmlEncoding encoding = XmlEncoding.detect(name, in);
            return new TmxScanner(encoding, new XmlSource(name, encoding.decode(in)));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    XmlEncoding encoding() {
        return encoding;
    }

    /** Reads everything before the units. */
    TmxHead readHead() throws IOException {
        xml.nextTag();
        Location root = xml.location();
        if (!xml.element().equals("tmx")) {
            throw new FormatException(root, "is not TMX: it begins with <" + xml.element() + ">", NO_TMX_REMEDY);
        }
        String version = xml.attributes().getOrDefault("version", "");
        Location location = root;
        Optional<String> sourceCode = Optional.empty();
        while (xml.nextTag() == START_ELEMENT) {
            if (xml.element().equals("body")) {
                boolean isEmpty = xml.isEmptyElement();
                return new TmxHead(xml.take(xml.end()), version, sourceCode, location, isEmpty);
            }
            if (xml.element().equals("header")) {
                location = xml.location();
                sourceCode = Optional.ofNullable(xml.attributes().get("srclang"))
                        .filter(code -> !code.isBlank() && !code.equalsIgnoreCase("*all*"));
            }
            xml.skipElement();
        }
        throw new FormatException(root, "is not TMX: it has no <body>", NO_TMX_REMEDY);
    }

    /** Reads the next unit; empty when there is none. */
    Optional<RawUnit> readUnit() throws IOException {
        while (!bodyEnded) {
            int event = xml.nextTag();
            if (event == START_ELEMENT && xml.element().equals("tu")) {
                return Optional.of(unit());
            }
            if (event == START_ELEMENT) {
                xml.skipElement();
            } else {
                bodyEnded = true;
            }
        }
        return Optional.empty();
    }

    /** Reads everything behind the last unit. */
    String readTail() throws IOException {
        int event = xml.next();
        while (event != END_DOCUMENT) {
            event = xml.next();
        }
        return xml.takeRest();
    }

    private RawUnit unit() throws IOException {
        Location location = xml.location();
        long start = xml.start();
        Element element = new Element(start);
        String gap = xml.take(start);
        return new RawUnit(
                location,
                gap,
                xml.take(element.end),
                element.attributes,
                element.contentStart,
                element.properties,
                element.variants,
                element.hasMore);
    }

    /** A {@code <tu>} or {@code <tuv>} whose start tag is the present event, read up to its end. */
    private final class Element {
        final Map<String, String> attributes = xml.attributes();
        final int contentStart;
        final List<RawUnit.Property> properties = new ArrayList<>();
        final List<RawUnit.Variant> variants = new ArrayList<>();
        final long end;
        Segment segment = new Segment("", true);
        boolean hasSegment;
        boolean hasMore;

        private final long unitStart;

        Element(long unitStart) throws IOException {
            this.unitStart = unitStart;
            this.contentStart = offset(xml.end());
            for (int event = xml.next(); event != END_ELEMENT; event = xml.next()) {
                if (event == START_ELEMENT) {
                    child();
                } else if (event != SPACE && !isBlank(event)) {
                    hasMore = true;
                }
            }
            this.end = xml.end();
        }

        private void child() throws IOException {
            switch (xml.element()) {
                case "prop" -> {
                    int start = offset(xml.start());
                    String type = xml.attributes().getOrDefault("type", "");
                    String value = text().text;
                    properties.add(new RawUnit.Property(type, value, start, offset(xml.end())));
                }
                case "tuv" -> variants.add(new Element(unitStart).variant());
                case "seg" -> {
                    // A second segment is against the rules; the first is the one that clients read.
                    Segment read = text();
                    hasMore |= hasSegment;
                    segment = hasSegment ? segment : read;
                    hasSegment = true;
                }
                default -> {
                    hasMore = true;
                    xml.skipElement();
                }
            }
        }

        private RawUnit.Variant variant() {
            String code = attributes.getOrDefault("xml:lang", attributes.getOrDefault("lang", ""));
            return new RawUnit.Variant(
                    code, attributes, contentStart, properties, segment.text, segment.isPlain, hasMore);
        }

        private int offset(long place) {
            return Math.toIntExact(place - unitStart);
        }
    }

    private boolean isBlank(int event) {
        return (event == CHARACTERS || event == CDATA) && xml.characters().isBlank();
    }

    /** The text of an element and whether it holds nothing else. */
    private record Segment(String text, boolean isPlain) {}

    private Segment text() throws IOException {
        StringBuilder text = new StringBuilder();
        boolean isPlain = true;
        for (int depth = 1; depth > 0; ) {
            int event = xml.next();
            switch (event) {
                case START_ELEMENT -> {
                    isPlain = false;
                    if (NATIVE_CODES.contains(xml.element())) {
                        xml.skipElement();
                    } else {
                        depth++;
                    }
                }
                case END_ELEMENT -> depth--;
                case CHARACTERS, SPACE -> text.append(xml.characters());
                case CDATA -> {
                    isPlain = false;
                    text.append(xml.characters());
                }
                default -> isPlain = false;
            }
        }
        return new Segment(text.toString(), isPlain);
    }

    @Override
    public void close() throws IOException {
        xml.close();
    }
}
