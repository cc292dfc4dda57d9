package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.cli.FakeConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the command on documents that contain both languages. */
class AlignBilingualTest {
    private static final List<String> CHINESE =
            List.of("仓库租赁合同", "承租人应在2024年3月1日之前付款。逾期须付利息。", "出租人在收到租金之后三天内交出钥匙。", "本合同一式两份，双方各执一份。", "争议由上海的法院解决。");
    private static final List<String> ENGLISH = List.of(
            "Lease of a Warehouse",
            "The tenant shall pay before 1 March 2024. Interest is due on late payment.",
            "The owner hands over the keys within three days after receipt of the rent.",
            "This contract is made in two copies, one for each party.",
            "The courts of Shanghai settle disputes.");

    @TempDir
    private Path folder;

    private FakeConsole run(int exitCode, String... args) {
        String[] all = Stream.of(args)
                .flatMap(line -> Stream.of(line.split(" ")))
                .map(word -> word.startsWith("@") ? path(word.substring(1)) : word)
                .toArray(String[]::new);
        return run(new FakeConsole().at(folder), exitCode, all);
    }

    private static FakeConsole run(FakeConsole console, int exitCode, String... args) {
        assertThat(console.run(args)).as(console.err()).isEqualTo(exitCode);
        return console;
    }

