package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UntranslatedTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "npm install --save-dev vue@next",
                "https://example.org/a?b=c",
                "3.5",
                "task_group_id",
                "GitHub",
                "src/main/java",
                "int32",
                "{ \"a\": 1 }",
                "<br/>",
                "v1.2.3",
                "---",
            })
    void findsCode(String text) {
        assertThat(Untranslated.isCode(text, text)).isTrue();
        assertThat(Untranslated.isUntranslated(text, text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "John Smith",
                "Introduction",
                "See the page of the library.",
                "OK",
                "“Hello,” she said.",
                "한국어",
                "npm install --save-dev"
            })
    void keepsIdenticalProse(String text) {
        assertThat(Untranslated.isCode(text, text)).isFalse();
        assertThat(Untranslated.isUntranslated(text, text)).isTrue();
    }

    @Test
    void keepsTranslations() {
        assertThat(Untranslated.isCode("npm 命令", "npm command")).isFalse();
        assertThat(Untranslated.isUntranslated("npm 命令", "npm command")).isFalse();
        assertThat(Untranslated.isCode("a_b", "a_c")).isFalse();
    }

    @Test
    void ignoresWhiteSpaceAtTheEndsAndItsKind() {
        assertThat(Untranslated.isCode(" a_b  c_d", "a_b\u00A0c_d")).isTrue();
    }

    @Test
    void findsIdenticalChineseAndChineseSideWithoutChinese() {
        assertThat(Untranslated.isUntranslated("未翻译的句子。", "未翻译的句子。")).isTrue();
        assertThat(Untranslated.isUntranslated("Apache 2.0", "Apache License 2.0"))
                .isTrue();
        assertThat(Untranslated.isCode("未翻译_a", "未翻译_a")).isFalse();
    }
}
