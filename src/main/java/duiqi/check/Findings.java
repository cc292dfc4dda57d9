package duiqi.check;

import duiqi.text.Location;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The order in which findings are told. */
public final class Findings {
    private static final Comparator<Placed> ORDER = Comparator.comparing(Placed::location)
            .thenComparing(placed -> placed.finding.rule().id())
            .thenComparing(placed -> placed.finding.term())
            .thenComparing(placed -> placed.finding.message());

    private Findings() {}

    /** A finding with its place, which may be dear to find out. */
    private record Placed(Finding finding, Location location) {}

    /** Findings by their place, then by rule, term and message. */
    public static List<Finding> inOrder(Collection<Finding> findings) {
        return findings.stream()
                .map(finding -> new Placed(finding, finding.location()))
                .sorted(ORDER)
                .map(Placed::finding)
                .toList();
    }
}
