package duiqi.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs each case of {@code golden/check}, the specification of the checks, against all rules. */
class SpecificationTest {
    static Stream<Specification.Case> cases() throws IOException {
        return Specification.cases().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void findsExactlyTheSpecifiedRules(Specification.Case example) {
        List<Finding> findings = example.findings();
        assertThat(findings)
                .extracting(example::expectation)
                .as(findings.stream().map(Finding::message).toList().toString())
                .containsExactlyInAnyOrderElementsOf(example.rules());
        List<String> shown = findings.stream()
                .flatMap(finding -> finding.spans().stream().map(finding.unit()::text))
                .toList();
        assertThat(shown).containsAll(example.marked());
        if (example.file().equals("number-mismatch.md")) {
            assertThat(findings.stream()
                            .flatMap(finding ->
                                    finding.span(TextSpan.Side.TARGET).stream().map(finding.unit()::text)))
                    .containsExactlyInAnyOrderElementsOf(example.marked());
        }
    }

    @Test
    void specifiesEnoughQuietCases() throws IOException {
        List<Specification.Case> cases = Specification.cases();
        assertThat(cases).filteredOn(one -> one.rules().isEmpty()).hasSizeGreaterThanOrEqualTo(cases.size() / 3);
    }
}
