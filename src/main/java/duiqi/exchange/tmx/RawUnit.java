package duiqi.exchange.tmx;

import static javax.xml.stream.XMLStreamConstants.CDATA;
import static javax.xml.stream.XMLStreamConstants.CHARACTERS;
import static javax.xml.stream.XMLStreamConstants.END_ELEMENT;
import static javax.xml.stream.XMLStreamConstants.SPACE;
import static javax.xml.stream.XMLStreamConstants.START_ELEMENT;

import duiqi.exchange.Annotation;
import duiqi.exchange.Content;
import duiqi.exchange.ReviewedUnits;
import duiqi.exchange.Tu;
import duiqi.exchange.Tuv;
import duiqi.exchange.UnitReader;
import duiqi.io.XmlSource;
import duiqi.text.DocumentPair;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.UnitProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A {@code <tu>} of a TMX file as it is written and as it is understood, so that what stays in the file stays letter by letter
 * ({@link Tu} holds only what it says). Offsets count UTF-16 units of {@code xml}. Immutable.
 *
 * @param location where it begins
 * @param gap the text between the unit before and this one: white space, perhaps comments
 * @param xml the whole element
 * @param tu what it says
 * @param body its own properties and their places
 * @param variants its {@code <tuv>} elements
 * @param oddities what is against the rules of TMX and cannot be kept, each as a clause
 */
