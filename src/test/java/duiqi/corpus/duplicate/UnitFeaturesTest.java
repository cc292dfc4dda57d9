package duiqi.corpus.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.lexicon.EnglishTokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitFeaturesTest {
    private static UnitFeatures of(String chinese, String english) {
        return UnitFeatures.of(chinese, english, new EnglishTokenizer());
    }

    @Test
    void ignoresCaseWidthSpaceAndPunctuation() {
        assertThat(of("“ＡＢＣ” 公司，成立了。", "The firm ABC -- was founded.")
                        .isLike(of("ABC公司成立了", "the firm “abc” was founded"), 1))
                .isTrue();
    }

    @Test
    void computesJaccardIndex() {
        UnitFeatures one = of("甲乙丙丁", "a b c d");
        UnitFeatures other = of("甲乙丙戊", "a b c c");

        assertThat(UnitFeatures.jaccard(one.chinese(), other.chinese())).isEqualTo(2.0 / 4);
        assertThat(UnitFeatures.jaccard(one.english(), other.english())).isEqualTo(3.0 / 5);
        assertThat(one.isLike(other, 0.5)).isTrue();
        assertThat(one.isLike(other, 0.55)).isFalse();
    }

    @Test
    void distinguishesTextsWithoutWords() {
        assertThat(of("甲", "!").isLike(of("甲", "?"), 0.5)).isFalse();
        assertThat(of("甲", "x").isLike(of("乙", "x"), 0.5)).isFalse();
        assertThat(of("甲", "!").isLike(of("甲", "!"), 1)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2023年的报告, The report of 2023, 2024年的报告, The report of 2024",
        "三年的计划, The plan, 四年的计划, The plan",
        "二〇二三年, The year, 二〇二四年, The year",
        "第一章, The chapter, 第二章, The chapter",
        "第一章, The chapter, 第章, The chapter",
        "计划, The plan of three years, 计划, The plan of four years",
        "计划, Plan 11 of 12, 计划, Plan 12 of 11",
        "计划, Up 3.5 percent, 计划, Up 3.6 percent",
    })
    void distinguishesUnitsWithOtherNumbers(String chinese, String english, String otherChinese, String otherEnglish) {
        UnitFeatures one = of(chinese, english);
        UnitFeatures other = of(otherChinese, otherEnglish);

        assertThat(one.numbers()).isNotEqualTo(other.numbers());
        assertThat(one.isLike(other, 0)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "有３５００人; There were 3,500 people; 有3500人; There were 3500 people",
                "这是一个计划; This is one plan; 这是个计划; This is a plan",
            })
    void comparesNumbersByValue(String chinese, String english, String otherChinese, String otherEnglish) {
        assertThat(of(chinese, english).numbers())
                .isEqualTo(of(otherChinese, otherEnglish).numbers());
    }
}
