package duiqi.check;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Finds English punctuation that is Chinese, doubled, unbalanced or spaced wrongly. Where several things are wrong with the same
 * characters, one is told. Not thread-safe.
 */
final class Punctuation implements Check {
    static final Rule RULE = Rule.of(
            "punctuation", Severity.WARNING, "marks of Chinese in the English, unbalanced, doubled or ill spaced");

    /** What is looked for, the most telling first. */
    private final List<Function<CheckedUnit, List<Finding>>> parts =
            List.of(ChineseMarks::in, UnbalancedMarks::in, Apostrophes::in, Spacing::in, FinalMark::in);

    @Override
    public List<Rule> rules() {
        return List.of(RULE);
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        if (unit.english().isBlank() || Scripts.isMostlyChinese(unit.english())) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        BitSet told = new BitSet();
        for (Function<CheckedUnit, List<Finding>> part : parts) {
            for (Finding finding : part.apply(unit)) {
                if (told.get(start(finding), end(finding)).isEmpty()) {
                    told.set(start(finding), end(finding));
                    findings.add(finding);
                }
            }
        }
        findings.sort(Comparator.comparingInt(Punctuation::start));
        return findings;
    }

    private static int start(Finding finding) {
        return finding.span(TextSpan.Side.TARGET).map(TextSpan::start).orElse(0);
    }

    private static int end(Finding finding) {
        return finding.span(TextSpan.Side.TARGET).map(TextSpan::end).orElse(0);
    }

    /** Characters that are to be others. */
    static Finding replace(CheckedUnit unit, int start, int end, String message, String replacement) {
        return Finding.of(RULE, unit, message).inTarget(start, end).suggesting(List.of(replacement));
    }
}
