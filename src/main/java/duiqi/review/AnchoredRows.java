package duiqi.review;

import duiqi.align.HardBoundaries;
import duiqi.align.HardBoundaries.Gate;
import duiqi.align.TextPair;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Holds rows as two texts for the aligner, with boundaries around fixed beads, which new beads do not cross.
 * Immutable.
 *
 * @param state the sentences and beads of the texts
 * @param text the texts
 * @param pair the texts with the boundaries
 */
record AnchoredRows(ReviewState state, ReviewText text, TextPair pair) {
    /**
     * Converts rows.
     *
     * @param isHidden rows that the texts omit
     * @param isFixed beads that the aligner must keep if their rows are not hidden
     */
    static AnchoredRows of(
            ReviewOrigin origin,
            List<ReviewState.Row> rows,
            Predicate<ReviewState.Row> isHidden,
            Predicate<ReviewBead> isFixed) {
        List<Sentence> source = new ArrayList<>();
        List<Sentence> target = new ArrayList<>();
        Set<ReviewBead> beads = new LinkedHashSet<>();
        Set<Gate> gates = new LinkedHashSet<>();
        for (ReviewState.Row row : rows) {
            if (!isHidden.test(row)) {
                Gate before = new Gate(source.size(), target.size());
                source.addAll(row.source());
                target.addAll(row.target());
                beads.add(row.bead());
                if (isFixed.test(row.bead())) {
                    gates.add(before);
                    gates.add(new Gate(source.size(), target.size()));
                }
            }
        }
        // Boundaries at the ends of the texts separate nothing.
        gates.remove(new Gate(0, 0));
        gates.remove(new Gate(source.size(), target.size()));
        ReviewState state = new ReviewState(origin, 0, source, target, List.copyOf(beads));
        ReviewText text = new ReviewText(state);
        TextPair pair = TextPair.of(text.text().source(), text.text().target(), new HardBoundaries(List.copyOf(gates)));
        return new AnchoredRows(state, text, pair);
    }

    static List<String> ids(List<Integer> indices, List<Sentence> side) {
        return indices.stream().map(index -> side.get(index).id()).toList();
    }
}
