package duiqi.check.text;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.PairReader;
import duiqi.text.Direction;
import duiqi.text.Location;
import duiqi.text.TranslationUnit.UnitProperties;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks sentences of aligned texts that have no counterpart. */
class OmittedSentenceTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
              图书馆周末也开放。读者可以在三楼借阅杂志和报纸，但不能带走。 | | 2-0 | The rain has stopped.⏎The train leaves at noon. | warning: "图书馆周末也开放。读者可以在三楼借阅杂志和报纸，但不能带走。" and the sentence after it have no translation in the English; source a.zh:3:1
              图书馆周末也开放。读者可以在三楼借阅杂志和报纸，但不能带走。 | | 2-0 | The library is open on weekends, and readers may borrow magazines and newspapers on the third floor, but not take them away. |
              图书馆周末也开放。 | | 1-0 | The rain has stopped. | note: "图书馆周末也开放。" has no translation in the English; source a.zh:3:1
               | The library is also open on weekends. | 0-1 | | note: "The library is also open on weekends." has no source in the Chinese
              * * * | | 1-0 | |
            """)
    void reportsSentencesWithoutCounterpart(
            @Nullable String chinese,
            @Nullable String english,
            String bead,
            @Nullable String neighbours,
            @Nullable String expected) {
        String source = chinese == null ? "" : chinese;
        String target = english == null ? "" : english;
        Map<String, String> properties = Map.of(
                UnitProperties.BEAD,
                bead,
                OmittedSentence.NEIGHBOURS,
                neighbours == null ? "" : neighbours.replace('⏎', '\n'));
        CheckedUnit unit = new CheckedUnit(
                "u",
                Direction.INTO_ENGLISH,
                CheckedUnit.Passage.of(source, new Location("a.zh", 3, 1)),
                CheckedUnit.Passage.of(target, new Location("a.en", 2, 1)),
                new TreeMap<>(properties),
                List.of());
        List<Finding> findings = new OmittedSentence(new PairReader(Lexicon.standard())).check(unit);
        assertThat(findings.stream().map(finding -> finding.severity() + ": " + finding.message()))
                .containsExactlyElementsOf(expected == null ? List.of() : List.of(expected));
        assertThat(findings).allMatch(finding -> finding.location().equals(new Location("a.en", 2, 1)));
    }
}
