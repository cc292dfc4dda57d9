package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.align.format.AlignmentWriters;
import duiqi.text.Language;
import duiqi.text.TranslationUnit;
import duiqi.text.TranslationUnit.UnitProperties;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlignmentFormatTest {
    private static final Alignment.Selection PAIRED = new Alignment.Selection(true, 0);

    private static final AlignmentFormat.Writer NO_MEMORY = (text, beads, outputs) -> {};

    @ParameterizedTest
    @ValueSource(strings = {"tsv", "jsonl", "ids", "txt-pair"})
    void writesTheGoldenFiles(String name) throws IOException {
        AlignmentFormat format = format(name);
        List<String> written = write(format, SampleText.PAIR, Alignment.Selection.ALL);
        List<String> reversed = write(format, SampleText.PAIR.reversed(), Alignment.Selection.ALL);
        // The names of the two files contain the language, so their content does not depend on the direction.
        String file = name.equals("txt-pair") ? "garden" : "garden.into-chinese";
        for (int i = 0; i < written.size(); i++) {
            String extension = format.extensions().get(i);
            assertThat(written.get(i)).isEqualTo(golden("garden" + extension));
            assertThat(reversed.get(i)).isEqualTo(golden(file + extension));
        }
    }

    @Test
    void omitsUnpairedSentencesOnRequest() throws IOException {
        assertThat(write(format("tsv"), SampleText.PAIR, PAIRED).get(0).lines())
                .hasSize(4)
                .noneMatch(line -> line.contains("\t\t"));
        assertThat(write(format("jsonl"), SampleText.PAIR, PAIRED).get(0))
                .doesNotContain("[]")
                .contains("2-1");
        assertThat(write(format("ids"), SampleText.PAIR, PAIRED).get(0))
                .isEqualTo("[0]:[0]\n[1]:[1]\n[2]:[2,3]\n[3,5]:[5]\n");
        Alignment.Selection probable = new Alignment.Selection(false, 0.6);
        assertThat(write(format("ids"), SampleText.PAIR, probable).get(0))
                .isEqualTo("[0]:[0]\n[1]:[1]\n[2]:[2,3]\n[]:[4]\n");
    }

    @Test
    void putsSourceFirstInTableAndChineseInFirstFile() throws IOException {
        ParallelText english = new ParallelText(
                SampleText.text("a.en.txt", Language.ENGLISH, "Water."),
                SampleText.text("a.zh.txt", new Language("zh-TW"), "水。"),
                new Alignment(1, 1, List.of(new Bead(List.of(0), List.of(0), 0.5))));
        assertThat(write(format("tsv"), english, PAIRED)).containsExactly("Water.\t水。\t0.5000\n");
        assertThat(write(format("txt-pair"), english, PAIRED)).containsExactly("水。\n", "Water.\n");
    }

    @Test
    void omitsPairsWithABlankSentence() throws IOException {
        ParallelText blank = new ParallelText(
                SampleText.text("a.zh.txt", Language.CHINESE, "", "水。"),
                SampleText.text("a.en.txt", Language.ENGLISH, "Fire.", "Water."),
                new Alignment(
                        2, 2, List.of(new Bead(List.of(0), List.of(0), 0.5), new Bead(List.of(1), List.of(1), 0.5))));
        assertThat(write(format("txt-pair"), blank, PAIRED)).containsExactly("水。\n", "Water.\n");
    }

    @Test
    void replacesEveryUnicodeLineBreakByASpace() {
        assertThat(AlignmentWriters.Lines.cell("a\r\nb\u000Bc\fd\u0085e\u2028f\u2029g\th"))
                .isEqualTo("a b c d e f g h");
    }

    private static AlignmentFormat format(String name) {
        return AlignmentFormat.all(NO_MEMORY).stream()
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> write(AlignmentFormat format, ParallelText text, Alignment.Selection selection)
            throws IOException {
        List<OutputStream> outputs = new ArrayList<>();
        format.extensions().forEach(extension -> outputs.add(new ByteArrayOutputStream()));
        format.writer().write(text, selection.of(text.alignment()), outputs);
        return outputs.stream()
                .map(output -> ((ByteArrayOutputStream) output).toString(StandardCharsets.UTF_8))
                .toList();
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = AlignmentFormatTest.class.getResourceAsStream("/golden/alignment/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    private final List<TranslationUnit> units =
            BeadUnits.of(SampleText.PAIR, Alignment.Selection.ALL.of(SampleText.PAIR.alignment()), NOW);

    @Test
    void makesUnitsOfBeadsWithTwoSidesTheirOriginAndContext() {
        assertThat(units)
                .extracting(unit -> unit.source().text())
                .containsExactly("小园记", "春天来了。", "花开了，鸟也来了。", "园丁说：“别\t急。”他笑了笑。");
        assertThat(units).allSatisfy(unit -> {
            assertThat(unit.created()).contains(NOW);
            assertThat(unit.target().properties()).isEmpty();
        });
        assertThat(units.get(2).properties())
                .isEqualTo(Map.of(
                        "aligned", "yes",
                        "x-bead", "1-2",
                        "x-probability", "0.75",
                        "x-source-file", "garden.zh.txt",
                        "x-source-position", "3:1",
                        "x-target-file", "garden.en.txt",
                        "x-target-position", "3:1"));
        assertThat(units.get(0).source().properties()).isEqualTo(Map.of("x-context-post", "春天来了。"));
        assertThat(units.get(2).source().properties())
                .isEqualTo(Map.of("x-context-pre", "春天来了。", "x-context-post", "园丁说：“别\t急。”"));
        assertThat(units.get(3).source().properties()).isEqualTo(Map.of("x-context-pre", "花开了，鸟也来了。"));
    }

    @Test
    void skipsBlankSentencesInUnitsAndContexts() {
        ParallelText blank = new ParallelText(
                SampleText.text("a.zh.txt", Language.CHINESE, "", "水。", "", "火。"),
                SampleText.text("a.en.txt", Language.ENGLISH, "Air.", "Water.", "Fire."),
                new Alignment(
                        4,
                        3,
                        List.of(
                                new Bead(List.of(0), List.of(0), 1),
                                new Bead(List.of(1), List.of(1), 1),
                                new Bead(List.of(2), List.of(), 1),
                                new Bead(List.of(3), List.of(2), 1))));
        List<TranslationUnit> made = BeadUnits.of(blank, blank.alignment().beads(), NOW);
        assertThat(made).extracting(unit -> unit.target().text()).containsExactly("Water.", "Fire.");
        assertThat(made.get(0).source().properties()).isEqualTo(Map.of(UnitProperties.CONTEXT_AFTER, "火。"));
        assertThat(made.get(1).source().properties()).isEqualTo(Map.of(UnitProperties.CONTEXT_BEFORE, "水。"));
    }
}
