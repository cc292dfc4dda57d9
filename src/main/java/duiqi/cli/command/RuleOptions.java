package duiqi.cli.command;

import duiqi.check.CheckSettings;
import duiqi.check.Checks;
import duiqi.check.Rule;
import duiqi.check.UnitPlace;
import duiqi.cli.option.OptionGroup;
import duiqi.text.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Holds the options of {@code duiqi check} about rules. */
final class RuleOptions {
    @Option(
            names = "--select",
            paramLabel = "RULE",
            split = ",",
            order = OptionGroup.CHECKING,
            description = "Check these rules only. term: all rules about terms.")
    private List<String> selected = List.of();

    @Option(
            names = "--explain",
            paramLabel = "WHAT",
            order = OptionGroup.CHECKING,
            description = "Print the page of a RULE, or how the terms of the unit at FILE:LINE are judged, and exit.")
    private @Nullable String explained;

    @Option(
            names = "--rules",
            order = OptionGroup.CHECKING,
            description = "List all rules with their severities, and exit.")
    private boolean isList;

    /**
     * Returns the settings with the selected rules only, or the same settings if none is selected.
     *
     * @throws IllegalArgumentException if there is no such rule
     */
    CheckSettings select(CheckSettings settings) {
        List<Rule> known = Checks.rules();
        List<Rule> all = new ArrayList<>();
        for (String name : selected) {
            List<Rule> named = known.stream()
                    .filter(rule -> rule.isNamed(normalized(name)))
                    .toList();
            if (named.isEmpty()) {
                throw unknown("--select", name);
            }
            all.addAll(named);
        }
        return all.isEmpty() ? settings : settings.selecting(all, known);
    }

    /** Returns what to explain. */
    Optional<String> explained() {
        return Optional.ofNullable(explained);
    }

    boolean isList() {
        return isList;
    }

    /**
     * Returns the page of a rule; empty if the name is that of a unit.
     *
     * @throws IllegalArgumentException if the name is nearly that of a rule
     */
    static Optional<String> page(String name) {
        List<Rule> known = Checks.rules();
        Optional<String> page = known.stream()
                .filter(rule -> rule.id().equals(normalized(name)))
                .findFirst()
                .map(rule -> Rule.Page.of(rule).text());
        boolean isNear = UnitPlace.of(name).line().isEmpty()
                && NearestName.of(name, known.stream().map(Rule::id).toList()).isPresent();
        if (page.isEmpty() && isNear) {
            throw unknown("--explain", name);
        }
        return page;
    }

    private static String normalized(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private static IllegalArgumentException unknown(String option, String name) {
        return new IllegalArgumentException(option + " " + name + ": unknown rule; "
                + NearestName.of(name, Checks.rules().stream().map(Rule::id).toList())
                        .map(rule -> "did you mean '" + rule + "'?")
                        .orElse("list all rules with --rules"));
    }

    /** Returns all rules, one per line, with their severities for files that no path of the settings matches. */
    static String list(CheckSettings settings) {
        StringBuilder list = new StringBuilder();
        for (Rule rule : Checks.rules()) {
            Optional<String> severity = settings.severity(rule, "").map(Object::toString);
            list.append(
                    String.format(Locale.ROOT, "%-30s %-8s %s\n", rule.id(), severity.orElse("off"), rule.summary()));
        }
        return list.toString().replace("\r\n", "\n");
    }
}
