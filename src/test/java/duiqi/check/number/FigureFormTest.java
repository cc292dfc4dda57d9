package duiqi.check.number;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.Figure;
import duiqi.lexicon.Lexicon;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureFormTest {
    private static final FigureForm CHINESE = new FigureForm.Chinese();
    private static final Figure.Numbers NUMBERS =
            new Figure.Numbers(Lexicon.standard(), new ChineseTokenizer(Lexicon.standard()));

    private static Figure english(String text) {
        return Figure.Numbers.inEnglish(text, "").get(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            35,000 people          | 3.5万
            1,234 people           | 1234
            123,456 people         | 123456
            120 million people     | 1.2亿
            3.2 trillion yuan      | 3.2万亿
            two million people     | 200万
            7.8 percent            | 7.8%
            two-thirds of them     | 三分之二
            a third of them        | 三分之一
            half of them           | 一半
            the 18th time          | 第18
            the 19th century       | 19世纪
            Figure 5 shows         | 5
            Chapter IV             | 第4
            the 1980s              | 20世纪80年代
            the 1900s              | 20世纪
            in 2023                | 2023
            May 2023               | 5月
            tripled                | 3倍
            Sunday                 | 星期日
            3 p.m.                 | 15
            millions of people     | 数百万
            hundreds of thousands  | 数十万
            """)
    void writesEnglishFigureInChinese(String text, String form) {
        assertThat(CHINESE.of(english(text))).isEqualTo(form);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            35%                | 占百分之四十五。      | 百分之三十五
            35%                | 占４５％。            | 35％
            35%                | 占45 %。              | 35 %
            30%                | 近两成的人。          | 30%
            30% off            | 打八折。              | 七折
            30% of the price   | 打八折。              | 三折
            100 people         | 一千名员工。          | 一百
            two people         | 三名员工。            | 两
            12,500 people      | 有12,600名员工。      | 12,500
            12,500 people      | 有2万名员工。         | 1.25万
            12,345 people      | 有2万名员工。         | 12345
            15 people          | 有51名员工。          | 15
            quadrupled         | 翻了三番。            | 4倍
            12 times as strong | 强度是钢的20倍。      | 12倍
            the 1980s          | 20世纪90年代。        | 20世纪80年代
            the 1980s          | 九十年代。            | 20世纪80年代
            in 1998            | 一九八九年。          | 一九九八
            the 3rd edition    | 第二版。              | 三
            July 2023          | 六月。                | 七
            Monday             | 周二闭馆。            | 周一
            3 p.m.             | 下午4点。             | 15
            3 p.m.             | 16时。                | 15
            500,000 readers    | 5萬名讀者。           | 50萬
            the 19th century   | 18世紀。              | 19世紀
            billions of stars  | 数十万的星星。        | 数十亿
            """)
    void writesFigureInFormatOfWrongOne(String english, String chinese, String form) {
        Figure wrong = NUMBERS.inChinese(chinese, "").get(0);
        String written = chinese.substring(wrong.start(), wrong.end());
        assertThat(CHINESE.inPlaceOf(wrong, written, english(english))).isEqualTo(form);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 零",
        "10, 十",
        "15, 十五",
        "20, 二十",
        "100, 一百",
        "105, 一百零五",
        "115, 一百一十五",
        "1015, 一千零一十五",
        "2000, 二千",
        "10500, 一万零五百",
        "120000, 十二万",
        "100000000, 一亿",
        "3.5, 三点五",
        "20.08, 二十点零八"
    })
    void writesHanNumerals(BigDecimal value, String han) {
        assertThat(FigureForm.Chinese.han(value)).isEqualTo(han);
    }

    @Property(tries = 500)
    void readsWhatItWrites(
            @ForAll @LongRange(min = 0, max = 99_999_999_999_999L) long number,
            @ForAll @IntRange(min = 0, max = 3) int decimals) {
        BigDecimal value = BigDecimal.valueOf(number, decimals);
        for (String written : List.of(FigureForm.Chinese.number(value), FigureForm.Chinese.han(value))) {
            List<Figure> figures = NUMBERS.inChinese("共" + written + "吨", "");
            assertThat(figures).as(written).hasSize(1);
            assertThat(figures.get(0).value()).as(written).isEqualByComparingTo(value);
        }
    }
}
