package duiqi.encoder;

import duiqi.text.Language;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * Converts sentences to vectors. Sentences with similar meanings in any language have vectors with similar directions.
 *
 * <p>An encoder always returns the same vector for a sentence, independent of the other sentences of the call. It need
 * not be thread-safe.
 */
public interface Encoder extends Closeable {
    /** Returns a text that names the model for users. It contains no secret. */
    String identity();

    /**
     * Encodes sentences.
     *
     * @param language language of the sentences
     * @param sentences sentences, none of them blank
     * @return a vector for each sentence, in order, all with the same size in every call, and with finite numbers; not
     *     necessarily of length 1
     * @throws duiqi.text.FormatException if the vectors cannot be computed, with the reason and a remedy
     */
    List<float[]> encode(Language language, List<String> sentences) throws IOException;
}
