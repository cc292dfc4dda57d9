package duiqi.align;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Generates beads of all kinds over few segments, so that two alignments often agree. */
public final class Beads {
    private static final int LAST_SEGMENT = 9;
    private static final int MAX_SEGMENTS = 3;

    private Beads() {}

    public static Arbitrary<Bead> any() {
        return Combinators.combine(side(), side())
                .filter((source, target) -> !source.isEmpty() || !target.isEmpty())
                .as((source, target) -> new Bead(source, target, 1));
    }

    private static Arbitrary<List<Integer>> side() {
        return Arbitraries.integers()
                .between(0, LAST_SEGMENT)
                .set()
                .ofMaxSize(MAX_SEGMENTS)
                .map(indices -> indices.stream().sorted().toList());
    }
}
