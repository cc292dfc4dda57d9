package duiqi.document;

import static duiqi.document.BilingualDocumentTest.CHINESE;
import static duiqi.document.BilingualDocumentTest.ENGLISH;
import static duiqi.document.BilingualDocumentTest.SIMILARITY;
import static duiqi.document.BilingualDocumentTest.allPairs;
import static duiqi.document.BilingualDocumentTest.blocks;
import static duiqi.document.BilingualDocumentTest.filled;
import static duiqi.document.BilingualDocumentTest.pair;
import static org.assertj.core.api.Assertions.assertThat;

import duiqi.document.BilingualDocument.Layout;
import duiqi.document.DocumentReader.Input;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BilingualFilesTest {
    private static BilingualDocument read(String name, String text) throws IOException {
        Input input = new Input(name, text.getBytes(StandardCharsets.UTF_8), Optional.empty());
        return BilingualDocument.of(Documents.readWithComments(input), Optional.empty(), Optional.empty(), SIMILARITY)
                .orElseThrow();
    }

    @Test
    void keepsIdentifiersOutOfColumnsOfLines() throws IOException {
        StringBuilder lines = new StringBuilder("id\tzh\ten\n");
        for (int k = 0; k < CHINESE.size(); k++) {
            lines.append("text.").append(k).append('\t').append(CHINESE.get(k)).append('\t');
            lines.append(k == 2 ? "" : ENGLISH.get(k)).append('\n');
        }
        BilingualDocument both = read("table.txt", lines.toString());
        assertThat(both.layout()).isEqualTo(Layout.LINES);
        List<String> expected = new ArrayList<>(allPairs());
        expected.set(2, CHINESE.get(2) + " | ");
        assertThat(blocks(both)).isEqualTo(expected);
    }

    /** Each line is the lines of a file and its blocks. */
    @ParameterizedTest
    @CsvSource(delimiter = '⇒', quoteCharacter = '`', textBlock = """
            E0\\tZ0\\nE1\\t\\n\\tZ2\\nE3\\tZ3\\nE4\\tZ4\\n ⇒ Z0 | E0 ¶  | E1 ¶ Z2 |  ¶ Z3 | E3 ¶ Z4 | E4
            apple\\t\\t苹果\\nwatermelon\\t西瓜\\npear\\t\\t梨\\norange juice\\t橙汁\\n ⇒ 苹果 | apple ¶ 西瓜 | watermelon ¶ 梨 | pear ¶ 橙汁 | orange juice
            服务器 (server)\\n[client] 客户端\\n网络 ：network\\n(kernel) 内核\\n防火墙【firewall】\\n ⇒ 服务器 | server ¶ 客户端 | client ¶ 网络 | network ¶ 内核 | kernel ¶ 防火墙 | firewall
            """)
    void splitsLines(String lines, String blocks) throws IOException {
        String text = filled(lines).replace("\\t", "\t").replace("\\n", "\n");
        assertThat(blocks(read("lines.txt", text)))
                .containsExactly(filled(blocks).split(" ¶ "));
    }

    @Test
    void ignoresWeightOfOtherColumns() throws IOException {
        String table = """
                # Glossary

                | No. | English | 中文 | Remark |
                |---|---|---|---|
                | 1 | river | 河流 | noun |
                | 2 | mountain | 山 | noun |
                | 3 | | 湖泊 | noun |
                | 4 | bridge | 桥 | noun |
                """;
        BilingualDocument both = read("words.md", table);
        assertThat(both.layout()).isEqualTo(Layout.TABLE);
        assertThat(blocks(both)).containsExactly("河流 | river", "山 | mountain", "湖泊 | ", "桥 | bridge");
    }

    @ParameterizedTest
    @CsvSource({"原文, 译文, 审校后译文", "Source, MT, Reviewed", "中文, 英文初稿, 英文终稿"})
    void takesRevisionOfTable(String source, String draft, String revision) throws IOException {
        List<String> revised =
                allPairs().stream().map(pair -> pair + " So it is.").toList();
        StringBuilder markdown =
                new StringBuilder("| " + source + " | " + draft + " | " + revision + " |\n|---|---|---|\n");
        StringBuilder html = new StringBuilder("<table><tr><th>" + source + "<th>" + draft + "<th>" + revision);
        StringBuilder lines = new StringBuilder(source + "\t" + draft + "\t" + revision + "\n");
        for (int k = 0; k < CHINESE.size(); k++) {
            List<String> row =
                    List.of(CHINESE.get(k), ENGLISH.get(k), revised.get(k).replaceFirst(".*[|] ", ""));
            markdown.append("| ").append(String.join(" | ", row)).append(" |\n");
            html.append("<tr><td>").append(String.join("<td>", row));
            lines.append(String.join("\t", row)).append('\n');
        }
        assertThat(blocks(read("table.md", markdown.toString()))).isEqualTo(revised);
        assertThat(blocks(read("table.html", html + "</table>"))).isEqualTo(revised);
    }

    @Test
    void takesFreeRevisionOfTable() throws IOException {
        StringBuilder table = new StringBuilder("| 原文 | 译文 | 审校后译文 |\n|---|---|---|\n");
        for (int k = 0; k < CHINESE.size(); k++) {
            table.append("| " + pair(k) + " | Quite another thought " + "abcdef".charAt(k) + " |\n");
        }
        assertThat(blocks(read("table.md", table.toString())))
                .hasSize(CHINESE.size())
                .allMatch(block -> block.contains(" | Quite another thought "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "---\n# title: The Village\ntitle: 村庄\n---\n",
                "---\ntitle: 村庄\n---\n\n<!--\ntitle: The Village\nweight: 20\n-->\n",
                "---\ntitle: 村庄\n---\n\n<!--\n---\ntitle: The Village\n---\n-->\n"
            })
    void pairsPageWithOriginalInComments(String frontMatter) throws IOException {
        StringBuilder page = new StringBuilder(frontMatter).append("\n<!-- overview -->\n");
        List<String> expected = new ArrayList<>(List.of("村庄 | The Village"));
        for (int turn = 0; turn < 4; turn++) {
            page.append(filled("""

                    <!--
                    ## Part 7 of the story {#part-7}
                    -->
                    ## 故事第 7 部分 {#part-7}

                    <!--
                    E0

                    E1
                    -->
                    Z0

                    Z1

                    ```shell
                    ls --all
                    ```

                    <!--
                    * E2
                    * E3
                    -->
                    * Z2
                    * Z3

                    <!--
                    | Who | Where |
                    |---|---|
                    | children | beach |
                    -->
                    | 谁 | 哪里 |
                    |---|---|
                    | 孩子 | 海滩 |

                    <!--
                    {{< note >}}
                    E4
                    {{< /note >}}
                    -->
                    {{< note >}}
                    Z4
                    {{< /note >}}
                    """));
            expected.add("故事第 7 部分 | Part 7 of the story");
            List.of(pair(0), pair(1), pair(2), pair(3)).forEach(expected::add);
            List.of("谁 | Who", "哪里 | Where", "孩子 | children", "海滩 | beach", pair(4))
                    .forEach(expected::add);
        }
        page.append("\n").append(CHINESE.get(5)).append("\n");
        expected.add(CHINESE.get(5) + " | ");
        BilingualDocument both = read("village.md", page.toString());
        assertThat(both.layout()).isEqualTo(Layout.COMMENTS);
        assertThat(blocks(both)).isEqualTo(expected);
    }
}
