package duiqi.encoder;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the vectors of a sentence's tokens become one (Reimers and Gurevych 2019, section 3). A new one is a constant here, and a row on
 * the page of encoders.
 */
enum Pooling {
    /** The vector of the first token, which models of the BERT family call CLS. */
    CLS {
        @Override
        float[] pool(FloatBuffer tokens, int count, int size) {
            float[] first = new float[size];
            tokens.get(0, first);
            return first;
        }
    },

    /** The mean over all tokens. */
    MEAN {
        @Override
        float[] pool(FloatBuffer tokens, int count, int size) {
            float[] mean = new float[size];
            for (int t = 0; t < count; t++) {
                for (int d = 0; d < size; d++) {
                    mean[d] += tokens.get(t * size + d);
                }
            }
            for (int d = 0; d < size; d++) {
                mean[d] /= count;
            }
            return mean;
        }
    };

    /** What users write in {@code encoder.properties}. */
    static Stream<String> names() {
        return Arrays.stream(values()).map(Pooling::label);
    }

    /** The pooling that a user names, in capitals or not. */
    static Optional<Pooling> named(String name) {
        return Arrays.stream(values())
                .filter(pooling -> pooling.label().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param tokens the vectors of all tokens, one after another
     * @param count number of tokens
     * @param size numbers in each vector
     */
    abstract float[] pool(FloatBuffer tokens, int count, int size);
}
