package duiqi.align.evidence;

import duiqi.align.HardBoundaries;
import duiqi.align.learn.TokenizedPair;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;

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

    /**
     * Returns all evidence for the probable beads: the evidence of the search, and then the expensive evidence.
     *
     * @param vectors sentence vectors of an encoder, if there is one
     */
    static List<Evidence> rescoring(Texts texts, PairScores scores, Optional<EncoderEvidence.SentenceVectors> vectors) {
        List<Evidence> evidence = new ArrayList<>(search(texts, scores));
        evidence.add(new MatchEvidence(texts.pair, scores.tables()));
        evidence.add(new PunctuationEvidence(texts.pair));
        evidence.add(new BoundaryEvidence(texts.pair, scores));
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
        public boolean dependsOnType() {
            return true;
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

    /**
     * Compares the lengths of the two sides with the expected ratio.
     *
     * <p>"length" is the squared difference over the variance, as in Gale and Church (1993), section 3, with the variance
     * growing with length. "length ratio" is the squared logarithm of the ratio, which long beads need. "skipped" is the
     * cost of unpaired segments, by the logarithm of their lengths; a block costs half. "skipped length" is the same cost
     * by the lengths themselves. It is needed because lexical evidence grows with the length of a pair: long segments would
     * otherwise cost less unpaired than paired.
     */
    final class LengthEvidence implements Evidence {
        /**
         * Variance of the English length per character, from Gale and Church (1993), table 2; a good approximation for
         * Chinese.
         */
        private static final double VARIANCE = 7;

        private static final double MAX_DEVIATION = 20;
        private static final double MAX_RATIO = 3;

        /** Keeps the ratio of very short segments near one. */
        private static final double SMOOTHING = 4;

        private static final double IN_A_BLOCK = 0.5;

        /** Unit of lengths: a long sentence, in Chinese characters. */
        private static final double LONG = 100;

        /**
         * Length at which the cost of an unpaired segment stops growing. Longer segments are neither sentences nor
         * paragraphs and usually stay unpaired.
         */
        private static final double MAX_LENGTH = 2000;

        /**
         * Expected English characters for a character of modern Chinese. A character of classical Chinese has the
         * meaning of about two, so that an unpaired one costs more.
         */
        private static final double MODERN_EXPANSION = 3.1;

        /** Number of lengths with a precomputed logarithm. A search needs one for each of millions of beads. */
        private static final int LOGARITHMS = 2048;

        private final double expansion;

        /** By segment: sum of the lengths before it; one more element for the end. */
        private final int[] chineseBefore;

        private final int[] englishBefore;

        private final Skipped chineseSkipped;
        private final Skipped englishSkipped;

        /** By length of a Chinese side, and of an English side: logarithm of the smoothed English length. */
        private final double[] chineseLogarithms = new double[LOGARITHMS];

        private final double[] englishLogarithms = new double[LOGARITHMS];

        /**
         * Creates the evidence.
         *
         * @param expansion expected English characters for a Chinese character
         */
        LengthEvidence(TokenizedPair pair, double expansion) {
            this.expansion = expansion;
            chineseBefore = sums(pair.chineseSize(), pair::chineseLength);
            englishBefore = sums(pair.englishSize(), pair::englishLength);
            double density = pair.isClassical() ? Math.max(1, expansion / MODERN_EXPANSION) : 1;
            chineseSkipped = new Skipped(pair.chineseSize(), i -> pair.chineseLength(i) * density);
            englishSkipped = new Skipped(pair.englishSize(), j -> pair.englishLength(j) / expansion * density);
            for (int length = 0; length < LOGARITHMS; length++) {
                chineseLogarithms[length] = Math.log(length * expansion + SMOOTHING);
                englishLogarithms[length] = Math.log(length + SMOOTHING);
            }
        }

        private static int[] sums(int size, IntUnaryOperator lengths) {
            int[] before = new int[size + 1];
            for (int k = 0; k < size; k++) {
                before[k + 1] = before[k] + lengths.applyAsInt(k);
            }
            return before;
        }

        @Override
        public List<String> features() {
            return List.of(
                    "length",
                    "length ratio",
                    "skipped Chinese",
                    "skipped English",
                    "skipped Chinese length",
                    "skipped English length");
        }

        @Override
        public void measure(int i, int n, int j, int m, double[] values, int at) {
            int chinese = chineseBefore[i + n] - chineseBefore[i];
            int english = englishBefore[j + m] - englishBefore[j];
            if (m == 0) {
                values[at + 2] = -chineseSkipped.cost(i, n);
                values[at + 4] = -chineseSkipped.length(i, n);
            } else if (n == 0) {
                values[at + 3] = -englishSkipped.cost(j, m);
                values[at + 5] = -englishSkipped.length(j, m);
            } else {
                double expected = chinese * expansion;
                double difference = english - expected;
                double deviation = difference * difference / ((expected + english) / 2 * VARIANCE);
                values[at] = -Math.min(MAX_DEVIATION, deviation);
                double ratio = chinese < LOGARITHMS && english < LOGARITHMS
                        ? englishLogarithms[english] - chineseLogarithms[chinese]
                        : Math.log((english + SMOOTHING) / (expected + SMOOTHING));
                values[at + 1] = -Math.min(MAX_RATIO, ratio * ratio);
            }
        }

        /** Holds the costs of leaving segments of one side unpaired, as running sums over the segments. */
        private static final class Skipped {
            private final double[] costs;
            private final double[] lengths;

            /**
             * Computes the costs.
             *
             * @param length length of a segment in Chinese characters
             */
            Skipped(int size, IntToDoubleFunction length) {
                costs = new double[size + 1];
                lengths = new double[size + 1];
                for (int k = 0; k < size; k++) {
                    costs[k + 1] = costs[k] + Math.log1p(length.applyAsDouble(k)) / 3;
                    lengths[k + 1] = lengths[k] + Math.min(MAX_LENGTH, length.applyAsDouble(k)) / LONG;
                }
            }

            double cost(int from, int count) {
                return (costs[from + count] - costs[from]) * (count > 1 ? IN_A_BLOCK : 1);
            }

            double length(int from, int count) {
                return lengths[from + count] - lengths[from];
            }
        }
    }

    /**
     * Compares the paragraphs and headings of the two texts. Translators move paragraph breaks, so this is evidence and not
     * a rule.
     *
     * <p>The features of paragraphs are 0 if one of the texts has no paragraphs, like a file with one sentence a line. Only
     * the headings that a document marks count: lines without a final mark are too often names, verse or broken lines. The
     * annotated training texts have neither, so the weights of these features are set by hand.
     */
    static final class StructureEvidence implements Evidence {
        /** Smallest mean number of segments in a paragraph. Texts below it consist of lines rather than paragraphs. */
        private static final double MIN_SEGMENTS = 1.2;

        private static final int MAX_BREAKS = 3;

        private final Side chinese;
        private final Side english;
        private final boolean paragraphs;

        /** Holds by segment whether a paragraph begins with it, and whether it is a heading. */
        private static final class Side {
            final boolean[] begins;
            final boolean[] heading;
            final boolean hasParagraphs;
            final boolean hasHeadings;

            Side(int size, IntFunction<Segment> segments) {
                begins = new boolean[size];
                heading = new boolean[size];
                int count = 0;
                boolean found = false;
                for (int k = 0; k < size; k++) {
                    Segment segment = segments.apply(k);
                    begins[k] = k == 0
                            || segment.paragraph() != segments.apply(k - 1).paragraph();
                    heading[k] = segment.kind() == Paragraph.Kind.HEADING;
                    found |= heading[k];
                    count += begins[k] ? 1 : 0;
                }
                hasHeadings = found;
                hasParagraphs = size >= MIN_SEGMENTS * count;
            }

            int breaksInside(int from, int count) {
                int breaks = 0;
                for (int k = from + 1; k < from + count; k++) {
                    breaks += begins[k] ? 1 : 0;
                }
                return Math.min(MAX_BREAKS, breaks);
            }

            int headings(int from, int count) {
                int headings = 0;
                for (int k = from; k < from + count; k++) {
                    headings += heading[k] ? 1 : 0;
                }
                return headings;
            }

            /** Returns whether a paragraph ends directly before a segment. */
            boolean breaksBefore(int segment) {
                return segment == begins.length || begins[segment];
            }
        }

        StructureEvidence(TokenizedPair pair) {
            chinese = new Side(pair.chineseSize(), pair::chinese);
            english = new Side(pair.englishSize(), pair::english);
            paragraphs = chinese.hasParagraphs && english.hasParagraphs;
        }

        @Override
        public List<String> features() {
            return List.of(
                    "paragraph ends against none",
                    "paragraph ends in both",
                    "paragraph breaks inside",
                    "heading against text",
                    "heading beside text");
        }

        @Override
        public boolean isSilent() {
            return !paragraphs && !chinese.hasHeadings && !english.hasHeadings;
        }

        @Override
        public void measure(int i, int n, int j, int m, double[] values, int at) {
            if (paragraphs) {
                boolean chineseBreak = chinese.breaksBefore(i + n);
                boolean englishBreak = english.breaksBefore(j + m);
                values[at] = chineseBreak != englishBreak ? 1 : 0;
                values[at + 1] = chineseBreak && englishBreak ? 1 : 0;
                values[at + 2] = chinese.breaksInside(i, n) + english.breaksInside(j, m);
            }
            int chineseHeadings = chinese.headings(i, n);
            int englishHeadings = english.headings(j, m);
            if (n > 0 && m > 0) {
                values[at + 3] = chineseHeadings > 0 != englishHeadings > 0 ? 1 : 0;
            }
            boolean mixed =
                    (chineseHeadings > 0 && chineseHeadings < n) || (englishHeadings > 0 && englishHeadings < m);
            values[at + 4] = mixed ? 1 : 0;
        }
    }
}
