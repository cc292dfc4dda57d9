package duiqi.align;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether what has no partner is left without one: counted in sentences of both sides. A sentence of which gold says nothing
 * counts nowhere. Immutable.
 *
 * @param gold sentences that gold leaves without partner
 * @param test sentences that the test leaves without partner
 * @param both sentences that both do
 */
public record Unpaired(int gold, int test, int both) {
    /** Of no document at all. */
    public static final Unpaired NONE = new Unpaired(0, 0, 0);

    private record Sentence(Side side, int number) {}

    /** Judges one document. */
    public static Unpaired of(List<Bead> gold, List<Bead> test) {
        Set<Sentence> known = sentences(gold);
        Set<Sentence> goldUnpaired = sentences(nulls(gold));
        Set<Sentence> testUnpaired = sentences(nulls(test));
        testUnpaired.retainAll(known);
        Set<Sentence> both = new HashSet<>(goldUnpaired);
        both.retainAll(testUnpaired);
        return new Unpaired(goldUnpaired.size(), testUnpaired.size(), both.size());
    }

    private static List<Bead> nulls(List<Bead> beads) {
        return beads.stream().filter(Bead::isNull).toList();
    }

    private static Set<Sentence> sentences(List<Bead> beads) {
        Set<Sentence> sentences = new HashSet<>();
        for (Bead bead : beads) {
            bead.source().forEach(number -> sentences.add(new Sentence(Side.CHINESE, number)));
            bead.target().forEach(number -> sentences.add(new Sentence(Side.ENGLISH, number)));
        }
        return sentences;
    }

    /** The figures of this document and of others together. */
    public Unpaired plus(Unpaired other) {
        return new Unpaired(gold + other.gold, test + other.test, both + other.both);
    }

    /** The share of the sentences left alone that are so in gold; 0 if there are none. */
    public double precision() {
        return test == 0 ? 0 : (double) both / test;
    }

    /** The share of the sentences without partner that were left alone; 0 if there are none. */
    public double recall() {
        return gold == 0 ? 0 : (double) both / gold;
    }
}
