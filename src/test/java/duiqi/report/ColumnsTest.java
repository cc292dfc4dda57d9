package duiqi.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {
    @ParameterizedTest
    @CsvSource({
        "abc, 3, abc",
        "abcd, 3, abc",
        "基础研究, 8, 基础研究",
        "基础研究, 7, 基础研",
        "a基础, 4, a基",
        "𠮷野家, 3, 𠮷",
        "abc, 0, ''",
    })
    void countsChineseCharactersTwice(String text, int columns, String fitting) {
        assertThat(Terminal.Columns.fit(text, columns)).isEqualTo(fitting);
    }

    @ParameterizedTest
    @CsvSource({
        "abc, 3, abc",
        "abcd, 3, bcd",
        "基础研究, 7, 础研究",
        "野家𠮷, 3, 𠮷",
        "abc, 0, ''",
    })
    void countsFromTheEnd(String text, int columns, String fitting) {
        assertThat(Terminal.Columns.fitEnd(text, columns)).isEqualTo(fitting);
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "abc, 3", "基础, 4", "，, 2", "😀, 2", "e\u0301, 1", "a\u200Db, 2"})
    void addsUp(String text, int columns) {
        assertThat(Terminal.Columns.width(text)).isEqualTo(columns);
    }
}