public record RawUnit(
        Location location, String gap, String xml, Tu tu, Body body, List<Variant> variants, List<String> oddities) {
    static final Set<String> DATES = Set.of("creationdate", "changedate", "lastusagedate");
    private static final Set<String> OWN_ATTRIBUTES = Set.of("tuid", "creationdate");
    private static final Set<String> OWN_VARIANT_ATTRIBUTES = Set.of("xml:lang", "lang");

    /** A {@code <prop>} from offset {@code start} to {@code end}. */
    record Property(String type, String value, int start, int end) {}

    /**
     * The inside of a {@code <tu>} or {@code <tuv>}.
     *
     * @param contentStart where its start tag ends
     * @param properties its {@code <prop>} elements
     * @param hasMore whether it holds notes, comments or elements that are none of those of aligned units
     */
    record Body(int contentStart, List<Property> properties, boolean hasMore) {
        Body {
            properties = List.copyOf(properties);
        }

        /** Returns whether it holds nothing but properties of some types. */
        private boolean hasOnly(Predicate<String> types) {
            return !hasMore && properties.stream().map(Property::type).allMatch(types);
        }
    }

    /**
     * A {@code <tuv>}.
     *
     * @param tuv what it says
     * @param body its own properties and their places
     * @param isPlain whether the segment holds nothing but text
     */
    record Variant(Tuv tuv, Body body, boolean isPlain) {
        private boolean isBare() {
            return OWN_VARIANT_ATTRIBUTES.containsAll(tuv.attributes().keySet())
                    && body.hasOnly(type -> UnitProperties.OF_SOURCE.contains(type) || type.equals(Tuv.LANGUAGE));
        }
    }

    public RawUnit {
        variants = List.copyOf(variants);
        oddities = List.copyOf(oddities);
    }

    /**
     * Reads an element.
     *
     * @param location where in the file it begins
     * @param gap what stands before it
     * @param text the element
     * @throws FormatException if it is no sound XML
     */
    public static RawUnit parse(Location location, String gap, String text) throws FormatException {
        return new Parser(location, text).unit(gap);
    }

    /** Returns its {@code tuid}; an empty text when it has none. */
    public String id() {
        return tu.id();
    }

    public Optional<String> property(String type) {
        return tu.property(type);
    }

    /** Returns where the text of a side stands in the file. */
    public Location.Finder place(int side) {
        int contentStart = variants.get(side).body.contentStart;
        int tag = xml.indexOf("<seg", contentStart);
        int begin = tag < 0 ? contentStart : xml.indexOf('>', tag) + 1;
        int end = xml.indexOf("</seg>", begin);
        boolean isEmpty = tag < 0 || end < 0 || xml.startsWith("/>", begin - 2);
        return new UnitReader.XmlPlace(location.after(xml, 0, begin), isEmpty ? "" : xml.substring(begin, end));
    }

    /**
     * Returns whether it holds what aligning two documents put there, perhaps with additions around it: it is marked {@code aligned} or,
     * once a person confirmed it, {@code x-reviewed}; it is from the documents; it has two sides of plain text that its id was made
     * from; and nothing says that it was changed. The id no longer fits a unit that somebody corrected without a trace.
     */
    boolean isAligned(DocumentPair documents) {
        return (says(UnitProperties.ALIGNED) || isReviewed())
                && property(UnitProperties.SOURCE_FILE).equals(Optional.of(documents.source()))
                && property(UnitProperties.TARGET_FILE).equals(Optional.of(documents.target()))
                && variants.size() == 2
                && variants.stream().allMatch(Variant::isPlain)
                && !hasChange(tu.attributes())
                && tu.variants().stream().map(Tuv::attributes).noneMatch(RawUnit::hasChange)
                && DocumentPair.UnitIds.fits(
                        id(),
                        documents,
                        tu.variants().get(0).text(),
                        tu.variants().get(1).text());
    }

    private boolean says(String type) {
        return property(type).equals(Optional.of(UnitProperties.YES));
    }

    private static boolean hasChange(Map<String, String> attributes) {
        return attributes.containsKey("changeid") || attributes.containsKey("changedate");
    }

    /** Returns whether a person confirmed, edited, marked or annotated it in a review. */
    public boolean isHeld() {
        return body.properties.stream().anyMatch(property -> UnitProperties.OF_REVIEW.contains(property.type()));
    }

    /** Returns whether a person said that it is right. */
    public boolean isReviewed() {
        return says(UnitProperties.REVIEWED);
    }

    /** Returns whether a unit made by aligning carries nothing else, so that nothing of anybody's is lost with it. */
    boolean isBare() {
        return isBare(UnitProperties.OF_UNIT::contains);
    }

    /** Returns whether it is bare but for the notes and properties of a review, which the review itself takes out. */
    boolean isBareInReview() {
        return ReviewedUnits.ReviewNote.without(this)
                .isBare(type -> UnitProperties.OF_UNIT.contains(type) || UnitProperties.OF_REVIEW.contains(type));
    }

    private boolean isBare(Predicate<String> types) {
        return OWN_ATTRIBUTES.containsAll(tu.attributes().keySet())
                && body.hasOnly(types)
                && variants.stream().allMatch(Variant::isBare);
    }

    /** Reads one {@code <tu>} element. Good for one. */
    private static final class Parser {
        private final Location location;
        private final String text;
        private final XmlSource xml;
        private final List<String> oddities = new ArrayList<>();

        private Parser(Location location, String text) throws FormatException {
            this.location = location;
            this.text = text;
            this.xml = new XmlSource(location, text);
        }

        private RawUnit unit(String gap) throws FormatException {
            xml.nextTag();
            Element unit = new Element();
            xml.finish();
            Tu tu = new Tu(
                    unit.attributes,
                    unit.annotations,
                    unit.variants.stream().map(Variant::tuv).toList());
            return new RawUnit(location, gap, text, tu, unit.body(), unit.variants, oddities);
        }

        /** A {@code <tu>} or {@code <tuv>} whose start tag is the present event, read up to its end. */
        private final class Element {
            final Map<String, String> attributes = xml.attributes();
            final int contentStart;
            final List<Annotation> annotations = new ArrayList<>();
            final List<Property> properties = new ArrayList<>();
            final List<Variant> variants = new ArrayList<>();
            Segment segment = new Segment(new Content(List.of()), true);
            boolean hasSegment;
            boolean hasMore;

            Element() throws FormatException {
                this.contentStart = xml.end();
                attributes.forEach(Parser.this::checkDate);
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
                    properties.add(new Property(annotation.type(), annotation.text(), start, xml.end()));
                }
            }

            private Body body() {
                return new Body(contentStart, properties, hasMore);
            }

            private Variant variant() {
                return new Variant(new Tuv(attributes, annotations, segment.content), body(), segment.isPlain);
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

        /** The content of an element, and whether it is written as nothing but text. */
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
}
