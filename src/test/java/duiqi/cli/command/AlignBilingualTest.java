package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.cli.CommandFolder;
import duiqi.cli.FakeConsole;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the command on documents that contain both languages. */
class AlignBilingualTest extends CommandFolder {
    private static final List<String> CHINESE =
            List.of("仓库租赁合同", "承租人应在2024年3月1日之前付款。逾期须付利息。", "出租人在收到租金之后三天内交出钥匙。", "本合同一式两份，双方各执一份。", "争议由上海的法院解决。");
    private static final List<String> ENGLISH = List.of(
            "Lease of a Warehouse",
            "The tenant shall pay before 1 March 2024. Interest is due on late payment.",
            "The owner hands over the keys within three days after receipt of the rent.",
            "This contract is made in two copies, one for each party.",
            "The courts of Shanghai settle disputes.");

    private static String alternating(List<String> first, List<String> second, String between) {
        List<String> lines = new ArrayList<>();
        for (int k = 0; k < first.size(); k++) {
            lines.add(first.get(k));
            lines.add(second.get(k));
        }
        return String.join(between, lines) + "\n";
    }

    private String contract(String name) throws IOException {
        return write(name, alternating(CHINESE, ENGLISH, "\n\n")).toString();
    }

    @Test
    void writesAMemoryAndPrintsTheLayout() throws IOException {
        String file = contract("合同.md");
        FakeConsole console = run(0, "align @合同.md -o @tm/合同.tmx");
        assertThat(console.out()).startsWith("""
                %s -> %s (6 units added, 0 kept, 0 removed)
                  layout              alternating paragraphs, Chinese first
                  sentences           6 Chinese, 6 English
                  pairs               6: 6 of 1-1
                  unpaired            0 Chinese, 0 English
                """.formatted(file, path("tm/合同.tmx")));
        assertThat(console.err()).isEmpty();
        assertThat(read("tm/合同.tmx"))
                .contains(
                        "srclang=\"zh-CN\"",
                        "<prop type=\"x-source-file\">合同.md</prop>",
                        "<prop type=\"x-target-file\">合同.md</prop>",
                        "<prop type=\"x-source-position\">5:1</prop>",
                        "<prop type=\"x-target-position\">7:1</prop>",
                        "<seg>Interest is due on late payment.</seg>");
        write("合同.md", read("合同.md").replace("two copies", "two originals"));
        assertThat(run(0, "align @合同.md -o @tm/合同.tmx").out()).contains("1 unit added, 5 kept, 1 removed");
    }

    @Test
    void takesDirectionFromTextOrOptions() throws IOException {
        write("c.txt", alternating(ENGLISH, CHINESE, "\n\n"));
        assertThat(run(0, "align @c.txt -o @first.tmx").out())
                .contains("alternating paragraphs, English first", "6 English, 6 Chinese");
        assertThat(read("first.tmx")).contains("srclang=\"en-US\"");
        contract("c.md");
        run(0, "align -q --source-lang en-GB --target-lang zh-TW @c.md -o @c.tmx");
        assertThat(read("c.tmx"))
                .contains("srclang=\"en-GB\"", "xml:lang=\"zh-TW\"")
                .containsSubsequence("<seg>Lease of a Warehouse</seg>", "<seg>仓库租赁合同</seg>");
        // The memory keeps its direction.
        assertThat(run(0, "align --source-lang zh-TW --target-lang en-GB @c.md -o @c.tmx")
                        .out())
                .contains("(unchanged, 6 units)");
    }

    @Test
    void choosesBetweenLanguagesOfPage() throws IOException {
        String page = """
                <div lang="zh-Hant"><p>本合約一式兩份，雙方各執一份。</p><p>爭議由法院解決。</p></div>
                <div lang="en"><p>This contract is made in two copies, one for each party.</p>
                <p>The courts settle disputes.</p></div>
                """;
        write("two.html", page);
        assertThat(run(0, "align @two.html -o @two.tmx").out()).contains("declared languages, Chinese first");
        assertThat(read("two.tmx")).contains("srclang=\"zh-Hant\"", "本合約一式兩份");
        write("three.html", "<div lang='zh-Hans'><p>本合同一式两份，双方各执一份。</p><p>争议由法院解决。</p></div>" + page);
        assertThat(run(0, "align -q --to tsv @three.html").out())
                .contains("本合同一式两份")
                .doesNotContain("本合約");
        assertThat(run(0, "align -q --to tsv --source-lang zh-TW @three.html").out())
                .contains("本合約一式兩份")
                .doesNotContain("本合同");
    }

    @Test
    void alignsColumnsOfTable() throws IOException {
        StringBuilder rows = new StringBuilder("| No. | English | 中文 | Remarks |\n|---|---|---|---|\n");
        for (int k = 0; k < CHINESE.size(); k++) {
            rows.append(
                    String.format(Locale.ROOT, "| %d | %s | %s | checked |%n", k + 1, ENGLISH.get(k), CHINESE.get(k)));
        }
        FakeConsole console =
                run(0, "align --to tsv", write("t.md", rows.toString()).toString());
        assertThat(console.err()).contains("table columns, English left");
        assertThat(console.out())
                .contains("The courts of Shanghai settle disputes.\t争议由上海的法院解决。\t")
                .doesNotContain("checked");
    }

