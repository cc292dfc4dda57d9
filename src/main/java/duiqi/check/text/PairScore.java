package duiqi.check.text;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.Han;
import duiqi.lexicon.Lexicon;
import duiqi.memory.PairAgreement;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds pairs that cannot be translations of each other, by length and by words. {@code tm clean} uses the same
 * measures. Not thread-safe.
 */
public final class PairScore implements Check {
    static final Rule LENGTH =
            Rule.of("length-ratio", Severity.WARNING, "the translation is far too long or too short for the source");
    static final Rule WORDS = Rule.of("misaligned", Severity.WARNING, "hardly any word of the source is translated");

    private final PairAgreement agreement;

    public PairScore(Lexicon lexicon, ChineseTokenizer chinese) {
        agreement = new PairAgreement(lexicon, chinese);
    }

    @Override
    public List<Rule> rules() {
        return List.of(LENGTH, WORDS);
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        if (unit.chinese().isBlank() || unit.english().isBlank() || Han.isMost(unit.english())) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        PairAgreement.lengthMismatch(unit.chinese(), unit.english())
                .ifPresent(fault -> findings.add(Finding.of(LENGTH, unit, fault).inWholeTarget()));
        agreement
                .wordMismatch(unit.chinese(), unit.english())
                .ifPresent(fault -> findings.add(Finding.of(WORDS, unit, fault).inWholeTarget()));
        return findings;
    }
}
