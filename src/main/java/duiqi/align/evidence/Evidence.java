package duiqi.align.evidence;

import duiqi.align.learn.TokenizedPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A kind of evidence for or against a bead: some features, each a number that a learnt weight multiplies.
 *
 * <p>To add one, write a class, name its features, put it into {@link #search} or {@link #rescoring}, and train the weights again. An
 * instance belongs to one pair of texts and need not be thread-safe.
 */
public interface Evidence {
    /** Returns the names of the features, in the order of their values; unique among all evidence. */
    List<String> features();

    /**
     * Measures the bead of Chinese segments {@code i} to {@code i + n - 1} and English segments {@code j} to
     * {@code j + m - 1}.
     *
     * @param values where to put the values, from {@code at} on; they are 0 before
     */
    void measure(int i, int n, int j, int m, double[] values, int at);

    /**
     * Two texts as evidence measures them. Immutable.
     *
     * @param furniture how many lines look like page furniture
     * @param expansion English characters to expect for a Chinese one
     */
    record Texts(TokenizedPair pair, FurnitureEvidence.FurnitureCounts furniture, double expansion) {
        /** Returns a stretch of each text, by what its lines look like in the whole. */
        public Texts part(int i, int iEnd, int j, int jEnd) {
            return new Texts(pair.part(i, iEnd, j, jEnd), furniture.part(i, iEnd, j, jEnd), expansion);
        }
    }

    /** Returns what the search over the whole band can afford, for every bead inside the band. */
    static List<Evidence> search(Texts texts, PairScores scores) {
        return List.of(
                new BeadTypes(),
                new StructureEvidence(texts.pair),
                new FurnitureEvidence(texts.furniture),
                new LengthEvidence(texts.pair, texts.expansion),
                new LexicalEvidence(texts.pair, scores));
    }

    /**
     * Returns what only the few beads are worth that the search leaves, after the evidence of the search.
     *
     * @param vectors what an encoder makes of the sentences, if there is one
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
     * How common a bead type is. The rare large types share features, since no gold has enough of each. The weights carry the
     * habits of those who annotated the training texts: how readily they merge sentences into one bead. Several unpaired segments
     * in a row are a type of their own, so that a part left untranslated costs less than its sentences one by one.
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
