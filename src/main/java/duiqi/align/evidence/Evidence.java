package duiqi.align.evidence;

import duiqi.align.HardBoundaries;
import duiqi.align.learn.TokenizedPair;
import java.util.ArrayList;
import java.util.List;

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
     * Returns whether the values depend on the numbers of segments of a bead only. If the evidence is at the start of
     * the list, a {@link Scorer} then adds its values once for each type.
     */
    default boolean dependsOnType() {
        return false;
    }

    /** Returns whether all values are 0 for every bead of the texts. A {@link Scorer} then skips the evidence. */
    default boolean isSilent() {
        return false;
    }

    /**
     * Holds two texts for measuring. Immutable.
     *
     * @param pair tokens of the texts
     * @param furniture numbers of segments that look like page headers, page footers or notes
     * @param expansion expected English characters for a Chinese character
     * @param times times of the segments, if they are subtitles
     */
    record Texts(
            TokenizedPair pair,
            FurnitureEvidence.FurnitureCounts furniture,
            double expansion,
            TimeEvidence.Times times) {
        /**
         * Returns a stretch of each text. Its counts of page headers, footers and notes are those of the whole texts.
         */
        public Texts part(int i, int iEnd, int j, int jEnd) {
            return new Texts(
                    pair.part(i, iEnd, j, jEnd),
                    furniture.part(i, iEnd, j, jEnd),
                    expansion,
                    times.part(i, iEnd, j, jEnd));
        }

        /** Returns the texts with times compared by other points that correspond. */
        public Texts withPoints(HardBoundaries gates, List<Band.Point> points) {
            return new Texts(pair, furniture, expansion, TimeEvidence.Times.of(pair, gates, points));
        }
    }

    /** Returns the evidence that is cheap enough to measure for every bead in the band. */
    static List<Evidence> search(Texts texts, PairScores scores) {
        return List.of(
                new BeadTypes(),
                new StructureEvidence(texts.pair),
                new FurnitureEvidence(texts.furniture),
                new TimeEvidence(texts.times),
                new MarkEvidence(texts.pair),
                new LengthEvidence(texts.pair, texts.expansion),
                new LexicalEvidence(texts.pair, scores));
    }

    /** Returns all evidence for the probable beads: the evidence of the search, and then the expensive evidence. */
    static List<Evidence> rescoring(Texts texts, PairScores scores) {
        List<Evidence> evidence = new ArrayList<>(search(texts, scores));
        evidence.add(new MatchEvidence(texts.pair, scores.tables()));
        evidence.add(new PunctuationEvidence(texts.pair));
        evidence.add(new BoundaryEvidence(texts.pair, scores));
        return List.copyOf(evidence);
    }
}
