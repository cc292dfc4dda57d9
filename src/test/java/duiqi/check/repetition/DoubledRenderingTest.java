package duiqi.check.repetition;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import duiqi.text.Direction;
import duiqi.text.Location;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoubledRenderingTest {
    private static final Location PLACE = new Location("a.tmx", 1, 1);

    private static List<Finding> findings(Glossary glossary, String chinese, String english) {
        return new DoubledRendering(
                        glossary, Lexicon.standard(), new ChineseTokenizer(Lexicon.standard()), new EnglishWords())
                .check(CheckedUnit.of(
                        "u",
                        Direction.INTO_ENGLISH,
                        CheckedUnit.Passage.of(chinese, PLACE),
                        CheckedUnit.Passage.of(english, PLACE)));
    }

    private static TermEntry term(String chinese, String english, TermStatus status) {
        return new TermEntry(chinese, chinese, english, status, PLACE);
    }

    @Test
    void showsTheCompoundAndSuggestsWhatTheGlossaryAllows() {
        Glossary glossary = new Glossary(List.of(
                term("科技自立自强", "self-reliance and self-improvement", TermStatus.FORBIDDEN),
                term("科技自立自强", "sci-tech self-reliance and strength", TermStatus.PREFERRED)));
        String english = "High-Level Science and Technology Self-reliance and Self-reliance”";
        assertThat(findings(glossary, "高水平科技自立自强》", english)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.spans())
                    .map(finding.unit()::text)
                    .containsExactly("Self-reliance and Self-reliance", "自立自强");
            assertThat(finding.suggestions()).containsExactly("Self-reliance and strength");
        });
    }

    @Test
    void suggestsWholeHyphenatedWord() {
        Glossary glossary =
                new Glossary(List.of(term("自立自强", "self-reliance and self-strengthening", TermStatus.PREFERRED)));
        assertThat(findings(glossary, "实现自立自强。", "Achieve self-reliance and self-reliance."))
                .singleElement()
                .extracting(Finding::suggestions)
                .isEqualTo(List.of("self-reliance and self-strengthening"));
    }

    @Test
    void isAWarningWithoutACompound() {
        assertThat(findings(new Glossary(List.of()), "他们有狗。", "They have dogs and dogs."))
                .singleElement()
                .extracting(Finding::severity)
                .isEqualTo(Severity.WARNING);
    }

    @Test
    void findsTheLongestCopy() {
        assertThat(findings(
                        new Glossary(List.of()),
                        "要深化体制改革。",
                        "We must deepen reform of the system and reform of the systems."))
                .singleElement()
                .satisfies(finding -> assertThat(
                                finding.unit().text(finding.spans().get(0)))
                        .isEqualTo("reform of the system and reform of the systems"));
    }
}
