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
}
