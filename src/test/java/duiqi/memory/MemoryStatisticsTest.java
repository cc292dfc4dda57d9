package duiqi.memory;

import static duiqi.memory.TestMemories.unit;
import static org.assertj.core.api.Assertions.assertThat;

import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryStatisticsTest {
    @TempDir
    private Path folder;

    private MemoryStatistics count(String... units) throws IOException {
        MemoryStatistics statistics = new MemoryStatistics();
        for (Tu unit : TestMemories.read(TestMemories.write(folder.resolve("a.tmx"), units))) {
            statistics.add(unit, TmxHeader.NONE);
        }
        return statistics;
    }

    @Test
    void countsUnitsSidesAndWords() throws IOException {
        MemoryStatistics statistics = count(
                unit(
                        " changedate=\"20201231T235959Z\"",
                        "<prop type=\"aligned\">yes</prop>",
                        "水与火，DNA",
                        "water isn't well-known"),
                unit("水与火，DNA", "water isn't well-known"),
                unit("水与火，DNA", "aqua"),
                unit("<ph/>一二三四五六", ""));
        assertThat(statistics.units()).isEqualTo(4);
        assertThat(statistics.pairs()).isEqualTo(3);
        assertThat(statistics.duplicates()).isEqualTo(1);
        assertThat(statistics.alternatives()).isEqualTo(1);
        assertThat(statistics.aligned()).isEqualTo(1);
        assertThat(statistics.withCodes()).isEqualTo(1);
        assertThat(statistics.years()).containsOnlyKeys(2020);
        assertThat(statistics.codes().values())
                .extracting(code -> code.characters() + " characters, " + code.words() + " words")
                .containsExactly("0 characters, 7 words", "15 characters, 3 words");
    }

    @ParameterizedTest
    @CsvSource({
        "'<prop type=\"x-Origin\">MT</prop>', '', true",
        "'<prop type=\"x-origin\">nmt</prop>', '', true",
        "'', ' changeid=\"MT!\"', true",
        "'', ' creationid=\"mt-deepl\"', true",
        "'<prop type=\"x-Origin\">TM</prop>', '', false",
        "'', ' creationid=\"Mtumba\"', false",
        "'<prop type=\"note\">MT</prop>', '', false",
        "'<prop type=\"x-state\">needs-review-translation</prop>', '', false",
    })
    void detectsMachineTranslation(String inside, String attributes, boolean isMachine) throws IOException {
        MemoryStatistics statistics = count(unit(attributes, inside, "水", "water"), unit("木", "wood"));
        assertThat(statistics.machine()).isEqualTo(isMachine ? 1 : 0);
        assertThat(statistics.unrevised()).isEqualTo(inside.contains("needs-review") ? 1 : 0);
    }
}
