package duiqi.exchange.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.exchange.Exchanged;
import duiqi.exchange.Omissions;
import duiqi.exchange.Table;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reads tables with column names and columns as translators make them. A row is {@code a|b}, rows are separated by
 * {@code /}. In the tables, Z and E are replaced with sentences, z and e with terms, n with a number that counts up, and
 * d with a date.
 */
class TableColumnsTest {
    private static final List<String> CHINESE =
            List.of("水是软的。", "石头是硬的。", "火很热。", "他打开了 API 文档。", "会议定于周五举行。", "请勿靠近机器。", "价格上涨了3%。", "谢谢。");

    private static final List<String> ENGLISH = List.of(
            "Water is soft.",
            "Stone is hard.",
            "Fire is hot.",
            "He opened the API documentation.",
            "The meeting is on Friday.",
            "Keep away from the machine.",
            "Prices rose by 3%.",
            "Thank you.");

    private static final List<String> CHINESE_TERMS = List.of("水", "石头", "火", "接口", "会议", "机器", "价格", "谢谢");

    private static final List<String> ENGLISH_TERMS =
            List.of("water", "stone", "fire", "API", "meeting", "machine", "price", "thanks");

    @TempDir
    Path folder;

    /** Returns the rows of a table. The last row of the pattern is repeated for each text. */
    private static List<List<String>> rows(String pattern) {
        List<List<String>> rows = new ArrayList<>();
        String[] parts = pattern.split("/");
        for (int i = 0; i < parts.length - 1; i++) {
            rows.add(Arrays.asList(parts[i].split("\\|", -1)));
        }
        for (int i = 0; i < CHINESE.size(); i++) {
            List<String> cells = new ArrayList<>();
            for (String cell : parts[parts.length - 1].split("\\|", -1)) {
                cells.add(
                        switch (cell) {
                            case "Z" -> CHINESE.get(i);
                            case "E" -> ENGLISH.get(i);
                            case "z" -> CHINESE_TERMS.get(i);
                            case "e" -> ENGLISH_TERMS.get(i);
                            case "n" -> Integer.toString(i + 1);
                            case "d" -> "2026-11-0" + (i + 1);
                            case "k" -> "menu.item." + i;
                            case "s" -> i % 2 == 0 ? "已审校" : "未翻译";
                            case "t" -> i % 2 == 0 ? "Approved" : "New";
                            case "u" -> i % 3 == 0 ? "张三" : "李四";
                            case "l" -> i % 2 == 0 ? "zh" : "en";
                            case "m" -> i % 2 == 0 ? CHINESE.get(i) : ENGLISH.get(i);
                            case "r" -> i == 2 ? "请核对术语" : "";
                            case "p" -> "shuǐ";
                            default -> cell;
                        });
            }
            rows.add(cells);
        }
        return rows;
    }

    private Path table(String form, List<List<String>> rows) throws IOException {
        Path file = folder.resolve("a." + form);
        try (OutputStream out = Files.newOutputStream(file)) {
            Table.Output table =
                    Table.Form.valueOf(form.toUpperCase(Locale.ROOT)).begin(out, Exchanged.NOW, new Omissions());
            for (List<String> row : rows) {
                table.write(row);
            }
            table.finish();
        }
        return file;
    }

