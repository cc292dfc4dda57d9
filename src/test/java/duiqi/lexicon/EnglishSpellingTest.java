package duiqi.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnglishSpellingTest {
    private final EnglishSpelling spelling = EnglishSpelling.standard();

    @ParameterizedTest
    @CsvSource({
        "recieve, 1, receive relieve",
        "translaton, 1, translation translator",
        "memmory, 1, memory",
        "glossry, 1, glossary glossy",
        "aligment, 1, alignment aliment",
        "accomodaton, 1, ''",
        "accomodaton, 2, accommodation",
        "xqzzkv, 2, ''",
    })
    void findsSimilarForms(String word, int errors, String forms) {
        assertThat(spelling.similar(word, errors)).isEqualTo(forms.isEmpty() ? List.of() : List.of(forms.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({"organize, AMERICAN", "organise, BRITISH", "memory, COMMON", "qwertzu, "})
    void knowsKindOfForm(String form, EnglishSpelling.Kind kind) {
        assertThat(spelling.kind(form).orElse(null)).isEqualTo(kind);
    }
}
