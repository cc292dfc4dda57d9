package duiqi.check.number;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.check.Specification;
import duiqi.check.TextSpan;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.Lexicon;
import duiqi.text.Direction;
import duiqi.text.Location;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NumberMismatchTest {
    private final NumberMismatch check =
            new NumberMismatch(Lexicon.standard(), new ChineseTokenizer(Lexicon.standard()));

    private List<Finding> findings(String chinese, String english) {
        Location place = new Location("a.tmx", 1, 1);
        return check.check(CheckedUnit.of(
                "1",
                Direction.INTO_ENGLISH,
                CheckedUnit.Passage.of(chinese, place),
                CheckedUnit.Passage.of(english, place)));
    }

    private Finding only(String chinese, String english) {
        List<Finding> findings = findings(chinese, english);
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    static Stream<Specification.Case> cases() throws IOException {
        return Specification.cases().stream().filter(one -> one.file().equals("number-mismatch.md"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void marksOnlyTheWrongNumber(Specification.Case example) {
        List<Finding> findings = example.units().stream()
                .flatMap(unit -> check.check(unit).stream())
                .toList();
        assertThat(findings)
                .as(findings.stream().map(Finding::message).toList().toString())
                .hasSameSizeAs(example.rules());
        List<String> marked = findings.stream()
                .flatMap(finding -> finding.span(TextSpan.Side.TARGET).stream().map(finding.unit()::text))
                .toList();
        assertThat(marked).containsExactlyInAnyOrderElementsOf(example.marked());
    }

    @Test
    void acceptsArgumentForSingularOfGettext() {
        Location place = new Location("a.po", 1, 1);
        CheckedUnit.Passage english = CheckedUnit.Passage.of("1 file of 3", place);
        for (boolean isSingular : List.of(true, false)) {
            CheckedUnit unit =
                    CheckedUnit.of("1", Direction.INTO_CHINESE, english, CheckedUnit.Passage.of("3 个文件中的 %1 个", place));
            Map<String, String> properties = isSingular ? Map.of("x-po-plural", "%1 files of 3") : Map.of();
            List<Finding> findings = check.check(new CheckedUnit(
                    unit.id(),
                    unit.direction(),
                    unit.source(),
                    unit.target(),
                    new TreeMap<>(properties),
                    unit.notes()));
            assertThat(findings).hasSize(isSingular ? 0 : 1);
        }
    }

    @Test
    void reportsBothNumbersAndSuggestsCorrectOne() {
        Finding finding = only("全市有3.5万名科研人员。", "The city has 350,000 researchers.");
        assertThat(finding.message()).isEqualTo("\"350,000\" does not match 3.5万 (35,000)");
        assertThat(finding.severity()).isEqualTo(Severity.ERROR);
        assertThat(finding.suggestions()).containsExactly("35,000");
        assertThat(finding.term()).isEqualTo("3.5万");
        assertThat(finding.spans())
                .containsExactly(new TextSpan(TextSpan.Side.SOURCE, 3, 7), new TextSpan(TextSpan.Side.TARGET, 13, 20));
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

    @Property(tries = 200)
    void reportsValidSpansForAnyText(
            @ForAll
                    @Chars({
                        '1', '3', '0', '.', ',', '，', '万', '亿', '十', '百', '两', '几', '多', '半', '年', '月', '成', '第', '点',
                        '分', '之', '%', ' '
                    })
                    String chinese,
            @ForAll
                    @Chars({
                        '1', '2', '0', '.', ',', '%', ' ', 'a', 'n', 'h', 'l', 'f', 't', 'e', 'o', 'w', 'k', 'I', 'V',
                        '/', '-', '$'
                    })
                    String english) {
        for (Finding finding : findings(chinese, english)) {
            assertThat(finding.spans())
                    .allSatisfy(span -> assertThat(finding.unit().text(span)).isNotBlank());
        }
    }

    @Test
    void warnsOfMissingNumberWithoutEnglishSpan() {
        Finding finding = only("产量增长7.8%。", "Output rose.");
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.message()).isEqualTo("7.8% is missing from the English");
        assertThat(finding.span(TextSpan.Side.TARGET)).isEmpty();
        assertThat(finding.span(TextSpan.Side.SOURCE)).contains(new TextSpan(TextSpan.Side.SOURCE, 4, 8));
    }

    @Test
    void warnsOfAddedNumber() {
        Finding finding = only("政府将增加投入。", "The government will spend 500 million yuan more.");
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.message()).isEqualTo("\"500 million\" is not in the Chinese");
    }

    @Test
    void skipsUntranslatedUnits() {
        assertThat(findings("全市有3.5万名科研人员。", " ")).isEmpty();
    }

    @Test
    void readsTraditionalCharactersAndWideDigits() {
        assertThat(findings("全市有３．５萬名科研人員，佔１２％。", "The city has 35,000 researchers, 12%."))
                .isEmpty();
        assertThat(findings("全市有３．５萬名科研人員。", "The city has 350,000 researchers."))
                .hasSize(1);
    }
}
