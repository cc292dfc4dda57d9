package duiqi.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulePageTest {
    /** A code block of a section, such as Fails. */
    private static final Pattern EXAMPLE = Pattern.compile("(?m)^## (.+)\\R|^```.*\\R([\\s\\S]*?)^```");

    static Stream<Rule> rules() {
        return Checks.rules().stream();
    }

    /** Returns the examples of a section. */
    private static List<Specification.Case> examples(Rule rule, String page, String section) {
        List<Specification.Case> examples = new ArrayList<>();
        String now = "";
        for (MatchResult found : EXAMPLE.matcher(page).results().toList()) {
            now = found.group(1) == null ? now : found.group(1).strip();
            if (found.group(2) != null && now.equals(section)) {
                List<String> block = found.group(2).lines().map(String::strip).toList();
                examples.add(Specification.of("rules/" + rule.id() + ".md", 1, section, block, List.of()));
                assertThat(examples.get(examples.size() - 1).units()).isNotEmpty();
            }
        }
        return examples;
    }

    private static List<Rule> broken(Specification.Case example) {
        CheckSettings settings = ExampleSettings.withAllRules(ExampleSettings.of(example.settings()));
        return EveryCheck.run(example.glossary(), settings, example.units()).findings().stream()
                .map(Finding::rule)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void providesPageWithCorrectExamplesForEveryRule(Rule rule) {
        String page = Rule.Page.of(rule).text();
        assertThat(page)
                .startsWith("# " + rule.id() + "\n\n")
                .contains("\n## Limits\n")
                .contains("\n## Precision\n");
        List<Specification.Case> fails = examples(rule, page, "Fails");
        // An example that breaks the rule about long units would not fit on its page.
        assertThat(rule.equals(CheckRun.UNCHECKED) || !fails.isEmpty())
                .as("examples that fail")
                .isTrue();
        assertThat(fails)
                .allSatisfy(example -> assertThat(broken(example))
                        .as("rules broken in %s", example.units())
                        .contains(rule));
        assertThat(examples(rule, page, "Passes"))
                .as("examples that pass")
                .isNotEmpty()
                .allSatisfy(example -> assertThat(broken(example))
                        .as("rules broken in %s", example.units())
                        .isEmpty());
    }

    @Test
    void rejectsRuleWithoutPage() {
        assertThat(rules().map(Rule::id))
                .contains("ignore", "unchecked-unit")
                .doesNotHaveDuplicates()
                .doesNotContain(CheckSettings.PathSettings.ALL);
        assertThatThrownBy(() -> Rule.Page.of(Rule.of("no-such-rule", Severity.NOTE, "none")))
                .hasMessage("the rule no-such-rule has no page rules/no-such-rule.md");
    }

    /** Sums the cells such as {@code 7 of 9} of each rule in the tables of the page. */
    @Test
    void statesThePrecisionOfTheAccuracyPage() throws IOException {
        String page = Files.readString(Path.of("src/docs/reference/accuracy-of-checks.md"));
        Map<String, int[]> measured = new HashMap<>();
        page.substring(page.indexOf("\n## False positives"), page.indexOf("\n## Precision of the corrections"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .forEach(line -> Pattern.compile("\\| (\\d+) of (\\d+) (?=\\|)")
                        .matcher(line)
                        .results()
                        .forEach(cell -> {
                            int[] sum = measured.computeIfAbsent(line.split("`")[1], rule -> new int[2]);
                            sum[0] += Integer.parseInt(cell.group(1));
                            sum[1] += Integer.parseInt(cell.group(2));
                        }));
        assertThat(rules().map(rule ->
                        rule.id() + rule.precision().map(one -> ": " + one).orElse("")))
                .as("call Rule.measured with the sums of the page")
                .containsExactlyElementsOf(rules().map(rule -> rule.id()
                                + Optional.ofNullable(measured.get(rule.id()))
                                        .map(sum -> ": " + sum[0] + " of " + sum[1])
                                        .orElse(""))
                        .toList());
        assertThat(rules().map(Rule::id)).containsAll(measured.keySet());
    }
}
