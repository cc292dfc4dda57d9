package duiqi.review;

import duiqi.align.Aligner;
import duiqi.align.Alignment;
import duiqi.review.Operation.RejectedException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Holds the alternative of a bead: the best alignment of its surroundings without this bead. Immutable.
 *
 * @param now the current beads that the alternative replaces, in page order; one of them is the bead
 * @param groups the beads of the alternative, with the same sentences as the current beads
 * @param probability probability that all beads of the alternative are right; with that of the bead, at most 1
 */
public record Alternative(List<ReviewBead> now, List<Operation.Regroup.Group> groups, double probability) {
    /** Rows of the surroundings on each side of the bead. */
    private static final int ROWS = 12;

    /** Most sentences of both texts, and most UTF-16 units, on each side of the bead and in the bead. */
    private static final int MAX_SENTENCES = 60;

    private static final int MAX_LENGTH = 6_000;

    /** Smallest probability of an alternative. Less probable ones would read as 0 %. */
    private static final double MIN_PROBABILITY = 0.005;

    /**
     * Finds the alternative of a bead. Aligns the rows around the bead; for ordinary texts this takes less than 0.3 s. As
     * in a {@link Realignment}, pairs around the bead that a user confirmed or set by hand are fixed.
     *
     * @param rows all rows of the review
     * @param bead id of the bead
     * @return empty if there is no other probable alignment, or if the bead crosses others or is too large to align again
     * @throws RejectedException if the bead does not exist
     */
    public static Optional<Alternative> of(
            ReviewOrigin origin, List<ReviewState.Row> rows, String bead, Aligner aligner) throws RejectedException {
        int place = 0;
        while (place < rows.size() && !rows.get(place).bead().id().equals(bead)) {
            place++;
        }
        if (place == rows.size()) {
            throw RejectedException.isGone();
        }
        if (rows.get(place).pieces() > 1 || !fit(rows.subList(place, place + 1))) {
            return Optional.empty();
        }
        int from = place;
        while (from > 0 && place - from < ROWS && fit(rows.subList(from - 1, place))) {
            from--;
        }
        int to = place + 1;
        while (to < rows.size() && to - place <= ROWS && fit(rows.subList(place + 1, to + 1))) {
            to++;
        }
        ReviewBead asked = rows.get(place).bead();
        Predicate<ReviewBead> isFixed = each -> each.isAnchor() && !each.equals(asked);
        // No path contains beads with several rows, or sentences that a user left unpaired.
        AnchoredRows around = AnchoredRows.of(
                origin,
                rows.subList(from, to),
                row -> row.pieces() > 1 || (row.bead().isNull() && isFixed.test(row.bead())),
                isFixed);
        return aligner.alternative(
                        around.pair(),
                        around.text().text().alignment().beads(),
                        around.text().bead(asked))
                .map(found -> of(found, asked, around))
                .filter(found -> found.probability() >= MIN_PROBABILITY);
    }

    /** Returns whether rows are few and short enough for one side of the bead, or for the bead. */
    private static boolean fit(List<ReviewState.Row> rows) {
        List<Sentence> all = rows.stream()
                .flatMap(row -> Stream.concat(row.source().stream(), row.target().stream()))
                .toList();
        return all.size() <= MAX_SENTENCES
                && all.stream().mapToInt(one -> one.text().length()).sum() <= MAX_LENGTH;
    }

    private static Alternative of(Alignment.Alternative found, ReviewBead asked, AnchoredRows around) {
        List<ReviewBead> now = around.state().beads().stream()
                .filter(each -> found.now().contains(around.text().bead(each)))
                .toList();
        List<Operation.Regroup.Group> groups = found.other().stream()
                .map(other -> new Operation.Regroup.Group(
                        AnchoredRows.ids(other.source(), around.state().source()),
                        AnchoredRows.ids(other.target(), around.state().target())))
                .toList();
        // The page shows the calibrated probability of the bead. The alternative keeps its share of the remaining
        // probability.
        OptionalDouble shown = asked.probability();
        double rest = 1 - found.probability().orElse(0);
        double scale = shown.isPresent() && rest > 0 ? (1 - shown.getAsDouble()) / rest : 1;
        return new Alternative(now, groups, found.otherProbability() * scale);
    }
}