    private String write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text).toString();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private List<String> filesIn(String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(name))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.resolve(name).relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static String alternating(List<String> first, List<String> second, String between) {
        List<String> lines = new ArrayList<>();
        for (int k = 0; k < first.size(); k++) {
            lines.add(first.get(k));
            lines.add(second.get(k));
        }
        return String.join(between, lines) + "\n";
    }

    private String contract(String name) throws IOException {
        return write(name, alternating(CHINESE, ENGLISH, "\n\n"));
    }

    @Test
    void writesAMemoryAndPrintsTheLayout() throws IOException {
        String file = contract("合同.md");
        String tmx = path("tm/合同.tmx");
        FakeConsole console = run(0, "align", file, "-o", tmx);
        assertThat(console.out()).startsWith("""
                %s -> %s (6 units added, 0 kept, 0 removed)
                  layout              alternating paragraphs, Chinese first
                  sentences           6 Chinese, 6 English
                  pairs               6: 6 of 1-1
                  unpaired            0 Chinese, 0 English
                """.formatted(file, tmx));
        assertThat(console.err()).isEmpty();
        assertThat(Path.of(tmx))
                .content()
                .contains(
                        "srclang=\"zh-CN\"",
                        "<prop type=\"x-source-file\">合同.md</prop>",
                        "<prop type=\"x-target-file\">合同.md</prop>",
                        "<prop type=\"x-source-position\">5:1</prop>",
                        "<prop type=\"x-target-position\">7:1</prop>",
                        "<seg>Interest is due on late payment.</seg>");
        assertThat(run(0, "align", file, "-o", tmx).out()).contains("(unchanged, 6 units)");
        write("合同.md", Files.readString(Path.of(file)).replace("two copies", "two originals"));
        assertThat(run(0, "align", file, "-o", tmx).out()).contains("1 unit added, 5 kept, 1 removed");
    }

    @Test
    void takesTheFirstLanguageAsSource() throws IOException {
        String file = write("c.txt", alternating(ENGLISH, CHINESE, "\n\n"));
        FakeConsole console = run(0, "align", file, "-o", path("c.tmx"));
        assertThat(console.out()).contains("alternating paragraphs, English first", "6 English, 6 Chinese");
        assertThat(folder.resolve("c.tmx")).content().contains("srclang=\"en-US\"");
    }

    @Test
    void letsTheUserChooseTheDirectionAndLanguages() throws IOException {
        String file = contract("c.md");
        run(0, "align", "-q", "--source-lang", "en-GB", "--target-lang", "zh-TW", file, "-o", path("c.tmx"));
        assertThat(folder.resolve("c.tmx"))
                .content()
                .contains("srclang=\"en-GB\"", "xml:lang=\"zh-TW\"")
                .containsSubsequence("<seg>Lease of a Warehouse</seg>", "<seg>仓库租赁合同</seg>");
        // The memory keeps its direction.
        assertThat(run(0, "align", "--source-lang", "zh-TW", "--target-lang", "en-GB", file, "-o", path("c.tmx"))
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
        String simplified = """
                <div lang="zh-Hans"><p>本合同一式两份，双方各执一份。</p><p>争议由法院解决。</p></div>
                """;
        String two = write("two.html", page);
        assertThat(run(0, "align", two, "-o", path("two.tmx")).out()).contains("declared languages, Chinese first");
        assertThat(folder.resolve("two.tmx")).content().contains("srclang=\"zh-Hant\"", "本合約一式兩份");
        String three = write("three.html", simplified + page);
        assertThat(run(0, "align", "-q", "--to", "tsv", three).out())
                .contains("本合同一式两份")
                .doesNotContain("本合約");
        assertThat(run(0, "align", "-q", "--to", "tsv", "--source-lang", "zh-TW", three)
                        .out())
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
        FakeConsole console = run(0, "align", "--to", "tsv", write("t.md", rows.toString()));
        assertThat(console.err()).contains("table columns, English left");
        assertThat(console.out())
                .contains("The courts of Shanghai settle disputes.\t争议由上海的法院解决。\t")
                .doesNotContain("checked");
    }

    @Test
    void writesAllFormats() throws IOException {
        String file = contract("c.md");
        assertThat(run(0, "align", "-q", "--to", "ids", file).out())
                .isEqualTo("[0]:[0]\n[1]:[1]\n[2]:[2]\n[3]:[3]\n[4]:[4]\n[5]:[5]\n");
        assertThat(run(0, "align", "-q", "--to", "tsv", file).out()).contains("仓库租赁合同\tLease of a Warehouse\t");
        assertThat(run(0, "align", "-q", "--to", "jsonl", file).out())
                .contains("\"source_lines\":[5],\"target_lines\":[7]");
        assertThat(run(0, "align", "-q", "--explain", file).out()).contains("c.md:1:1 = ", "c.md:3:1\n");
        run(0, "align", "-q", "--to", "txt-pair", file, "-o", path("out"));
        assertThat(folder.resolve("out.zh")).content().startsWith("仓库租赁合同\n");
        assertThat(folder.resolve("out.en")).content().startsWith("Lease of a Warehouse\n");
        assertThat(run(2, "align", "--to", "tsv", file, "-o", file).err())
                .contains("is one of the texts and would be overwritten");
    }

    @Test
    void readsStandardInput() {
        String text = alternating(CHINESE, ENGLISH, "\n\n");
        FakeConsole console = run(new FakeConsole().at(folder).in(text), 0, "align", "--to", "tsv", "-");
        assertThat(console.out()).hasLineCount(6);
        assertThat(console.err()).startsWith("- -> standard output\n  layout ");
    }

    @Test
    void readsOneSentencePerLine() throws IOException {
        String file = write(
                "lines.txt",
                alternating(
                        List.of("下雨了。我们走吧。", "雨停了。"),
                        List.of("It is raining. Let us go.", "The rain has stopped."),
                        "\n"));
        assertThat(run(0, "align", "-q", "--sentences", "--to", "tsv", file).out())
                .contains("下雨了。我们走吧。\tIt is raining. Let us go.\t", "雨停了。\tThe rain has stopped.\t")
                .hasLineCount(2);
    }

    @Test
    void usesAnchorsAndBoundariesOfTheUser() throws IOException {
        String file = contract("c.md");
        String anchors = write("anchors.txt", "9\t11\n");
        assertThat(run(0, "align", "-q", "--anchors", anchors, "--to", "ids", file)
                        .out())
                .contains("[3]:[3]\n");
        assertThat(run(0, "align", "-q", "--boundaries", "paragraphs", "--to", "ids", file)
                        .out())
                .hasLineCount(6);
        // An anchor of the user overrules the blocks of the layout.
        assertThat(run(0, "align", "-q", "--anchors", write("other.txt", "9\t15\n"), "--to", "ids", file)
                        .out())
                .doesNotContain("[3]:[3]\n");
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
        FakeConsole console =
                run(0, "align", contract("a.md"), contract("b.md"), contract("c.md"), "-o", path("all.tmx"));
        assertThat(console.out()).contains("3 of 3 pairs of texts aligned; 0 texts without counterpart");
        assertThat(folder.resolve("all.tmx")).content().contains(">a.md<", ">b.md<", ">c.md<");
        assertThat(run(0, "align --pool -q --to tsv @a.md @b.md @c.md").out())
                .startsWith("source\ttarget\tprobability\tdocument\n")
                .hasLineCount(19);
    }

    @Test
    void keepsTwoFilesAPair() throws IOException {
        assertThat(run(2, "align", contract("a.md"), contract("b.md")).err())
                .contains("b.md: contains both languages, like ");
    }

    @Test
    void explainsBothWaysForOneLanguage() throws IOException {
        String chinese = write("a.txt", "这里只有中文。没有别的文字。\n");
        String remedy = "give the file of its translation as well, or --layout if it contains both languages";
        assertThat(run(2, "align", chinese).err())
                .isEqualTo(
                        "duiqi: " + chinese + ": contains only Chinese text and has no counterpart; " + remedy + "\n");
        assertThat(run(new FakeConsole().in("Only English here. Nothing else."), 2, "align", "-")
                        .err())
                .isEqualTo("duiqi: -: contains only English text and has no counterpart; " + remedy + "\n");
        assertThat(run(2, "align", write("n.txt", "123\n")).err())
                .isEqualTo("duiqi: " + path("n.txt") + ": has no counterpart; " + remedy + "\n");
        assertThat(run(2, "align", "--layout", "table", chinese).err())
                .isEqualTo("duiqi: " + chinese
                        + ": does not contain both languages in the layout table; give another --layout, or omit it\n");
        assertThat(run(2, "align", write("empty.txt", "")).err()).contains("empty.txt: is empty");
        assertThat(run(2, "align @missing.txt").err()).contains("missing.txt").hasLineCount(1);
        assertThat(run(
                                2,
                                "align",
                                write(
                                        "de.txt",
                                        "Der Vertrag wird in zwei Ausfertigungen geschlossen und nicht verlängert.\n"))
                        .err())
                .contains("is in German, not in Chinese or English");
        assertThat(run(2, "align", "--layout", "columns", chinese).err())
                .contains("use one of alternating, table, languages, cues, comments, lines");
    }

    @Test
    void segmentsEachSentenceByItsLanguage() throws IOException {
        String file = contract("c.md");
        assertThat(run(0, "segment", file).out()).startsWith("""
                仓库租赁合同
                Lease of a Warehouse
                承租人应在2024年3月1日之前付款。
                逾期须付利息。
                The tenant shall pay before 1 March 2024.
                Interest is due on late payment.
                """).hasLineCount(12);
        assertThat(run(0, "segment", "--lang", "zh-CN", file).out())
                .startsWith("仓库租赁合同\n承租人应在2024年3月1日之前付款。\n逾期须付利息。\n")
                .hasLineCount(6);
        assertThat(run(0, "segment", "--locations", "--lang", "en", file).out())
                .startsWith("3:1\tLease of a Warehouse\n");
        assertThat(run(2, "segment", "--layout", "cues", file).err()).contains("in the layout cues");
    }

    @Test
    void checksAndReportsBilingualDocument() throws IOException {
        String file = write("c.md", alternating(CHINESE, ENGLISH, "\n\n").replace("1 March 2024", "1 March 2025"));
        assertThat(run(1, "check", file).out()).contains("c.md:7:", "[number-mismatch]");
        run(0, "report", file, "-o", path("c.html"));
        assertThat(folder.resolve("c.html")).content().contains("<title>c.md");
    }
}
