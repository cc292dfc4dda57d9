package duiqi.align.evidence;

import duiqi.align.learn.TokenizedPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures features for or against a bead. Each feature is a number that a trained weight multiplies.
 *
 * <p>To add a kind of evidence, write a class, name its features, add it to {@link #search} or {@link #rescoring}, and
 * train the weights again. An instance belongs to one pair of texts and does not need to be thread-safe.
 */
public interface Evidence {
    /** Returns the names of the features in the order of their values. Names are unique among all evidence. */
    List<String> features();

    /**
     * Measures the bead of Chinese segments {@code i} to {@code i + n - 1} and English segments {@code j} to
     * {@code j + m - 1}.
     *
     * @param values array that receives the values, from {@code at} on; initially 0
     * @param at index of the first value
     */
    void measure(int i, int n, int j, int m, double[] values, int at);

    /**
     * Holds two texts for measuring. Immutable.
     *
     * @param pair tokens of the texts
     * @param furniture numbers of segments that look like page headers, page footers or notes
     * @param expansion expected English characters for a Chinese character
     */
    record Texts(TokenizedPair pair, FurnitureEvidence.FurnitureCounts furniture, double expansion) {
        /**
         * Returns a stretch of each text. Its counts of page headers, footers and notes are those of the whole texts.
         */
        public Texts part(int i, int iEnd, int j, int jEnd) {
            return new Texts(pair.part(i, iEnd, j, jEnd), furniture.part(i, iEnd, j, jEnd), expansion);
        }
    }

    /** Returns the evidence that is cheap enough to measure for every bead in the band. */
    static List<Evidence> search(Texts texts, PairScores scores) {
        return List.of(
                new BeadTypes(),
                new StructureEvidence(texts.pair),
                new FurnitureEvidence(texts.furniture),
                new LengthEvidence(texts.pair, texts.expansion),
                new LexicalEvidence(texts.pair, scores));
    }

    /**
     * Returns all evidence for the probable beads: the evidence of the search, and then the expensive evidence.
     *
     * @param vectors sentence vectors of an encoder, if there is one
     */
    static List<Evidence> rescoring(Texts texts, PairScores scores, Optional<EncoderEvidence.SentenceVectors> vectors) {
        List<Evidence> evidence = new ArrayList<>(search(texts, scores));
        evidence.add(new MatchEvidence(texts.pair, scores.tables()));
        evidence.add(new LexicalEvidence.Members(texts.pair, scores));
        evidence.add(new PunctuationEvidence(texts.pair));
        evidence.add(new QuotationEvidence(texts.pair, texts.expansion));
        vectors.ifPresent(known -> evidence.add(new EncoderEvidence(texts.pair, known)));
        return List.copyOf(evidence);
    }

    /**
     * Measures the type of a bead. The rare large types share features, since no gold has enough of each. The weights
     * represent the habits of the annotators of the training texts: how readily they join sentences in a bead. A block
     * of unpaired segments has its own type, so that an untranslated passage costs less than its sentences one by one.
     */
    final class BeadTypes implements Evidence {
        private static final List<String> FEATURES = List.of(
                "type 1-0",
                "type 0-1",
                "type 1-1",
                "type 1-2",
                "type 1-3",
                "type 1-4",
                "type 1-5+",
                "type 2-1",
                "type 3-1",
                "type 4+-1",
                "type 2-2",
                "type 2-3 or 3-2",
                "type larger",
                "segments over five",
                "block of Chinese",
                "block of English",
                "block size");
        private static final int OVER_FIVE = 13;
        private static final int BLOCK = 14;

        @Override
        public List<String> features() {
            return FEATURES;
        }

        @Override
        public void measure(int i, int n, int j, int m, double[] values, int at) {
            if (n + m > 1 && (n == 0 || m == 0)) {
                values[at + BLOCK + (m == 0 ? 0 : 1)] = 1;
                values[at + BLOCK + 2] = -(n + m - 1) / 2.0;
                return;
            }
            values[at + feature(n, m)] = 1;
            values[at + OVER_FIVE] = -Math.max(0, n + m - 5);
        }

        private static int feature(int n, int m) {
            if (m == 0) {
                return 0;
            }
            if (n == 0) {
                return 1;
            }
            if (n == 1) {
                return 1 + Math.min(m, 5);
            }
            if (m == 1) {
                return 5 + Math.min(n, 4);
            }
            return n + m == 4 ? 10 : n + m == 5 ? 11 : 12;
        }
    }
}
