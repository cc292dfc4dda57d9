package duiqi.align;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A bead without its probability, which plays no part in whether two beads are the same. */
record Link(List<Integer> source, List<Integer> target) {
    static Link of(Bead bead) {
        return new Link(bead.source(), bead.target());
    }

    /** The link in the ids form: numbers of source segments first, {@code []} for an empty side. */
    String ids() {
        return ids(source) + ":" + ids(target);
    }

    private static String ids(List<Integer> segments) {
        return segments.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    }

    static Set<Link> of(List<Bead> beads) {
        Set<Link> links = new LinkedHashSet<>();
        beads.forEach(bead -> links.add(of(bead)));
        return links;
    }
}
