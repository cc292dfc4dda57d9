package duiqi.exchange;

import static javax.xml.stream.XMLStreamConstants.CDATA;
import static javax.xml.stream.XMLStreamConstants.CHARACTERS;
import static javax.xml.stream.XMLStreamConstants.END_ELEMENT;
import static javax.xml.stream.XMLStreamConstants.SPACE;
import static javax.xml.stream.XMLStreamConstants.START_ELEMENT;

import duiqi.text.FormatException;
import duiqi.text.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what stands in a TMX file before its units. Good for one file. */
final class HeadParser {
    private final String text;
    private final XmlSource xml;

    private HeadParser(Location start, String text) throws FormatException {
        this.text = text;
        this.xml = new XmlSource(start, text);
    }

    /**
     * Reads a head.
     *
     * @param start where in the file it begins
     * @param head everything up to and including the start tag of {@code <body>}
     * @param closing what makes the head a whole element
     * @param hasEmptyBody whether the body is one tag
     * @throws FormatException if it is no sound XML
     */
    static TmxHead parse(Location start, String head, String closing, boolean hasEmptyBody) throws FormatException {
        return new HeadParser(start, head + closing).head(head, hasEmptyBody);
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
