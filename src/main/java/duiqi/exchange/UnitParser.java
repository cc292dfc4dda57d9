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
import java.util.Set;

/** Reads one {@code <tu>} element. Good for one. */
final class UnitParser {
    static final Set<String> DATES = Set.of("creationdate", "changedate", "lastusagedate");

    private final Location location;
    private final String text;
    private final XmlSource xml;
    private final List<String> oddities = new ArrayList<>();

    private UnitParser(Location location, String text) throws FormatException {
        this.location = location;
        this.text = text;
        this.xml = new XmlSource(location, text);
    }

    /**
     * Reads an element.
     *
     * @param location where in the file it begins
     * @param gap what stands before it
     * @param text the element
     * @throws FormatException if it is no sound XML
     */
    static RawUnit parse(Location location, String gap, String text) throws FormatException {
        return new UnitParser(location, text).unit(gap);
    }

    private RawUnit unit(String gap) throws FormatException {
        xml.nextTag();
        Element unit = new Element();
        xml.finish();
        Tu tu = new Tu(
                unit.attributes,
                unit.annotations,
                unit.variants.stream().map(RawUnit.Variant::tuv).toList());
        return new RawUnit(
                location, gap, text, tu, unit.contentStart, unit.properties, unit.variants, unit.hasMore, oddities);
    }

    /** A {@code <tu>} or {@code <tuv>} whose start tag is the present event, read up to its end. */
    private final class Element {
        final Map<String, String> attributes = xml.attributes();
        final int contentStart;
        final List<Annotation> annotations = new ArrayList<>();
        final List<RawUnit.Property> properties = new ArrayList<>();
        final List<RawUnit.Variant> variants = new ArrayList<>();
        Segment segment = new Segment(new Content(List.of()), true);
        boolean hasSegment;
        boolean hasMore;

        Element() throws FormatException {
            this.contentStart = xml.end();
            attributes.forEach(UnitParser.this::checkDate);
            for (int event = xml.next(); event != END_ELEMENT; event = xml.next()) {
                if (event == START_ELEMENT) {
                    child();
                } else if (event != SPACE && !isBlank(event)) {
                    hasMore = true;
                }
            }
        }

        private void child() throws FormatException {
            String name = xml.element();
            switch (name) {
                case Annotation.PROPERTY, Annotation.NOTE -> annotation(name);
                case "tuv" -> variants.add(new Element().variant());
                case "seg" -> {
                    // A second segment is against the rules; the first is the one that clients read.
                    Segment read = segment();
                    if (hasSegment) {
                        hasMore = true;
                        oddities.add("has a second <seg> in a side, \"" + read.content.text() + "\"");
                    }
                    segment = hasSegment ? segment : read;
                    hasSegment = true;
                }
                default -> {
                    hasMore = true;
                    xml.skipElement();
                }
            }
        }

        private void annotation(String name) throws FormatException {
            int start = xml.start();
            Annotation annotation =
                    new Annotation(name, xml.attributes(), segment().content.text());
            annotations.add(annotation);
            hasMore |= annotation.isNote();
            if (annotation.isProperty()) {
                properties.add(new RawUnit.Property(annotation.type(), annotation.text(), start, xml.end()));
            }
        }

        private RawUnit.Variant variant() {
            Tuv tuv = new Tuv(attributes, annotations, segment.content);
            return new RawUnit.Variant(tuv, contentStart, properties, segment.isPlain, hasMore);
        }
    }

    private void checkDate(String name, String value) {
        if (DATES.contains(name) && TmxDate.parse(value).isEmpty()) {
            oddities.add("has " + name + "=\"" + value + "\", which is no date");
        }
    }

    private boolean isBlank(int event) {
        return (event == CHARACTERS || event == CDATA) && xml.characters().isBlank();
    }

    /** What an element holds, and whether it is written as nothing but text. */
    private record Segment(Content content, boolean isPlain) {}

    /** Reads the element whose start tag is the present event. */
    private Segment segment() throws FormatException {
        List<Content.Piece> pieces = new ArrayList<>();
        boolean isPlain = true;
        for (int event = xml.next(); event != END_ELEMENT; event = xml.next()) {
            switch (event) {
                case START_ELEMENT -> {
                    isPlain = false;
                    String name = xml.element();
                    Map<String, String> attributes = xml.attributes();
                    pieces.add(new Content.Code(name, attributes, segment().content));
                }
                case CHARACTERS, SPACE -> pieces.add(new Content.Text(xml.characters()));
                case CDATA -> {
                    isPlain = false;
                    pieces.add(new Content.Text(xml.characters()));
                }
                default -> isPlain = false;
            }
        }
        return new Segment(new Content(pieces), isPlain);
    }
}
