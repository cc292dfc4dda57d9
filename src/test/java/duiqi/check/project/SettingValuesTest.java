package duiqi.check.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingValuesTest {
    @Provide
    Arbitrary<String> nearlyToml() {
        String words =
                "a b.c ␣=␣ 1 \"x\" \" ' \"\"\" [ ] [[p]] { } , # ⏎ ⏎ ␍⏎ ␍ ⇥ \u0000 ␠ \u000b \\ 术 \uD800 𠀀 inf 1979-05-27";
        return Arbitraries.of(words.split(" "))
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts)
                        .replace('␣', ' ')
                        .replace('␠', '\u3000')
                        .replace('⏎', '\n')
                        .replace('␍', '\r')
                        .replace('⇥', '\t'));
    }

    private final SettingValues values = new SettingValues(Path.of("x.toml"));

    @Property
    void readsAnyTextToItsEnd(@ForAll("nearlyToml") String text) {
        SettingValues values = new SettingValues(Path.of("x.toml"));
        values.of(text);
        assertThat(values.problems().size()).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'a = 1\n[\"\\a\"]\nb = 2', x.toml:2:3: is not valid TOML (invalid escape sequence",
        "'a = 1\n\"𠀀𠀀\" = 1 2\n', x.toml:2:10: is not valid TOML (unexpected '2'",
    })
    void reportsErrorAtItsCharacter(String text, String problem) {
        assertThat(values.of(text)).isEmpty();
        assertThat(values.problems())
                .singleElement()
                .satisfies(found -> assertThat(found).hasMessageStartingWith(problem));
    }
}
