package duiqi.align;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Pairs what stands in another place in the other text. A path never goes back, so of two paragraphs that were swapped it leaves
 * one unpaired at one place in Chinese and at another in English. Runs of unpaired segments on both sides that are near each
 * other and share words are aligned by themselves, with the tables of the whole texts, and paired where that is
 * {@linkplain Stretch far likelier} than that they have nothing to do with each other.
 *
 * <p>Precision comes before recall: an omission in one place and an insertion in another are left alone, and texts without
 * unpaired runs on both sides come out as they were. Not thread-safe.
 */
final class TranspositionRepair {
    /** Farther from its place than this many segments nothing is looked for: the chance of a likeness grows, and the work. */
    private static final int REACH = 60;

    /** More cells than this are not compared; the time of a stretch grows with them. */
    private static final int MAX_CELLS = 10_000;

    private final PreparedPair prepared;
    private final AlignmentWeights.Stage weights;

    /**
     * @param prepared the texts with what they have taught
     * @param weights those that the texts were aligned with; the stretches are judged without encoder
     */
    TranspositionRepair(PreparedPair prepared, AlignmentWeights.Stage weights) {
        this.prepared = prepared;
        this.weights = weights;
    }

    /**
     * Neighbouring segments of one side without partner.
     *
     * @param from the first segment
     * @param end one past the last
     * @param place how many segments of the other side the path has passed there
     * @param pairs how many beads with two sides it has passed there
     */
    record Run(int from, int end, int place, int pairs) {
        int size() {
            return end - from;
        }

        /** The part from one segment to another. */
        Run part(int partFrom, int partEnd) {
            return new Run(partFrom, partEnd, place, pairs);
        }
    }

    /**
     * Pairs displaced segments.
     *
     * @param inOrder beads that do not cross, each unpaired segment in a bead of its own
     * @return the beads in the order of the Chinese text; those with two sides are among them as they were
     */
    List<Bead> reunite(List<Bead> inOrder) {
        List<Run> english = runs(inOrder, Side.ENGLISH);
        Deque<Run> chinese = new ArrayDeque<>(english.isEmpty() ? List.of() : runs(inOrder, Side.CHINESE));
        List<Bead> found = new ArrayList<>();
        SharedWords shared = new SharedWords(prepared);
        while (!chinese.isEmpty()) {
            Run run = chinese.removeFirst();
            Optional<Stretch> best = english.stream()
                    .filter(other -> mayMeet(run, other) && shared.areMany(run, other))
                    .map(other -> Stretch.of(prepared, weights, run, other))
                    .filter(Stretch::belongsTogether)
                    .max(Comparator.comparingDouble(Stretch::excess));
            if (best.isPresent()) {
                Stretch stretch = best.get();
                found.addAll(stretch.pairs());
                chinese.addAll(stretch.chineseRest());
                english.remove(stretch.english());
                english.addAll(stretch.englishRest());
            }
        }
        return found.isEmpty() ? inOrder : merged(inOrder, found);
    }

    /** Whether two runs are near each other, and something between them is paired, but no boundary. */
    private boolean mayMeet(Run chinese, Run english) {
        int distance = Math.max(english.from() - chinese.place(), chinese.place() - english.end());
        return chinese.pairs() != english.pairs()
                && distance <= REACH
                && prepared.constraints().gates().allow(chinese.from(), chinese.size(), english.from(), english.size())
                && (long) chinese.size() * english.size() <= MAX_CELLS;
    }

    /** A boundary ends a run, as a segment with a partner does. */
    private List<Run> runs(List<Bead> inOrder, Side side) {
        Set<Integer> boundaries = prepared.constraints().gates().points().stream()
                .map(gate -> side == Side.CHINESE ? gate.chinese() : gate.english())
                .collect(Collectors.toSet());
        List<Run> runs = new ArrayList<>();
        int passed = 0;
        int pairs = 0;
        boolean open = false;
        for (Bead bead : inOrder) {
            List<Integer> own = side == Side.CHINESE ? bead.source() : bead.target();
            List<Integer> other = side == Side.CHINESE ? bead.target() : bead.source();
            if (!bead.isNull()) {
                pairs++;
                open = false;
            } else if (!own.isEmpty()) {
                int segment = own.get(0);
                open = open && !boundaries.contains(segment);
                Run run = open ? runs.remove(runs.size() - 1) : new Run(segment, segment, passed, pairs);
                runs.add(new Run(run.from, segment + 1, run.place, run.pairs));
                open = true;
            }
            passed += other.size();
        }
        return runs;
    }

    /** The beads with pairs in the place of the segments that were unpaired, each where its Chinese side begins. */
    private static List<Bead> merged(List<Bead> inOrder, List<Bead> found) {
        Map<Integer, Bead> byFirst = new HashMap<>();
        Set<Integer> chinese = new HashSet<>();
        Set<Integer> english = new HashSet<>();
        for (Bead bead : found) {
            byFirst.put(bead.source().get(0), bead);
            chinese.addAll(bead.source());
            english.addAll(bead.target());
        }
        List<Bead> all = new ArrayList<>();
        for (Bead bead : inOrder) {
            if (bead.target().isEmpty() && chinese.contains(bead.source().get(0))) {
                Bead pair = byFirst.get(bead.source().get(0));
                if (pair != null) {
                    all.add(pair);
                }
            } else if (!bead.source().isEmpty()
                    || !english.contains(bead.target().get(0))) {
                all.add(bead);
            }
        }
        return all;
    }
}
