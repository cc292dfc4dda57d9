package duiqi.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.text.Language;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CachedEncoderTest {
    private final List<String> requested = new ArrayList<>();
    private boolean closed;

    /** Returns vectors with the number of characters and the number of the language. */
    private final class Counting implements Encoder {
        @Override
        public String identity() {
            return "counting";
        }

        @Override
        public List<float[]> encode(Language language, List<String> sentences) {
            requested.addAll(sentences);
            return sentences.stream()
                    .map(sentence -> new float[] {sentence.length(), language.isChinese() ? 1 : 2})
                    .toList();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void encodesEachSentenceOnceInEachLanguage() throws IOException {
        try (CachedEncoder cached = new CachedEncoder(new Counting())) {
            assertThat(cached.encode(Language.ENGLISH, List.of("a", "bcd", "a")))
                    .containsExactly(new float[] {1, 2}, new float[] {3, 2}, new float[] {1, 2});
            assertThat(cached.encode(Language.ENGLISH, List.of("bcd", "ef", "a")))
                    .containsExactly(new float[] {3, 2}, new float[] {2, 2}, new float[] {1, 2});
            assertThat(cached.encode(Language.CHINESE, List.of("a"))).containsExactly(new float[] {1, 1});
            assertThat(requested).containsExactly("a", "bcd", "ef", "a");
            assertThat(cached.identity()).isEqualTo("counting");
            assertThat(closed).isFalse();
        }
        assertThat(closed).isTrue();
    }
}
