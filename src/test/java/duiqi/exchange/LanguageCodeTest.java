package duiqi.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.text.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageCodeTest {
    @ParameterizedTest
    @CsvSource({
        "zh, zh-CN", "ZH-cn, zh-CN", "zh_CN, zh-CN", "zh-Hans, zh-CN", "zh-SG, zh-Hans-CN", "zh-CN, zh", "zh-TW, zh",
        "zh-Hant-HK, zh-TW", "zh, lzh", "zh-Hant, lzh-Hant", "cmn-Hans-CN, zh-CN", "lzh, lzh", "EN, en-US",
                "en-GB, en-US",
    })
    void acceptsSameLanguageInSameScript(String code, String language) {
        assertThat(new LanguageCode(code).accepts(new Language(language))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "zh-Hant, zh-CN",
        "zh-TW, zh-CN",
        "zh-HK, zh-Hans",
        "zh-CN, zh-TW",
        "lzh, zh-CN",
        "lzh, yue",
        "ja, zh-CN",
        "en, zh",
        "zh, en",
        "'', zh",
        "x-classical, zh",
        "not a code, zh",
    })
    void rejectsOtherLanguages(String code, String language) {
        assertThat(new LanguageCode(code).accepts(new Language(language))).isFalse();
    }

    @Test
    void toleratesUnknownCode() {
        assertThat(new LanguageCode("a b").language()).isEmpty();
        assertThat(new LanguageCode("ZH_hant").language()).contains(new Language("zh-Hant"));
    }
}
