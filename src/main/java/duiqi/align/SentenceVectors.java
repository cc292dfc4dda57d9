package duiqi.align;

import duiqi.encoder.Encoder;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an encoder makes of the sentences of two texts: a vector of length 1 for each.
 *
 * <p>The mean vector of each text is taken from its vectors first: it says in which language a sentence is, and of what the text
 * is as a whole, which all sentences share. A blank sentence has a vector of zeros, and so has one that is as the mean. Immutable.
 */
final class SentenceVectors {
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
    static SentenceVectors of(Encoder encoder, Text chinese, Text english) {
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
    static SentenceVectors of(List<float[]> chinese, List<float[]> english) {
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

    /** Vectors of the Chinese sentences; not to be changed. */
    float[][] chinese() {
        return chinese;
    }

    /** Vectors of the English sentences; not to be changed. */
    float[][] english() {
        return english;
    }
}
