package duiqi.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {
    @ParameterizedTest
    @CsvSource({
        "abc, 3, abc, abc",
        "abcd, 3, abc, bcd",
        "基础研究, 8, 基础研究, 基础研究",
        "基础研究, 7, 基础研, 础研究",
        "a基础, 4, a基, 基础",
        "𠮷野家𠮷, 3, 𠮷, 𠮷",
        "abc, 0, '', ''",
    })
    void countsChineseCharactersTwice(String text, int columns, String start, String end) {
        assertThat(Terminal.Columns.fit(text, columns)).isEqualTo(start);
        assertThat(Terminal.Columns.fitEnd(text, columns)).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "abc, 3", "基础, 4", "，, 2", "😀, 2", "e\u0301, 1", "a\u200Db, 2"})
    void addsUp(String text, int columns) {
        assertThat(Terminal.Columns.width(text)).isEqualTo(columns);
    }
}
