package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.cli.CommandFolder;
import duiqi.cli.FakeConsole;
import duiqi.document.pdf.PdfPages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlignCommandTest extends CommandFolder {
    private static final String CHINESE = """
            春天的实验室

            去年，全国有3.5万名青年学者获得资助。王小明问：“钱够用吗？”

            没有人回答，屋里很安静，窗外下着雨。第二天，实验室重新开放。
            """;
    private static final String ENGLISH = """
            The Laboratory in Spring

            Last year 35,000 young scholars across the country received grants. “Is the money enough?” asked Wang
            Xiaoming.

            Nobody answered. The room was quiet, and it was raining outside the window. The laboratory opened again
            the next day.
            """;
    private static final String RECIPE = """
            The recipe calls for two eggs and a cup of flour. Stir until the batter is smooth. Bake in a hot oven
            until golden, then let it cool on a rack. Serve with jam. Children like it with a glass of cold milk.
            """;

    private String chinese = "";
    private String english = "";

    @BeforeEach
    void writeTexts() throws IOException {
        chinese = write("spring.zh.txt", CHINESE).toString();
        english = write("spring.en.txt", ENGLISH).toString();
    }

    /** Aligns texts: {@code ZH} and {@code EN} in the line are the texts about the laboratory. */
    private FakeConsole align(int exitCode, String line, String... more) {
        return align(new FakeConsole(), exitCode, line, more);
    }

    private FakeConsole align(FakeConsole console, int exitCode, String line, String... more) {
        String words = line.replaceAll("\\bZH\\b", "@spring.zh.txt").replaceAll("\\bEN\\b", "@spring.en.txt");
        return run(console, exitCode, ("align " + words).strip(), more);
    }

    private FakeConsole alignLater(String line) {
        FakeConsole later = new FakeConsole();
        later.pass(Duration.ofDays(3));
        return align(later, 0, line);
    }

    private void writeTwoPairs() throws IOException {
        for (String name : List.of("a", "b")) {
            write("in/" + name + ".zh.txt", CHINESE);
            write("in/" + name + ".en.txt", ENGLISH);
        }
    }

    @Test
    void writesAMemoryAndASummary() throws IOException {
        FakeConsole console = align(0, "ZH EN -o @tm/spring.tmx");
        assertThat(console.out()).isEqualTo("""
                %s + %s -> %s (5 units added, 0 kept, 0 removed)
                  sentences           5 Chinese, 6 English
                  pairs               5: 4 of 1-1, 1 of 1-2
                  unpaired            0 Chinese, 0 English
                  lowest probability  0 pairs below 0.9
                """.formatted(chinese, english, path("tm/spring.tmx")));
        assertThat(console.err()).isEmpty();
        assertThat(read("tm/spring.tmx"))
                .contains("<seg>没有人回答，屋里很安静，窗外下着雨。</seg>")
                .contains("<seg>Nobody answered. The room was quiet, and it was raining outside the window.</seg>");
    }

    @Test
    void laterRunChangesNothingButWhatTextsAndPeopleChanged() throws IOException {
        align(0, "ZH EN -o @x.tmx");
        String first = read("x.tmx");
        assertThat(alignLater("ZH EN -o @x.tmx").out()).contains("(unchanged, 5 units)");
        assertThat(read("x.tmx")).isEqualTo(first);
        String corrected = first.replace("Nobody answered.", "No one answered.");
        write("x.tmx", corrected);
        assertThat(align(0, "ZH EN -o @x.tmx").out()).contains("(unchanged, 4 units, 1 edited by people and kept)");
        assertThat(read("x.tmx")).isEqualTo(corrected);
        write("x.tmx", first);
        write("spring.en.txt", ENGLISH.replace("received grants", "were given grants"));
        assertThat(alignLater("ZH EN -o @x.tmx").out()).contains("1 unit added, 4 kept, 1 removed");
        List<String> before = first.lines().toList();
        List<String> after = read("x.tmx").lines().toList();
        assertThat(after).hasSameSizeAs(before);
        // The id, date and text of the unit change, and perhaps the probability of a neighbour.
        assertThat(IntStream.range(0, after.size())
                        .filter(k -> !after.get(k).equals(before.get(k)))
                        .count())
                .isBetween(2L, 6L);
    }

    @Test
    void printsPairsInDocumentOrder() {
        FakeConsole tsv = align(0, "--to tsv ZH EN");
        assertThat(tsv.out().lines().map(line -> line.split("\t")[0]))
                .containsExactly(
                        "春天的实验室", "去年，全国有3.5万名青年学者获得资助。", "王小明问：“钱够用吗？”", "没有人回答，屋里很安静，窗外下着雨。", "第二天，实验室重新开放。");
        assertThat(tsv.err()).contains("-> standard output");
        FakeConsole ids = align(new FakeConsole().in(ENGLISH), 0, "--to ids -q ZH -");
        assertThat(ids.out()).isEqualTo("[0]:[0]\n[1]:[1]\n[2]:[2]\n[3]:[3,4]\n[4]:[5]\n");
        assertThat(ids.err()).isEmpty();
        assertThat(align(0, "--to ids -q --min-probability 1 ZH EN").out().length())
                .isLessThan(ids.out().length());
        FakeConsole json = align(0, "--to jsonl -q ZH EN");
        assertThat(json.out().lines().skip(3).findFirst().orElseThrow())
                .contains("\"type\":\"1-2\"", "\"source_lines\":[5]", "\"target_lines\":[6,6]");
    }

    @Test
    void writesEmptySideForUnpairedSentences() throws IOException {
        write(
                "spring.en.txt",
                ENGLISH + "\n\nPrinted on recycled paper in Geneva, all rights reserved by the editors.\n");
        assertThat(align(0, "--to tsv -q ZH EN").out()).contains("\n\tPrinted on recycled paper");
        assertThat(align(0, "--to tsv -q --paired-only ZH EN").out())
                .doesNotContain("recycled")
                .hasLineCount(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"out/spring", "out/spring.zh"})
    void writesTwoFilesOfSameLength(String name) throws IOException {
        align(0, "--to txt-pair ZH EN -o", path(name));
        assertThat(filesIn("out")).containsExactly("spring.en", "spring.zh");
        assertThat(read("out/spring.zh")).hasLineCount(5);
        assertThat(read("out/spring.en")).hasLineCount(5);
    }

    @Test
    void writesBothFilesOrNoneAndNoneThatItReads() throws IOException {
        Files.createDirectories(folder.resolve("pair.en"));
        align(2, "--to txt-pair -o @pair ZH EN");
        assertThat(folder.resolve("pair.zh")).doesNotExist();
        Path zh = write("x.zh", CHINESE);
        write("x.en", ENGLISH);
        assertThat(align(2, "--to txt-pair -o @x @x.zh @x.en").err())
                .contains("x.zh: is one of the texts and would be overwritten");
        assertThat(zh).hasContent(CHINESE);
    }

    @Test
    void keepsSentencesUnchanged() throws IOException {
        write("lines.zh", "下雨了。我们走吧。\n\n雨停了。\n");
        write("lines.en", "It is raining. Let us go.\nThe rain has stopped.\n");
        assertThat(align(0, "--sentences --to ids -q @lines.zh @lines.en").out())
                .isEqualTo("[0]:[0]\n[1]:[]\n[2]:[1]\n");
        assertThat(align(0, "--sentences -o @x.tmx @lines.zh @lines.en").out())
                .contains("unpaired            1 Chinese, 0 English\n  lowest probability");
        write("short.zh", "他来了。\n");
        write("short.en", "He came.\n");
        assertThat(align(0, "--sentences --to ids -q @short.zh @short.en").out())
                .isEqualTo("[0]:[0]\n");
    }

    @Test
    void alignsFoldersAndReportsTextsWithoutCounterpart() throws IOException {
        write("in/a/spring.zh.txt", CHINESE);
        write("in/a/spring.en.txt", ENGLISH);
        assertThat(align(0, "@in --to ids -o @one").err()).isEmpty();
        assertThat(filesIn("one")).as("a folder for one pair").containsExactly("a/spring.align");
        write("in/b.zh.md", CHINESE);
        write("in/b.en.md", ENGLISH);
        write("in/lonely.zh.txt", CHINESE);
        FakeConsole console = align(0, "@in -o @out");
        assertThat(filesIn("out")).containsExactly("a/spring.tmx", "b.tmx");
        assertThat(console.err()).contains("lonely.zh.txt: has no counterpart");
        assertThat(console.out()).contains("2 of 2 pairs of texts aligned; 1 text without counterpart");
    }

    @Test
    void writesSeveralPairsToOneMemory() throws IOException {
        writeTwoPairs();
        align(0, "@in -o @all.tmx");
        assertThat(read("all.tmx")).contains(">a.zh.txt<", ">b.zh.txt<").containsPattern("(?s)(<tu .*){10}");
        write("in/c/a.zh.txt", CHINESE);
        write("in/c/a.en.txt", ENGLISH);
        assertThat(align(2, "@in -o @all.tmx").err()).contains("has the same file names as");
    }

    /** Checks formats that cannot be concatenated: two memories are not a memory, and sentence numbers do not identify their text. */
    @Test
    void printsSeveralPairsOnlyInLineFormats() throws IOException {
        writeTwoPairs();
        for (String format : List.of("tmx", "ids")) {
            FakeConsole refused = align(2, "--to " + format + " @in -o -");
            assertThat(refused.err()).contains("give a folder with -o").hasLineCount(1);
            assertThat(refused.out()).isEmpty();
        }
        String one = align(0, "-q --to tsv ZH EN").out();
        String table =
                "source\ttarget\tprobability\tdocument\n" + one.replace("\n", "\ta\n") + one.replace("\n", "\tb\n");
        assertThat(align(0, "-q --to tsv @in").out()).isEqualTo(table);
        align(0, "-q @in -o @all.tsv");
        assertThat(folder.resolve("all.tsv")).hasContent(table);
        align(0, "-q --pool @in -o @pool.tsv");
        assertThat(read("pool.tsv")).hasLineCount(11);
        FakeConsole checked = run(0, "check --fail-on never @all.tsv");
        assertThat(checked.out()).contains(" in 10 units of 1 file");
        align(0, "-q @in -o @All.JSONL");
        assertThat(read("All.JSONL").lines().map(line -> line.substring(0, 15)))
                .containsSubsequence("{\"document\":\"a\"", "{\"document\":\"b\"")
                .hasSize(10);
        align(0, "-q @in/a.zh.txt @in/a.en.txt -o @one.jsonl");
        assertThat(read("one.jsonl")).startsWith("{\"source\":[").doesNotContain("document");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-o %.xlf            | align does not write xliff; write a .tmx file, and convert it with: duiqi tm convert",
                "-o %.csv            | align does not write csv; write a .tmx file, and convert it with: duiqi tm convert",
                "-o %.sdlxliff       | align does not write xliff; use a file name that ends in one of .tmx .tsv",
                "-o %.tbx            | align does not write tbx; use a file name that ends in one of .tmx .tsv",
                "-o %.doc            | is not in a known format; use a file name that ends in one of .tmx .tsv",
                "--to tmx -o %.xlf   | has the extension of xliff, but the format is tmx; use another file name",
                "--to tsv -o %.csv   | has the extension of csv, but the format is tsv; use another file name",
                "--to tsv -o %.jsonl | has the extension of jsonl, but the format is tsv; use --to jsonl or another",
                "--to tsv -o %.tmx   | has the extension of tmx, but the format is tsv; use --to tmx",
            })
    void rejectsNamesOfFormatsThatItDoesNotWrite(String options, String problem) throws IOException {
        String line = options.replace("%", "@spring");
        Path file = folder.resolve("spring" + options.substring(options.indexOf('%') + 1));
        Files.writeString(file, "a memory");
        assertThat(align(2, line + " ZH EN").err())
                .contains(file + ": " + problem)
                .hasLineCount(1);
        align(2, line + " @.");
        assertThat(file).hasContent("a memory");
    }

    @Test
    void takesFormatFromNameOfOutputOrOption() throws IOException {
        align(0, "-o @spring.tsv ZH EN");
        assertThat(read("spring.tsv")).contains("\t").doesNotContain("<tmx");
        align(0, "--to tsv -o @spring.txt ZH EN");
        assertThat(read("spring.txt")).isEqualTo(read("spring.tsv"));
        align(0, "--to tmx -o @spring.doc ZH EN");
        align(0, "-o @spring ZH EN");
        assertThat(read("spring.doc")).contains("<tmx");
        assertThat(read("spring")).contains("<tmx");
    }

    @Test
    void alignsOtherPairsAfterBadPairAloneAndPooled() throws IOException {
        write("in/certified.en.txt", ENGLISH);
        Files.write(folder.resolve("in/certified.zh.pdf"), PdfPages.encryptedForCertificate());
        write("in/good.zh.txt", CHINESE);
        write("in/good.en.txt", ENGLISH);
        write("in/empty.zh.txt", CHINESE);
        write("in/empty.en.txt", "");
        write("in/foreign.zh.txt", CHINESE);
        write("in/foreign.en.txt", RECIPE);
        FakeConsole pooled = align(2, "--pool --to ids -o @pooled @in");
        FakeConsole alone = align(2, "--to ids -o @alone @in");
        assertThat(filesIn("pooled")).containsExactly("good.align").isEqualTo(filesIn("alone"));
        assertThat(read("pooled/good.align")).isEqualTo(read("alone/good.align"));
        assertThat(alone.err())
                .contains("certified.zh.pdf: is encrypted", "empty.en.txt: ")
                .hasLineCount(3);
        assertThat(pooled.err().lines())
                .containsExactlyInAnyOrderElementsOf(alone.err().lines().toList());
        assertThat(pooled.out())
                .isEqualTo(alone.out().replace("alone/", "pooled/"))
                .contains("1 of 4 pairs of texts aligned");
    }

    @Test
    void rejectsTextsThatAreNotChineseAndEnglish() throws IOException {
        write("a", ENGLISH);
        write("c", "Der Hund bellt. Die Katze schläft. Wir gehen nach Hause.");
        write("d", "井戸は家の後ろにあります。木が多いので、なかなか見つかりません。");
        assertThat(align(2, "@a EN").err())
                .isEqualTo("duiqi: " + english + ": is English, like " + path("a")
                        + "; give a Chinese and an English text\n");
        assertThat(align(2, "ZH @c").err())
                .isEqualTo("duiqi: " + path("c")
                        + ": is in German, not in Chinese or English; give a Chinese and an English text, or set"
                        + " --source-lang and --target-lang\n");
        align(0, "--allow-unrelated --source-lang zh-CN ZH @c -o @forced.tmx");
        assertThat(align(2, "EN @d").err()).contains(path("d") + ": is in Japanese, ");
    }

    @Test
    void takesFirstTextAsSource() throws IOException {
        String intoEnglish = align(0, "--to ids -q ZH EN").out();
        String intoChinese = intoEnglish.replaceAll("(?m)^(.*):(.*)$", "$2:$1");
        assertThat(align(0, "--source-lang en-US --to ids -q EN ZH").out()).isEqualTo(intoChinese);
        write("one/a.txt", ENGLISH);
        write("two/a.txt", CHINESE);
        assertThat(align(0, "--to ids -q @one/a.txt @two/a.txt").out()).isEqualTo(intoChinese);
        align(0, "--to ids -q @one @two -o @out");
        assertThat(folder.resolve("out/a.align")).hasContent(intoChinese);
    }

    @Test
    void takesSourceOfFolderFromOptionOrSettings() throws IOException {
        write("texts/a.en.txt", ENGLISH);
        write("texts/a.zh.txt", CHINESE);
        assertThat(align(0, "--to tsv -q @texts").out()).startsWith("春天的实");
        assertThat(align(0, "--to tsv -q --source-lang en-US @texts").out()).startsWith("The Lab");
        write("duiqi.toml", "source-lang = \"en-GB\"\ntarget-lang = \"zh-CN\"\n");
        align(0, "-q @texts -o @x.tmx");
        assertThat(read("x.tmx")).contains("srclang=\"en-GB\"", "\"x-source-file\">a.en.txt<");
        assertThat(align(0, "--to tsv -q ZH EN").out())
                .as("two texts keep their order")
                .startsWith("春天的实");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "*all*"})
    void keepsDirectionOfMemory(String source) throws IOException {
        align(0, "ZH EN -o @x.tmx");
        String memory = read("x.tmx").replace("srclang=\"zh-CN\"", "srclang=\"" + source + "\"");
        write("x.tmx", memory);
        assertThat(align(0, "EN ZH -o @x.tmx").out()).contains("unchanged, 5 units");
        assertThat(read("x.tmx")).isEqualTo(memory);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            --to txt-pair ZH EN           | writes two files; give their name with -o NAME
            --to xls ZH EN                | use one of tmx, tsv, jsonl, ids, txt-pair
            --source-lang c++ ZH EN       | "c++" is not a language tag; use a BCP 47 tag, for example zh-CN
            --source-lang fr ZH EN        | duiqi: --source-lang fr: duiqi supports Chinese and English only; use for example zh-CN, zh-TW
            --encoding klingon ZH EN      | 'klingon' is not a known encoding
            ZH                            | has no counterpart; give the file of its translation as well
            --source-lang en-US ZH EN     | spring.zh.txt: is Chinese, but the source language is en-US; give the English text first, or omit --source-lang and --target-lang
            --target-lang en-GB EN ZH     | spring.en.txt: is English, but the source language is zh-CN; give the Chinese text first
            @box EN                       | box: is a folder, but FOLDER/spring.en.txt is a file; give two files or two folders
            ZH ZH                         | : is given twice;
            - -                           | standard input cannot be both texts
            - EN                          | -: standard input is empty;
            --min-probability 2 ZH EN     | '2' is not a probability; give a number from 0 to 1
            --max-bead=0-1 ZH EN          | '0-1' is not a bead size; give two numbers of sentences
            --max-bead=1 ZH EN            | '1' is not a bead size
            --max-bead=2-x ZH EN          | '2-x' is not a bead size
            --max-bead=1-0 ZH EN          | '1-0' is not a bead size
            --max-bead=-1-1 ZH EN         | '-1-1' is not a bead size
            --boundaries pages ZH EN      | paragraphs, headings
            --boundaries paragraphs ZH @recipe | : the numbers of paragraphs differ: 3 Chinese, 1 English;
            --anchors @anchors ZH EN      | anchors:1:1: no sentence begins on line 4
            --anchors @anchors @in        | is for one pair of texts, but there are 2
            --explain --to tsv ZH EN      | --to tsv: cannot hold explanations
            --tm @anchors ZH EN           | anchors
            --glossary @bad.csv ZH EN     | bad.csv:2:1: column en is empty
            ftp://example.org/x.zh EN     | ftp://example.org/x.zh: is not an http or https address; download it
            ZH @recipe                    | do not look like translations of each other:
            ZH @binary                    | binary:
            ZH @empty                     | empty:
            ZH @broken.docx               | broken.docx:
            ZH @missing                   | missing:
            -o @old.tmx ZH EN             | old.tmx:
            """)
    void reportsBadInputInOneLineAndWritesNothing(String line, String message) throws IOException {
        Files.createDirectories(folder.resolve("box"));
        writeTwoPairs();
        write("recipe", RECIPE);
        write("anchors", "3\t4\n");
        write("bad.csv", "zh,en\n水闸\n");
        write("binary", "\u007fELF\0\1\2\3\0\0\0");
        write("empty", "");
        write("broken.docx", "PK\3\4 and then nothing");
        String damaged = "<?xml version=\"1.0\"?>\n<tmx version=\"1.4\"><header>\n";
        write("old.tmx", damaged);
        FakeConsole console = align(2, line.contains("-o") || line.contains("--") ? line : line + " -o @out/x.tmx");
        assertThat(console.err().replaceFirst("\nFor help, run: .*", ""))
                .startsWith("duiqi: ")
                .contains(message.replace("FOLDER", path("")))
                .hasLineCount(1);
        assertThat(console.out()).isEmpty();
        assertThat(folder.resolve("out")).doesNotExist();
        assertThat(read("old.tmx")).isEqualTo(damaged);
    }

    @Test
    void alignsUnrelatedTextsOnRequest() throws IOException {
        write("recipe", RECIPE);
        assertThat(align(0, "--allow-unrelated ZH @recipe -o @out.tmx").err()).contains("warning:");
        assertThat(folder.resolve("out.tmx")).exists();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2 | 网络连接失败时，程序会自动重试。~删除的文件无法恢复。~          | Farmers sell cheese at the market every Saturday.
            2 | 水从山上流下来，孩子们在河边玩。~老人坐在门口抽烟，看着天上的云。~ | The minister resigned yesterday evening.~Parliament meets again in autumn.
            0 | 水从山上流下来，孩子们在河边玩。~老人坐在门口抽烟，看着天上的云。~ | The old man sits at the door smoking and looks at the clouds in the sky.
            """)
    void rejectsFewSentencesPairedByChance(int code, String zh, String en) throws IOException {
        write("long.zh.txt", zh.replace('~', '\n').repeat(zh.startsWith("水") ? 23 : 10));
        write("few.en.txt", en.replace('~', '\n') + "\n");
        assertThat(align(code, "@long.zh.txt @few.en.txt -o @out.tmx").err())
                .contains(
                        code == 0
                                ? ""
                                : "no sentence has a probable counterpart; check that they are translations of each"
                                        + " other, or add --allow-unrelated");
    }

    @Test
    void keepsMemoryOfOtherTextsWithSameNames() throws IOException {
        align(0, "ZH EN -o @x.tmx");
        String before = read("x.tmx");
        write("other/spring.zh.txt", "猫在屋里睡觉。狗在门外叫。天气很冷。他们回家了。");
        write(
                "other/spring.en.txt",
                "The cat sleeps in the room. The dog barks outside the door. The weather is cold. They went home.");
        String others = "@other/spring.zh.txt @other/spring.en.txt -o @x.tmx";
        assertThat(align(2, others).err())
                .contains("none of its 5 units from spring.zh.txt + spring.en.txt occurs in these texts")
                .hasLineCount(1);
        assertThat(read("x.tmx")).isEqualTo(before);
        assertThat(align(0, "--replace-others " + others).out()).contains("5 removed");
    }

    @Test
    void limitsSizeOfBeadsAndKeepsPairsWithinBoundaries() {
        assertThat(align(0, "--max-bead 1-1 --to ids -q ZH EN").out().lines())
                .hasSize(6)
                .allMatch(line -> !line.contains(","));
        String free = align(0, "--to ids -q ZH EN").out();
        for (String what : List.of("paragraphs", "headings")) {
            assertThat(align(0, "--boundaries " + what + " --to ids -q ZH EN").out())
                    .isEqualTo(free);
        }
    }

    @Test
    void keepsGivenAnchors() throws IOException {
        write("anchors.txt", "# the second paragraph begins the third\n3\t6\n");
        assertThat(align(0, "--anchors @anchors.txt --allow-unrelated --to ids -q ZH EN")
                        .out()
                        .lines())
                .noneMatch(line -> line.matches("\\[.*[1-4].*]:\\[.*[0-2].*]"));
        write("lines.zh", "下雨了。\n我们走吧。\n雨停了。\n");
        write("lines.en", "It is raining.\nLet us go.\nThe rain has stopped.\n");
        write("anchors.txt", "3\t2\n");
        assertThat(align(0, "--sentences --anchors @anchors.txt --allow-unrelated --to ids -q @lines.zh @lines.en")
                        .out())
                .startsWith("[0")
                .doesNotContain("[1]:[1", "[0,1]:[0,1", "[2]:[0");
    }

    @Test
    void usesGlossariesAndMemories() throws IOException {
        write("x.zh", "乌鲁兹。\n格布拉克。\n蒂菲诺。\n");
        write("x.en", "Brindlewick.\nQuorbent.\n");
        String common = "--sentences --allow-unrelated --max-bead 1-1 --to ids -q @x.zh @x.en ";
        write("a.csv", "zh,en\n格布拉克,brindlewick\n");
        write("b.tsv", "en\tzh\nquorbent\t蒂菲诺\n");
        assertThat(align(0, common + "--glossary @a.csv --glossary @b.tsv").out())
                .isEqualTo("[0]:[]\n[1]:[0]\n[2]:[1]\n");
        write("c.csv", "zh,en\n乌鲁兹,brindlewick\n格布拉克,quorbent\n");
        assertThat(align(0, common + "--glossary @c.csv").out()).isEqualTo("[0]:[0]\n[1]:[1]\n[2]:[]\n");
        write("known.zh", "格布拉克。\n蒂菲诺。\n");
        write("known.en", "Brindlewick.\nQuorbent.\n");
        align(0, "--sentences --allow-unrelated -q @known.zh @known.en -o @known.tmx");
        assertThat(align(0, common + "--tm @known.tmx").out()).isEqualTo("[0]:[]\n[1]:[0]\n[2]:[1]\n");
    }

    @Test
    void countsImprobablePairsThatItWrites() throws IOException {
        write("x.zh", "乌鲁兹。\n格布拉克。\n蒂菲诺。\n");
        write("x.en", "Brindlewick.\nQuorbent.\n");
        String command = "--sentences --allow-unrelated --max-bead 1-1 @x.zh @x.en -o @x.tmx";
        assertThat(align(0, command).out())
                .containsPattern("lowest probability  2 pairs below 0.9\n    0\\.[0-4].*\n    0\\.[0-4].*\n")
                .endsWith("  written             2 pairs below 0.5; omit them with --min-probability 0.5\n");
        assertThat(align(0, command + " --min-probability 0.5").out())
                .contains("(0 units added, 0 kept, 2 removed)")
                .doesNotContain("written ");
    }

    @Test
    void explainsPairs() throws IOException {
        String all = align(0, "--explain -q ZH EN").out();
        assertThat(all.lines().filter(line -> line.matches("\\d-\\d  [01]\\.\\d{4}  .*")))
                .hasSize(5);
        assertThat(all)
                .contains("1-1  ", "spring.zh.txt:3:1 = ", "\n  zh     去年，全国有3.5万名青年学者获得资助。\n")
                .containsPattern("words  .*35000 = 35000 \\(number\\) \\d\\.\\d")
                .containsPattern("words  .*小明 = Xiaoming \\(name\\) \\d\\.\\d")
                .containsPattern("words  .*实验室 = [lL]aboratory \\d\\.\\d")
                .containsPattern("score  .*placed words to English [+-]\\d+\\.\\d\\d");
        align(0, "--explain -q ZH EN -o @why.jsonl");
        assertThat(read("why.jsonl").lines().skip(1).findFirst().orElseThrow())
                .startsWith("{\"source\":[\"去年")
                .contains("\"target_lines\":[3],\"links\":[{\"chinese\":", "\"kind\":\"number\"", "\"shares\":{\"");
        align(0, "--explain -q ZH EN -o @why.txt");
        assertThat(read("why.txt")).isEqualTo(all);
    }
}
