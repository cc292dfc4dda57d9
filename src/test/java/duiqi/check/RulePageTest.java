package duiqi.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.lexicon.Lexicon;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulePageTest {
    private static final Lexicon LEXICON = Lexicon.standard();

    static Stream<Rule> rules() {
        return Checks.rules().stream();
    }

    private static List<Rule> broken(RuleExample example) {
        CheckSettings settings = ExampleSettings.withAllRules(example.settings());
        CheckRun run = CheckRun.of(example.glossary(), LEXICON, settings, Baseline.none(Path.of("")), Optional.empty());
        example.units().forEach(run::add);
        return run.finish().findings().stream().map(Finding::rule).toList();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void providesPageWithCorrectExamplesForEveryRule(Rule rule) {
        Rule.Page page = Rule.Page.of(rule);
        assertThat(page.text())
                .startsWith("# " + rule.id() + "\n\n")
                .contains("\n## Limits\n")
                .contains("\n## Precision\n");
        RuleExamples examples = RuleExamples.parse("rules/" + rule.id() + ".md", page.text());
        // An example that breaks the rule about long units would not fit on its page.
        assertThat(rule.equals(CheckRun.UNCHECKED) || !examples.fails().isEmpty())
                .as("examples that fail")
                .isTrue();
        assertThat(examples.fails())
                .allSatisfy(example -> assertThat(broken(example))
                        .as("rules broken in %s", example.units())
                        .contains(rule));
        assertThat(examples.passes())
                .as("examples that pass")
                .isNotEmpty()
                .allSatisfy(example -> assertThat(broken(example))
                        .as("rules broken in %s", example.units())
                        .isEmpty());
    }

    @Test
    void hasUniqueRuleIds() {
        assertThat(rules().map(Rule::id)).doesNotHaveDuplicates().doesNotContain(CheckSettings.PathSettings.ALL);
    }

    @Test
    void readsTermsUnitsAndNotesOfExample() {
        RuleExamples page = RuleExamples.parse("rules/x.md", """
                # x

                Why.

                ## Fails

                ```
                term 自立自强 = self-reliance (admitted)
                term 水闸 = sluice
                zh 自立自强
                en self-reliance
                note one
                note two
                zh 水闸
                en
                ```

                ## Passes

                ```text
                zh 水
                en water (preferred)
                ```

                ## Settings

                ```toml
                [rules]
                ```
                """);
        assertThat(page.fails()).singleElement().satisfies(example -> {
            assertThat(example.glossary().entries())
                    .extracting(TermEntry::chinese, TermEntry::english, TermEntry::status)
                    .containsExactly(
                            tuple("自立自强", "self-reliance", TermStatus.ADMITTED),
                            tuple("水闸", "sluice", TermStatus.PREFERRED));
            assertThat(example.units())
                    .extracting(CheckedUnit::chinese, CheckedUnit::english, CheckedUnit::notes)
                    .containsExactly(tuple("自立自强", "self-reliance", List.of("one", "two")), tuple("水闸", "", List.of()));
            assertThat(example.units().get(1).target().place().at(0)).hasToString("rules/x.md:15:1");
        });
        assertThat(page.passes())
                .singleElement()
                .satisfies(example -> assertThat(example.units())
                        .extracting(CheckedUnit::english)
                        .containsExactly("water (preferred)"));
    }

    @Test
    void rejectsUnknownLineOfExample() {
        assertThatThrownBy(() -> RuleExamples.parse("rules/x.md", "## Fails\n```\nzh 水\nwater\n```\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("rules/x.md:4:1: a line of an example must begin with");
        assertThatThrownBy(() -> RuleExamples.parse("rules/x.md", "## Passes\n```\nterm 水 = water\n```\n"))
                .hasMessage("an example needs a unit");
    }

    @Test
    void rejectsRuleWithoutPage() {
        assertThatThrownBy(() -> Rule.Page.of(Rule.of("no-such-rule", Severity.NOTE, "none")))
                .hasMessage("the rule no-such-rule has no page rules/no-such-rule.md");
    }
}
