package duiqi.check.term;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Units;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import duiqi.text.Location;
import duiqi.text.TranslationUnit.UnitProperties;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MovedTermsTest {
    private static final Glossary GLOSSARY = new Glossary(List.of(
            new TermEntry("基础研究", "基础研究", "basic research", TermStatus.PREFERRED, new Location("g.csv", 2, 1))));

    private static CheckedUnit unit(String file, int line, String chinese, String english) {
        return Units.unit(file, line, chinese, english, Map.of(UnitProperties.BEAD, "1-1"), List.of());
    }

    private static List<String> missing(List<CheckedUnit> units) {
        TermCheck check = new TermCheck(
                GLOSSARY, Lexicon.standard(), new ChineseTokenizer(Lexicon.standard()), new EnglishWords());
        List<Finding> findings = new ArrayList<>();
        units.forEach(unit -> findings.addAll(check.check(unit)));
        findings.addAll(check.finish());
        return findings.stream()
                .filter(finding -> finding.rule().equals(TermCheck.MISSING))
                .map(finding -> finding.unit().source().text())
                .toList();
    }

    private static final CheckedUnit WITHOUT = unit("a", 1, "他谈了基础研究。", "He gave a talk.");
    private static final CheckedUnit SURPLUS = unit("a", 3, "听众很多。", "Many came to hear of basic research.");

    @Test
    void acceptsTranslationInNextSentence() {
        assertThat(missing(List.of(WITHOUT, SURPLUS))).isEmpty();
    }

    @Test
    void ignoresOrderOfUnits() {
        List<CheckedUnit> units = new ArrayList<>(List.of(WITHOUT, SURPLUS, unit("a", 5, "基础研究。", "Research.")));
        List<String> inOrder = missing(units);
        Collections.reverse(units);
        assertThat(missing(units)).isEqualTo(inOrder);
        assertThat(inOrder).containsExactly("基础研究。");
    }

    @Test
    void rejectsTranslationThatNextSentenceNeeds() {
        assertThat(missing(List.of(WITHOUT, unit("a", 3, "基础研究很难。", "Basic research is hard."))))
                .containsExactly("他谈了基础研究。");
    }

    @Test
    void countsEachTranslationForOneTerm() {
        CheckedUnit behind = unit("a", 5, "基础研究要钱。", "It costs money.");
        CheckedUnit asWell = unit("a", 5, "我们要基础研究。", "We want research.");
        assertThat(missing(List.of(WITHOUT, SURPLUS, asWell))).containsExactly("我们要基础研究。");
        assertThat(missing(List.of(SURPLUS, behind))).isEmpty();
    }

    @Test
    void searchesOnlySentencesOfSameFile() {
        assertThat(missing(List.of(WITHOUT, unit("b", 3, SURPLUS.chinese(), SURPLUS.english()))))
                .containsExactly("他谈了基础研究。");
        assertThat(missing(List.of(WITHOUT, unit("a", 3, "是。", "Yes."), unit("a", 5, "好。", SURPLUS.english()))))
                .containsExactly("他谈了基础研究。");
    }

    private static CheckedUnit intoChinese(int line, String english, String chinese) {
        return Units.intoChinese("a", line, english, chinese, Map.of(UnitProperties.BEAD, "1-1"));
    }

    @Test
    void acceptsChineseTranslationInNeighbourSentence() {
        CheckedUnit without = intoChinese(1, "He gave a talk on basic research.", "他做了报告。");
        CheckedUnit surplus = intoChinese(3, "Many came.", "许多人来听基础研究。");
        assertThat(missing(List.of(without, surplus))).isEmpty();
        assertThat(missing(List.of(intoChinese(5, without.source().text(), "他做了报告。"), surplus)))
                .isEmpty();
    }

    @Test
    void rejectsChineseTranslationThatNextSentenceNeeds() {
        assertThat(missing(List.of(
                        intoChinese(1, "He spoke of basic research.", "他做了报告。"),
                        intoChinese(3, "Basic research is hard.", "基础研究很难。"))))
                .containsExactly("He spoke of basic research.");
    }

    @Test
    void searchesUnitsOfEachDirectionOnItsOwn() {
        assertThat(missing(List.of(WITHOUT, intoChinese(3, "Many came.", "许多人来听基础研究。"))))
                .containsExactly("他谈了基础研究。");
    }

    @Test
    void ignoresNeighboursInMemory() {
        assertThat(missing(List.of(
                        Units.unit("a", 1, WITHOUT.chinese(), WITHOUT.english()),
                        Units.unit("a", 3, SURPLUS.chinese(), SURPLUS.english()))))
                .containsExactly("他谈了基础研究。");
    }
}
