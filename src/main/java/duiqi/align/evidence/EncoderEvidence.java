package duiqi.align.evidence;

import duiqi.align.learn.TokenizedPair;
import duiqi.encoder.Encoder;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/**
 * Measures the similarity of the two sides of a bead by the vectors of an encoder.
 *
 * <p>A cosine alone gives little evidence, since some sentences are close to all others. It is therefore compared with
 * the mean cosine of nearby runs of the same size, in both directions. Vecalign does the same with random runs
 * (Thompson and Koehn 2019, section 3). A bead that is too large has a sentence at an end that adds nothing to the
 * cosine. A bead that is too small has a neighbour that would raise it.
 */
public final class EncoderEvidence implements Evidence {
    private final SpanVectors chinese;
    private final SpanVectors english;

    EncoderEvidence(TokenizedPair pair, SentenceVectors vectors) {
        chinese = new SpanVectors(vectors.chinese(), pair::chineseLength);
        english = new SpanVectors(vectors.english(), pair::englishLength);
    }

    @Override
    public List<String> features() {
        return List.of(
                "encoder margin", "encoder margin times size", "encoder gain of an end", "encoder gain of a neighbour");
    }

    @Override
    public void measure(int i, int n, int j, int m, double[] values, int at) {
        if (n == 0 || m == 0) {
            return;
        }
        double cosine = cosine(i, n, j, m);
        double about = (VectorMath.dot(chinese.span(i, n), english.around(j, m))
                        + VectorMath.dot(chinese.around(i, n), english.span(j, m)))
                / 2;
        values[at] = cosine - about;
        values[at + 1] = (cosine - about) * (n + m) / 2;
        if (n > 1 || m > 1) {
            values[at + 2] = cosine - withoutOneEnd(i, n, j, m);
        }
        values[at + 3] = Math.max(0, withOneNeighbour(i, n, j, m) - cosine);
    }

    private double cosine(int i, int n, int j, int m) {
        return VectorMath.dot(chinese.span(i, n), english.span(j, m));
    }

    /** Returns the best cosine after removing one sentence at an end. */
    private double withoutOneEnd(int i, int n, int j, int m) {
        double best = -1;
        if (n > 1) {
            best = Math.max(cosine(i + 1, n - 1, j, m), cosine(i, n - 1, j, m));
        }
        if (m > 1) {
            best = Math.max(best, Math.max(cosine(i, n, j + 1, m - 1), cosine(i, n, j, m - 1)));
        }
        return best;
    }

    /** Returns the best cosine after adding one neighbouring sentence; -1 if there is none. */
    private double withOneNeighbour(int i, int n, int j, int m) {
        double best = -1;
        if (i > 0) {
            best = Math.max(best, cosine(i - 1, n + 1, j, m));
        }
        if (i + n < chinese.size()) {
            best = Math.max(best, cosine(i, n + 1, j, m));
        }
        if (j > 0) {
            best = Math.max(best, cosine(i, n, j - 1, m + 1));
        }
        if (j + m < english.size()) {
            best = Math.max(best, cosine(i, n, j, m + 1));
        }
        return best;
    }

    /**
     * Computes vectors of runs of sentences on one side. The vector of a run is the sum of its sentences' vectors,
     * weighted by sentence length and normalised to length 1. It is as good as the vector of the joined text, at a
     * fraction of the cost.
     *
     * <p>Vectors are cached. Newer vectors replace older ones, because beads come in the order of the texts. Not
     * thread-safe.
     */
    private static final class SpanVectors {
        /** Number of neighbouring sentences around a run for the mean vector. */
        private static final int WINDOW = 25;

        /** Slots for sizes: greater than the size of any bead with a neighbour. */
        private static final int SIZES = 16;

        /** Slots for starts: more than two windows. */
        private static final int STARTS = 64;

        private final float[][] sentences;
        private final IntUnaryOperator lengths;
        private final VectorSlots spans = new VectorSlots();
        private final VectorSlots surroundings = new VectorSlots();

        /**
         * Creates a cache of span vectors.
         *
         * @param sentences vectors of length 1
         * @param lengths length of a sentence by its index
         */
        SpanVectors(float[][] sentences, IntUnaryOperator lengths) {
            this.sentences = sentences;
            this.lengths = lengths;
        }

        /** Caches recent vectors in slots; the start and the size of a run determine its slot. */
        private static final class VectorSlots {
            private final float[][] vectors = new float[SIZES * STARTS][];
            private final int[] starts = new int[SIZES * STARTS];
            private final int[] counts = new int[SIZES * STARTS];

            float[] get(int start, int count, Computation computation) {
                int place = (start % STARTS) * SIZES + count % SIZES;
                if (vectors[place] == null || starts[place] != start || counts[place] != count) {
                    vectors[place] = computation.of(start, count);
                    starts[place] = start;
                    counts[place] = count;
                }
                return vectors[place];
            }
        }

        @FunctionalInterface
        private interface Computation {
            float[] of(int start, int count);
        }

        /** Returns the number of sentences. */
        int size() {
            return sentences.length;
        }

