package duiqi.exchange.tmx;

import duiqi.exchange.Annotation;
import duiqi.exchange.Content;
import duiqi.exchange.ReviewedUnits;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.Unit;
import duiqi.exchange.XmlPlace;
import duiqi.io.Edits;
import duiqi.io.XmlNode;
import duiqi.io.XmlNode.Element;
import duiqi.text.DocumentPair;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.TranslationUnit.UnitProperties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Holds a {@code <tu>} of a TMX file both as text and parsed, so that unchanged parts keep every character. {@link Tu}
 * holds only the parsed data. Offsets count UTF-16 units of {@code xml}. Immutable.
 *
 * @param location start of the unit
 * @param gap text between the previous unit and this one: white space, possibly comments and unknown elements
 * @param original text of the whole element in the file
 * @param xml the same text, repaired and with its entities expanded
 * @param element parsed {@code xml} with its offsets
 * @param sides {@code <tuv>} elements of the unit
 * @param tu parsed unit
 * @param oddities violations of TMX that {@code tu} cannot hold, each as a clause
 */
public record RawUnit(
        Location location,
        String gap,
        String original,
        String xml,
        Element element,
        List<Element> sides,
        Tu tu,
        List<String> oddities)
        implements Unit.Places {
    static final Set<String> DATES = Set.of("creationdate", "changedate", "lastusagedate");
    private static final Set<String> OWN_ATTRIBUTES = Set.of("tuid", "creationdate");
    private static final Set<String> OWN_VARIANT_ATTRIBUTES = Set.of("xml:lang", "lang");

    public RawUnit {
        sides = List.copyOf(sides);
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
        Element element = Element.parse(location, text, "");
        List<String> oddities = new ArrayList<>();
        element.attributes().forEach((name, value) -> checkDate(name, value, oddities));
        List<Element> sides = element.children("tuv").toList();
        List<Tuv> variants = sides.stream().map(tuv -> variant(tuv, oddities)).toList();
        Tu tu = new Tu(element.attributes(), annotations(element), variants);
        return new RawUnit(location, gap, text, text, element, sides, tu, oddities);
    }

    RawUnit withOriginal(String text) {
        return new RawUnit(location, gap, text, xml, element, sides, tu, oddities);
    }

    private static void checkDate(String name, String value, List<String> oddities) {
        if (DATES.contains(name) && TmxDate.parse(value).isEmpty()) {
            oddities.add("has " + name + "=\"" + value + "\", which is not a date");
        }
    }

    private static Tuv variant(Element tuv, List<String> oddities) {
        tuv.attributes().forEach((name, value) -> checkDate(name, value, oddities));
        // A second segment violates TMX. Clients read the first one.
        List<Content> segments = tuv.children("seg").map(RawUnit::content).toList();
        segments.stream()
                .skip(1)
                .forEach(second -> oddities.add("has a second <seg> in a <tuv>, \"" + second.text() + "\""));
        return new Tuv(
                tuv.attributes(), annotations(tuv), segments.isEmpty() ? new Content(List.of()) : segments.get(0));
    }

    static List<Annotation> annotations(Element owner) {
        return owner.elements()
                .filter(RawUnit::isAnnotation)
                .map(child -> new Annotation(
                        child.name(), child.attributes(), content(child).text()))
                .toList();
    }

    private static boolean isAnnotation(Element child) {
        return child.name().equals(Annotation.PROPERTY) || child.name().equals(Annotation.NOTE);
    }

    private static Content content(Element element) {
        List<Content.Piece> pieces = new ArrayList<>();
        for (XmlNode node : element.nodes()) {
            pieces.add(
                    node instanceof Element code
                            ? new Content.Code(code.name(), code.attributes(), content(code))
                            : new Content.Text(((XmlNode.Characters) node).text()));
        }
        return new Content(pieces);
    }

    /** Returns the {@code tuid}; an empty text if there is none. */
    public String id() {
        return tu.id();
    }

    public Optional<String> property(String type) {
        return tu.property(type);
    }

    @Override
    public Location.Finder of(int side) {
        if (side == sides.size()) {
            return side == 0 ? offset -> location : of(0);
        }
        Element tuv = sides.get(side);
        Optional<Element> seg = tuv.child("seg");
        int begin = seg.map(Element::contentStart).orElse(tuv.contentStart());
        return new XmlPlace(location.after(xml, 0, begin), seg.map(this::inner).orElse(""));
    }

    private String inner(Element element) {
        return element.isOneTag() ? "" : xml.substring(element.contentStart(), element.contentEnd());
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
                && tu.variants().size() == 2
                && sides.stream().allMatch(this::isPlain)
                && (isReviewed() || !hasChange(tu.attributes()))
                && tu.variants().stream().map(Tuv::attributes).noneMatch(RawUnit::hasChange)
                && DocumentPair.UnitIds.fits(
                        id(),
                        documents,
                        tu.variants().get(0).text(),
                        tu.variants().get(1).text());
    }

    /** Returns whether the segment of a variant is written as text without tags, CDATA or comments. */
    private boolean isPlain(Element tuv) {
        return tuv.child("seg").filter(seg -> inner(seg).indexOf('<') >= 0).isEmpty();
    }

    private boolean hasYes(String type) {
        return property(type).equals(Optional.of(UnitProperties.YES));
    }

    private static boolean hasChange(Map<String, String> attributes) {
        return attributes.containsKey("changeid") || attributes.containsKey("changedate");
    }

    /** Returns whether a person confirmed, edited, marked or annotated the unit in a review. */
    public boolean isHeld() {
        return tu.annotations().stream()
                .anyMatch(one -> one.isProperty() && UnitProperties.OF_REVIEW.contains(one.type()));
    }

    /** Returns whether a person confirmed the unit. */
    public boolean isReviewed() {
        return hasYes(UnitProperties.REVIEWED);
    }

    /** Returns whether an aligned unit has no additions, so that removing it loses no work of a person. */
    boolean isBare() {
        return isBare(tu, child -> isProperty(child, UnitProperties.OF_UNIT));
    }

    /**
     * Returns whether the unit has no additions except the notes and properties of a review, which the review itself
     * removes.
     */
    boolean isBareInReview() {
        Tu unsigned = isReviewed() ? ReviewedUnits.Signature.unsigned(tu) : tu;
        Optional<String> note = ReviewedUnits.ReviewNote.of(tu).map(Annotation::text);
        return isBare(
                unsigned,
                child -> isProperty(child, UnitProperties.OF_UNIT)
                        || isProperty(child, UnitProperties.OF_REVIEW)
                        || (child.name().equals(Annotation.NOTE)
                                && note.equals(Optional.of(content(child).text()))));
    }

    private boolean isBare(Tu unit, Predicate<Element> ofUnit) {
        Predicate<Element> ofSide =
                child -> isProperty(child, UnitProperties.OF_SOURCE) || isProperty(child, Set.of(Tuv.LANGUAGE));
        return OWN_ATTRIBUTES.containsAll(unit.attributes().keySet())
                && OWN_VARIANT_ATTRIBUTES.containsAll(sides.stream()
                        .flatMap(tuv -> tuv.attributes().keySet().stream())
                        .toList())
                && holdsOnly(ofUnit, ofSide);
    }

    private static boolean isProperty(Element child, Set<String> types) {
        return child.name().equals(Annotation.PROPERTY)
                && types.contains(child.attribute("type").orElse(""));
    }

    @Override
    public boolean holdsMore() {
        Predicate<Element> isPlain =
                child -> isAnnotation(child) && child.elements().findAny().isEmpty();
        return xml.contains("<!--") || xml.contains("<?") || !holdsOnly(isPlain, isPlain);
    }

    /** Returns whether the unit holds only variants with one segment each and some elements, without text between. */
    private boolean holdsOnly(Predicate<Element> ofUnit, Predicate<Element> ofSide) {
        return holdsOnly(element, child -> child.name().equals("tuv") || ofUnit.test(child))
                && sides.stream()
                        .allMatch(tuv -> tuv.children("seg").count() <= 1
                                && holdsOnly(tuv, child -> child.name().equals("seg") || ofSide.test(child)));
    }

    private boolean holdsOnly(Element owner, Predicate<Element> known) {
        int at = owner.contentStart();
        for (Element child : owner.elements().toList()) {
            if (!known.test(child) || !xml.substring(at, child.start()).isBlank()) {
                return false;
            }
            at = child.end();
        }
        return owner.isOneTag() || xml.substring(at, owner.contentEnd()).isBlank();
    }

    /**
     * Returns the XML of the unit after a change. Only what differs is written again, so comments, unknown elements and
     * all other text stay. If the variants are other ones, the whole unit is written again.
     */
    public String with(Tu changed, TmxXml writer) {
        if (changed.equals(tu)) {
            return original;
        }
        if (!hasPlaces(changed)) {
            return writer.of(changed);
        }
        Edits edits = new Edits(xml);
        attributes(edits, element, changed.attributes(), writer);
        annotations(edits, element, tu.annotations(), changed.annotations(), writer);
        for (int i = 0; i < sides.size(); i++) {
            Tuv before = tu.variants().get(i);
            Tuv after = changed.variants().get(i);
            attributes(edits, sides.get(i), after.attributes(), writer);
            annotations(edits, sides.get(i), before.annotations(), after.annotations(), writer);
            if (!after.content().equals(before.content())) {
                Element segment = sides.get(i).child("seg").orElseThrow();
                edits.replace(segment.start(), segment.end(), writer.segment(after.content()));
            }
        }
        return edits.applyTo(original);
    }

    /** Returns whether each variant of a changed unit can be written in the place of the old one. */
    private boolean hasPlaces(Tu changed) {
        return !element.isOneTag()
                && sides.size() == changed.variants().size()
                && IntStream.range(0, sides.size()).allMatch(i -> {
                    Tuv before = tu.variants().get(i);
                    Tuv after = changed.variants().get(i);
                    boolean hasSegment = sides.get(i).child("seg").isPresent();
                    return before.equals(after) || (hasSegment && before.code().equals(after.code()));
                });
    }

    private void attributes(Edits edits, Element owner, Map<String, String> wanted, TmxXml writer) {
        Map<String, String> escaped = new LinkedHashMap<>();
        owner.attributes().keySet().forEach(name -> escaped.put(name, ""));
        escaped.keySet().removeAll(wanted.keySet());
        wanted.forEach((name, value) -> {
            if (!value.equals(owner.attributes().get(name))) {
                escaped.put(name, writer.attribute(value));
            }
        });
        if (!escaped.isEmpty()) {
            String tag = xml.substring(owner.start(), owner.contentStart());
            edits.replace(owner.start(), owner.contentStart(), Edits.withAttributes(tag, escaped));
        }
    }

    /** Removes annotations that are gone, replaces those of the same type in place, and adds the others. */
    private static void annotations(
            Edits edits, Element owner, List<Annotation> old, List<Annotation> wanted, TmxXml writer) {
        List<Element> places = owner.elements().filter(RawUnit::isAnnotation).toList();
        List<Annotation> missing = new ArrayList<>(wanted);
        List<Integer> gone = new ArrayList<>();
        for (int i = 0; i < old.size(); i++) {
            if (!missing.remove(old.get(i))) {
                gone.add(i);
            }
        }
        for (int i : gone) {
            Optional<Annotation> now = missing.stream()
                    .filter(one -> one.isProperty() && old.get(i).isProperty())
                    .filter(one -> one.type().equals(old.get(i).type()))
                    .findFirst();
            now.ifPresent(missing::remove);
            int start = places.get(i).start();
            edits.replace(
                    now.isPresent() ? start : Math.max(owner.contentStart(), edits.startOfGap(start)),
                    places.get(i).end(),
                    now.map(writer::element).orElse(""));
        }
        String indent = owner.name().equals("tuv") ? TmxXml.IN_VARIANT_INDENT : TmxXml.IN_UNIT_INDENT;
        for (Annotation added : missing) {
            int place = owner.contentStart();
            for (int i = 0; i < old.size(); i++) {
                boolean isBefore = old.get(i).isProperty()
                        && (added.isNote() || old.get(i).type().compareTo(added.type()) < 0);
                place = isBefore ? Math.max(place, places.get(i).end()) : place;
            }
            edits.insert(place, writer.line(indent, added));
        }
    }
}
