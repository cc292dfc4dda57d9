package duiqi.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class StoredTextsTest {
    @Property(tries = 200)
    void returnsTextsByNumber(
            @ForAll @Size(max = 20) List<@StringLength(max = 9) String> texts,
            @ForAll @IntRange(min = 1, max = 64) int buffer)
            throws IOException {
        try (StoredTexts stored = new StoredTexts(buffer)) {
            for (int i = 0; i < texts.size(); i++) {
                stored.add(texts.get(i));
                assertThat(stored.get(i / 2)).isEqualTo(texts.get(i / 2));
            }
            assertThat(stored.size()).isEqualTo(texts.size());
            for (int i = texts.size() - 1; i >= 0; i--) {
                assertThat(stored.get(i)).isEqualTo(texts.get(i));
            }
        }
    }
}
