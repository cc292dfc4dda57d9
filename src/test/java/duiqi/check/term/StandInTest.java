package duiqi.check.term;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.CheckedUnit;
import duiqi.check.Units;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.glossary.TermMatches;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import duiqi.text.Location;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandInTest {
    private final Meanings meanings =
            new Meanings(Lexicon.standard(), new ChineseTokenizer(Lexicon.standard()), new EnglishWords());

    /** Returns the words in place of the translation of a term; empty if there are none. */
    private String words(CheckedUnit unit, String term, String translation, String taken) {
        TermEntry entry = unit.isIntoChinese()
                ? new TermEntry("t", translation, term, TermStatus.PREFERRED, new Location("g.csv", 1, 1))
                : new TermEntry("t", term, translation, TermStatus.PREFERRED, new Location("g.csv", 1, 1));
        Glossary.Concept concept =
                new Glossary(List.of(entry)).concepts(unit.direction()).get(0);
        int start = unit.source().text().indexOf(term);
        BitSet places = new BitSet();
        int at = taken.isEmpty() ? -1 : unit.target().text().indexOf(taken);
        if (at >= 0) {
            places.set(at, at + taken.length());
        }
        return new StandIn(unit, meanings)
                .find(new TermMatches.Hit(concept, term, start, start + term.length()), places, translation)
                .map(unit::text)
                .orElse("");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            密码 | password | 请更改密码。 | Please change the code. | code
            理事机构 | governing body | 理事机构在日内瓦开会。 | The management organ meets in Geneva. | management organ
            联合国 | United Nations | 联合国发表了报告。 | The UN has issued a report. | UN
            基础研究 | basic research | 基础研究需要耐心。 | Patience is needed. | -
            """)
    void findsWordsOfDictionaryOrBetweenNeighbours(
            String term, String translation, String chinese, String english, String expected) {
        assertThat(words(Units.unit("a.tmx", 1, chinese, english), term, translation, ""))
                .isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            file | 文件 | Move the file to the trash. | 把档案移到回收站。 | 档案
            RNA | 核糖核酸 | The RNA was sequenced. | 对 RNA 进行了测序。 | RNA
            """)
    void findsChineseWords(String term, String translation, String english, String chinese, String expected) {
        assertThat(words(Units.intoChinese("a.tmx", 1, english, chinese, Map.of()), term, translation, ""))
                .isEqualTo(expected);
    }

    @Test
    void skipsWordsThatTranslateAnotherTerm() {
        CheckedUnit unit = Units.unit("a.tmx", 1, "请更改密码。", "Please change the code.");
        assertThat(words(unit, "密码", "password", "code")).isEmpty();
    }

    @Test
    void judgesWholeUnit() {
        String chinese = "委员会昨天在首都讨论了新的水库和桥梁。";
        assertThat(new StandIn(
                                Units.unit(
                                        "a.tmx",
                                        1,
                                        chinese,
                                        "Yesterday the committee discussed the new reservoir and the bridges."),
                                meanings)
                        .isNoTranslation())
                .isFalse();
        assertThat(new StandIn(
                                Units.unit(
                                        "a.tmx",
                                        1,
                                        chinese,
                                        "My favourite songs always remind me of happy holidays beside mountains."),
                                meanings)
                        .isNoTranslation())
                .isTrue();
    }
}
