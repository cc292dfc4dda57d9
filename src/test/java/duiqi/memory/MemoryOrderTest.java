package duiqi.memory;

import static duiqi.memory.TestMemories.unit;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryOrderTest {
    @TempDir
    private Path folder;

    private static String placed(
            String id, String dates, String file, String position, String chinese, String english) {
        return unit(
                " tuid=\"" + id + "\"" + dates,
                "<prop type=\"x-source-file\">" + file + "</prop><prop type=\"x-source-position\">" + position
                        + "</prop>",
                chinese,
                english);
    }

    @ParameterizedTest
    @CsvSource({
        "SOURCE,   false, c b a d",
        "TARGET,   false, a d b c",
        "ID,       true,  d c b a",
        "CREATED,  false, b a c d",
        "CHANGED,  false, a b c d",
        "LENGTH,   false, b c d a",
        "LENGTH,   true,  a d b c",
        "POSITION, false, c b a d",
    })
    void sortsUnits(MemoryOrder.By by, boolean reverse, String expected) throws IOException {
        Path memory = TestMemories.write(
                folder.resolve("a.tmx"),
                placed("b", " creationdate=\"20190101T000000Z\" changedate=\"20220101T000000Z\"", "x", "9:1", "丁", "m"),
                placed("a", " creationdate=\"20200101T000000Z\"", "x", "10:1", "七七七", "a"),
                placed("d", "", "y", "nowhere", "水水", "b"),
                placed("c", " creationdate=\"20230101T000000Z\"", "x", "9:0", "一", "z"));
        MemoryOrder order = new MemoryOrder(TestMemories.source(memory), by, reverse, damage -> {});
        Path sorted = folder.resolve("b.tmx");
        TestMemories.rewrite(memory, order, sorted);
        assertThat(TestMemories.read(sorted)).extracting(unit -> unit.id()).containsExactly(expected.split(" "));
    }

    @Test
    void sortsByTheEndOfLongTexts() throws IOException {
        String beginning = "水".repeat(100);
        Path memory = TestMemories.write(
                folder.resolve("a.tmx"),
                placed("3", "", "x", "1:1", beginning + "火三", "a"),
                placed("1", "", "x", "2:1", beginning, "b"),
                placed("4", "", "x", "3:1", beginning + "火三", "c"),
                placed("2", "", "x", "4:1", beginning + "火", "d"));
        MemoryOrder order = new MemoryOrder(TestMemories.source(memory), MemoryOrder.By.SOURCE, false, damage -> {});
        assertThat(order.order()).hasValue(new int[] {1, 3, 0, 2});
        assertThat(order.moved()).isEqualTo(4);
    }
}
