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
import java.util.List;
import org.junit.jupiter.api.Test;

class AbbreviationsTest {
    private final Glossary glossary = new Glossary(List.of(new TermEntry(
            "imf", "国际货币基金组织", "International Monetary Fund", TermStatus.PREFERRED, new Location("g.csv", 1, 1))));
    private final Abbreviations abbreviations = new Abbreviations();

    /** Returns the translations of the term in a unit of a file. */
    private List<String> found(String file, String english) {
        CheckedUnit unit = Units.unit(file, 1, "国际货币基金组织发表了报告。", english);
        TermMatches.TermSearch search = TermMatches.TermSearch.of(
                glossary,
                unit.direction(),
                Lexicon.standard(),
                new ChineseTokenizer(Lexicon.standard()),
                new EnglishWords());
        TermMatches matches = abbreviations.with(
                unit, search.find(unit.source().text(), unit.target().text()));
        return matches.of(glossary.concepts(unit.direction()).get(0)).stream()
                .map(match -> english.substring(match.start(), match.end()))
                .toList();
    }

    @Test
    void countsAbbreviationAfterIntroductionInSameFile() {
        assertThat(found("a.tmx", "The IMF published a report.")).isEmpty();
        assertThat(found("a.tmx", "The International Monetary Fund (IMF) published a report."))
                .containsExactly("International Monetary Fund");
        assertThat(found("a.tmx", "The IMF published a report.")).containsExactly("IMF");
        assertThat(found("a.tmx", "The WHO published a report.")).isEmpty();
        assertThat(found("b.tmx", "The IMF published a report.")).isEmpty();
    }
}
