package duiqi.align;

import java.util.function.IntUnaryOperator;

/**
 * Vectors of runs of sentences on one side. That of a run is the sum of its members' vectors, each times the length of the
 * sentence, brought to length 1: as good as encoding the joined text, at a fraction of the cost.
 *
 * <p>Vectors are computed when they are first asked for and forgotten when others take their place, since beads come in the
 * order of the texts. Not thread-safe.
 */
final class SpanVectors {
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

    /** Number of sentences. */
    int size() {
        return sentences.length;
    }

    /** The vector of a run of 1 sentence or more; not to be changed. */
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
     * The mean vector of the runs of the same number of sentences whose starts are at most 12 away. Its product with a vector is
     * the mean of their cosines, that is, how well the other side fits what stands about anyway. Not to be changed.
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
