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
 * Describes a bar chart and the table of its figures. Immutable.
 *
 * @param title title of the chart
 * @param category header of the column of bar names in the table
 * @param counted header of the column of counts in the table
 * @param bars bars in drawing order
 */
public record Chart(String title, String category, String counted, List<Bar> bars) {
    public Chart {
        bars = List.copyOf(bars);
    }

    /** Holds the name and the count of a bar. */
    public record Bar(String name, long count) {
        public Bar {
            if (count < 0) {
                throw new IllegalArgumentException("the count of a bar is negative: " + count);
            }
        }
    }

    /** Returns a chart of the counts of a map, in the order of the map. */
    public static Chart of(String title, String category, String counted, Map<String, ? extends Number> counts) {
        return new Chart(
                title,
                category,
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
     * Finds the pairs of an alignment that cross other pairs. It selects the fewest pairs whose removal leaves the rest
     * in the same order in both texts. The rest is a longest increasing subsequence (Knuth, The Art of Computer
     * Programming 3, 5.1.4; algorithm by Fredman 1975, O(n log n)).
     */
    public static final class Crossings {
        private Crossings() {}

        /** Returns the indices of the crossing beads in the alignment. */
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
