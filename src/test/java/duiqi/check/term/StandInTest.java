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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandInTest {
    private final Meanings meanings =
            new Meanings(Lexicon.standard(), new ChineseTokenizer(Lexicon.standard()), new EnglishWords());

    /** The words in place of the translation are in the fifth column; those in the last translate another term. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
              密码 | password | 请更改密码。 | Please change the code. | code |
              密码 | password | 请更改密码。 | Please change the code. | | code
              理事机构 | governing body | 理事机构在日内瓦开会。 | The management organ meets in Geneva. | management organ |
              联合国 | United Nations | 联合国发表了报告。 | The UN has issued a report. | UN |
              基础研究 | basic research | 基础研究需要耐心。 | Patience is needed. | |
              file | 文件 | Move the file to the trash. | 把档案移到回收站。 | 档案 |
              RNA | 核糖核酸 | The RNA was sequenced. | 对 RNA 进行了测序。 | RNA |
            """)
    void findsWordsOfDictionaryOrBetweenNeighbours(
            String term,
            String translation,
            String source,
            String target,
            @Nullable String expected,
            @Nullable String taken) {
        CheckedUnit unit = Units.of(source, target);
        TermEntry entry = new TermEntry(
                "t",
                unit.isIntoChinese() ? translation : term,
                unit.isIntoChinese() ? term : translation,
                TermStatus.PREFERRED,
                new Location("g.csv", 1, 1));
        Glossary.Concept concept =
                new Glossary(List.of(entry)).concepts(unit.direction()).get(0);
        int start = source.indexOf(term);
        BitSet places = new BitSet();
        if (taken != null) {
            places.set(target.indexOf(taken), target.indexOf(taken) + taken.length());
        }
        TermMatches.Hit hit = new TermMatches.Hit(concept, term, start, start + term.length());
        assertThat(new StandIn(unit, meanings).find(hit, places, translation).map(unit::text))
                .isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "Yesterday the committee discussed the new reservoir and the bridges., false",
        "My favourite songs always remind me of happy holidays beside mountains., true"
    })
    void judgesWholeUnit(String english, boolean isNoTranslation) {
        CheckedUnit unit = Units.of("委员会昨天在首都讨论了新的水库和桥梁。", english);
        assertThat(new StandIn(unit, meanings).isNoTranslation()).isEqualTo(isNoTranslation);
    }
}