        /** Returns the vector of a run of one sentence or more. Do not change it. */
        float[] span(int start, int count) {
            return count == 1 ? sentences[start] : spans.get(start, count, this::computeSpan);
        }

        private float[] computeSpan(int start, int count) {
            float[] sum = new float[sentences[start].length];
            for (int k = start; k < start + count; k++) {
                VectorMath.add(sum, lengths.applyAsInt(k), sentences[k]);
            }
            VectorMath.normalize(sum);
            return sum;
        }

        /**
         * Returns the mean vector of the runs with the same number of sentences whose starts are at most 12 away. Its
         * product with a vector is the mean cosine: the similarity of the other side to the whole neighbourhood. Do not
         * change it.
         */
        float[] around(int start, int count) {
            return surroundings.get(start, count, this::computeAround);
        }

        private float[] computeAround(int start, int count) {
            int first = Math.max(0, start - WINDOW / 2);
            int last = Math.min(sentences.length - count, start + WINDOW / 2);
            float[] mean = new float[sentences[start].length];
            for (int k = first; k <= last; k++) {
                VectorMath.add(mean, 1.0 / (last - first + 1), span(k, count));
            }
            return mean;
        }
    }

    /** Computes the vector operations of the aligner. */
    static final class VectorMath {
        /** Smallest length of a vector with a direction; shorter ones contain only rounding errors. */
        private static final double MIN_LENGTH = 1e-6;

        private VectorMath() {}

        static double dot(float[] a, float[] b) {
            double sum = 0;
            for (int d = 0; d < a.length; d++) {
                sum += (double) a[d] * b[d];
            }
            return sum;
        }

        /** Adds a multiple of a vector to another. */
        static void add(float[] sum, double factor, float[] vector) {
            float f = (float) factor;
            for (int d = 0; d < sum.length; d++) {
                sum[d] += f * vector[d];
            }
        }

        /** Normalises a vector to length 1, or to zeros if it has no direction. */
        static void normalize(float[] vector) {
            double length = Math.sqrt(dot(vector, vector));
            double factor = length < MIN_LENGTH ? 0 : 1 / length;
            for (int d = 0; d < vector.length; d++) {
                vector[d] = (float) (vector[d] * factor);
            }
        }
    }

    /**
     * Holds the vectors of the sentences of two texts, each of length 1.
     *
     * <p>The mean vector of each text is subtracted first: it represents the language and the subject of the text,
     * which all sentences share. The vector of a blank sentence is zero, and so is that of a sentence equal to the
     * mean. Immutable.
     */
    public static final class SentenceVectors {
        static final float[] NONE = {};

        private final float[][] chinese;
        private final float[][] english;

        private SentenceVectors(float[][] chinese, float[][] english) {
            this.chinese = chinese;
            this.english = english;
        }

        /**
         * Encodes each sentence of two texts once.
         *
         * @throws UncheckedIOException if the encoder fails
         */
        public static SentenceVectors of(Encoder encoder, Text chinese, Text english) {
            try {
                return of(encode(encoder, chinese), encode(encoder, english));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /**
         * Prepares vectors.
         *
         * @param chinese vectors of an encoder, with {@link #NONE} for a blank sentence
         * @param english the same for the English sentences, with vectors of the same size
         */
        public static SentenceVectors of(List<float[]> chinese, List<float[]> english) {
            int size = Stream.concat(chinese.stream(), english.stream())
                    .mapToInt(vector -> vector.length)
                    .max()
                    .orElse(0);
            return new SentenceVectors(centred(chinese, size), centred(english, size));
        }

        private static List<float[]> encode(Encoder encoder, Text text) throws IOException {
            List<String> sentences = text.segments().stream()
                    .map(Segment::text)
                    .filter(sentence -> !sentence.isBlank())
                    .distinct()
                    .toList();
            List<float[]> answers = encoder.encode(text.language(), sentences);
            Map<String, float[]> vectors = new HashMap<>();
            for (int k = 0; k < sentences.size(); k++) {
                vectors.put(sentences.get(k), answers.get(k));
            }
            return text.segments().stream()
                    .map(segment -> vectors.getOrDefault(segment.text(), NONE))
                    .toList();
        }

        private static float[][] centred(List<float[]> vectors, int size) {
            double[] mean = new double[size];
            long count = vectors.stream().filter(vector -> vector.length > 0).count();
            for (float[] vector : vectors) {
                for (int d = 0; d < vector.length; d++) {
                    mean[d] += vector[d] / (double) count;
                }
            }
            float[][] centred = new float[vectors.size()][size];
            for (int k = 0; k < centred.length; k++) {
                float[] vector = vectors.get(k);
                for (int d = 0; d < vector.length; d++) {
                    centred[k][d] = (float) (vector[d] - mean[d]);
                }
                VectorMath.normalize(centred[k]);
            }
            return centred;
        }

        /** Returns the vectors of the Chinese sentences. Do not change them. */
        float[][] chinese() {
            return chinese;
        }

        /** Returns the vectors of the English sentences. Do not change them. */
        float[][] english() {
            return english;
        }
    }
}
