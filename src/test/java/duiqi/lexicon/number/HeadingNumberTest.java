package duiqi.lexicon.number;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadingNumberTest {
    @ParameterizedTest
    @CsvSource({
        "第三章, 3",
        "第三章 雨夜, 3",
        "第 12 回, 12",
        "第一百二十回 太虚幻境, 120",
        "上卷 第二節 春雨, 2",
        "卷三, 3",
        "三、方法, 3",
        "（四）结论, 4",
        "2. 背景, 2",
        "十一, 11",
        "Chapter 3, 3",
        "CHAPTER THREE, 3",
        "Chapter Twenty-One: The Rain, 21",
        "Chapter XIV. The Rain, 14",
        "The Third Chapter, 3",
        "Part One, 1",
        "Section No. 7, 7",
        "III, 3",
        "XL., 40",
        "IV. Methods, 4",
        "12: Rain, 12",
        "7, 7",
    })
    void readsNumberOfHeading(String heading, int number) {
        assertThat(HeadingNumber.of(heading)).hasValue(number);
    }

    @Test
    void ignoresOtherNumbers() {
        String headings = "三人行/一个人的村庄/序言/1949年的春天/I am a Cat/Civil Law/Two Cities/Preface/A Chapter of Accidents"
                + "/C. Methods/Part C/Letter I Never Sent/Mix./IIX//第";
        assertThat(headings.split("/"))
                .allSatisfy(heading -> assertThat(HeadingNumber.of(heading)).isEmpty());
    }
}
