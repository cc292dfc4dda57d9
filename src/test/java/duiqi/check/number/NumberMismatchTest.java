package duiqi.check.number;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.Finding;
import duiqi.check.Units;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.Lexicon;
import duiqi.text.Direction;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberMismatchTest {
    private final NumberMismatch check =
            new NumberMismatch(Lexicon.standard(), new ChineseTokenizer(Lexicon.standard()));

    private List<Finding> findings(String chinese, String english) {
        return check.check(Units.of(Direction.INTO_ENGLISH, "a.tmx", chinese, english));
    }

    @ParameterizedTest
    @CsvSource({"'', 1", "%1 files of 3, 0"})
    void acceptsArgumentForSingularOfGettext(String plural, int findings) {
        Map<String, String> properties = plural.isEmpty() ? Map.of() : Map.of("x-po-plural", plural);
        assertThat(check.check(Units.intoChinese("a.po", 1, "1 file of 3", "3 个文件中的 %1 个", properties)))
                .hasSize(findings);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
              全市有3.5万名科研人员。 | The city has 350,000 researchers. | error: "350,000" does not match 3.5万 (35,000) 3-7 13-20
              产量增长7.8%。 | Output rose. | warning: 7.8% is missing from the English 4-8
              政府将增加投入。 | The government will spend 500 million yuan more. | warning: "500 million" is not in the Chinese 26-37
              全市有3.5万名科研人员。 | ` ` |
              全市有３．５萬名科研人員，佔１２％。 | The city has 35,000 researchers, 12%. |
              全市有３．５萬名科研人員。 | The city has 350,000 researchers. | error: "350,000" does not match ３．５萬 (35,000) 3-7 13-20
            """)
    void describesNumbers(String chinese, String english, @Nullable String expected) {
        assertThat(findings(chinese, english).stream()
                        .map(finding -> finding.severity() + ": " + finding.message()
                                + finding.spans().stream()
                                        .map(span -> " " + span.start() + "-" + span.end())
                                        .collect(Collectors.joining())))
                .containsExactlyElementsOf(expected == null ? List.of() : List.of(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            经费1.2亿元。             | a budget of 12 billion yuan    | 120 million
            共有33278亿元。           | a total of 33,278 billion yuan | 3.3278 trillion
            占百分之三十五。          | 45% of them                    | 35%
            占百分之三十五。          | 45 percent of them             | 35 percent
            第30000000002届           | the 3rd session                | 30000000002nd
            二十届三中全会            | the 21st Central Committee     | 20th
            上世纪九十年代            | in the 1980s                   | 1990s
            2023年7月                 | June 2023                      | July
            三分之二的代表            | three-quarters of them         | two-thirds
            建成五个国家实验室。      | built three laboratories       | five
            建成15个国家实验室。      | built 51 laboratories          | 15
            """)
    void suggestsNumberInFormatOfText(String chinese, String english, String suggestion) {
        assertThat(findings(chinese, english))
                .extracting(finding -> finding.suggestions().get(0))
                .contains(suggestion);
    }

    @Property(tries = 300)
    void findsNumbersInAnyForm(@ForAll @LongRange(min = 11, max = 9_999_999_999_999L) long number) {
        BigDecimal value = BigDecimal.valueOf(number);
        String english = FigureForm.English.number(value);
        BigDecimal wan = value.movePointLeft(4).stripTrailingZeros();
        BigDecimal yi = value.movePointLeft(8).stripTrailingZeros();
        for (String chinese : List.of(value + "", wan.toPlainString() + "万", yi.toPlainString() + "亿")) {
            assertThat(findings("共有" + chinese + "个。", "There are " + english + " of them."))
                    .as(chinese + " is " + english)
                    .isEmpty();
            String wrong = FigureForm.English.number(value.movePointRight(1));
            assertThat(findings("共有" + chinese + "个。", "There are " + wrong + " of them."))
                    .as(chinese + " is not " + wrong)
                    .extracting(finding -> finding.suggestions().get(0))
                    .containsExactly(english);
        }
    }
}
