package duiqi.check;

import duiqi.glossary.Glossary;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.List;

/** Shows units to all checks that there are, whatever a configuration would say. */
public final class EveryCheck {
    private EveryCheck() {}

    /** What all checks find, those of a unit together, then those that show at the end. */
    public static List<Finding> findings(Glossary glossary, List<CheckedUnit> units) {
        List<Check> checks = Checks.all(glossary, Lexicon.standard());
        List<Finding> findings = new ArrayList<>();
        for (CheckedUnit unit : units) {
            checks.forEach(check -> findings.addAll(check.check(unit)));
        }
        checks.forEach(check -> findings.addAll(check.finish()));
        return findings;
    }

    /** The same of the checks that know a rule, as far as it is about that rule. */
    public static List<Finding> findings(Glossary glossary, List<CheckedUnit> units, String rule) {
        List<Finding> findings = new ArrayList<>();
        for (Check check : Checks.all(glossary, Lexicon.standard())) {
            if (check.rules().stream().anyMatch(known -> known.id().equals(rule))) {
                units.forEach(unit -> findings.addAll(check.check(unit)));
                findings.addAll(check.finish());
            }
        }
        return findings.stream()
                .filter(finding -> finding.rule().id().equals(rule))
                .toList();
    }
}
