package duiqi.review;

import duiqi.align.Bead;
import duiqi.align.BeadUnits;
import duiqi.exchange.ReviewNote;
import duiqi.exchange.ReviewedUnits;
import duiqi.text.TranslationUnit;
import duiqi.text.UnitProperties;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes units of two texts under review: those that aligning would make, and what a person said of them. A unit that was confirmed
 * is no guess any more, and so neither {@code aligned} nor of a probability.
 */
final class ReviewedPairs {
    private ReviewedPairs() {}

    /**
     * The units.
     *
     * @param created when those are made that are new
     * @param others ids of units that others reviewed meanwhile
     */
    static ReviewedUnits of(ReviewState state, ReviewOrigin origin, Instant created, Set<String> others) {
        ReviewText text = new ReviewText(state, origin);
        Set<String> edited = Stream.concat(state.source().stream(), state.target().stream())
                .filter(Sentence::isEdited)
                .map(Sentence::id)
                .collect(Collectors.toSet());
        List<ReviewBead> paired = state.beads().stream()
                .filter(bead -> !text.sourceText(bead).isBlank()
                        && !text.targetText(bead).isBlank())
                .toList();
        List<Bead> beads = paired.stream().map(text::bead).toList();
        List<TranslationUnit> made = BeadUnits.of(text.text(), beads, created);
        List<TranslationUnit> units = new ArrayList<>();
        Map<String, String> notes = new HashMap<>();
        for (int k = 0; k < paired.size(); k++) {
            ReviewBead bead = paired.get(k);
            boolean isEdited = bead.source().stream().anyMatch(edited::contains)
                    || bead.target().stream().anyMatch(edited::contains);
            units.add(reviewed(made.get(k), bead, isEdited));
            if (!bead.note().isBlank()) {
                notes.put(made.get(k).id(), bead.note());
            }
        }
        return new ReviewedUnits(units, notes, others);
    }

    private static TranslationUnit reviewed(TranslationUnit unit, ReviewBead bead, boolean isEdited) {
        SortedMap<String, String> properties = new TreeMap<>(unit.properties());
        if (bead.isConfirmed()) {
            properties.remove(UnitProperties.ALIGNED);
            properties.remove(UnitProperties.PROBABILITY);
            properties.put(UnitProperties.REVIEWED, UnitProperties.YES);
        }
        if (bead.isMarked()) {
            properties.put(UnitProperties.MARKED, UnitProperties.YES);
        }
        if (isEdited) {
            properties.put(UnitProperties.EDITED, UnitProperties.YES);
        }
        if (!bead.note().isBlank()) {
            properties.put(UnitProperties.NOTE_HASH, ReviewNote.hash(bead.note()));
        }
        return new TranslationUnit(unit.id(), unit.source(), unit.target(), properties, unit.created());
    }
}
