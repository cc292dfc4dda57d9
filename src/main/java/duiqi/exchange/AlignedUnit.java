package duiqi.exchange;

import duiqi.text.DocumentPair;
import duiqi.text.UnitIds;
import duiqi.text.UnitProperties;
import java.util.Optional;
import java.util.Set;

/**
 * Tells the units that aligning made from those that people and other tools made or changed. Stateless.
 *
 * <p>Made by aligning, and still so: marked {@code aligned} or, once a person confirmed it, {@code x-reviewed}, from the documents in question, two sides of plain text that the id
 * was made from, and no trace of a change. A unit that somebody corrected without leaving a trace is known by its id, which no
 * longer fits.
 */
final class AlignedUnit {
    private static final Set<String> OWN_ATTRIBUTES = Set.of("tuid", "creationdate");
    private static final Set<String> OWN_VARIANT_ATTRIBUTES = Set.of("xml:lang", "lang");

    private AlignedUnit() {}

    /** Whether a unit holds what aligning two documents put there, perhaps with additions around it. */
    static boolean is(RawUnit unit, DocumentPair documents) {
        return (says(unit, UnitProperties.ALIGNED) || says(unit, UnitProperties.REVIEWED))
                && unit.property(UnitProperties.SOURCE_FILE).equals(Optional.of(documents.source()))
                && unit.property(UnitProperties.TARGET_FILE).equals(Optional.of(documents.target()))
                && unit.variants().size() == 2
                && unit.variants().stream().allMatch(RawUnit.Variant::isPlain)
                && !isChanged(unit)
                && fitsItsId(unit, documents);
    }

    private static boolean says(RawUnit unit, String type) {
        return unit.property(type).equals(Optional.of(UnitProperties.YES));
    }

    /** Whether a person confirmed, edited, marked or annotated a unit in a review. */
    static boolean isHeld(RawUnit unit) {
        return unit.properties().stream().anyMatch(property -> UnitProperties.OF_REVIEW.contains(property.type()));
    }

    /** Whether a person said that a unit is right. */
    static boolean isReviewed(RawUnit unit) {
        return says(unit, UnitProperties.REVIEWED);
    }

    private static boolean isChanged(RawUnit unit) {
        return hasChange(unit.attributes().keySet())
                || unit.variants().stream()
                        .anyMatch(variant -> hasChange(variant.attributes().keySet()));
    }

    private static boolean hasChange(Set<String> attributes) {
        return attributes.contains("changeid") || attributes.contains("changedate");
    }

    private static boolean fitsItsId(RawUnit unit, DocumentPair documents) {
        return UnitIds.fits(
                unit.id(),
                documents,
                unit.variants().get(0).text(),
                unit.variants().get(1).text());
    }

    /** Whether a unit made by aligning carries nothing else, so that nothing of anybody's is lost with it. */
    static boolean isBare(RawUnit unit) {
        return !unit.hasMore()
                && OWN_ATTRIBUTES.containsAll(unit.attributes().keySet())
                && unit.properties().stream().allMatch(property -> UnitProperties.OF_UNIT.contains(property.type()))
                && unit.variants().stream().allMatch(AlignedUnit::isBare);
    }

    /** The same of a unit in a review, whose own notes and properties are the review's to take out. */
    static boolean isBareInReview(RawUnit unit) {
        RawUnit rest = ReviewNote.without(unit);
        return !rest.hasMore()
                && OWN_ATTRIBUTES.containsAll(rest.attributes().keySet())
                && rest.properties().stream()
                        .allMatch(property -> UnitProperties.OF_UNIT.contains(property.type())
                                || UnitProperties.OF_REVIEW.contains(property.type()))
                && rest.variants().stream().allMatch(AlignedUnit::isBare);
    }

    private static boolean isBare(RawUnit.Variant variant) {
        return !variant.hasMore()
                && OWN_VARIANT_ATTRIBUTES.containsAll(variant.attributes().keySet())
                && variant.properties().stream()
                        .allMatch(property -> UnitProperties.OF_SOURCE.contains(property.type())
                                || property.type().equals(UnitXml.LANGUAGE));
    }
}
