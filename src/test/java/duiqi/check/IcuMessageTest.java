package duiqi.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IcuMessageTest {
    private static final IcuMessage NESTED = message("{sex, select, female {She has} other {They have}} "
            + "{n, plural, =0 {no file} one {# file} other {# files}} in '{'{folder}'}'.");

    private static IcuMessage message(String text) {
        return IcuMessage.of(text).orElseThrow();
    }

    @Test
    void readsBranchOther() {
        assertThat(NESTED.reading(Map.of()).text()).isEqualTo("They have {n} files in {{folder}}.");
    }

    @Test
    void readsSelectedBranches() {
        assertThat(NESTED.reading(Map.of("sex", "female", "n", "=1")).text())
                .isEqualTo("She has {n} file in {{folder}}.");
        assertThat(NESTED.reading(Map.of("n", "zero")).text()).isEqualTo("They have no file in {{folder}}.");
    }

    @Test
    void knowsPlaceOfEachCharacter() {
        IcuMessage.Reading reading = NESTED.reading(Map.of());
        int at = reading.text().indexOf("files");
        assertThat(NESTED.text().substring(reading.place(at), reading.place(at + 4) + 1))
                .isEqualTo("files");
        assertThat(NESTED.text().charAt(reading.place(reading.text().indexOf("{n}") + 1)))
                .isEqualTo('#');
        assertThat(reading.place(reading.text().length()))
                .isEqualTo(NESTED.text().length());
    }

    @Test
    void listsSpecialBranches() {
        assertThat(NESTED.selections()).containsExactly(Map.of("sex", "female"), Map.of("n", "=0"), Map.of("n", "one"));
        assertThat(message("{sex, select, female {{n, plural, one {a} other {b}}} other {c}}")
                        .selections())
                .containsExactly(Map.of("sex", "female"), Map.of("sex", "female", "n", "one"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{name}",
                "It's {0}",
                "The set {1, 2, 3}",
                "{a, b}",
                "{n, plural, one {file} other {files}",
                "{n, plural, one {file}}",
                "function f() { name, value }"
            })
    void otherTextIsNoMessage(String text) {
        assertThat(IcuMessage.of(text)).isEmpty();
    }

    @Test
    void survivesDeepAndLongText() {
        String deep = "{a,select,other{".repeat(50_000);
        assertThat(IcuMessage.of(deep)).isEmpty();
        assertThat(IcuMessage.isBroken(deep)).isTrue();
        assertThat(IcuMessage.of("{n,plural,other{" + "x".repeat(100_000) + "}}"))
                .get()
                .satisfies(
                        message -> assertThat(message.reading(Map.of()).text()).hasSize(100_000));
    }

    @Test
    void findsBrokenMessage() {
        assertThat(List.of("{n, plural, one {file} other {files}", "{n, plural, one {file}}"))
                .allMatch(IcuMessage::isBroken);
        assertThat(List.of("{n, plural, other {files}}", "{n}", "{n, number")).noneMatch(IcuMessage::isBroken);
    }
}
