package duiqi.report;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Counts that are drawn as bars, with a table behind. Immutable.
 *
 * @param title what is counted, by what
 * @param named what the names of the bars are
 * @param counted what their lengths are
 * @param bars in the order in which they are drawn
 */
public record Chart(String title, String named, String counted, List<Bar> bars) {
    public Chart {
        Objects.requireNonNull(title, "title");
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

    /** Of counts in the order of a map. */
    public static Chart of(String title, String named, String counted, Map<String, ? extends Number> counts) {
        return new Chart(
                title,
                named,
                counted,
                counts.entrySet().stream()
                        .map(entry -> new Bar(entry.getKey(), entry.getValue().longValue()))
                        .toList());
    }

    long most() {
        return bars.stream().mapToLong(Bar::count).max().orElse(0);
    }

    long sum() {
        return bars.stream().mapToLong(Bar::count).sum();
    }
}
