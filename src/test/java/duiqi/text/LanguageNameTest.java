package duiqi.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageNameTest {
    @ParameterizedTest
    @CsvSource({
        "zh, zh",
        "ZH_cn, zh-CN",
        "zh-Hans-CN, zh-Hans-CN",
        "zh-rTW, zh-TW",
        "b, ''",
        "zho, zh",
        "chi, zh",
        "CHS, zh-CN",
        "cht, zh-TW",
        "zh-CHS, zh-Hans",
        "ENU, en-US",
        "eng, en",
        "en_UK, en-GB",
        "es-419, es-419",
        "zh+Hant+HK, zh-Hant-HK",
        "yue, yue",
        "cmn-Hans, cmn-Hans",
        "cn, zh-CN",
        "Schinese, zh-CN",
        "中文, zh-CN",
        "繁體中文, zh-TW",
        "英語, en-US",
        "Chinese, zh-CN",
        "Simplified Chinese, zh-CN",
        "Chinese (Traditional), zh-TW",
        "'Chinese (Traditional, Hong Kong)', zh-HK",
        "English (United States), en-US",
        "British English, en-GB",
        "中文（繁体）, zh-TW",
        "deu, de",
        "Japanese, ja"
    })
    void readsCodesAndNames(String name, String tag) {
        assertThat(LanguageName.of(name).map(Language::tag).orElse("")).isEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "text", "china", "us", "en-cn", "zh-en", "Chinese history", "English-Chinese", "report"})
    void rejectsOtherTexts(String text) {
        assertThat(LanguageName.of(text)).isEmpty();
    }

    /** Each line is a code, languages that it means, and languages that it does not mean. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zh | zh-CN lzh | en
            ZH-cn | zh-CN | ja
            zh_CN | zh-CN | zh-TW
            zh-Hans | zh-CN | zh-TW
            zh-SG | zh-Hans-CN | zh-TW
            zh-CN | zh | zh-TW
            zh-TW | zh | zh-CN
            zh-HK | zh | zh-Hans
            zh-Hant-HK | zh-TW | zh-CN
            zh-Hant | lzh-Hant | zh-CN
            cmn-Hans-CN | zh-CN | zh-TW
            lzh | lzh | zh-CN yue
            EN | en-US | zh
            en-GB | en-US | zh
            ja | ja | zh-CN
            '' | '' | zh
            x-classical | '' | zh
            not a code | '' | zh
            """)
    void acceptsSameLanguageInSameScript(String code, String same, String other) {
        for (String language : same.split(" ")) {
            assertThat(language.isEmpty()
                            || LanguageName.ofCode(code)
                                    .filter(own -> own.accepts(new Language(language)))
                                    .isPresent())
                    .as(language)
                    .isTrue();
        }
        for (String language : other.split(" ")) {
            assertThat(LanguageName.ofCode(code).filter(own -> own.accepts(new Language(language))))
                    .as(language)
                    .isEmpty();
        }
    }

    @Test
    void toleratesUnknownCode() {
        assertThat(LanguageName.ofCode("a b")).isEmpty();
        assertThat(LanguageName.ofCode("ZH_hant")).contains(new Language("zh-Hant"));
    }
}
