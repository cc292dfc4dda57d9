package duiqi.check.term;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.CheckedUnit;
import duiqi.check.TextSpan;
import duiqi.check.Units;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeaningsTest {
    private final Meanings meanings =
            new Meanings(Lexicon.standard(), new ChineseTokenizer(Lexicon.standard()), new EnglishWords());

    private static List<String> words(CheckedUnit unit, TextSpan.Side side, List<Meanings.Word> words) {
        return words.stream()
                .map(word -> unit.passage(side).text().substring(word.start(), word.end()))
                .toList();
    }

    @Test
    void hasContentWordsOfBothSides() {
        CheckedUnit unit =
                Units.unit("a.tmx", 1, "委员会的成员应该讨论 GDP。", "The members of the committee should discuss GDP.");
        assertThat(words(unit, TextSpan.Side.SOURCE, meanings.of(unit, TextSpan.Side.SOURCE)))
                .contains("委员会", "成员", "讨论", "GDP")
                .doesNotContain("的");
        assertThat(words(unit, TextSpan.Side.TARGET, meanings.of(unit, TextSpan.Side.TARGET)))
                .containsExactly("members", "committee", "discuss", "GDP");
    }

    @Test
    void givesWordsAndTheirTranslationsCommonMeaning() {
        CheckedUnit unit = Units.unit("a.tmx", 1, "委员会", "Committees");
        assertThat(Collections.disjoint(
                        meanings.of(unit, TextSpan.Side.SOURCE).get(0).stems(),
                        meanings.of(unit, TextSpan.Side.TARGET).get(0).stems()))
                .isFalse();
    }

    @Test
    void countsContentWords() {
        assertThat(meanings.words("protection of the ozone layer", false)).isEqualTo(3);
        assertThat(meanings.words("of", false)).isEqualTo(1);
        assertThat(meanings.words("登录页面", true)).isEqualTo(2);
    }
}
