package duiqi.check.term;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.Units;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnaphoraTest {
    @ParameterizedTest
    @CsvSource({
        "基础研究需要耐心。, It takes patience., true",
        "它需要耐心。, It takes patience., false",
        "基础研究需要耐心。, Patience is needed., false",
        "这项研究和那项研究, this study and its successor, true",
        "The server stops., 它停止。, true",
        "It stops., 它停止。, false",
        "The other server stops., 其他停止。, false",
    })
    void countsPronounsOfBothSides(String source, String target, boolean refersBack) {
        assertThat(Anaphora.refersBack(Units.of(source, target))).isEqualTo(refersBack);
    }
}
