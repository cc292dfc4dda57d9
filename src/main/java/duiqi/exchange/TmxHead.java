package duiqi.exchange;

import static javax.xml.stream.XMLStreamConstants.CDATA;
import static javax.xml.stream.XMLStreamConstants.CHARACTERS;
import static javax.xml.stream.XMLStreamConstants.END_ELEMENT;
import static javax.xml.stream.XMLStreamConstants.SPACE;
import static javax.xml.stream.XMLStreamConstants.START_ELEMENT;

import duiqi.io.XmlSource;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in a TMX file before its units. Immutable.
 *
 * @param xml everything up to and including the start tag of {@code <body>}
 * @param header what it says
 * @param location where the header begins, or the file when it has none
 * @param hasEmptyBody whether {@code <body/>} is written as one tag
 */
record TmxHead(String xml, TmxHeader header, Location location, boolean hasEmptyBody) {
    private static final Pattern ENCODING = Pattern.compile("^(\\s*<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"'])([^\"']*)");

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

    /** Its text with {@code <body/>} as a start tag that units can follow. */
    String withOpenBody() {
        return xml.substring(0, xml.length() - "/>".length()).stripTrailing() + ">";
    }

    /** The same for a file that is written in an encoding, which may be another than this one was in. */
    TmxHead declaredAs(Charset charset) {
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

    /** What ends its lines. */
    String lineEnd() {
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

        /** The text of the element whose start tag is the present event. */
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
