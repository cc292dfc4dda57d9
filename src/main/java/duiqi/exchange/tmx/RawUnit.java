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
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.UnitReader;
import duiqi.io.XmlSource;
import duiqi.text.DocumentPair;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.TranslationUnit.UnitProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Holds a {@code <tu>} of a TMX file both as text and parsed, so that unchanged parts keep every character. {@link Tu}
 * holds only the parsed data. Offsets count UTF-16 units of {@code xml}. Immutable.
 *
 * @param location start of the unit
 * @param gap text between the previous unit and this one: white space, possibly comments
 * @param xml text of the whole element
 * @param tu parsed unit
 * @param body content of the {@code <tu>} itself, with offsets
 * @param variants {@code <tuv>} elements
 * @param oddities violations of TMX that {@code tu} cannot hold, each as a clause
 */
public record RawUnit(
        Location location, String gap, String xml, Tu tu, Body body, List<Variant> variants, List<String> oddities) {
    static final Set<String> DATES = Set.of("creationdate", "changedate", "lastusagedate");
    private static final Set<String> OWN_ATTRIBUTES = Set.of("tuid", "creationdate");
    private static final Set<String> OWN_VARIANT_ATTRIBUTES = Set.of("xml:lang", "lang");

    /** Holds a {@code <prop>} from offset {@code start} to {@code end}. */
    record Property(String type, String value, int start, int end) {}

    /**
     * Describes the content of a {@code <tu>} or {@code <tuv>}.
     *
     * @param contentStart offset after its start tag
     * @param properties its {@code <prop>} elements
     * @param hasMore true if it contains notes, comments or elements that aligned units do not have
     */
    record Body(int contentStart, List<Property> properties, boolean hasMore) {
        Body {
            properties = List.copyOf(properties);
        }

        /** Returns whether the element contains only properties of accepted types. */
        private boolean hasOnly(Predicate<String> types) {
            return !hasMore && properties.stream().map(Property::type).allMatch(types);
        }
    }

    /**
     * Holds a {@code <tuv>}.
     *
     * @param tuv parsed variant
     * @param body content of the {@code <tuv>} itself, with offsets
     * @param isPlain true if the segment contains only text
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
     * Parses an element.
     *
     * @param location start of the element in the file
     * @param gap text before the element
     * @param text text of the element
     * @throws FormatException if the element is not well-formed XML
     */
    public static RawUnit parse(Location location, String gap, String text) throws FormatException {
        return new Parser(location, text).unit(gap);
    }

    /** Returns the {@code tuid}; an empty text if there is none. */
    public String id() {
        return tu.id();
    }

    public Optional<String> property(String type) {
        return tu.property(type);
    }

    /** Returns the location of the text of a variant. */
    public Location.Finder place(int side) {
        int contentStart = variants.get(side).body.contentStart;
        int tag = xml.indexOf("<seg", contentStart);
        int begin = tag < 0 ? contentStart : xml.indexOf('>', tag) + 1;
        int end = xml.indexOf("</seg>", begin);
        boolean isEmpty = tag < 0 || end < 0 || xml.startsWith("/>", begin - 2);
        return new UnitReader.XmlPlace(location.after(xml, 0, begin), isEmpty ? "" : xml.substring(begin, end));
    }

    /**
     * Returns whether the unit is the unchanged result of aligning two documents. It may have additions around it. The
     * unit must meet all of these conditions:
     *
     * <ul>
     * <li>It is marked {@code aligned}, or {@code x-reviewed} after a person confirmed it.
     * <li>It names the documents.
     * <li>Its two variants are plain text that matches its id. If a user corrected the text, the id no longer matches.
     * <li>No attribute records a change, unless a person confirmed the unit: duiqi then records who did and when.
     * </ul>
     */
    boolean isAligned(DocumentPair documents) {
        return (hasYes(UnitProperties.ALIGNED) || isReviewed())
                && property(UnitProperties.SOURCE_FILE).equals(Optional.of(documents.source()))
                && property(UnitProperties.TARGET_FILE).equals(Optional.of(documents.target()))
                && variants.size() == 2
                && variants.stream().allMatch(Variant::isPlain)
                && (isReviewed() || !hasChange(tu.attributes()))
                && tu.variants().stream().map(Tuv::attributes).noneMatch(RawUnit::hasChange)
                && DocumentPair.UnitIds.fits(
                        id(),
                        documents,
                        tu.variants().get(0).text(),
                        tu.variants().get(1).text());
    }

    private boolean hasYes(String type) {
        return property(type).equals(Optional.of(UnitProperties.YES));
    }

    private static boolean hasChange(Map<String, String> attributes) {
        return attributes.containsKey("changeid") || attributes.containsKey("changedate");
    }

    /** Returns whether a person confirmed, edited, marked or annotated the unit in a review. */
    public boolean isHeld() {
        return body.properties.stream().anyMatch(property -> UnitProperties.OF_REVIEW.contains(property.type()));
    }

    /** Returns whether a person confirmed the unit. */
    public boolean isReviewed() {
        return hasYes(UnitProperties.REVIEWED);
    }

    /** Returns whether an aligned unit has no additions, so that removing it loses no work of a person. */
    boolean isBare() {
        return isBare(tu.attributes().keySet(), UnitProperties.OF_UNIT::contains);
    }

    /**
     * Returns whether the unit has no additions except the notes and properties of a review, which the review itself
     * removes.
     */
    boolean isBareInReview() {
        Tu unsigned = isReviewed() ? ReviewedUnits.Signature.unsigned(tu) : tu;
        return ReviewedUnits.ReviewNote.without(this)
                .isBare(
                        unsigned.attributes().keySet(),
                        type -> UnitProperties.OF_UNIT.contains(type) || UnitProperties.OF_REVIEW.contains(type));
    }

    private boolean isBare(Set<String> attributes, Predicate<String> types) {
        return OWN_ATTRIBUTES.containsAll(attributes)
                && body.hasOnly(types)
                && variants.stream().allMatch(Variant::isBare);
    }

    /** Parses one {@code <tu>} element. */
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

        /** Reads a {@code <tu>} or {@code <tuv>} up to its end, starting at the event of its start tag. */
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
                        // A second segment violates TMX. Clients read the first one.
                        Segment read = segment();
                        if (hasSegment) {
                            hasMore = true;
                            oddities.add("has a second <seg> in a <tuv>, \"" + read.content.text() + "\"");
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
                oddities.add("has " + name + "=\"" + value + "\", which is not a date");
            }
        }

        private boolean isBlank(int event) {
            return (event == CHARACTERS || event == CDATA) && xml.characters().isBlank();
        }

        /**
         * Holds the content of an element. {@code isPlain} is true if it is written as text without tags, CDATA or
         * comments.
         */
        private record Segment(Content content, boolean isPlain) {}

        /** Reads an element, starting at the event of its start tag. */
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
