package duiqi.check.text;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.lexicon.Han;
import duiqi.lexicon.PairLength;
import duiqi.lexicon.PairReader;
import duiqi.lexicon.PairWords;
import java.util.List;

/** Finds pairs that cannot be translations of each other, by their lengths and by their words. Not thread-safe. */
public final class Misaligned implements Check {
    public static final Rule RULE = Rule.of(
                    "misaligned", Severity.WARNING, "source and target are no translations of each other")
            .measured(2, 6);

    /** Odds below which a pair is reported. {@code tm clean} removes pairs below higher odds, and asks first. */
    private static final double MIN_ODDS = -5.5;

    private final PairReader reader;

    public Misaligned(PairReader reader) {
        this.reader = reader;
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        String chinese = unit.chinese();
        String english = unit.english();
        if (chinese.isBlank() || english.isBlank() || Han.isMost(english)) {
            return List.of();
        }
        PairLength length = PairLength.of(chinese, english);
        if (length.isMismatch()) {
            return List.of(Finding.of(RULE, unit, length.description()).inWholeTarget());
        }
        PairWords words = reader.read(chinese, english);
        return !Han.isAbsent(chinese) && words.odds() < MIN_ODDS
                ? List.of(Finding.of(RULE, unit, words.description()).inWholeTarget())
                : List.of();
    }
}
