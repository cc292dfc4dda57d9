package duiqi.index;

import java.util.List;

/**
 * The units that have some words.
 *
 * @param hits the first ones in the order of the memory
 * @param total how many there are, shown or not
 */
public record Concordance(List<Hit> hits, long total) {
    public Concordance {
        hits = List.copyOf(hits);
    }

    /**
     * A unit, and where the words stand in it. Stretches are in order and do not overlap.
     *
     * @param unit the unit
     * @param source stretches of its source
     * @param target stretches of its target
     */
    public record Hit(IndexedUnit unit, List<Span> source, List<Span> target) {
        public Hit {
            source = List.copyOf(source);
            target = List.copyOf(target);
        }

        /** The stretches of one side. */
        public List<Span> spans(UnitSide side) {
            return side == UnitSide.SOURCE ? source : target;
        }
    }
}
