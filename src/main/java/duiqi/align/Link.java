package duiqi.align;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A bead without its probability, which plays no part in whether two beads are the same. */
record Link(List<Integer> source, List<Integer> target) {
    static Link of(Bead bead) {
        return new Link(bead.source(), bead.target());
    }

    static Set<Link> of(List<Bead> beads) {
        Set<Link> links = new LinkedHashSet<>();
        beads.forEach(bead -> links.add(of(bead)));
        return links;
    }
}
