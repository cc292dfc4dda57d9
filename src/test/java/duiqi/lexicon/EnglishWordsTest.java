package duiqi.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnglishWordsTest {
    private final EnglishWords words = new EnglishWords();

    @ParameterizedTest
    @CsvSource({
        "studies, study",
        "planes, plane",
        "planned, planning",
        "achieving, achieve",
        "powers, power",
        "centres, center",
        "organisations, organization",
        "programmes, program",
        "modelled, modeling",
        "went, go",
        "China’s, China",
        "CHINA'S, china",
        "nations', nation",
        "U.S., US",
        "ｆｕｌｌ, full",
        "re\u00ADsearch, research",
        "&, and",
        "leaves, leaf",
        "boxes, box",
        "parties, party",
        "catalogue, catalog",
        "defence, defense",
        "analyse, analyzes",
        "tsunamis, tsunami",
        "therapy3, therapies",
        "Pass&word, passwords",
        "P_assword, password",
        "Set~tings, setting",
        "P<b>ass</b>word, password",
    })
    void matchesFormsOfOneWord(String one, String other) {
        assertThat(word(one).isFormOf(word(other))).isTrue();
        assertThat(word(other).isFormOf(word(one))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "university, universal",
        "nation, national",
        "plan, plane",
        "process, proces",
        "red, re",
        "king, k",
        "news, new",
        "policy, police",
        "organ, organization",
        "this, th",
        "R&D, rd",
    })
    void distinguishesDifferentWords(String one, String other) {
        assertThat(word(one).isFormOf(word(other))).isFalse();
    }

    @Test
    void splitsAtAnyHyphen() {
        assertThat(forms("high-level self‑reliance, up–to–date"))
                .containsExactly("high", "level", "self", "reliance", "up", "to", "date");
    }

    @Test
    void returnsNumbersAsWords() {
        assertThat(forms("3.5 million, 35,000 in 2023; the 14th, 5G"))
                .containsExactly("3.5", "million", "35,000", "in", "2023", "the", "14th", "5g");
    }

    @Test
    void returnsPositionsInText() {
        String text = "“China’s” re\u00ADsearch";
        assertThat(words.of(text))
                .extracting(word -> text.substring(word.start(), word.end()))
                .containsExactly("China’s", "re\u00ADsearch");
    }

    @ParameterizedTest
    @CsvSource({
        "Latvia, Latvian",
        "China, Chinese",
        "economy, economic",
        "development, developing",
        "innovation, innovative",
        "peace, peacefully",
        "minister, ministerial",
        "modernization, modern",
        "analysis, analytical",
        "government, intergovernmental",
        "France, French",
        "science, scientific",
    })
    void matchesDerivedWords(String one, String other) {
        assertThat(EnglishWords.Families.isOne(word(one), word(other))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"user, use", "sustainable, unsustainable", "scientist, science", "Niger, Nigeria", "container, contain"
    })
    void distinguishesWordsWithDifferentMeanings(String one, String other) {
        assertThat(EnglishWords.Families.isOne(word(one), word(other))).isFalse();
    }

    @Test
    void matchesAdjectiveOfNameOfSeveralWords() {
        assertThat(EnglishWords.Families.ofName(words.of("United States")).have(word("American")))
                .isTrue();
        assertThat(EnglishWords.Families.ofName(words.of("United States")).have(word("Mexican")))
                .isFalse();
    }

    private EnglishWords.EnglishWord word(String text) {
        return words.of(text).get(0);
    }

    private List<String> forms(String text) {
        return words.of(text).stream().map(EnglishWords.EnglishWord::form).toList();
    }
}
