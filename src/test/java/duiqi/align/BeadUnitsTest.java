package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.text.Language;
import duiqi.text.TranslationUnit;
import duiqi.text.TranslationUnit.UnitProperties;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BeadUnitsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    private final List<TranslationUnit> units =
            BeadUnits.of(SampleText.PAIR, Alignment.Selection.ALL.of(SampleText.PAIR.alignment()), NOW);

    @Test
    void makesAUnitOfEachBeadWithTwoSides() {
        assertThat(units)
                .extracting(unit -> unit.source().text())
                .containsExactly("小园记", "春天来了。", "花开了，鸟也来了。", "园丁说：“别\t急。”他笑了笑。");
        assertThat(units).allSatisfy(unit -> assertThat(unit.created()).contains(NOW));
    }

    @Test
    void recordsTheOriginOfAUnit() {
        assertThat(units.get(2).properties())
                .isEqualTo(Map.of(
                        "aligned", "yes",
                        "x-bead", "1-2",
                        "x-probability", "0.75",
                        "x-source-file", "garden.zh.txt",
                        "x-source-position", "3:1",
                        "x-target-file", "garden.en.txt",
                        "x-target-position", "3:1"));
    }

    @Test
    void takesPairedAndUnpairedNeighboursAsContext() {
        assertThat(units.get(0).source().properties()).isEqualTo(Map.of("x-context-post", "春天来了。"));
        assertThat(units.get(2).source().properties())
                .isEqualTo(Map.of("x-context-pre", "春天来了。", "x-context-post", "园丁说：“别\t急。”"));
        assertThat(units.get(3).source().properties()).isEqualTo(Map.of("x-context-pre", "花开了，鸟也来了。"));
        assertThat(units)
                .allSatisfy(unit -> assertThat(unit.target().properties()).isEmpty());
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
