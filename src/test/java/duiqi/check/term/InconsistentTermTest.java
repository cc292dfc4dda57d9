package duiqi.check.term;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import duiqi.text.Direction;
import duiqi.text.Location;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class InconsistentTermTest {
    private static final String[] SELF_RELIANCE = {
        "科技自立自强是目标。", "Scientific and technological self-reliance is the goal.",
        "科技自立自强很难。", "Scientific and technological self-reliance is hard.",
        "科技自立自强需要人才。", "Technological self-reliance needs talent.",
    };

    private static CheckedUnit unit(int line, String chinese, String english) {
        return CheckedUnit.of(
                "u" + line,
                Direction.INTO_ENGLISH,
                CheckedUnit.Passage.of(chinese, new Location("a.zh.txt", line, 1)),
                CheckedUnit.Passage.of(english, new Location("a.en.txt", line, 1)));
    }

    private static List<CheckedUnit> units(String... texts) {
        List<CheckedUnit> units = new ArrayList<>();
        for (int i = 0; i < texts.length; i += 2) {
            units.add(unit(i / 2 + 1, texts[i], texts[i + 1]));
        }
        return units;
    }

    private static List<Finding> check(Glossary glossary, List<CheckedUnit> units) {
        InconsistentTerm check =
                new InconsistentTerm(glossary, Lexicon.standard(), new EnglishWords(), new StoredUnits());
        units.forEach(unit -> assertThat(check.check(unit)).isEmpty());
        return check.finish();
    }

    private static List<Finding> check(String... texts) {
        return check(new Glossary(List.of()), units(texts));
    }

    private static List<String> spans(Finding finding) {
        return finding.spans().stream().map(finding.unit()::text).toList();
    }

    @Test
    void reportsUnusualTranslationWithUsualOne() {
        assertThat(check(SELF_RELIANCE)).singleElement().satisfies(finding -> {
            assertThat(spans(finding)).containsExactly("Technological self-reliance", "科技自立自强");
            assertThat(finding.message())
                    .isEqualTo(
                            "科技自立自强 is translated as \"Technological self-reliance\" here, but as"
                                    + " \"Scientific and technological self-reliance\" in 2 units, for example at a.en.txt:1:1");
            assertThat(finding.term()).isEqualTo("科技自立自强");
            assertThat(finding.suggestions()).containsExactly("Scientific and technological self-reliance");
        });
    }

    @Test
    void ignoresOrderOfUnits() {
        List<CheckedUnit> reversed = units(SELF_RELIANCE);
        Collections.reverse(reversed);
        assertThat(check(new Glossary(List.of()), reversed))
                .extracting(Finding::location, Finding::message, Finding::spans)
                .containsExactlyElementsOf(check(SELF_RELIANCE).stream()
                        .map(finding -> tuple(finding.location(), finding.message(), finding.spans()))
                        .toList());
    }

    private static Glossary glossary(String english, TermStatus status) {
        TermEntry entry = new TermEntry("self-reliance", "科技自立自强", english, status, new Location("g.csv", 2, 1));
        return new Glossary(List.of(entry));
    }

    @Test
    void allowsTranslationsOfGlossary() {
        assertThat(check(glossary("technological self-reliance", TermStatus.ADMITTED), units(SELF_RELIANCE)))
                .isEmpty();
    }

    @Test
    void reportsTranslationsOutsideGlossary() {
        assertThat(check(glossary("technological self-reliance", TermStatus.DEPRECATED), units(SELF_RELIANCE)))
                .hasSize(1);
    }

    @Test
    void suggestsGlossaryTranslation() {
        assertThat(check(
                        glossary("self-reliance in science and technology", TermStatus.PREFERRED),
                        units(SELF_RELIANCE)))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.suggestions()).containsExactly("self-reliance in science and technology"));
    }

    @Test
    void countsRepeatedUnitOnce() {
        List<CheckedUnit> units = units(SELF_RELIANCE);
        for (int line = 4; line < 20; line++) {
            units.add(unit(line, SELF_RELIANCE[4], SELF_RELIANCE[5]));
        }
        assertThat(check(new Glossary(List.of()), units))
                .hasSize(17)
                .allSatisfy(finding -> assertThat(finding.suggestions())
                        .containsExactly("Scientific and technological self-reliance"));
    }

    @Test
    void reportsEveryLineOfListWithNumbers() {
        String[] list = {
            "目标：科技自立自强（", "Goal: scientific and technological self-reliance (",
            "道路：科技自立自强（", "Path: scientific and technological self-reliance (",
            "要求：科技自立自强（", "Requirement: scientific and technological self-reliance (",
            "人才：科技自立自强（", "Talent: technological self-reliance (",
        };
        List<CheckedUnit> units = new ArrayList<>();
        for (int line = 0; line < 20 * 4; line++) {
            int kind = line % 4;
            units.add(unit(line + 1, list[2 * kind] + (100 + line) + "）", list[2 * kind + 1] + (100 + line) + ")"));
        }
        assertThat(check(new Glossary(List.of()), units))
                .hasSize(20)
                .allSatisfy(
                        finding -> assertThat(spans(finding)).containsExactly("technological self-reliance", "科技自立自强"));
    }

    @Test
    void reportsTitleInQuotationMarks() {
        assertThat(check(
                        "《加强基础研究》发表。", "“Strengthening Basic Research” was published.",
                        "文章题为《加强基础研究》。", "It is titled \"Reinforcing Basic Studies\"."))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(spans(finding)).containsExactly("\"Reinforcing Basic Studies\"", "《加强基础研究》");
                    assertThat(finding.suggestions()).containsExactly("\"Strengthening Basic Research\"");
                });
    }

    @Test
    void reportsNothingWithoutEnglish() {
        assertThat(check()).isEmpty();
        assertThat(check("科技自立自强。", "", "科技自立自强！", "")).isEmpty();
    }
}
