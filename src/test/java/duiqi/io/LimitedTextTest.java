package duiqi.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.text.FormatException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LimitedTextTest {
    private static LimitedText limited(String text, long looks) {
        return new LimitedText(text, looks, () -> new FormatException("a.srx", "is endless", "end it"));
    }

    @Test
    void allowsReadsUpToLimit() {
        assertThat(Pattern.compile("b").matcher(limited("aab", 3)).find()).isTrue();
        assertThat(limited("aab", 0)).hasToString("aab").hasSize(3);
        assertThat(limited("aab", 1).subSequence(1, 3)).hasToString("ab");
    }

    @Test
    void throwsAfterLimit() {
        assertThatThrownBy(() -> Pattern.compile("b").matcher(limited("aab", 2)).find())
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseInstanceOf(FormatException.class)
                .hasRootCauseMessage("a.srx: is endless; end it");
        CharSequence part = limited("aab", 1).subSequence(1, 3);
        assertThat(part.charAt(0)).isEqualTo('a');
        assertThatThrownBy(() -> part.charAt(1)).isInstanceOf(UncheckedIOException.class);
    }
}
