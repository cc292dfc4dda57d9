package duiqi.align;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Two runs of unpaired segments, aligned by themselves.
 *
 * <p>They belong together when the sum over all ways to pair some of their segments outweighs leaving all alone by more than
 * chance lets it. Chance has something to choose from in every segment, so the longer the pairs, the more is asked: in the
 * development gold with swapped paragraphs the right pairs of runs had 8 to 35 units of logarithm for each Chinese segment, the
 * wrong ones up to 4, and up to 8 where three sentences were taken as one; {@link #SURE} keeps short ones out, of which chance
 * makes the most.
 *
 * @param chinese the Chinese run
 * @param english the English run
 * @param pairs beads with two sides, in numbers of the whole texts
 * @param excess logarithm of how much likelier pairs are than none, less what chance may reach
 */
record Stretch(TranspositionRepair.Run chinese, TranspositionRepair.Run english, List<Bead> pairs, double excess) {
    private static final double SURE = 12;
    private static final double OF_SEGMENT = 4;

    Stretch {
        pairs = List.copyOf(pairs);
    }

    /** Aligns two runs of a pair of texts. */
    static Stretch of(
            PreparedPair whole,
            AlignmentWeights.Stage weights,
            TranspositionRepair.Run chinese,
            TranspositionRepair.Run english) {
        PreparedPair part = whole.part(chinese.from(), chinese.end(), english.from(), english.end());
        Scorer scorer = new Scorer(Evidences.rescoring(part, part.scores(), Optional.empty()), weights.rescoring());
        Lattice lattice = SearchPass.of(part, weights.search()).rescored(scorer);
        double together = lattice.computePosteriors();
        double apart = apart(scorer, chinese.size(), true) + apart(scorer, english.size(), false);
        List<Bead> found = Aligner.beads(lattice, chinese.size(), english.size()).stream()
                .filter(bead -> !bead.isNull())
                .toList();
        int paired = found.stream().mapToInt(bead -> bead.source().size()).sum();
        double excess = together - apart - SURE - OF_SEGMENT * paired;
        // Where pairs are no likelier than chance makes them, they are as good as not.
        double certainty = 1 / (1 + Math.exp(-excess));
        List<Bead> pairs = found.stream()
                .map(bead -> new Bead(bead.source(), bead.target(), bead.probability() * certainty))
                .map(bead -> bead.moved(chinese.from(), english.from()))
                .toList();
        return new Stretch(chinese, english, pairs, excess);
    }

    /** The score of leaving all segments of a side without partner, in the cheapest blocks. */
    private static double apart(Scorer scorer, int size, boolean isChinese) {
        double[] best = new double[size + 1];
        for (int end = 1; end <= size; end++) {
            best[end] = Double.NEGATIVE_INFINITY;
            for (BeadType type : BeadShapes.standard().types()) {
                int length = isChinese ? type.sources() : type.targets();
                int from = end - length;
                if (type.isNull() && length > 0 && from >= 0) {
                    double score = isChinese ? scorer.score(from, length, 0, 0) : scorer.score(0, 0, from, length);
                    best[end] = Math.max(best[end], best[from] + score);
                }
            }
        }
        return best[size];
    }

    boolean belongsTogether() {
        return !pairs.isEmpty() && excess > 0;
    }

    /** What is left of the Chinese run before and behind the pairs. */
    List<TranspositionRepair.Run> chineseRest() {
        int first = pairs.get(0).source().get(0);
        List<Integer> last = pairs.get(pairs.size() - 1).source();
        return rest(chinese, first, last.get(last.size() - 1) + 1);
    }

    /** What is left of the English run before and behind the pairs. */
    List<TranspositionRepair.Run> englishRest() {
        int first = pairs.get(0).target().get(0);
        List<Integer> last = pairs.get(pairs.size() - 1).target();
        return rest(english, first, last.get(last.size() - 1) + 1);
    }

    private static List<TranspositionRepair.Run> rest(TranspositionRepair.Run run, int from, int end) {
        List<TranspositionRepair.Run> rest = new ArrayList<>();
        if (from > run.from()) {
            rest.add(run.part(run.from(), from));
        }
        if (end < run.end()) {
            rest.add(run.part(end, run.end()));
        }
        return rest;
    }
}
