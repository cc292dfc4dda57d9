package duiqi.memory;

import static duiqi.memory.TestMemories.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuplicatesTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private Path dedupe(boolean folds, String... units) throws IOException {
        Path result = folder.resolve("b.tmx");
        TestMemories.dedupe(folds, TestMemories.write(folder.resolve("a.tmx"), units), result);
        return result;
    }

    @Test
    void keepsUnitsWithDifferentNumbersTagsAndNotes() throws IOException {
        assertThat(TestMemories.texts(
                        dedupe(true, unit("增长3.5%", "up 3.5%"), unit("增长35%", "up 35%"), unit("增长3.5％！", "Up 3.5%"))))
                .containsExactly("增长3.5%=up 3.5%", "增长35%=up 35%");
        String tagged = unit("<ph>&lt;br></ph>水", "water");
        assertThat(TestMemories.read(dedupe(false, unit("水", "water"), tagged, unit("水", "water"))))
                .hasSize(2);
        String noted = unit("水！", "Water").replaceFirst("<seg>", "<note>N</note><seg>");
        assertThat(TestMemories.read(dedupe(true, unit("水。", "water"), noted)))
                .singleElement()
                .satisfies(unit -> assertThat(unit.variants().get(0).annotations())
                        .extracting(note -> note.text())
                        .containsExactly("N"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!-- checked by Lin -->",
                "<?page break?>",
                "<own>text</own>",
                "text",
                "<prop type=\"p\"><own/></prop>",
                "<tuv xml:lang=\"zh-CN\"><seg>水<!-- checked --></seg></tuv>",
                "<tuv xml:lang=\"zh-CN\"><seg>水</seg><seg>河</seg></tuv>",
                "<tuv xml:lang=\"zh-CN\"><own/><seg>水</seg></tuv>"
            })
    void keepsDuplicateWithMoreThanTextsAndAnnotations(String content) throws IOException {
        String chinese = content.contains("<tuv") ? "" : "<tuv xml:lang=\"zh-CN\"><seg>水</seg></tuv>";
        String second = "<tu>" + content + chinese + "<tuv xml:lang=\"en-US\"><seg>water</seg></tuv></tu>";
        assertThat(dedupe(false, unit("水", "water"), second, unit("水", "water")))
                .content()
                .containsOnlyOnce(second);
        assertThat(folder.resolve("b.tmx")).content().containsOnlyOnce(unit("水", "water"));
    }

    @Test
    @Tag("hostile")
    void mergesUnitsWithThousandsOfAnnotations() {
        String[] units = new String[2];
        for (int k = 0; k < 2; k++) {
            StringBuilder inside = new StringBuilder();
            for (int i = 0; i < 60_000; i++) {
                inside.append("<prop type=\"p")
                        .append(i)
                        .append("\">")
                        .append(k)
                        .append("</prop>");
            }
            units[k] = unit("", inside.toString(), "水", "water");
        }
        Path result = assertTimeoutPreemptively(LIMIT, () -> dedupe(false, units));
        assertThat(result).content().containsOnlyOnce("</tu>");
    }

    @Test
    @Tag("hostile")
    void comparesUnitsWithThousandsOfSides() throws IOException {
        String sides = IntStream.range(0, 15_000)
                .mapToObj(i -> "<tuv xml:lang=\"en-US\"><seg>water " + i + "</seg></tuv>")
                .collect(Collectors.joining());
        String unit = "<tu><tuv xml:lang=\"zh-CN\"><seg>水</seg></tuv><tuv xml:lang=\"zh-CN\"><seg>河</seg></tuv>" + sides
                + "</tu>";
        String other = unit.replace("<tu>", "<tu><note>N</note>");
        Path result = assertTimeoutPreemptively(LIMIT, () -> dedupe(true, unit, other));
        List<Tu> read = TestMemories.read(result);
        assertThat(read).hasSize(1);
        MemoryStatistics statistics = new MemoryStatistics();
        assertTimeoutPreemptively(LIMIT, () -> statistics.add(read.get(0), TmxHeader.NONE));
        assertThat(statistics.pairs()).isEqualTo(1);
    }
}
