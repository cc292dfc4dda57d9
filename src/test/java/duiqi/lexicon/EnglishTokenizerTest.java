package duiqi.lexicon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnglishTokenizerTest {
    private final EnglishTokenizer tokenizer = new EnglishTokenizer();

    private String forms(String text) {
        return tokenizer.tokens(text).stream().map(Token::form).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
              3.5 million people        | 3500000 person
              two hundred and ten boats | 210 boat
              twenty-one                | 21
              the twenty-first century  | the 21 centuri
              the 21st century          | the 21 centuri
              in the 1990s              | in the 1990
              1,234,567 yuan            | 1234567 yuan
              three thousand and five   | 3005
              thirty-five thousand      | 35000
              a dozen                   | a 12
              7 apples                  | seven appl
              one, two, three           | one , two , three
              can't won't didn't she'll I've we're Li's | can not will not do not she will i have we be li
              colour organisation travelled programmes  | color organ travel program
              went children better wrote | go child good write
              rise four hour exercise   | rise four hour exercis
              "Why?" he asked -- then... silence; (end). | “ why ? ” he ask — then … silenc ; ( end ) .
              O’Brien 'quoted' d'Or     | o brien “ quot ” d or
            """)
    void readsWords(String text, String expected) {
        assertThat(forms(text)).isEqualTo(expected);
    }

    /** Tests dot leaders and blanks of forms, on which a recursive pattern would overflow the stack. */
    @Test
    void readsLongDotLeadersAsOneMark() {
        assertThat(forms("He came" + ".".repeat(30_000))).isEqualTo("he come …");
        assertThat(forms("Name " + ". ".repeat(30_000))).startsWith("name …");
        assertThat(forms("1" + ",111".repeat(30_000) + " " + "a-".repeat(30_000)))
                .isNotEmpty();
    }

    @Test
    void returnsPositionsAndCapitals() {
        assertThat(tokenizer.tokens("High-level talks"))
                .extracting(Token::start, Token::capitalised)
                .containsExactly(tuple(0, true), tuple(5, false), tuple(11, false));
    }

    @Test
    void recognisesFunctionWords() {
        assertThat("the an his them any very only these were has doing why".split(" "))
                .allMatch(word -> FunctionWords.isEnglish(tokenizer.stem(word)));
        assertThat("basis research three people".split(" "))
                .noneMatch(word -> FunctionWords.isEnglish(tokenizer.stem(word)));
        assertThat("的 我们 在".split(" ")).allMatch(FunctionWords::isChinese);
        assertThat(FunctionWords.isChinese("研究")).isFalse();
    }

    /** Tests words of the algorithm's sample vocabulary, at least one for each step. */
    @Test
    void stemsSampleVocabulary() {
        String pairs = """
                consign=consign; consigned=consign; consistently=consist; consolation=consol; consolingly=consol;
                knightly=knight; knackeries=knackeri; knife=knife; kneel=kneel; knots=knot; ties=tie; cries=cri;
                gas=gas; gaps=gap; kiwis=kiwi; agreed=agre; hopping=hop; hoping=hope; luxuriated=luxuri; cry=cri;
                by=by; say=say; youth=youth; boyish=boyish; generate=generat; communism=communism; arsenal=arsenal;
                rational=ration; analogies=analog; vietnamization=vietnam; usefulness=use; negative=negat;
                adoption=adopt; replacement=replac; control=control; rolling=roll; fall=fall; skies=sky; news=news;
                herrings=herring; proceeded=proceed; it's=it; 'tis=tis
                """;
        for (String pair : pairs.strip().split(";\\s+")) {
            String[] both = pair.split("=");
            assertThat(EnglishStems.porter(both[0])).as(both[0]).isEqualTo(both[1]);
        }
    }
}
