package duiqi.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedEncoderTest {
    @TempDir
    private Path folder;

    private final List<String> requested = new ArrayList<>();
    private final List<IOException> failures = new ArrayList<>();

    /** Returns vectors with the number of characters and the number of the language. */
    private final class Counting implements Encoder {
        private final String name;
        private final int size;
        private boolean closed;

        Counting(String name, int size) {
            this.name = name;
            this.size = size;
        }

        @Override
        public String identity() {
            return name;
        }

        @Override
        public List<float[]> encode(Language language, List<String> sentences) {
            requested.addAll(sentences);
            return sentences.stream()
                    .map(sentence -> {
                        float[] vector = new float[size];
                        vector[0] = sentence.length() + (language.isChinese() ? 1000 : 0);
                        return vector;
                    })
                    .toList();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private List<float[]> encode(Encoder encoder, Language language, String... sentences) throws IOException {
        try (CachedEncoder cached = new CachedEncoder(encoder, folder, failures::add)) {
            return cached.encode(language, List.of(sentences));
        }
    }

    @Test
    void encodesEachSentenceOnce() throws IOException {
        assertThat(encode(new Counting("m", 2), Language.ENGLISH, "a", "bcd", "a"))
                .containsExactly(new float[] {1, 0}, new float[] {3, 0}, new float[] {1, 0});
        assertThat(encode(new Counting("m", 2), Language.ENGLISH, "bcd", "ef", "a"))
                .containsExactly(new float[] {3, 0}, new float[] {2, 0}, new float[] {1, 0});
        assertThat(requested).containsExactly("a", "bcd", "ef");
        assertThat(failures).isEmpty();
    }

    @Test
    void cachesInMemoryWithoutAFolder() throws IOException {
        try (CachedEncoder cached = new CachedEncoder(new Counting("m", 2))) {
            cached.encode(Language.ENGLISH, List.of("a", "bcd"));
            assertThat(cached.encode(Language.ENGLISH, List.of("bcd", "ef")))
                    .containsExactly(new float[] {3, 0}, new float[] {2, 0});
        }
        assertThat(requested).containsExactly("a", "bcd", "ef");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void separatesLanguagesAndEncoders() throws IOException {
        encode(new Counting("m", 2), Language.ENGLISH, "42");
        assertThat(encode(new Counting("m", 2), Language.CHINESE, "42")).containsExactly(new float[] {1002, 0});
        encode(new Counting("other", 2), Language.ENGLISH, "42");
        assertThat(requested).containsExactly("42", "42", "42");
    }

    @Test
    void savesVectorsBeforeAFailure() throws IOException {
        String[] many = Stream.iterate("x", text -> text + "x").limit(300).toArray(String[]::new);
        Encoder failing = new Encoder() {
            private final Counting counting = new Counting("m", 2);

            @Override
            public String identity() {
                return counting.identity();
            }

            @Override
            public List<float[]> encode(Language language, List<String> sentences) throws IOException {
                if (!requested.isEmpty()) {
                    throw new IOException("server is gone");
                }
                return counting.encode(language, sentences);
            }

            @Override
            public void close() {}
        };
        assertThatThrownBy(() -> encode(failing, Language.ENGLISH, many)).hasMessage("server is gone");
        int before = requested.size();
        assertThat(before).isPositive().isLessThan(300);
        encode(new Counting("m", 2), Language.ENGLISH, many);
        assertThat(requested).hasSize(300);
    }

    @Test
    void reportsAChangedModelAndResetsTheCache() throws IOException {
        encode(new Counting("m", 2), Language.ENGLISH, "a");
        assertThatThrownBy(() -> encode(new Counting("m", 3), Language.ENGLISH, "a", "bc"))
                .isInstanceOf(FormatException.class)
                .hasMessage("m: the size of the vectors changed from 2 in the cache to 3; "
                        + "run the command again; the cache was reset");
        assertThat(encode(new Counting("m", 3), Language.ENGLISH, "a", "bc"))
                .containsExactly(new float[] {1, 0, 0}, new float[] {2, 0, 0});
    }

    @Test
    void continuesWithoutAnUnusableCache() throws IOException {
        Path blocked = Files.writeString(folder.resolve("file"), "in the way");
        try (CachedEncoder cached = new CachedEncoder(new Counting("m", 1), blocked, failures::add)) {
            assertThat(cached.encode(Language.ENGLISH, List.of("a"))).containsExactly(new float[] {1});
            assertThat(cached.encode(Language.ENGLISH, List.of("a"))).containsExactly(new float[] {1});
        }
        assertThat(failures).hasSize(1);
    }

    @Test
    void closesTheCachedEncoder() throws IOException {
        Counting counting = new Counting("m", 1);
        encode(counting, Language.ENGLISH, "a");
        assertThat(counting.closed).isTrue();
    }
}
