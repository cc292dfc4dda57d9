package duiqi.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnglishWordsTest {
    private final EnglishWords words = new EnglishWords();

    private void assertForms(boolean isForm, String pairs) {
        for (String pair : pairs.strip().split(";\\s+")) {
            EnglishWords.EnglishWord one = word(pair.replaceFirst("=.*", ""));
            EnglishWords.EnglishWord other = word(pair.replaceFirst(".*=", ""));
            assertThat(one.isFormOf(other)).as(pair).isEqualTo(isForm);
            assertThat(other.isFormOf(one)).as(pair).isEqualTo(isForm);
        }
    }

    @Test
    void matchesFormsOfOneWord() {
        assertForms(true, """
                studies=study; planes=plane; planned=planning; achieving=achieve; powers=power; centres=center;
                organisations=organization; programmes=program; modelled=modeling; went=go; China’s=China;
                CHINA'S=china; nations'=nation; U.S.=US; ｆｕｌｌ=full; re\u00ADsearch=research; &=and; leaves=leaf;
                boxes=box; parties=party; catalogue=catalog; defence=defense; analyse=analyzes; tsunamis=tsunami;
                therapy3=therapies; Pass&word=passwords; P_assword=password; Set~tings=setting;
                P<b>ass</b>word=password
                """);
    }

    @Test
    void distinguishesDifferentWords() {
        assertForms(false, """
                university=universal; nation=national; plan=plane; process=proces; red=re; king=k; news=new;
                policy=police; organ=organization; this=th; R&D=rd
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
              high-level self‑reliance, up–to–date | high level self reliance up to date
              3.5 million, 35,000 in 2023; the 14th, 5G | 3.5 million 35,000 in 2023 the 14th 5g
            """)
    void splitsIntoWordsAndNumbers(String text, String forms) {
        assertThat(words.of(text)).extracting(EnglishWords.EnglishWord::form).containsExactly(forms.split(" "));
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
        "Latvia, Latvian, true",
        "China, Chinese, true",
        "economy, economic, true",
        "development, developing, true",
        "innovation, innovative, true",
        "peace, peacefully, true",
        "minister, ministerial, true",
        "modernization, modern, true",
        "analysis, analytical, true",
        "government, intergovernmental, true",
        "France, French, true",
        "science, scientific, true",
        "user, use, false",
        "sustainable, unsustainable, false",
        "scientist, science, false",
        "Niger, Nigeria, false",
        "container, contain, false"
    })
    void matchesDerivedWords(String one, String other, boolean isOne) {
        assertThat(EnglishWords.Families.isOne(word(one), word(other))).isEqualTo(isOne);
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
}
