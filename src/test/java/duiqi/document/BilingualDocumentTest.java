package duiqi.document;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.align.ParallelTextCheck;
import duiqi.document.BilingualDocument.Block;
import duiqi.document.BilingualDocument.Layout;
import duiqi.document.DocumentReader.Input;
import duiqi.lexicon.Lexicon;
import duiqi.text.Direction;
import duiqi.text.Document;
import duiqi.text.Language;
import duiqi.text.Located;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Cell;
import duiqi.text.Paragraph.Cue;
import duiqi.text.Paragraph.Kind;
import duiqi.text.Paragraph.Marks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BilingualDocumentTest {
    private static final ParallelTextCheck.Similarity SIMILARITY = new ParallelTextCheck.Similarity(Lexicon::standard);

    private static final List<String> CHINESE =
            List.of("渔民每天早上五点出海。", "他们的船又旧又小。", "大风来的时候，没有人离开港口。", "村里的学校只有三位老师。", "孩子们在海滩上捡贝壳。", "冬天，老人们坐在炉火旁边讲故事。");

    private static final List<String> ENGLISH = List.of(
            "The fishermen go to sea at five every morning.",
            "Their boats are old and small.",
            "When a strong wind comes, nobody leaves the harbour.",
            "The village school has only three teachers.",
            "The children collect shells on the beach.",
            "In winter the old people sit by the fire and tell stories.");

    /** Mark of a paragraph: heading, comment, row and column of a cell, begin of a cue, or declared language */
    private static final Pattern MARK =
            Pattern.compile("(=|//|\\[(\\d),(\\d)]|@(\\d)(?:\\+(\\d+))?|(en|zh-\\w+|zh):) ?(.*)");

    /**
     * Replaces Z0 and E0 with the first Chinese and English sentence. A part in angle brackets is repeated for each pair,
     * with k as its number.
     */
    private static String filled(String text) {
        String all = Pattern.compile("<([^<>\\n-]*?[ZE]k[^<>\\n]*?)>")
                .matcher(text)
                .replaceAll(part -> Matcher.quoteReplacement(IntStream.range(0, CHINESE.size())
                        .mapToObj(k -> part.group(1).replaceAll("\\bk\\b|(?<=[ZE])k", String.valueOf(k)))
                        .collect(Collectors.joining(" ¶ "))));
        for (int k = 0; k < CHINESE.size(); k++) {
            all = all.replace("Z" + k, CHINESE.get(k)).replace("E" + k, ENGLISH.get(k));
        }
        return all;
    }

    private static Document document(String text) {
        List<Paragraph> paragraphs = new ArrayList<>();
        for (String part : filled(text).split(" ¶ ")) {
            Matcher mark = MARK.matcher(part);
            boolean isMarked = mark.matches();
            String start = isMarked ? mark.group(1) : "";
            Kind kind = Kind.TEXT;
            Marks marks = Marks.NONE;
            if (start.equals("=")) {
                kind = Kind.HEADING;
            } else if (start.equals("//")) {
                kind = Kind.COMMENT;
            } else if (start.startsWith("[")) {
                kind = Kind.TABLE_CELL;
                Cell cell = new Cell(0, Integer.parseInt(mark.group(2)), Integer.parseInt(mark.group(3)));
                marks = new Marks(Optional.of(cell), Optional.empty(), List.of());
            } else if (start.startsWith("@")) {
                kind = Kind.SUBTITLE;
                long begin = Long.parseLong(mark.group(4)) * 2000
                        + Long.parseLong(Optional.ofNullable(mark.group(5)).orElse("0"));
                marks = new Marks(Optional.empty(), Optional.empty(), List.of(new Cue(0, begin, begin + 1500)));
            } else if (isMarked) {
                marks = new Marks(Optional.empty(), Optional.of(mark.group(6)), List.of());
            }
            paragraphs.add(Paragraph.of(kind, isMarked ? mark.group(7) : part, paragraphs.size() + 1, 1)
                    .with(marks));
        }
        return new Document("village.txt", paragraphs);
    }

    private static Optional<BilingualDocument> detect(Document document) {
        return BilingualDocument.of(document, Optional.empty(), Optional.empty(), SIMILARITY);
    }

    private static List<String> texts(Document document) {
        return document.paragraphs().stream().map(Paragraph::text).toList();
    }

    /** Returns the blocks as Chinese, a bar and English, one in each line. */
    private static List<String> blocks(BilingualDocument both) {
        List<String> blocks = new ArrayList<>();
        List<Block> starts = both.blocks();
        for (int k = 0; k < starts.size(); k++) {
            boolean isLast = k + 1 == starts.size();
            int chineseEnd = isLast
                    ? both.chinese().paragraphs().size()
                    : starts.get(k + 1).chinese();
            int englishEnd = isLast
                    ? both.english().paragraphs().size()
                    : starts.get(k + 1).english();
            blocks.add(String.join(
                            " ", texts(both.chinese()).subList(starts.get(k).chinese(), chineseEnd))
                    + " | "
                    + String.join(
                            " ", texts(both.english()).subList(starts.get(k).english(), englishEnd)));
        }
        return blocks;
    }

    private static String pair(int k) {
        return CHINESE.get(k) + " | " + ENGLISH.get(k);
    }

    private static List<String> allPairs() {
        return IntStream.range(0, CHINESE.size())
                .mapToObj(BilingualDocumentTest::pair)
                .toList();
    }

    /**
     * Each line is a document in the notation of {@link #filled}, separated by ¶, its layout and first language, and its
     * blocks.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '⇒', quoteCharacter = '`', textBlock = """
            # paragraphs, groups of them, and whole texts
            <Zk ¶ Ek> ⇒ alternating zh ⇒ <Zk | Ek>
            <Ek ¶ Zk> ⇒ alternating en ⇒ <Zk | Ek>
            Z0 ¶ Z1 ¶ E0 ¶ E1 ¶ Z2 ¶ Z3 ¶ E2 ¶ E3 ¶ Z4 ¶ Z5 ¶ E4 ¶ E5 ⇒ alternating zh ⇒ <Zk | Ek>
            <Zk> ¶ <Ek> ⇒ alternating zh ⇒ <Zk | Ek>
            # missing translations
            Z0 ¶ E0 ¶ Z1 ¶ Z2 ¶ E2 ¶ E3 ¶ Z4 ¶ E4 ¶ Z5 ¶ E5 ⇒ alternating zh ⇒ Z0 | E0 ¶ Z1 |  ¶ Z2 | E2 ¶  | E3 ¶ Z4 | E4 ¶ Z5 | E5
            E0 ¶ Z1 ¶ E1 ¶ Z2 ¶ E2 ¶ Z3 ¶ E3 ¶ Z4 ¶ E4 ⇒ alternating zh ⇒ ` | E0 ¶ Z1 | E1 ¶ Z2 | E2 ¶ Z3 | E3 ¶ Z4 | E4`
            # headings in the other order, untranslated code, numbers
            = Life in a fishing village ¶ = 渔村的生活 ¶ <Zk ¶ Ek> ⇒ alternating zh ⇒ 渔村的生活 | Life in a fishing village ¶ <Zk | Ek>
            = E0 ¶ = Z0 ¶ Z1 ¶ E1 ¶ = E2 ¶ = Z2 ¶ Z3 ¶ E3 ¶ = E4 ¶ = Z4 ¶ Z5 ¶ E5 ⇒ alternating zh ⇒ <Zk | Ek>
            Z0 ¶ E0 ¶ git push --force ¶ git push --force ¶ Z2 ¶ E2 ¶ Z3 ¶ E3 ⇒ alternating zh ⇒ Z0 | E0 ¶ git push --force | git push --force ¶ Z2 | E2 ¶ Z3 | E3
            <k. ¶ Zk ¶ Ek> ⇒ alternating zh ⇒ <Zk | Ek>
            # tables with other columns, with a cell without translation, with a text in another column
            [0,0] No. ¶ [0,1] English ¶ [0,2] 中文 ¶ [0,3] 备注 ¶ [1,0] 1 ¶ [1,1] E0 ¶ [1,2] Z0 ¶ [1,3] 已经检查 ¶ [2,0] 2 ¶ [2,1] E1 ¶ [2,2] Z1 ¶ [2,3] please check ¶ [3,0] 3 ¶ [3,2] Z3 ¶ [3,3] please check ¶ [4,0] 4 ¶ [4,1] E4 ¶ [4,2] Z4 ⇒ table en ⇒ Z0 | E0 ¶ Z1 | E1 ¶ Z3 |  ¶ Z4 | E4
            [0,0] E1 ¶ [0,1] Z0 ¶ [0,2] E0 ¶ [1,0] E2 ¶ [1,1] Z1 ¶ [1,2] E1 ¶ [2,0] E3 ¶ [2,1] Z2 ¶ [2,2] E2 ¶ [3,0] E4 ¶ [3,1] Z3 ¶ [3,2] E3 ⇒ table zh ⇒ Z0 | E0 ¶ Z1 | E1 ¶ Z2 | E2 ¶ Z3 | E3
            下面的表格说明所有选项。 ¶ [1,0] verbose ¶ [1,1] Z0 ¶ [2,0] output file ¶ [2,1] Z0 ¶ [3,0] max depth ¶ [3,1] Z0 ¶ [4,0] log level ¶ [4,1] Z0 ⇒ none ⇒
            # declared languages, which precede content only for names
            zh: Z0 ¶ en: E0 ¶ zh: Z1 ¶ en: E1 ¶ zh: Z2 ¶ zh: E2 ¶ zh: Z3 ¶ en: E3 ⇒ languages zh ⇒ Z0 | E0 ¶ Z1 | E1 ¶ Z2 | E2 ¶ Z3 | E3
            zh: Z0 ¶ en: E0 ¶ zh: Z1 ¶ en: E1 ¶ zh: Z2 ¶ en: E2 ¶ zh: Linus Torvalds 2.0 ¶ en: Linus Torvalds, version 2.0 ⇒ languages zh ⇒ Z0 | E0 ¶ Z1 | E1 ¶ Z2 | E2 ¶ Linus Torvalds 2.0 | Linus Torvalds, version 2.0
            # originals in comments, and notes in comments
            <// Ek ¶ Zk> ¶ // body ⇒ comments en ⇒ <Zk | Ek>
            <// Ask the reviewers about the wording of this sentence ¶ Zk> ⇒ none ⇒
            # lines with both languages
            <Zk Ek> ⇒ lines zh ⇒ <Zk | Ek>
            <Zk / Ek> ⇒ lines zh ⇒ <Zk | Ek>
            <Zk | Ek> ⇒ lines zh ⇒ <Zk | Ek>
            <Zk　Ek> ⇒ lines zh ⇒ <Zk | Ek>
            <Zk（Ek）> ⇒ lines zh ⇒ <Zk | Ek>
            <Zk (Ek)> ⇒ lines zh ⇒ <Zk | Ek>
            <Ek / Zk> ¶ VS Code and GitHub Copilot / VS Code 和 GitHub Copilot ⇒ lines en ⇒ <Zk | Ek> ¶ VS Code 和 GitHub Copilot | VS Code and GitHub Copilot
            # Chinese texts with terms and quotations, and an English text with names
            神经网络（neural network）由许多神经元（neuron）组成，每一层都有自己的权重（weight）。 ¶ 训练的时候，梯度下降（gradient descent）会不断地更新这些参数。 ¶ 如果学习率（learning rate）太大，损失函数（loss function）就不会收敛。 ⇒ none ⇒
            这首诗的第一行常常被人引用，很多学生都能背诵。 ¶ Shall I compare thee to a summer's day? ¶ 批评家们对它的意思有不同的看法，争论持续了两百年。 ¶ Rough winds do shake the darling buds of May. ¶ 图书馆收藏了四个早期的版本，其中一个有作者的签名。 ¶ So long lives this, and this gives life to thee. ⇒ none ⇒
            The market in Chengdu (成都) opens at six. ¶ Its owner, Wang Wei (王维), sells tea from Fujian (福建). ¶ Visitors like the noodles (面条) best. ⇒ none ⇒
            # subtitles at the same time, and one language after the other
            @0 Z0 ¶ @0+80 E0 ¶ @1 Z1 ¶ @1+80 E1 ¶ @2 Z2 ¶ @3 Z3 ¶ @3+80 E3 ¶ @4 Z4 ¶ @4+80 E4 ⇒ cues zh ⇒ Z0 | E0 ¶ Z1 | E1 ¶ Z2 |  ¶ Z3 | E3 ¶ Z4 | E4
            <@k Ek> ¶ <@k+100 Zk> ⇒ cues en ⇒ <Zk | Ek>
            """)
    void detectsLayout(String text, String layout, @Nullable String blocks) {
        Optional<BilingualDocument> both = detect(document(text));
        assertThat(both.map(found -> found.layout() + (found.isChineseFirst() ? " zh" : " en"))
                        .orElse("none"))
                .isEqualTo(layout);
        assertThat(both.map(BilingualDocumentTest::blocks).orElse(List.of()))
                .containsExactly(blocks == null ? new String[0] : filled(blocks).split(" ¶ "));
    }

    @Test
    void needsNoComparisonOfClearStructureInGivenLayout() {
        Optional<BilingualDocument> both = BilingualDocument.of(
                document("<Ek ¶ Zk>"), Optional.of(Layout.ALTERNATING), Optional.empty(), (one, other) -> {
                    throw new AssertionError("no comparison expected");
                });
        assertThat(blocks(both.orElseThrow())).isEqualTo(allPairs());
    }

    @Test
    void rejectsOtherLayoutThanGivenAndEmptyDocument() {
        for (Layout layout : Layout.values()) {
            assertThat(BilingualDocument.of(document("<Zk ¶ Ek>"), Optional.of(layout), Optional.empty(), SIMILARITY)
                            .isPresent())
                    .as(layout.name())
                    .isEqualTo(layout == Layout.ALTERNATING);
        }
        assertThat(detect(new Document("village.txt", List.of()))).isEmpty();
    }

    @Test
    void splitsParagraphAtLinesOfOtherLanguage() {
        StringBuilder text = new StringBuilder();
        List<Paragraph.Origin> origins = new ArrayList<>();
        for (String line : filled("Z0 ¶ E0 ¶ Z1 ¶ E1 ¶ Z2 ¶ E2").split(" ¶ ")) {
            text.append(text.isEmpty() ? "" : " ");
            origins.add(new Paragraph.Origin(text.length(), origins.size() + 1, 3));
            text.append(line);
        }
        Paragraph paragraph = new Paragraph(Kind.TEXT, new Located(text.toString(), origins));
        BilingualDocument both =
                detect(new Document("village.txt", List.of(paragraph))).orElseThrow();
        assertThat(both.layout()).isEqualTo(Layout.ALTERNATING);
        assertThat(blocks(both)).containsExactly(pair(0), pair(1), pair(2));
        assertThat(both.english().paragraphs().get(2).origins()).containsExactly(new Paragraph.Origin(0, 6, 3));
        assertThat(both.english().name()).isEqualTo("village.txt");
    }

    @Test
    void choosesTraditionalCharactersIfWanted() {
        String traditional = "漁民每天早上五點出海。";
        Document document =
                document("zh-hans: Z0 ¶ zh-hant: " + traditional + " ¶ en: E0 ¶ zh-hans: Z1 ¶ zh-hant: 他們的船又舊又小。"
                        + " ¶ en: E1 ¶ zh-hans: Z2 ¶ zh-hant: 大風來的時候，沒有人離開港口。 ¶ en: E2");
        assertThat(blocks(detect(document).orElseThrow())).containsExactly(pair(0), pair(1), pair(2));
        Direction wanted = new Direction(Language.ENGLISH, new Language("zh-TW"));
        assertThat(texts(BilingualDocument.of(document, Optional.empty(), Optional.of(wanted), SIMILARITY)
                        .orElseThrow()
                        .chinese()))
                .hasSize(3)
                .startsWith(traditional);
    }

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
