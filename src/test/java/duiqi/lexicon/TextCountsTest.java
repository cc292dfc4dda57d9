package duiqi.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class TextCountsTest {
    private static final Percentage STEP = Percentage.withPercentage(5);

    /** Builds a lexicon with one word, and counts of it with a stem of the lexicon and a stem that it lacks. */
    private static Lexicon counted() throws IOException {
        Lexicon lexicon = new LexiconBuilder()
                .read("dictionary", "書 书 [shu1] /book/\n".lines().toList())
                .build();
        TextCounts.Stems others = TextCounts.Stems.of(List.of("tome"), lexicon);
        TextCounts.Rows words = new TextCounts.Rows(lexicon.wordCount(), 5, others.end());
        words.setStemTotal(lexicon.stemNumber("book"), 120);
        words.setStemTotal(others.number("tome"), 3);
        words.add(lexicon.stemNumber("book"), 0.75, 0.9);
        words.add(others.number("tome"), 0, 1);
        words.endRow(100);
        TextCounts.View characters = TextCounts.View.empty(lexicon.characterCount(), others.end());
        return lexicon.with(new TextCounts(others, words.view(), characters));
    }

    private static byte[] bytes(Lexicon lexicon) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        lexicon.write(out);
        return out.toByteArray();
    }

    @Test
    void keepsSharesAndTotals() throws IOException {
        byte[] file = bytes(counted());
        Lexicon lexicon = Lexicon.read("copy", new ByteArrayInputStream(file));
        TextCounts.View words = lexicon.text().words();
        List<String> stems = new ArrayList<>();
        List<Float> forward = new ArrayList<>();
        List<Float> backward = new ArrayList<>();
        words.forEach(lexicon.wordNumber("书"), (stem, to, from) -> {
            stems.add(stem == lexicon.textStemNumber("tome") ? "tome" : lexicon.stem(stem));
            forward.add(to);
            backward.add(from);
        });
        assertThat(stems).containsExactly("book", "tome");
        assertThat(forward.get(0)).isCloseTo(0.75f, STEP);
        assertThat(forward.get(1)).isZero();
        assertThat(backward.get(0)).isCloseTo(0.9f, STEP);
        assertThat(words.total(lexicon.wordNumber("书"))).isCloseTo(100, STEP);
        assertThat(words.stemTotal(lexicon.textStemNumber("tome"))).isCloseTo(3, STEP);
        assertThat(bytes(lexicon)).isEqualTo(file);
        assertThat(lexicon.stemNumber("tome")).as("only of texts").isEqualTo(-1);
        assertThat(lexicon.textStemNumber("tome")).isEqualTo(lexicon.stemCount());
        assertThat(lexicon.textStemNumber("novel")).isEqualTo(-1);
    }
}
