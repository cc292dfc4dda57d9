package duiqi.check;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.bitext.Location;
import duiqi.lexicon.Lexicon;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NumberMismatchTest {
    private final NumberMismatch check = new NumberMismatch(Lexicon.standard());

    private List<Finding> findings(String chinese, String english) {
        Location place = new Location("a.tmx", 1, 1);
        return check.check(CheckedUnit.of("1", Passage.of(chinese, place), Passage.of(english, place)));
    }

    private Finding only(String chinese, String english) {
        List<Finding> findings = findings(chinese, english);
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    static Stream<Specification.Case> cases() throws IOException {
        return Specification.cases().stream().filter(one -> one.file().equals("number-mismatch.md"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void marksTheWrongNumberAndNothingElse(Specification.Case example) {
        List<Finding> findings = example.units().stream()
                .flatMap(unit -> check.check(unit).stream())
                .toList();
        assertThat(findings)
                .as(findings.stream().map(Finding::message).toList().toString())
                .hasSameSizeAs(example.rules());
        List<String> marked = findings.stream()
                .flatMap(finding -> finding.span(TextSpan.Side.TARGET).stream().map(finding.unit()::text))
                .toList();
        assertThat(marked).containsExactlyInAnyOrderElementsOf(example.marked());
    }
}
