package duiqi.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests how columns of tables are named and chosen. */
class ColumnVoterTest {
    private static final List<List<String>> ROWS = List.of(
            List.of("1", "水是软的。", "Water is soft", "Water is soft."),
            List.of("2", "石头是硬的。", "Stones are hard", "Stone is hard."));

    @Test
    void prefersRevisionToDraft() {
        ColumnVoter voter = ColumnVoter.of(List.of("序号", "原文", "译文", "审校后译文"), ROWS);
        assertThat(voter.choice(true).columns()).containsExactly(1);
        assertThat(voter.choice(false).columns()).containsExactly(3);
    }

    @Test
    void doubtsTwoColumnsOfOneLanguage() {
        ColumnVoter.Choice choice = ColumnVoter.of(List.of(), ROWS).choice(false);
        assertThat(choice.columns()).containsExactly(2, 3);
        assertThat(choice.doubt()).contains("has two English columns");
        assertThat(choice.isClear()).isFalse();
    }

    @Test
    void findsNamesBelowTitles() {
        List<List<String>> rows = List.of(List.of("术语表"), List.of("序号", "中文", "英文"), List.of("1", "水", "water"));
        assertThat(ColumnVoter.headingRow(rows)).isEqualTo(1);
        assertThat(ColumnVoter.headingRow(ROWS)).isEqualTo(-1);
        assertThat(ColumnVoter.headingRow(
                        List.of(List.of("中国", "China"), List.of("美国", "United States"), List.of("英国", "UK"))))
                .isEqualTo(-1);
    }

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
