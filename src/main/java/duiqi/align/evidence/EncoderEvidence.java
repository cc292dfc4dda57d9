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
 * How near the sides of a bead are to each other in the space of an encoder.
 *
 * <p>A cosine alone says little, since some sentences are near to everything. So it is judged against the mean cosine with the
 * runs of the same size that stand about, in both directions, as Vecalign does with random ones (Thompson and Koehn 2019,
 * section 3). A bead too large is known by an end sentence that adds nothing to the cosine, a bead too small by a neighbour that
 * would raise it.
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
            values[at + 2] = cosine - withoutAnEnd(i, n, j, m);
        }
        values[at + 3] = Math.max(0, withANeighbour(i, n, j, m) - cosine);
    }

    private double cosine(int i, int n, int j, int m) {
        return VectorMath.dot(chinese.span(i, n), english.span(j, m));
    }

    /** Returns the best cosine after one sentence at an end is taken away. */
    private double withoutAnEnd(int i, int n, int j, int m) {
        double best = -1;
        if (n > 1) {
            best = Math.max(cosine(i + 1, n - 1, j, m), cosine(i, n - 1, j, m));
        }
        if (m > 1) {
            best = Math.max(best, Math.max(cosine(i, n, j + 1, m - 1), cosine(i, n, j, m - 1)));
        }
        return best;
    }

    /** Returns the best cosine after one sentence beside the bead is taken in; -1 if there is none. */
    private double withANeighbour(int i, int n, int j, int m) {
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
     * Vectors of runs of sentences on one side. That of a run is the sum of its members' vectors, each times the length of the
     * sentence, brought to length 1: as good as encoding the joined text, at a fraction of the cost.
     *
     * <p>Vectors are computed when they are first asked for and forgotten when others take their place, since beads come in the
     * order of the texts. Not thread-safe.
     */
    private static final class SpanVectors {
        /** Sentences around a run that could stand in its place. */
        private static final int WINDOW = 25;

        /** Runs longer than any bead with a neighbour. */
        private static final int SIZES = 16;

        /** More than two windows. */
        private static final int STARTS = 64;

        private final float[][] sentences;
        private final IntUnaryOperator lengths;
        private final Memory spans = new Memory();
        private final Memory surroundings = new Memory();

        /**
         * @param sentences vectors of length 1
         * @param lengths length of a sentence by its index
         */
        SpanVectors(float[][] sentences, IntUnaryOperator lengths) {
            this.sentences = sentences;
            this.lengths = lengths;
        }

        /** The vectors last computed, each at a place that its run determines. */
        private static final class Memory {
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

        /** Returns the vector of a run of 1 sentence or more; not to be changed. */
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
         * Returns the mean vector of the runs of the same number of sentences whose starts are at most 12 away. Its product with a
         * vector is the mean of their cosines, that is, how well the other side fits what stands about anyway. Not to be changed.
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

    /** The little arithmetic of vectors that alignment needs. */
    static final class VectorMath {
        /** Vectors shorter than this have no direction but that of rounding. */
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

        /** Brings a vector to length 1, or to zeros if it has no direction. */
        static void normalize(float[] vector) {
            double length = Math.sqrt(dot(vector, vector));
            double factor = length < MIN_LENGTH ? 0 : 1 / length;
            for (int d = 0; d < vector.length; d++) {
                vector[d] = (float) (vector[d] * factor);
            }
        }
    }

    /**
     * The vectors that an encoder makes of the sentences of two texts, each of length 1.
     *
     * <p>The mean vector of each text is taken from its vectors first: it says in which language a sentence is, and of what the text
     * is as a whole, which all sentences share. A blank sentence has a vector of zeros, and so has one that is as the mean. Immutable.
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
         * Encodes the sentences of two texts, each once.
         *
         * @throws UncheckedIOException what the encoder threw
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
         * @param chinese as an encoder gives them, and {@link #NONE} for a blank sentence
         * @param english likewise, of the same size
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

        /** Returns the vectors of the Chinese sentences; not to be changed. */
        float[][] chinese() {
            return chinese;
        }

        /** Returns the vectors of the English sentences; not to be changed. */
        float[][] english() {
            return english;
        }
    }
}
