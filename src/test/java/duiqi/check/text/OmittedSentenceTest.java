package duiqi.check.text;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.exchange.Content;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.PairReader;
import duiqi.text.Direction;
import duiqi.text.Location;
import duiqi.text.TranslationUnit.UnitProperties;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Checks sentences of aligned texts that have no counterpart. */
class OmittedSentenceTest {
    private static final String PARAGRAPH = "图书馆周末也开放。读者可以在三楼借阅杂志和报纸，但不能带走。";

    private static List<Finding> findings(String chinese, String english, String bead, String neighbours) {
        Lexicon lexicon = Lexicon.standard();
        Location source = new Location("a.zh", 3, 1);
        Location target = new Location("a.en", 2, 1);
        CheckedUnit unit = new CheckedUnit(
                "u",
                Direction.INTO_ENGLISH,
                new CheckedUnit.Passage(chinese, Content.of(chinese), offset -> source),
                new CheckedUnit.Passage(english, Content.of(english), offset -> target),
                new TreeMap<>(Map.of(UnitProperties.BEAD, bead, OmittedSentence.NEIGHBOURS, neighbours)),
                List.of());
        return new OmittedSentence(new PairReader(lexicon)).check(unit);
    }

    @Test
    void reportsParagraphWithPlacesInBothTexts() {
        assertThat(findings(PARAGRAPH, "", "2-0", "The rain has stopped.\nThe train leaves at noon."))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                    assertThat(finding.message())
                            .isEqualTo(
                                    "\"" + PARAGRAPH
                                            + "\" and the sentence after it have no translation in the English; source a.zh:3:1");
                    assertThat(finding.location()).isEqualTo(new Location("a.en", 2, 1));
                });
    }

    @Test
    void reportsShortSentenceAsNote() {
        assertThat(findings("图书馆周末也开放。", "", "1-0", "The rain has stopped."))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.NOTE));
    }

    @Test
    void acceptsSentenceWhoseWordsAreInTheNextUnit() {
        assertThat(findings(
                        PARAGRAPH,
                        "",
                        "2-0",
                        "The library is open on weekends, and readers may borrow magazines and newspapers on the third"
                                + " floor, but not take them away."))
                .isEmpty();
    }

    @Test
    void reportsSentenceWithoutSourceAsNote() {
        assertThat(findings("", "The library is also open on weekends.", "0-1", ""))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.NOTE);
                    assertThat(finding.message())
                            .isEqualTo("\"The library is also open on weekends.\" has no source in the Chinese");
                });
    }

    @Test
    void acceptsRuleOfDashes() {
        assertThat(findings("* * *", "", "1-0", "")).isEmpty();
    }
}
