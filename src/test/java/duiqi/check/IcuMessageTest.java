package duiqi.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IcuMessageTest {
    private static final IcuMessage NESTED = message("{sex, select, female {She has} other {They have}} "
            + "{n, plural, =0 {no file} one {# file} other {# files}} in '{'{folder}'}'.");

    private static IcuMessage message(String text) {
        return IcuMessage.of(text).orElseThrow();
    }

    @Test
    void readsSelectedBranches() {
        assertThat(NESTED.reading(Map.of("sex", "female", "n", "=1")).text())
                .isEqualTo("She has {n} file in {{folder}}.");
        assertThat(NESTED.reading(Map.of("n", "zero")).text()).isEqualTo("They have no file in {{folder}}.");
        assertThat(NESTED.selections()).containsExactly(Map.of("sex", "female"), Map.of("n", "=0"), Map.of("n", "one"));
        assertThat(message("{sex, select, female {{n, plural, one {a} other {b}}} other {c}}")
                        .selections())
                .containsExactly(Map.of("sex", "female"), Map.of("sex", "female", "n", "one"));
    }

    @Test
    void knowsPlaceOfEachCharacter() {
        IcuMessage.Reading reading = NESTED.reading(Map.of());
        assertThat(reading.text()).isEqualTo("They have {n} files in {{folder}}.");
        int at = reading.text().indexOf("files");
        assertThat(NESTED.text().substring(reading.place(at), reading.place(at + 4) + 1))
                .isEqualTo("files");
        assertThat(NESTED.text().charAt(reading.place(reading.text().indexOf("{n}") + 1)))
                .isEqualTo('#');
        assertThat(reading.place(reading.text().length()))
                .isEqualTo(NESTED.text().length());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
              `` | false
              {name} | false
              It's {0} | false
              The set {1, 2, 3} | false
              {a, b} | false
              {n, number | false
              {n, plural, one {file} other {files} | true
              {n, plural, one {file}} | true
              function f() { name, value } | false
            """)
    void readsNoOtherText(String text, boolean isBroken) {
        assertThat(IcuMessage.of(text)).isEmpty();
        assertThat(IcuMessage.isBroken(text)).isEqualTo(isBroken);
    }

    @Test
    void survivesDeepAndLongText() {
        String deep = "{a,select,other{".repeat(50_000);
        assertThat(IcuMessage.of(deep)).isEmpty();
        assertThat(IcuMessage.isBroken(deep)).isTrue();
        assertThat(message("{n,plural,other{" + "x".repeat(100_000) + "}}")
                        .reading(Map.of())
                        .text())
                .hasSize(100_000);
    }
}
