package duiqi.review;

import duiqi.check.TextSpan.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An alignment under review with its rows, and where everything stands. Immutable. */
final class Snapshot {
    private final List<Sentence> source;
    private final List<Sentence> target;
    private final Map<String, Integer> positions;
    private final List<Row> rows;
    private final int[] sourceRows;
    private final int[] targetRows;

    /**
     * @param positions of all sentences of both texts, each in its own
     * @throws IllegalArgumentException if a sentence is not in exactly one bead
     */
    Snapshot(
            List<Sentence> source,
            List<Sentence> target,
            Map<String, Integer> positions,
            Collection<ReviewBead> beads) {
        this.source = source;
        this.target = target;
        this.positions = positions;
        rows = Layout.rows(source, target, positions, List.copyOf(beads));
        sourceRows = new int[source.size()];
        targetRows = new int[target.size()];
        int i = 0;
        int j = 0;
        for (int k = 0; k < rows.size(); k++) {
            Row row = rows.get(k);
            Arrays.fill(sourceRows, i, i + row.source().size(), k);
            Arrays.fill(targetRows, j, j + row.target().size(), k);
            i += row.source().size();
            j += row.target().size();
        }
    }

    /** Where each sentence of two texts stands in its own, by its id. */
    static Map<String, Integer> positions(List<Sentence> source, List<Sentence> target) {
        Map<String, Integer> positions = new HashMap<>(2 * (source.size() + target.size()));
        for (List<Sentence> text : List.of(source, target)) {
            for (int k = 0; k < text.size(); k++) {
                positions.put(text.get(k).id(), k);
            }
        }
        return positions;
    }

    /** The side that a sentence stands on. */
    static Side side(String sentence) {
        return sentence.startsWith("s") ? Side.SOURCE : Side.TARGET;
    }

    ReviewState state(long version) {
        List<ReviewBead> beads = new ArrayList<>(rows.size());
        for (Row row : rows) {
            if (row.piece() == 0) {
                beads.add(row.bead());
            }
        }
        return new ReviewState(version, source, target, beads);
    }

    List<Row> rows() {
        return rows;
    }

    /** Whether there is a sentence of that id. */
    boolean has(String sentence) {
        return positions.containsKey(sentence);
    }

    Sentence sentence(String id) {
        return (side(id) == Side.SOURCE ? source : target).get(position(id));
    }

    /** Number of a sentence in its text, from 0. */
    int position(String sentence) {
        return Optional.ofNullable(positions.get(sentence)).orElseThrow();
    }

    /** Number of the row that a sentence stands in, from 0. */
    int row(String sentence) {
        return (side(sentence) == Side.SOURCE ? sourceRows : targetRows)[position(sentence)];
    }

    /** Number of the first row of a bead, from 0. */
    int firstRow(ReviewBead bead) {
        int first = Integer.MAX_VALUE;
        if (!bead.source().isEmpty()) {
            first = row(bead.source().get(0));
        }
        return bead.target().isEmpty()
                ? first
                : Math.min(first, row(bead.target().get(0)));
    }

    ReviewBead beadOf(String sentence) {
        return rows.get(row(sentence)).bead();
    }
}
