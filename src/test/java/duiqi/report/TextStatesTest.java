package duiqi.report;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.Finding;
import duiqi.check.Severity;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TextStatesTest {
    private static void add(TextStates states, String text, int rows, int doubtful) {
        for (int row = 1; row <= rows; row++) {
            String probability = String.format(Locale.ROOT, "%.2f", row == doubtful ? 0.25 : 0.99);
            states.add(new PairReport.Pair(SamplePairs.aligned(row, "水。", "Water.", "1-1", probability), text, false));
        }
    }

    @Test
    void findTheTextOfARow() {
        TextStates states = new TextStates();
        add(states, "a", 3, 0);
        add(states, "b", 1, 1);
        add(states, "c", 5, 2);
        assertThat(List.of(1, 3, 4, 5, 9))
                .extracting(row -> states.of(row).name())
                .containsExactly("a", "a", "b", "c", "c");
        assertThat(states.of(9).firstRow()).isEqualTo(5);
        assertThat(states.of(9).lowestRow()).isEqualTo(6);
        assertThat(states.of(9).lowest()).isEqualTo(OptionalDouble.of(0.25));
    }

    @Test
    void countFindingsOfFilesWithoutRows() {
        TextStates states = new TextStates();
        add(states, "text/a.zh.md and text/a.en.md", 2, 0);
        List<Finding> all = SampleFindings.all();
        List<TextStates.Line> lines = states.lines(all);
        assertThat(lines.stream().mapToInt(TextStates.Line::errors).sum())
                .isEqualTo(SampleFindings.report().count(Severity.ERROR));
        assertThat(lines).extracting(line -> line.text().units()).contains(2, 0);
        assertThat(lines.stream().map(line -> line.text().name()))
                .contains("text/a.zh.md and text/a.en.md")
                .doesNotContain("text/a.en.md")
                .containsAll(SampleFindings.all().stream()
                        .map(Finding::location)
                        .map(location -> location.file())
                        .filter(file -> !file.startsWith("text/a."))
                        .distinct()
                        .toList());
    }
}
