package duiqi.lexicon.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChineseNumeralTest {
    @ParameterizedTest
    @CsvSource({
        "三千二百万, 32000000",
        "二〇二三, 2023",
        "一九四九, 1949",
        "三万五, 35000",
        "三万零五, 30005",
        "三万五千, 35000",
        "一百二, 120",
        "一百零二, 102",
        "十五, 15",
        "二十, 20",
        "两千零八, 2008",
        "十四亿一千万, 1410000000",
        "3.5万, 35000",
        "１２．５亿, 1250000000",
        "3万亿, 3000000000000",
        "5000, 5000",
        "0.75, 0.75",
        "六萬億, 6000000000000",
        "二十一, 21",
        "一万二, 12000",
    })
    void readsNumerals(String numeral, BigDecimal value) {
        assertThat(ChineseNumeral.at(numeral, 0)).hasValueSatisfying(number -> {
            assertThat(number.value()).isEqualByComparingTo(value);
            assertThat(number.end()).isEqualTo(numeral.length());
        });
    }

    @Test
    void readsThousandsSeparators() {
        assertThat(ChineseNumeral.at("共1,234,567人", 1)).hasValueSatisfying(number -> {
            assertThat(number.value()).isEqualByComparingTo("1234567");
            assertThat(number.end()).isEqualTo(10);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"三五", "万", "百", "人", "", "二三百万一五"})
    void rejectsOtherTexts(String text) {
        assertThat(text.isEmpty() ? java.util.Optional.empty() : ChineseNumeral.at(text, 0))
                .isEmpty();
    }
}
