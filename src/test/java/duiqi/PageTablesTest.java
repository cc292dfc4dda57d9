package duiqi;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.align.AlignmentFormat;
import duiqi.check.Checks;
import duiqi.check.Rule;
import duiqi.document.BilingualDocument.Layout;
import duiqi.exchange.ExchangeFormat;
import duiqi.glossary.GlossaryFormats;
import duiqi.lexicon.Lexicon;
import duiqi.memory.MemoryCleaning;
import duiqi.report.ReportFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that each format, rule and filter has a row on its reference page. */
class PageTablesTest {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    static Stream<Arguments> tables() {
        return Stream.of(
                table(
                        "src/docs/reference/formats.md",
                        AlignmentFormat.all((text, beads, outputs) -> {}).stream()
                                .map(AlignmentFormat::name)),
                table(
                        "src/docs/reference/interchange.md#Translation units",
                        ExchangeFormat.all().stream().map(ExchangeFormat::name)),
                table("src/docs/reference/align.md", Stream.of(Layout.values()).map(Layout::toString)),
                table(
                        "src/docs/reference/interchange.md#Terms",
                        GlossaryFormats.ALL.stream().map(GlossaryFormats.Format::name)),
                table("src/docs/reference/check.md", Checks.rules().stream().map(Rule::id)),
                table(
                        "src/docs/reference/findings.md",
                        ReportFormat.ALL.stream().map(ReportFormat::name)),
                table(
                        "src/docs/reference/memories.md",
                        MemoryCleaning.Filter.all(Lexicon.standard()).stream().map(MemoryCleaning.Filter::name)));
    }

    private static Arguments table(String page, Stream<String> names) {
        return Arguments.of(page, names.toList());
    }

    /** Tests a page, or a section of it after {@code #}. */
    @ParameterizedTest
    @MethodSource("tables")
    void hasRowForEach(String page, List<String> names) throws IOException {
        String[] parts = page.split("#");
        String text = Files.readString(Path.of(parts[0]));
        String section = parts.length == 1
                ? text
                : text.substring(text.indexOf("\n## " + parts[1] + "\n")).split("\n## ")[1];
        List<String> rows = section.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(1, line.indexOf('|', 1)))
                .flatMap(cell -> CODE.matcher(cell).results())
                .map((MatchResult name) -> name.group(1))
                .toList();
        assertThat(rows).containsAll(names);
    }
}