    private static String text(Tu unit, String language) {
        return unit.variants().stream()
                .filter(side -> side.code().startsWith(language))
                .map(side -> side.text())
                .findFirst()
                .orElse("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "原文|译文/Z|E",
                "序号|原文|译文/n|Z|E",
                "译文|原文|序号/E|Z|n",
                "中文|英文/Z|E",
                "英文|中文/E|Z",
                "简体中文|英语/Z|E",
                "英文|繁體中文/E|Z",
                "繁體中文|英文|備註/Z|E|r",
                "源语言|目标语言/Z|E",
                "源语言 (中文)|目标语言 (英文)/Z|E",
                "CHS|ENU/Z|E",
                "ENG|CHT/E|Z",
                "zh-CN|en-US/Z|E",
                "zh_CN|en_US/Z|E",
                "zh-Hans|en/Z|E",
                "Chinese (Simplified, China)|English (United States)/Z|E",
                "ID|Status|Chinese (Simplified, China)|English (United States)/n|t|Z|E",
                "Chinese (Simplified)|English (UK)|Comments/Z|E|r",
                "Source|Target/E|Z",
                "Source|Target/Z|E",
                "SourceText|TargetText|Date/Z|E|d",
                "source_text|target_text|file/Z|E|k",
                "Source Segment|Target Segment|Status/Z|E|t",
                "EN|CN/E|Z",
                "CN|EN/Z|E",
                "中|英/Z|E",
                "术语|译法/z|e",
                "术语|英文|备注/z|e|r",
                "中文术语|英文术语|词性/z|e|n.",
                "Term|Chinese translation/e|z",
                "英译|中文/E|Z",
                "中译|英文原文/Z|E",
                "中文原文|英译文/Z|E",
                "汉语|英语|拼音/z|e|p",
                "编号|中文|英文|状态|审校/n|Z|E|s|u",
                "序号|日期|译者|原文|译文|备注/n|d|u|Z|E|r",
                "KEY|English|Chinese/k|E|Z",
                "Key|Chinese (China)|English (US)|Context/k|Z|E|k",
                "String ID|English (en-US)|简体中文 (zh-CN)/k|E|Z",
                "原文 Source|译文 Target/Z|E",
                "中文（简体）|英语（美国）/Z|E",
                "简体|美式英语/Z|E",
                "No.|Chinese|English|Remarks/n|Z|E|r",
                "#|ZH|EN/n|Z|E",
                "Chinese Simplified|English|Match/Z|E|n",
                "公司术语表||/序号|中文|英文/n|z|e",
                "项目：年度报告||/日期：2026-11-01||/||/原文|译文|备注/Z|E|r",
                "原文||译文|/中文|备注|英文|备注/Z|r|E|",
                "双语对照表|||/编号|原文（中文）|译文（英文）|审校意见/n|Z|E|r",
                "原文|初稿|终稿/Z|E|E",
                "原文|译文|审校后译文/Z|E|E",
                "中文|英文（机翻）|英文（审校后）/Z|E|E",
                "Source|MT|Reviewed translation/Z|E|E",
                "中文名称|英文名称/z|e",
                "中文表达|英文表达|出处/z|e|k",
                "Simplified Chinese|English/Z|E",
                "ChineseText|EnglishText/Z|E",
                "条目|内容|Content/n|Z|E",
                "编号|A|B/n|Z|E",
                "ID|甲|乙|Status/n|Z|E|t",
                "Z|E",
                "E|Z",
                "n|Z|E",
                "n|E|Z",
                "z|e",
                "e|z",
                "k|Z|E",
                "n|d|Z|E|s",
                "Chinese|English|Chinese notes/Z|E|r",
                "English|Chinese|English comment/E|Z|r",
                "译文|译文状态|原文/E|s|Z",
                "Target|Target status|Source|Source file/E|t|Z|k",
                "英文|Japanese|中文/E|水は柔らかい。|Z",
                "Source Term|Translation|Source Language|Target Language/E|Z|English|Chinese (Simplified, China)",
                "文件名|源语言|原文|译文语言|译文|状态/k|zh-CN|Z|en-US|E|s",
                "Z|E|zh-CN|en-US",
                "原文|译文/原文|译文/Z|E",
                "Source|MT|PE/Z|some text|E",
                "旧译文|原文|新译文/some text|Z|E",
                "Sentence|翻译/E|Z",
                "english|Taiwan|China/e|z|z",
                "英文|大陆|台湾/e|z|函式庫",
                "中文|Text/Z|E",
            })
    void findsTexts(String pattern) throws IOException {
        List<List<String>> rows = rows(pattern);
        boolean areTerms = ("|" + pattern.replaceFirst(".*/", "") + "|").contains("|e|");
        List<Tu> units = new Exchanged("tsv").read(table("tsv", rows));
        assertThat(units)
                .extracting(unit -> text(unit, "zh"))
                .containsExactlyElementsOf(areTerms ? CHINESE_TERMS : CHINESE);
        assertThat(units)
                .extracting(unit -> text(unit, "en"))
                .containsExactlyElementsOf(areTerms ? ENGLISH_TERMS : ENGLISH);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "英文|中文/Z|E > contains Chinese in the column of the English texts, A \"英文\"",
                "EN|CN/Z|E > contains Chinese in the column of the English texts, A \"EN\"",
                "Source|Target/E|E > has no Chinese column",
                "原文|译文/Z|Z > has two Chinese columns",
                "中文|中文|英文/Z|Z|E > has two Chinese columns",
                "原文|译文1|译文2/Z|E|E > has two English columns",
                "Z|E|E > has two English columns: A (水是软的。), B (Water is soft.), C (Water is soft.)",
                "Z|Z|E > has two Chinese columns",
                "Z|Z > has two Chinese columns",
                "名称|说明/Z|Z > has two Chinese columns",
                "E|E > has no Chinese column",
                "n|Z > has no English column: A (1), B (水是软的。); give the columns, for example --columns zh=A,en=B",
                "E|n > has no Chinese column",
                "原文|译文/Z|n > has no English column",
                "ID|English|Status/n|E|t > has no Chinese column",
                "Z > has 1 column, expected 2",
                "id|zh/n|Z > has no English column: A \"id\" (1), B \"zh\" (水是软的。); give the columns, for example",
                "Text A|Text B/Z|E > does not show if its first row contains column names",
                "原文|译文|备注|审校后译文/Z|E|r|r > has two",
                "原文|Google翻译|我的译文/Z|E|E > has two English columns",
                "lang|text/l|m > has no Chinese column",
                "日本語|中国語/水は柔らかい。|Z > has no English column",
                "Chinese|English/Z|TBD > has the same text in all rows of the column B \"English\"",
                "Chinese|English/n|n > contains no Chinese in the column of the Chinese texts, A \"Chinese\"",
            })
    void rejectsTableWithDoubt(String pattern, String problem) throws IOException {
        for (String form : List.of("csv", "tsv", "xlsx")) {
            Path file = table(form, rows(pattern));
            assertThatThrownBy(() -> new Exchanged(form).read(file))
                    .as(form)
                    .isInstanceOf(FormatException.class)
                    .hasMessageStartingWith(file + ":1:1: ")
                    .hasMessageContaining(problem);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "zh=2,en=3,header=99 > has no column names on line 99: A (序号)",
                "foo=2,en=3 > has fewer than two text columns with the fields foo, en",
                "zh=2,en=Q > has no column Q",
            })
    void rejectsGivenColumnsThatTheTableLacks(String columns, String problem) throws IOException {
        Path file = table("csv", rows("序号|原文|译文/n|Z|E"));
        ReaderSettings settings =
                new ReaderSettings(Language.CHINESE, Language.ENGLISH, damage -> {}).with(Table.Choice.of(columns));
        assertThatThrownBy(() -> new Exchanged("csv").read(file, settings))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(problem)
                .hasMessageEndingWith("; correct --columns");
    }

    /** These rows have no names of columns, though they look like names. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "水|Water/火|Fire",
                "Key|钥匙/User|用户",
                "it|它/he|他",
                "source|来源/note|注释",
                "英语|English/中文|Chinese",
                "GDP|GDP/水是软的。|Water is soft.",
                "GDP|GDP growth/水是软的。|Water is soft.",
                "WTO|The organization|0.97/水是软的。|Water is soft.|0.98",
                "水|Water|soft/火|Fire|热",
            })
    void readsTableWithoutColumnNames(String rows) throws IOException {
        List<List<String>> cells =
                Stream.of(rows.split("/")).map(row -> List.of(row.split("\\|"))).toList();
        for (String form : List.of("csv", "tsv", "xlsx")) {
            assertThat(new Exchanged(form).read(table(form, cells))).hasSize(2);
        }
    }

    @Test
    void rejectsColumnsWithoutLineOfNames() {
        assertThatThrownBy(() -> Table.Choice.of("zh=A,en=B,header=x"))
                .hasMessage("'header=x' gives no line number; use for example header=2");
    }

    @Test
    void rejectsWorkbookNamedCsv() throws IOException {
        Path workbook = table("xlsx", rows("原文|译文/Z|E"));
        Path file = Files.move(workbook, folder.resolve("b.csv"));
        assertThatThrownBy(() -> new Exchanged("csv").read(file))
                .hasMessage(file + ": is a workbook or a zip archive, not a text; correct the file extension");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US|en-GB/E|E", "zh-CN|zh-TW/Z|Z"})
    void readsVariantsOfOneLanguage(String pattern) throws IOException {
        List<Tu> units = new Exchanged("tsv").read(table("tsv", rows(pattern)));
        assertThat(units).hasSize(CHINESE.size());
        assertThat(units.get(0).variants())
                .extracting(side -> side.code())
                .containsExactly(pattern.replaceFirst("/.*", "").split("\\|"));
    }

    @Test
    void keepsOtherColumnsAsProperties() throws IOException {
        assertThat(new Exchanged("csv").read(table("csv", rows("序号|原文|译文|审校|客户编码|备注/n|Z|E|u|A1|r"))))
                .extracting(Exchanged::shown)
                .contains("tuid=3 | 审校=李四 | 客户编码=A1 | note 请核对术语 | zh-CN 火很热。 | en-US Fire is hot.");
    }
}
