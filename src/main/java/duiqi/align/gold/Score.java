package duiqi.align.gold;

import duiqi.align.Bead;
import duiqi.align.Evaluation;
import duiqi.align.TextPair;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Holds all figures of an alignment with probabilities, or the sum of several. Immutable.
 *
 * @param beads precision, recall and F1
 * @param unpaired figures of the unpaired sentences
 * @param reliability figures of the probabilities
 */
public record Score(Evaluation beads, Unpaired unpaired, Reliability reliability) {
    /** Figures of no document. */
    public static final Score NONE = new Score(Evaluation.NONE, Unpaired.NONE, Reliability.NONE);

    /** Evaluates one document. */
    public static Score of(List<Bead> gold, List<Bead> test) {
        return new Score(Evaluation.of(gold, test), Unpaired.of(gold, test), Reliability.of(gold, test));
    }

    /** Returns the sum of these figures and others. */
    public Score plus(Score other) {
        return new Score(beads.plus(other.beads), unpaired.plus(other.unpaired), reliability.plus(other.reliability));
    }

    /**
     * Counts unpaired sentences of both sides. Sentences that the gold does not mention are not counted. Immutable.
     *
     * @param gold sentences that are unpaired in the gold
     * @param test sentences that are unpaired in the test
     * @param both sentences that are unpaired in both
     */
    public record Unpaired(int gold, int test, int both) {
        /** Figures of no document. */
        public static final Unpaired NONE = new Unpaired(0, 0, 0);

        private record Sentence(TextPair.Side side, int number) {}

        /** Evaluates one document. */
        public static Unpaired of(List<Bead> gold, List<Bead> test) {
            Set<Sentence> inGold = sentences(nulls(gold));
            Set<Sentence> inTest = sentences(nulls(test));
            inTest.retainAll(sentences(gold));
            int size = inGold.size();
            inGold.retainAll(inTest);
            return new Unpaired(size, inTest.size(), inGold.size());
        }

        private static List<Bead> nulls(List<Bead> beads) {
            return beads.stream().filter(Bead::isNull).toList();
        }

        private static Set<Sentence> sentences(List<Bead> beads) {
            Set<Sentence> sentences = new HashSet<>();
            for (Bead bead : beads) {
                bead.source().forEach(number -> sentences.add(new Sentence(TextPair.Side.CHINESE, number)));
                bead.target().forEach(number -> sentences.add(new Sentence(TextPair.Side.ENGLISH, number)));
            }
            return sentences;
        }

        /** Returns the sum of these figures and others. */
        public Unpaired plus(Unpaired other) {
            return new Unpaired(gold + other.gold, test + other.test, both + other.both);
        }

        /** Returns the share of the test's unpaired sentences that are unpaired in the gold; 0 if there are none. */
        public double precision() {
            return (double) both / Math.max(1, test);
        }

        /** Returns the share of the gold's unpaired sentences that are unpaired in the test; 0 if there are none. */
        public double recall() {
            return (double) both / Math.max(1, gold);
        }
    }
}
