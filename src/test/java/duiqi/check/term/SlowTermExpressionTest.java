package duiqi.check.term;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import duiqi.check.CheckSettings;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import duiqi.text.Direction;
import duiqi.text.Location;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks the check of terms with regular expressions of glossaries that take long. */
class SlowTermExpressionTest {
    private static final String A8 = "/a{1,20}a{1,20}a{1,20}a{1,20}a{1,20}a{1,20}a{1,20}a{1,20}b/";

    private static CheckedUnit unit(Direction direction, int line, String source, String target) {
        Location place = new Location("a.tmx", line, 1);
        return CheckedUnit.of(
                "u", direction, CheckedUnit.Passage.of(source, place), CheckedUnit.Passage.of(target, place));
    }

    private static List<Finding> findings(String english, List<CheckedUnit> units) {
        Glossary glossary = new Glossary(List.of(
                new TermEntry("水", "水", english, TermStatus.PREFERRED, new Location("g.csv", 2, 3)),
                new TermEntry("火", "火", "fire", TermStatus.PREFERRED, new Location("g.csv", 3, 3))));
        TermCheck check = new TermCheck(
                glossary,
                CheckSettings.defaults(Path.of("")),
                Lexicon.standard(),
                new ChineseTokenizer(Lexicon.standard()),
                new EnglishWords());
        List<Finding> findings = new ArrayList<>();
        units.forEach(unit -> findings.addAll(check.check(unit)));
        findings.addAll(check.finish());
        return findings;
    }

    private static String message(String english) {
        return "the expression " + english
                + " of the glossary (g.csv:2:3) takes too long here, so duiqi skipped it here"
                + " and in all later units; simplify it, or list the terms one by one";
    }

    @ParameterizedTest
    @ValueSource(strings = {"/(?s).*.*x/", "/\\p{L}*\\p{L}*1/", A8})
    @Timeout(60)
    void reportsSlowTranslationOnceAndGoesOn(String english) {
        List<CheckedUnit> units = new ArrayList<>();
        units.add(unit(Direction.INTO_ENGLISH, 1, "水", "a".repeat(300_000)));
        units.addAll(Collections.nCopies(1_000, unit(Direction.INTO_ENGLISH, 2, "水", "a".repeat(100))));
        units.add(unit(Direction.INTO_ENGLISH, 3, "火", "water"));
        assertThat(findings(english, units))
                .extracting(finding -> finding.location().line(), Finding::message)
                .hasSize(2)
                .startsWith(tuple(1, message(english)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/(?s).*.*x/", "/\\p{L}*\\p{L}*1/", A8})
    @Timeout(60)
    void reportsSlowTermOnceAndGoesOn(String english) {
        List<CheckedUnit> units = new ArrayList<>();
        units.add(unit(Direction.INTO_CHINESE, 1, "a".repeat(300_000), "土"));
        units.addAll(Collections.nCopies(1_000, unit(Direction.INTO_CHINESE, 2, "a".repeat(100), "水")));
        units.add(unit(Direction.INTO_CHINESE, 3, "Light a fire.", "点水。"));
        assertThat(findings(english, units))
                .extracting(finding -> finding.location().line(), Finding::message)
                .hasSize(2)
                .startsWith(tuple(1, message(english)));
    }
}
