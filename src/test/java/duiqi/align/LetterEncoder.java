package duiqi.align;

import duiqi.encoder.Encoder;
import duiqi.text.Language;
import java.util.ArrayList;
import java.util.List;

/** Returns vectors of letters and records the requested sentences. */
public final class LetterEncoder implements Encoder {
    private final List<String> requested = new ArrayList<>();

    @Override
    public String identity() {
        return "letters";
    }

    @Override
    public synchronized List<float[]> encode(Language language, List<String> sentences) {
        requested.addAll(sentences);
        return sentences.stream()
                .map(sentence -> new float[] {sentence.length(), sentence.charAt(0), 1})
                .toList();
    }

    @Override
    public void close() {}

    /** Returns all sentences requested so far, in order. */
    public synchronized List<String> requested() {
        return List.copyOf(requested);
    }
}
