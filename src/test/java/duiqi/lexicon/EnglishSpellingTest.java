package duiqi.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnglishSpellingTest {
    @ParameterizedTest
    @CsvSource({
        "organize, true",
        "organise, true",
        "memory, true",
        "aah, true",
        "memmory, false",
        "memor, false",
        "zzz, false"
    })
    void hasForms(String form, boolean isThere) {
        assertThat(EnglishSpelling.standard().has(form)).isEqualTo(isThere);
    }
}
