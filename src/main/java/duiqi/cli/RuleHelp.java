package duiqi.cli;

import duiqi.check.CheckSettings;
import duiqi.check.Checks;
import duiqi.check.Rule;
import duiqi.check.RulePage;
import duiqi.text.NearestName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What users are told of the rules. */
final class RuleHelp {
    private RuleHelp() {}

    /**
     * The page of a rule.
     *
     * @throws IllegalArgumentException if there is no such rule
     */
    static String page(String id) {
        List<Rule> rules = Checks.rules();
        Rule named = rules.stream()
                .filter(rule -> rule.id().equals(id.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no rule \"" + id + "\"" + nearest(id, rules) + "; duiqi check --rules lists all"));
        return RulePage.of(named).text();
    }

    private static String nearest(String id, List<Rule> rules) {
        return NearestName.of(id, rules.stream().map(Rule::id).toList())
                .map(rule -> ", perhaps " + rule + " is meant")
                .orElse("");
    }

    /** All rules, a line each, with what the settings make of them for files that no path of theirs is about. */
    static String list(CheckSettings settings) {
        StringBuilder list = new StringBuilder();
        for (Rule rule : Checks.rules()) {
            Optional<String> severity = settings.severity(rule, "").map(Object::toString);
            list.append(
                    String.format(Locale.ROOT, "%-30s %-8s %s%n", rule.id(), severity.orElse("off"), rule.summary()));
        }
        return list.toString().replace("\r\n", "\n");
    }
}
