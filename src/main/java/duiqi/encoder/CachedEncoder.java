package duiqi.encoder;

import duiqi.text.Language;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Keeps the vectors of another encoder in memory. Training encodes a sentence again in each copy and piece of its text;
 * this class passes it on once. Thread-safe; threads wait for each other.
 */
public final class CachedEncoder implements Encoder {
    private final Encoder encoder;

    /** Vectors by language and sentence, because a model may need a prefix for each language. The oldest leave the heap first. */
    private final Map<String, float[]> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
            return (long) size() * eldest.getValue().length * Float.BYTES
                    > Runtime.getRuntime().maxMemory() / 4;
        }
    };

    /**
     * Creates an encoder.
     *
     * @param encoder encoder of new sentences; closed with this one
     */
    public CachedEncoder(Encoder encoder) {
        this.encoder = encoder;
    }

    @Override
    public String identity() {
        return encoder.identity();
    }

    @Override
    public synchronized List<float[]> encode(Language language, List<String> sentences) throws IOException {
        Map<String, float[]> vectors = new HashMap<>();
        for (String sentence : sentences) {
            float[] vector = known.get(key(language, sentence));
            if (vector != null) {
                vectors.put(sentence, vector);
            }
        }
        List<String> unknown = sentences.stream()
                .filter(sentence -> !vectors.containsKey(sentence))
                .distinct()
                .toList();
        List<float[]> answers = encoder.encode(language, unknown);
        for (int k = 0; k < answers.size(); k++) {
            vectors.put(unknown.get(k), answers.get(k));
            known.put(key(language, unknown.get(k)), answers.get(k));
        }
        return sentences.stream().map(vectors::get).map(Objects::requireNonNull).toList();
    }

    private static String key(Language language, String sentence) {
        return language.primary() + " " + sentence;
    }

    @Override
    public void close() throws IOException {
        encoder.close();
    }
}
