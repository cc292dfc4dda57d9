package duiqi.encoder;

import duiqi.text.Language;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * Turns sentences into vectors, such that sentences of like meaning in any language have vectors of like direction.
 *
 * <p>An encoder answers the same sentence with the same vector, whatever other sentences are asked for. It need not be safe for
 * threads.
 */
public interface Encoder extends Closeable {
    /**
     * Returns all that the vectors depend on, as a text: which model, and how it is used. Encoders of the same identity give the
     * same vectors. It holds no secret.
     *
     * @throws IOException if a model cannot be read
     */
    String identity() throws IOException;

    /**
     * Encodes sentences.
     *
     * @param language what they are written in
     * @param sentences none of them blank
     * @return a vector for each sentence, in their order, all of the same size as in every other answer, and all of finite
     *     numbers; not necessarily of length 1
     * @throws duiqi.text.FormatException if there are no such vectors to be had, saying why and what to do
     */
    List<float[]> encode(Language language, List<String> sentences) throws IOException;
}
