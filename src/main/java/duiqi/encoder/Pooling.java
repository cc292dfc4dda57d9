package duiqi.encoder;

import java.nio.FloatBuffer;

/** How the vectors of a sentence's tokens become one (Reimers and Gurevych 2019, section 3). */
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

    /**
     * @param tokens the vectors of all tokens, one after another
     * @param count number of tokens
     * @param size numbers in each vector
     */
    abstract float[] pool(FloatBuffer tokens, int count, int size);
}
