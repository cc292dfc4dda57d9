package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UntranslatedTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
              npm install --save-dev vue@next | = | true | true
              https://example.org/a?b=c | = | true | true
              3.5 | = | true | true
              task_group_id | = | true | true
              GitHub | = | true | true
              src/main/java | = | true | true
              int32 | = | true | true
              { "a": 1 } | = | true | true
              <br/> | = | true | true
              v1.2.3 | = | true | true
              --- | = | true | true
              ` a_b  c_d` | a_b\u00A0c_d | true | true
              John Smith | = | false | true
              Introduction | = | false | true
              See the page of the library. | = | false | true
              OK | = | false | true
              “Hello,” she said. | = | false | true
              한국어 | = | false | true
              npm install --save-dev | = | false | true
              未翻译的句子。 | = | false | true
              未翻译_a | = | false | true
              Apache 2.0 | Apache License 2.0 | false | true
              npm 命令 | npm command | false | false
              a_b | a_c | false | true
            """)
    void findsCodeAndProse(String chinese, String english, boolean isCode, boolean isUntranslated) {
        String other = english.equals("=") ? chinese : english;
        assertThat(Untranslated.isCode(chinese, other)).isEqualTo(isCode);
        assertThat(Untranslated.isUntranslated(chinese, other)).isEqualTo(isUntranslated);
    }
}
