package duiqi.align;

import duiqi.encoder.Encoder;
import duiqi.text.Language;
import java.util.ArrayList;
import java.util.List;

/** Answers with a vector of letters, and notes what it is asked for. */
public final class LetterEncoder implements Encoder {
    private final List<String> asked = new ArrayList<>();

    @Override
    public String identity() {
        return "letters";
    }

    @Override
    public synchronized List<float[]> encode(Language language, List<String> sentences) {
        asked.addAll(sentences);
        return sentences.stream()
                .map(sentence -> new float[] {sentence.length(), sentence.charAt(0), 1})
                .toList();
    }

    @Override
    public void close() {}

    /** All sentences so far, in the order of asking. */
    public synchronized List<String> asked() {
        return List.copyOf(asked);
    }
}
