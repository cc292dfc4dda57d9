package duiqi.check.text;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Units;
import duiqi.lexicon.Lexicon;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceResidueTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1, 20 of 20 units are not translated",
        "2, 1, 18 of 20 units are not translated",
        "3, 17, the Chinese is empty"
    })
    void countsUnitsOfUntranslatedFile(int translated, int findings, String message) {
        CheckedUnit[] units = IntStream.range(0, 20)
                .mapToObj(i -> Units.intoChinese(
                        "a.po", i + 1, "File " + i + " cannot be opened", i < translated ? "无法打开文件" : "", Map.of()))
                .toArray(CheckedUnit[]::new);
        assertThat(Units.findings(new SourceResidue.Untranslated(Lexicon.standard()), units))
                .hasSize(findings)
                .extracting(Finding::message)
                .containsOnly(message);
    }
}
