package duiqi.report;

import duiqi.align.Alignment;
import duiqi.align.Bead;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts that are drawn as bars, with a table behind. Immutable.
 *
 * @param title the title
 * @param named the kind of thing that the names of the bars name
 * @param counted the kind of thing that is counted
 * @param bars in the order in which they are drawn
 */
public record Chart(String title, String named, String counted, List<Bar> bars) {
    public Chart {
        bars = List.copyOf(bars);
    }

    /** One count. */
    public record Bar(String name, long count) {
        public Bar {
            if (count < 0) {
                throw new IllegalArgumentException("things are counted from 0, not " + count);
            }
        }
    }

    /** Returns a chart of counts in the order of a map. */
    public static Chart of(String title, String named, String counted, Map<String, ? extends Number> counts) {
        return new Chart(
                title,
                named,
                counted,
                counts.entrySet().stream()
                        .map(entry -> new Bar(entry.getKey(), entry.getValue().longValue()))
                        .toList());
    }

    public long most() {
        return bars.stream().mapToLong(Bar::count).max().orElse(0);
    }

    public long sum() {
        return bars.stream().mapToLong(Bar::count).sum();
    }

    /**
     * Finds the pairs of an alignment that cross others: the fewest without which the rest stand in the same order in both texts. The
     * rest is a longest increasing subsequence (Knuth, The Art of Computer Programming 3, 5.1.4; found by Fredman 1975, in n log n
     * steps).
     */
    public static final class Crossings {
        private Crossings() {}

        /** Returns the beads that cross others, as indices into those of the alignment. */
        public static Set<Integer> of(Alignment alignment) {
            List<Integer> paired = new ArrayList<>();
            for (int i = 0; i < alignment.beads().size(); i++) {
                if (!alignment.beads().get(i).isNull()) {
                    paired.add(i);
                }
            }
            paired.sort(
                    Comparator.comparing(i -> alignment.beads().get(i).source().get(0)));
            Set<Integer> crossing = new HashSet<>(paired);
            increasing(paired, alignment.beads()).forEach(crossing::remove);
            return crossing;
        }

        /** Returns the longest part that stands in the order of the target. */
        private static List<Integer> increasing(List<Integer> paired, List<Bead> beads) {
            int[] targets =
                    paired.stream().mapToInt(i -> beads.get(i).target().get(0)).toArray();
            int[] before = new int[targets.length];
            // The ends of the best chains of each length, and where they are.
            int[] ends = new int[targets.length];
            int[] places = new int[targets.length];
            int length = 0;
            for (int i = 0; i < targets.length; i++) {
                // No target belongs to two beads, so that it is never found.
                int at = -Arrays.binarySearch(ends, 0, length, targets[i]) - 1;
                before[i] = at == 0 ? -1 : places[at - 1];
                ends[at] = targets[i];
                places[at] = i;
                length = Math.max(length, at + 1);
            }
            List<Integer> kept = new ArrayList<>();
            for (int i = length == 0 ? -1 : places[length - 1]; i >= 0; i = before[i]) {
                kept.add(paired.get(i));
            }
            return kept;
        }
    }
}
