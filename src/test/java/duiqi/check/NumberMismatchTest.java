package duiqi.check;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.bitext.Location;
import duiqi.glossary.Glossary;
import duiqi.lexicon.Lexicon;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class NumberMismatchTest {
    private static final Path CASES = Path.of("src/test/resources/golden/check/number-mismatch.md");

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

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String part : Files.readString(CASES, StandardCharsets.UTF_8).split("(?m)^### ")) {
            List<String> lines = part.lines().toList();
            if (lines.stream().anyMatch(line -> line.startsWith("    zh "))) {
                tests.add(DynamicTest.dynamicTest(lines.get(0), () -> verify(lines)));
            }
        }
        assertThat(tests).hasSizeGreaterThan(40);
        return tests.stream();
    }

    private void verify(List<String> lines) {
        String chinese = line(lines, "    zh ");
        String marked = line(lines, "    en ");
        List<Finding> findings = findings(chinese, marked.replaceAll("[⟦⟧]", ""));
        long expected = lines.stream().filter("number-mismatch"::equals).count();
        assertThat(findings).as("%s%n%s%n%s", chinese, marked, findings.stream().map(Finding::message).toList()).hasSize((int) expected);
        StringBuilder english = new StringBuilder(marked.replaceAll("[⟦⟧]", ""));
        findings.stream()
                .flatMap(finding -> finding.spans().stream())
                .filter(span -> span.side() == TextSpan.Side.TARGET)
                .sorted((one, other) -> other.start() - one.start())
                .forEach(span -> english.insert(span.end(), '⟧').insert(span.start(), '⟦'));
        assertThat(english.toString()).isEqualTo(marked);
    }

    private static String line(List<String> lines, String start) {
        return lines.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .findFirst()
                .orElseThrow();
    }
}
