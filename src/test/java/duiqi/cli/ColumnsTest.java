package duiqi.cli;

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
        assertThat(Columns.fit(text, columns)).isEqualTo(fitting);
    }
}
