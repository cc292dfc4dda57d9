package duiqi.report;

import duiqi.align.Alignment;
import duiqi.text.LongestIncreasing;
import java.util.ArrayList;
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
            int[] targets = paired.stream()
                    .mapToInt(i -> alignment.beads().get(i).target().get(0))
                    .toArray();
            Set<Integer> crossing = new HashSet<>(paired);
            LongestIncreasing.of(targets).forEach(kept -> crossing.remove(paired.get(kept)));
            return crossing;
        }
    }
}
