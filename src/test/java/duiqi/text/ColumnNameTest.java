package duiqi.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnNameTest {
    @ParameterizedTest
    @CsvSource({
        "原文, SOURCE '' UNNAMED",
        "譯文, TARGET '' UNNAMED",
        "SourceText, SOURCE '' UNNAMED",
        "审校后译文, TARGET '' REVIEWED",
        "MT, UNKNOWN '' DRAFT",
        "中文, TEXT 'zh-CN' UNNAMED",
        "zh_Hant_TW, TEXT 'zh-Hant-TW' UNNAMED",
        "英文（机翻）, TEXT 'en-US' DRAFT",
        "Chinese (Traditional), TEXT 'zh-TW' UNNAMED",
        "English (UK), TEXT 'en-GB' UNNAMED",
        "汉译英, TEXT 'en-US' UNNAMED",
        "简中, TEXT 'zh-CN' UNNAMED",
        "en_note, NOTE '' UNNAMED",
        "zh_text, TEXT 'zh' UNNAMED",
        "US, TEXT 'en-US' UNNAMED",
        "uk, UNKNOWN '' UNNAMED",
        "pt-BR, TEXT 'pt-BR' UNNAMED",
        "no, ID '' UNNAMED",
        "#, ID '' UNNAMED",
        "String ID, ID '' UNNAMED",
        "created_at, CREATED '' UNNAMED",
        "翻译人员, AUTHOR '' UNNAMED",
        "Chinese notes, NOTE '' UNNAMED",
        "译文状态, OTHER '' UNNAMED",
        "内容, PLAIN '' UNNAMED",
        "Chinese history, UNKNOWN '' UNNAMED",
        "水, UNKNOWN '' UNNAMED"
    })
    void readsWords(String heading, String meaning) {
        ColumnName name = ColumnName.of(heading);
        String language = name.language().map(Language::tag).orElse("");
        assertThat(name.role() + " '" + language + "' " + name.stage()).isEqualTo(meaning);
    }
}
