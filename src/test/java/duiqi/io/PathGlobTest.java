package duiqi.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathGlobTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    legacy/** | legacy/a.tmx | true
                    legacy/** | legacy/deep/er/a.tmx | true
                    legacy/** | old/legacy/a.tmx | false
                    legacy/** | legacy2/a.tmx | false
                    tm/old.tmx | tm/old.tmx | true
                    tm/old.tmx | tm/oldxtmx | false
                    tm/old.tmx | a/tm/old.tmx | false
                    ./tm/old.tmx | tm/old.tmx | true
                    old.tmx | tm/deep/old.tmx | true
                    old.tmx | old.tmx | true
                    old.tmx | tm/bold.tmx | false
                    *.po | po/zh.po | true
                    *.po | po/zh.pot | false
                    po/*.po | po/a/zh.po | false
                    po/**/zh.po | po/zh.po | true
                    po/**/zh.po | po/a/b/zh.po | true
                    **/mt/** | tm/mt/a.tmx | true
                    legacy | x/legacy/a.tmx | true
                    legacy/ | legacy/a.tmx | true
                    tm/legacy | tm/legacy/a/b.tmx | true
                    a?.tmx | a1.tmx | true
                    tm/a?b | tm/a/b | false
                    a[0-9].tmx | a7.tmx | true
                    a[!0-9].tmx | a7.tmx | false
                    a[!0-9].tmx | ax.tmx | true
                    tm/a[!0]b | tm/a/b | false
                    *.{po,xlf} | x/a.xlf | true
                    *.{po,xlf} | x/a.tmx | false
                    a,b.tmx | a,b.tmx | true
                    旧稿/** | 旧稿/文.tmx | true
                    ../other/*.tmx | ../other/a.tmx | true
                    a(1)+.tmx | a(1)+.tmx | true
                    a.b^$(x/n.- | a.b^$(x/n.- | true
                    a.b^$(x/n.- | a.b^$(x/n.-y | false
                    a+b/** | a+b/x | true
                    """)
    void matchesPathsOfPattern(String glob, String path, boolean isMeant) {
        assertThat(PathGlob.of(glob).matches(path)).isEqualTo(isMeant);
    }

    @ParameterizedTest
    @CsvSource({
        "'',is empty",
        "/,is empty",
        "tm\\old.tmx,has a backslash instead of /",
        "/tm/old.tmx,is not relative to the folder of the settings file",
        "C:/tm/old.tmx,is not relative to the folder of the settings file",
        "a[b,has an unclosed [",
        "a{b,has an unclosed {",
        "a},has a } without a {",
        "'{a,{b}}',has a { inside another {",
        "a[z-a],has an invalid character set in brackets",
    })
    void rejectsInvalidPattern(String glob, String problem) {
        assertThatThrownBy(() -> PathGlob.of(glob))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(problem);
    }

    @Test
    void matchesPatternsWithManyStarsSoon() {
        PathGlob stars = PathGlob.of("*a".repeat(20) + "*b");
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertThat(stars.matches("a".repeat(200))).isFalse());
        assertThat(PathGlob.of("**/*zh*/**/*.*.tm?").matches("a".repeat(80) + "/zh/" + "b/".repeat(40) + "c.d.tmx"))
                .isTrue();
    }
}