    @Test
    void writesAllFormats() throws IOException {
        contract("c.md");
        assertThat(run(0, "align -q --to ids @c.md").out())
                .isEqualTo("[0]:[0]\n[1]:[1]\n[2]:[2]\n[3]:[3]\n[4]:[4]\n[5]:[5]\n");
        assertThat(run(0, "align -q --to jsonl @c.md").out()).contains("\"source_lines\":[5],\"target_lines\":[7]");
        assertThat(run(0, "align -q --explain @c.md").out()).contains("c.md:1:1 = ", "c.md:3:1\n");
        run(0, "align -q --to txt-pair @c.md -o @out");
        assertThat(read("out.zh")).startsWith("仓库租赁合同\n");
        assertThat(read("out.en")).startsWith("Lease of a Warehouse\n");
        FakeConsole piped = run(new FakeConsole().in(read("c.md")), 0, "align --to tsv -");
        assertThat(piped.out()).contains("仓库租赁合同\tLease of a Warehouse\t").hasLineCount(6);
        assertThat(piped.err()).startsWith("- -> standard output\n  layout ");
    }

    @Test
    void readsOneSentencePerLine() throws IOException {
        write("lines.txt", "下雨了。我们走吧。\nIt is raining. Let us go.\n雨停了。\nThe rain has stopped.\n");
        assertThat(run(0, "align -q --sentences --to tsv @lines.txt").out())
                .contains("下雨了。我们走吧。\tIt is raining. Let us go.\t", "雨停了。\tThe rain has stopped.\t")
                .hasLineCount(2);
    }

    @Test
    void alignsBilingualDocumentsInFolders() throws IOException {
        contract("in/a/合同.md");
        contract("in/lease.txt");
        contract("in/lease.md");
        write("in/spring.zh.txt", "春天来了。\n\n花开了。\n");
        write("in/spring.en.txt", "Spring has come.\n\nThe flowers are out.\n");
        write("in/only.txt", "这里只有中文。没有别的文字。\n");
        write("in/picture.png", "\0\1\2");
        write("in/broken.docx", "PK\3\4");
        FakeConsole console = run(0, "align @in -o @out");
        assertThat(filesIn("out")).containsExactly("a/合同.tmx", "lease.tmx", "lease.txt.tmx", "spring.tmx");
        assertThat(console.out())
                .contains("6 + 6 sentences, 6 pairs, 0 unpaired", ", alternating paragraphs, Chinese first\n")
                .endsWith("4 of 4 pairs of texts aligned; 3 texts without counterpart\n");
        assertThat(console.err().lines().filter(line -> line.endsWith("has no counterpart; skipped")))
                .hasSize(3)
                .anyMatch(line -> line.contains("only.txt"));
        assertThat(console.err()).contains("broken.docx: is incomplete; ").hasLineCount(4);
    }

    @Test
    void alignsListOfBilingualDocuments() throws IOException {
        contract("a.md");
        contract("b.md");
        contract("c.md");
        assertThat(run(0, "align @a.md @b.md @c.md -o @all.tmx").out())
                .contains("3 of 3 pairs of texts aligned; 0 texts without counterpart");
        assertThat(read("all.tmx")).contains(">a.md<", ">b.md<", ">c.md<");
        assertThat(run(0, "align --pool -q --to tsv @a.md @b.md @c.md").out())
                .startsWith("source\ttarget\tprobability\tdocument\n")
                .hasLineCount(19);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            align @zh.txt                  | zh.txt: contains only Chinese text and has no counterpart; REMEDY
            align -                        | -: contains only English text and has no counterpart; REMEDY
            align @n.txt                   | n.txt: has no counterpart; REMEDY
            align --layout table @zh.txt   | zh.txt: does not contain both languages in the layout table; give another --layout, or omit it
            align @empty.txt               | empty.txt: is empty
            align @missing.txt             | missing.txt
            align @de.txt                  | is in German, not in Chinese or English
            align --layout columns @zh.txt | use one of alternating, table, languages, cues, comments, lines
            align @a.md @b.md              | b.md: contains both languages, like
            align --to tsv @a.md -o @a.md  | is one of the texts and would be overwritten
            segment --layout cues @a.md    | in the layout cues
            """)
    void explainsTextsThatAreNoBilingualDocument(String line, String message) throws IOException {
        write("zh.txt", "这里只有中文。没有别的文字。\n");
        write("n.txt", "123\n");
        write("empty.txt", "");
        write("de.txt", "Der Vertrag wird in zwei Ausfertigungen geschlossen und nicht verlängert.\n");
        contract("a.md");
        contract("b.md");
        assertThat(run(new FakeConsole().in("Only English here. Nothing else."), 2, line)
                        .err())
                .startsWith("duiqi: ")
                .contains(message.replace(
                        "REMEDY",
                        "give the file of its translation as well, or --layout if it contains both languages\n"));
    }

    @Test
    void segmentsEachSentenceByItsLanguage() throws IOException {
        contract("c.md");
        assertThat(run(0, "segment @c.md").out()).startsWith("""
                仓库租赁合同
                Lease of a Warehouse
                承租人应在2024年3月1日之前付款。
                逾期须付利息。
                The tenant shall pay before 1 March 2024.
                Interest is due on late payment.
                """).hasLineCount(12);
        assertThat(run(0, "segment --locations --lang en @c.md").out())
                .startsWith("3:1\tLease of a Warehouse\n")
                .hasLineCount(6);
    }

    @Test
    void checksAndReportsBilingualDocument() throws IOException {
        write("c.md", alternating(CHINESE, ENGLISH, "\n\n").replace("1 March 2024", "1 March 2025"));
        assertThat(run(1, "check @c.md").out()).contains("c.md:7:", "[number-mismatch]");
        run(0, "report @c.md -o @c.html");
        assertThat(read("c.html")).contains("<title>c.md");
    }
}
