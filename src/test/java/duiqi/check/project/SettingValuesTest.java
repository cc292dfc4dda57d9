package duiqi.check.project;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

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

    @Test
    void reportsLineOfInvalidEscapeInTableName() {
        SettingValues.TomlText toml = SettingValues.TomlText.of("x.toml", "a = 1\n[\"\\a\"]\nb = 2");
        assertThat(toml.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.place().line()).isEqualTo(2);
            assertThat(problem.toString()).contains("nvalid escape sequence");
        });
        assertThat(toml.table().isEmpty()).isTrue();
    }

    @Property
    void readsAnyTextToItsEnd(@ForAll("nearlyToml") String text) {
        long lines = text.chars().filter(c -> c == '\n').count() + 1;
        SettingValues.TomlText toml = SettingValues.TomlText.of("x.toml", text);
        assertThat(toml.problems())
                .allSatisfy(problem -> assertThat(problem.place().line()).isBetween(1, (int) lines));
        assertThat(toml.problems().size()).isLessThanOrEqualTo(1);
    }

    @Test
    void reportsColumnInCodePoints() {
        assertThat(SettingValues.TomlText.of("x.toml", "a = 1\n\"𠀀𠀀\" = 1 2\n")
                        .problems())
                .extracting(LenientUtf8.FileProblem::place)
                .extracting(Object::toString)
                .containsExactly("x.toml:2:10");
    }
}
