package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.cli.FakeConsole;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlignCommandTest {
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

    @TempDir
    private Path folder;

    private Path chinese = Path.of("");
    private Path english = Path.of("");

    @BeforeEach
    void writeTexts() throws IOException {
        chinese = write("spring.zh.txt", CHINESE);
        english = write("spring.en.txt", ENGLISH);
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
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

    /**
     * Aligns texts.
     *
     * @param args arguments, or several separated by spaces: {@code ZH} and {@code EN} for the texts, {@code @a} for a file
     */
    private FakeConsole align(int exitCode, String... args) {
        FakeConsole console = new FakeConsole();
        String[] all = Stream.concat(Stream.of("align"), Stream.of(args))
                .flatMap(line -> Stream.of(line.split(" ")))
                .map(word -> word.equals("ZH") ? chinese.toString() : word.equals("EN") ? english.toString() : word)
                .map(word -> word.startsWith("@") ? path(word.substring(1)) : word)
                .toArray(String[]::new);
        assertThat(console.run(all)).as(console.err()).isEqualTo(exitCode);
        return console;
    }

    @Test
    void alignsOtherTextsAfterUnreadableText() throws IOException {
        write("texts/bad.zh.pdf", SegmentCommandTest.CERTIFIED);
        write("texts/bad.en.txt", ENGLISH);
        write("texts/good.zh.txt", CHINESE);
        write("texts/good.en.txt", ENGLISH);
        assertThat(align(2, "@texts -o @tm").err()).contains("bad.zh.pdf: is encrypted");
        assertThat(filesIn("tm")).containsExactly("good.tmx");
    }

    @Test
    void writesAMemoryAndASummary() throws IOException {
        String tmx = path("tm/spring.tmx");
        FakeConsole console = align(0, chinese.toString(), english.toString(), "-o", tmx);
        assertThat(console.out()).isEqualTo("""
                %s + %s -> %s (5 units added, 0 kept, 0 removed)
                  sentences           5 Chinese, 6 English
                  pairs               5: 4 of 1-1, 1 of 1-2
                  unpaired            0 Chinese, 0 English
                  lowest probability  0 pairs below 0.9
                """.formatted(chinese, english, tmx));
        assertThat(console.err()).isEmpty();
        assertThat(Files.readString(Path.of(tmx)))
                .contains("<seg>没有人回答，屋里很安静，窗外下着雨。</seg>")
                .contains("<seg>Nobody answered. The room was quiet, and it was raining outside the window.</seg>");
    }

    @Test
    void secondRunChangesNothing() throws IOException {
        Path tmx = folder.resolve("spring.tmx");
        align(0, chinese.toString(), english.toString(), "-o", tmx.toString());
        byte[] first = Files.readAllBytes(tmx);
        FakeConsole later = new FakeConsole();
        later.pass(Duration.ofDays(3));
        assertThat(later.run("align", chinese.toString(), english.toString(), "-o", tmx.toString()))
                .isZero();
        assertThat(Files.readAllBytes(tmx)).isEqualTo(first);
        assertThat(later.out()).contains("(unchanged, 5 units)");
    }

    @Test
    void keepsAndReportsEditedUnit() throws IOException {
        Path tmx = folder.resolve("spring.tmx");
        align(0, chinese.toString(), english.toString(), "-o", tmx.toString());
        String corrected = Files.readString(tmx).replace("Nobody answered.", "No one answered.");
        Files.writeString(tmx, corrected);
        FakeConsole again = align(0, chinese.toString(), english.toString(), "-o", tmx.toString());
        assertThat(tmx).hasContent(corrected);
        assertThat(again.out()).contains("(unchanged, 4 units, 1 edited by people and kept)");
    }

    @Test
    void smallChangeMakesSmallDifference() throws IOException {
        Path tmx = folder.resolve("spring.tmx");
        align(0, chinese.toString(), english.toString(), "-o", tmx.toString());
        List<String> before = Files.readAllLines(tmx);
        write("spring.en.txt", ENGLISH.replace("received grants", "were given grants"));
        FakeConsole later = new FakeConsole();
        later.pass(Duration.ofDays(3));
        later.run("align", chinese.toString(), english.toString(), "-o", tmx.toString());
        List<String> after = Files.readAllLines(tmx);
        assertThat(later.out()).contains("1 unit added, 4 kept, 1 removed");
        assertThat(after).hasSameSizeAs(before);
        long changed = java.util.stream.IntStream.range(0, after.size())
                .filter(k -> !after.get(k).equals(before.get(k)))
                .count();
        // The id, date and text of the unit change, and perhaps the probability of a neighbour.
        assertThat(changed).isBetween(2L, 6L);
    }

    @Test
    void printsPairsInDocumentOrder() {
        FakeConsole tsv = align(0, "--to tsv ZH EN");
        assertThat(tsv.out().lines().map(line -> line.split("\t")[0]))
                .containsExactly(
                        "春天的实验室", "去年，全国有3.5万名青年学者获得资助。", "王小明问：“钱够用吗？”", "没有人回答，屋里很安静，窗外下着雨。", "第二天，实验室重新开放。");
        assertThat(tsv.err()).contains("-> standard output");
        FakeConsole ids = align(0, "--to ids -q ZH EN");
        assertThat(ids.out()).isEqualTo("[0]:[0]\n[1]:[1]\n[2]:[2]\n[3]:[3,4]\n[4]:[5]\n");
        assertThat(ids.err()).isEmpty();
        FakeConsole json = align(0, "--to jsonl -q ZH EN");
        assertThat(json.out().lines().skip(3).findFirst().orElseThrow())
                .contains("\"type\":\"1-2\"", "\"source_lines\":[5]", "\"target_lines\":[6,6]");
    }

    @Test
    void writesEmptySideForUnpairedSentences() throws IOException {
        write(
                "spring.en.txt",
                ENGLISH + "\n\nPrinted on recycled paper in Geneva, all rights reserved by the editors.\n");
        FakeConsole all = align(0, "--to tsv -q ZH EN");
        assertThat(all.out()).contains("\n\tPrinted on recycled paper");
        FakeConsole paired = align(0, "--to tsv -q --paired-only ZH EN");
        assertThat(paired.out()).doesNotContain("recycled").hasLineCount(5);
    }

    @Test
    void writesTwoFilesOfSameLength() throws IOException {
        align(0, "--to txt-pair -o @out/spring ZH EN");
        assertThat(filesIn("out")).containsExactly("spring.en", "spring.zh");
        assertThat(Files.readAllLines(folder.resolve("out/spring.zh"))).hasSize(5);
        assertThat(Files.readAllLines(folder.resolve("out/spring.en"))).hasSize(5);
        align(0, "--to txt-pair -o @named/spring.zh ZH EN");
        assertThat(filesIn("named")).containsExactly("spring.en", "spring.zh");
        assertThat(align(2, "--to txt-pair ZH EN").err()).contains("writes two files; give their name with -o NAME");
    }

    @Test
    void neverOverwritesATextItReads() throws IOException {
        Path zh = write("x.zh", CHINESE);
        Path en = write("x.en", ENGLISH);
        FakeConsole console = align(2, "--to", "txt-pair", "-o", path("x"), zh.toString(), en.toString());
        assertThat(console.err()).contains("x.zh: is one of the texts and would be overwritten");
        assertThat(zh).hasContent(CHINESE);
    }

    @Test
    void keepsSentencesUnchanged() throws IOException {
        Path zh = write("lines.zh", "下雨了。我们走吧。\n\n雨停了。\n");
        Path en = write("lines.en", "It is raining. Let us go.\nThe rain has stopped.\n");
        FakeConsole console = align(0, "--sentences", "--to", "ids", "-q", zh.toString(), en.toString());
        assertThat(console.out()).isEqualTo("[0]:[0]\n[1]:[]\n[2]:[1]\n");
    }

    @Test
    void alignsFoldersAndReportsTextsWithoutCounterpart() throws IOException {
        write("in/a/spring.zh.txt", CHINESE);
        write("in/a/spring.en.txt", ENGLISH);
        write("in/b.zh.md", CHINESE);
        write("in/b.en.md", ENGLISH);
        write("in/lonely.zh.txt", CHINESE);
        FakeConsole console = align(0, "@in -o @out");
        assertThat(filesIn("out")).containsExactly("a/spring.tmx", "b.tmx");
        assertThat(console.err()).contains("lonely.zh.txt: has no counterpart");
        assertThat(console.out()).contains("2 of 2 pairs of texts aligned; 1 text without counterpart");
    }

    @Test
    void writesFolderForFolderOfOnePair() throws IOException {
        write("in/x.zh", CHINESE);
        write("in/x.en", ENGLISH);
        align(0, "@in --to ids -o @out");
        assertThat(filesIn("out")).containsExactly("x.align");
    }

    @Test
    void writesSeveralPairsToOneMemory() throws IOException {
        write("in/a.zh.txt", CHINESE);
        write("in/a.en.txt", ENGLISH);
        write("in/b.zh.txt", CHINESE);
        write("in/b.en.txt", ENGLISH);
        align(0, "@in -o @all.tmx");
        assertThat(Files.readString(folder.resolve("all.tmx")))
                .contains(">a.zh.txt<", ">b.zh.txt<")
                .containsPattern("(?s)(<tu .*){10}");
        write("in/c/a.zh.txt", CHINESE);
        write("in/c/a.en.txt", ENGLISH);
        assertThat(align(2, "@in -o @all.tmx").err()).contains("has the same file names as");
    }

    /** Checks formats that cannot be concatenated: two memories are not a memory, and sentence numbers do not identify their text. */
    @Test
    void printsSeveralPairsOnlyInLineFormats() throws IOException {
        Path both = Files.createDirectory(folder.resolve("both"));
        for (String name : List.of("a", "b")) {
            Files.copy(chinese, both.resolve(name + ".zh.txt"));
            Files.copy(english, both.resolve(name + ".en.txt"));
        }
        for (String format : List.of("tmx", "ids")) {
            FakeConsole refused = align(2, "--to", format, both.toString(), "-o", "-");
            assertThat(refused.err()).contains("give a folder with -o").hasLineCount(1);
            assertThat(refused.out()).isEmpty();
        }
        FakeConsole taken = align(0, "-q", "--to", "tsv", both.toString());
        FakeConsole one = align(0, "-q --to tsv ZH EN");
        String table = "source\ttarget\tprobability\tdocument\n"
                + one.out().replace("\n", "\ta\n")
                + one.out().replace("\n", "\tb\n");
        assertThat(taken.out()).isEqualTo(table);
        for (String pool : new String[] {"", "--pool"}) {
            align(
                    0,
                    Stream.of("-q", pool, both.toString(), "-o", path("all" + pool + ".tsv"))
                            .filter(argument -> !argument.isEmpty())
                            .toArray(String[]::new));
            assertThat(folder.resolve("all" + pool + ".tsv"))
                    .content()
                    .hasLineCount(table.lines().toList().size());
        }
        assertThat(folder.resolve("all.tsv")).hasContent(table);
        FakeConsole checked = new FakeConsole();
        assertThat(checked.run("check", path("all.tsv"))).isLessThan(2);
        assertThat(checked.out()).contains(" in " + 2 * one.out().lines().count() + " units of 1 file");
    }

    @Test
    void namesDocumentsInJsonLines() throws IOException {
        write("in/a.zh.txt", CHINESE);
        write("in/a.en.txt", ENGLISH);
        write("in/b.zh.txt", CHINESE);
        write("in/b.en.txt", ENGLISH);
        align(0, "-q @in -o @All.JSONL");
        List<String> lines = Files.readAllLines(folder.resolve("All.JSONL"));
        assertThat(lines.subList(0, lines.size() / 2))
                .allMatch(line -> line.startsWith("{\"document\":\"a\",\"source\":["));
        assertThat(lines.subList(lines.size() / 2, lines.size()))
                .allMatch(line -> line.startsWith("{\"document\":\"b\","));
        align(0, "-q @in/a.zh.txt @in/a.en.txt -o @one.jsonl");
        assertThat(Files.readString(folder.resolve("one.jsonl")))
                .startsWith("{\"source\":[")
                .doesNotContain("document");
    }

    @Test
    void rejectsNameOfOtherFormat() throws IOException {
        Path tmx = write("spring.tmx", "a memory");
        assertThat(align(2, "--to", "tsv", "-o", tmx.toString(), chinese.toString(), english.toString())
                        .err())
                .contains("spring.tmx: has the extension of tmx, but the format is tsv; use --to tmx")
                .hasLineCount(1);
        assertThat(tmx).hasContent("a memory");
        align(2, "--to", "ids", "-o", path("all.align"), folder.toString());
        assertThat(folder.resolve("all.align")).doesNotExist();
        align(0, "--to tsv -o @spring.txt ZH EN");
        assertThat(folder.resolve("spring.txt")).exists();
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
            })
    void rejectsNamesOfFormatsThatItDoesNotWrite(String options, String problem) throws IOException {
        List<String> line =
                new ArrayList<>(List.of(options.replace("%", path("spring")).split(" ")));
        String file = line.get(line.size() - 1);
        line.add(chinese.toString());
        line.add(english.toString());
        assertThat(align(2, line.toArray(String[]::new)).err())
                .contains(file + ": " + problem)
                .hasLineCount(1);
        assertThat(Path.of(file)).doesNotExist();
        line.subList(line.size() - 2, line.size()).clear();
        line.add(folder.toString());
        if (!problem.startsWith("is not")) {
            assertThat(align(2, line.toArray(String[]::new)).err()).contains(file + ": ");
        }
    }

    @Test
    void writesNamesWithoutKnownExtension() throws IOException {
        align(0, "--to tmx -o @spring.doc ZH EN");
        align(0, "-o @spring ZH EN");
        assertThat(folder.resolve("spring.doc")).content().contains("<tmx");
        assertThat(folder.resolve("spring")).content().contains("<tmx");
    }

    @Test
    void takesFormatFromNameOfOutput() throws IOException {
        align(0, "-o @spring.tsv ZH EN");
        String table = Files.readString(folder.resolve("spring.tsv"));
        assertThat(table).contains("\t").doesNotContain("<tmx");
        align(0, "--to tsv -o @spring.txt ZH EN");
        assertThat(folder.resolve("spring.txt")).hasContent(table);
        align(0, "--explain -o @spring.jsonl ZH EN");
        assertThat(folder.resolve("spring.jsonl")).content().startsWith("{");
    }

    @Test
    void alignsOtherPairsAfterBadPair() throws IOException {
        write("in/bad.zh.txt", CHINESE);
        write("in/bad.en.txt", "");
        write("in/good.zh.txt", CHINESE);
        write("in/good.en.txt", ENGLISH);
        FakeConsole console = align(2, "@in -o @out");
        assertThat(filesIn("out")).containsExactly("good.tmx");
        assertThat(console.err()).contains("bad.en.txt: ").hasLineCount(1);
        assertThat(console.out()).contains("1 of 2 pairs of texts aligned");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GB18030", "Big5", "UTF-16LE", "UTF-16BE", "UTF-8"})
    void detectsEncoding(String encoding) throws IOException {
        Charset charset = Charset.forName(encoding);
        String text = encoding.equals("Big5")
                ? CHINESE.replaceAll("[^\\p{ASCII}]", "") + "去年，全國有三萬五千名青年學者獲得資助。沒有人回答，屋裡很安靜。"
                : CHINESE;
        Path zh = folder.resolve("coded.zh.txt");
        Files.write(zh, text.getBytes(charset));
        FakeConsole console = align(0, "--to", "tsv", "-q", "--allow-unrelated", zh.toString(), english.toString());
        assertThat(console.out()).containsAnyOf("青年学者", "青年學者");
    }

    @Test
    void rejectsTextsThatAreNotChineseAndEnglish() throws IOException {
        Path a = write("a", ENGLISH);
        Path b = write("b", CHINESE);
        Path german = write("c", "Der Hund bellt. Die Katze schläft. Wir gehen nach Hause.");
        Path japanese = write("d", "井戸は家の後ろにあります。木が多いので、なかなか見つかりません。");
        assertThat(align(2, a.toString(), english.toString()).err())
                .isEqualTo("duiqi: " + english + ": is English, like " + a + "; give a Chinese and an English text\n");
        assertThat(align(2, chinese.toString(), b.toString()).err()).contains(b + ": is Chinese, like ");
        assertThat(align(2, chinese.toString(), german.toString()).err())
                .isEqualTo("duiqi: " + german
                        + ": is in German, not in Chinese or English; give a Chinese and an English text, or set"
                        + " --source-lang and --target-lang\n");
        align(
                0,
                "--allow-unrelated",
                "--source-lang",
                "zh-CN",
                chinese.toString(),
                german.toString(),
                "-o",
                path("forced.tmx"));
        assertThat(align(2, english.toString(), japanese.toString()).err()).contains(japanese + ": is in Japanese, ");
    }

    @Test
    void takesFirstTextAsSource() throws IOException {
        String intoEnglish = align(0, "--to ids -q ZH EN").out();
        String intoChinese = intoEnglish.replaceAll("(?m)^(.*):(.*)$", "$2:$1");
        assertThat(align(0, "--to ids -q EN ZH").out()).isEqualTo(intoChinese);
        Path a = write("one/a.txt", ENGLISH);
        Path b = write("two/a.txt", CHINESE);
        assertThat(align(0, "--to", "ids", "-q", a.toString(), b.toString()).out())
                .isEqualTo(intoChinese);
        align(0, "--to ids -q @one @two -o @out");
        assertThat(folder.resolve("out/a.align")).hasContent(intoChinese);
        align(0, "--to ids -q @two @one -o @out");
        assertThat(folder.resolve("out/a.align")).hasContent(intoEnglish);
    }

    @Test
    void takesSourceOfOneFolderFromOption() throws IOException {
        write("texts/a.en.txt", ENGLISH);
        write("texts/a.zh.txt", CHINESE);
        FakeConsole usual = align(0, "--to tsv -q @texts");
        FakeConsole given = align(0, "--to tsv -q --source-lang en-US @texts");
        assertThat(usual.out()).startsWith(CHINESE.substring(0, 4));
        assertThat(given.out()).startsWith(ENGLISH.substring(0, 4));
    }

    @Test
    void takesDirectionOfFolderFromSettings() throws IOException {
        write("texts/a.en.txt", ENGLISH);
        write("texts/a.zh.txt", CHINESE);
        write("duiqi.toml", "source-lang = \"en-GB\"\ntarget-lang = \"zh-CN\"\n");
        FakeConsole console = new FakeConsole().at(folder);
        assertThat(console.run("align", "-q", path("texts"), "-o", path("x.tmx")))
                .as(console.err())
                .isZero();
        assertThat(folder.resolve("x.tmx")).content().contains("srclang=\"en-GB\"", "\"x-source-file\">a.en.txt<");
        FakeConsole given = new FakeConsole().at(folder);
        assertThat(given.run("align", "--to", "ids", "-q", chinese.toString(), english.toString()))
                .as("two texts keep their order")
                .isZero();
    }

    @Test
    void writesSourceFirst() throws IOException {
        align(0, "EN ZH -o @x.tmx");
        String memory = Files.readString(folder.resolve("x.tmx"));
        assertThat(memory)
                .contains(
                        "srclang=\"en-US\"",
                        "x-source-file\">" + english.getFileName(),
                        "x-target-file\">" + chinese.getFileName())
                .containsPattern("(?s)<tuv xml:lang=\"en-US\">.*?<tuv xml:lang=\"zh-CN\">");
        FakeConsole summary = align(0, "EN ZH -o @x.tmx");
        assertThat(summary.out())
                .contains("unchanged", " English, ", " Chinese\n")
                .startsWith(english + " + " + chinese + " -> ");
        assertThat(folder.resolve("x.tmx")).hasContent(memory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "*all*"})
    void keepsDirectionOfMemory(String source) throws IOException {
        align(0, "ZH EN -o @x.tmx");
        String memory =
                Files.readString(folder.resolve("x.tmx")).replace("srclang=\"zh-CN\"", "srclang=\"" + source + "\"");
        write("x.tmx", memory);
        assertThat(align(0, "EN ZH -o @x.tmx").out()).contains("unchanged, 5 units");
        assertThat(folder.resolve("x.tmx")).hasContent(memory);
    }

    @Test
    void rejectsTextsThatContradictOptions() {
        assertThat(align(2, "--source-lang en-US ZH EN").err())
                .isEqualTo("duiqi: " + chinese + ": is Chinese, but the source language is en-US; "
                        + "give the English text first, or omit --source-lang and --target-lang\n");
        assertThat(align(2, "--target-lang en-GB EN ZH").err())
                .contains(english + ": is English, but the source language is zh-CN; give the Chinese text first");
        align(0, "--source-lang en-US --to ids -q EN ZH");
    }

    @Test
    void rejectsArgumentsThatAreNotAPair() throws IOException {
        Files.createDirectories(folder.resolve("box"));
        assertThat(align(2, "@box EN").err())
                .isEqualTo("duiqi: " + path("box") + ": is a folder, but " + english
                        + " is a file; give two files or two folders\n");
        assertThat(align(2, "ZH ZH").err()).contains(": is given twice; ");
        assertThat(align(2, "- -").err()).contains("standard input cannot be both texts");
        assertThat(align(2, "- EN").err()).contains("-: standard input is empty; ");
        assertThat(align(2, "", english.toString()).err()).contains("the name is empty");
        assertThat(align(2, "--min-probability 2 ZH EN").err())
                .contains("--min-probability", "'2' is not a probability; give a number from 0 to 1");
    }

    @Test
    void omitsEmptySentencesFromUnpaired() throws IOException {
        Path zh = write("lines.zh", "下雨了。我们走吧。\n\n雨停了。\n");
        Path en = write("lines.en", "It is raining. Let us go.\nThe rain has stopped.\n");
        FakeConsole console = align(0, "--sentences", "-o", path("x.tmx"), zh.toString(), en.toString());
        assertThat(console.out()).contains("unpaired            1 Chinese, 0 English\n  lowest probability");
    }

    @Test
    void rejectsUnrelatedTexts() throws IOException {
        Path foreign = write("recipe.en.txt", """
                The recipe calls for two eggs and a cup of flour. Stir until the batter is smooth. Bake in a hot oven
                until golden, then let it cool on a rack. Serve with jam. Children like it with a glass of cold milk.
                """);
        FakeConsole console = align(2, chinese.toString(), foreign.toString(), "-o", path("out.tmx"));
        assertThat(console.err())
                .contains("do not look like translations of each other: ")
                .contains("or add --allow-unrelated")
                .hasLineCount(1);
        assertThat(folder.resolve("out.tmx")).doesNotExist();
        FakeConsole forced =
                align(0, "--allow-unrelated", chinese.toString(), foreign.toString(), "-o", path("out.tmx"));
        assertThat(forced.err()).contains("warning:");
        assertThat(folder.resolve("out.tmx")).exists();
    }

    @Test
    void rejectsShortSentencePairedByChance() throws IOException {
        Path chinese = write("short.zh.txt", "网络连接失败时，程序会自动重试。\n删除的文件无法恢复。\n".repeat(10));
        Path other = write("short.en.txt", "Farmers sell cheese at the market every Saturday.\n");
        assertThat(align(2, chinese.toString(), other.toString(), "-o", path("out.tmx"))
                        .err())
                .contains("no sentence has a probable counterpart");
    }

    @Test
    void rejectsFewSentencesPairedByChance() throws IOException {
        Path long47 = write("long.zh.txt", "水从山上流下来，孩子们在河边玩。\n老人坐在门口抽烟，看着天上的云。\n".repeat(23));
        Path other =
                write("other.en.txt", "The minister resigned yesterday evening.\nParliament meets again in autumn.\n");
        assertThat(align(2, long47.toString(), other.toString(), "-o", path("out.tmx"))
                        .err())
                .contains("no sentence has a probable counterpart; check that they are translations of each other, or"
                        + " add --allow-unrelated");
        Path own = write("own.en.txt", "The old man sits at the door smoking and looks at the clouds in the sky.\n");
        align(0, long47.toString(), own.toString(), "-o", path("own.tmx"));
    }

    @Test
    void reportsBadInputInOneLineAndWritesNothing() throws IOException {
        Path binary = folder.resolve("binary.en.txt");
        Files.write(binary, new byte[] {0x7f, 'E', 'L', 'F', 0, 1, 2, 3, 0, 0, 0});
        Path empty = write("empty.en.txt", "");
        Path zip = folder.resolve("broken.en.docx");
        Files.write(zip, "PK\3\4 and then nothing".getBytes(StandardCharsets.ISO_8859_1));
        for (String bad : List.of(binary.toString(), empty.toString(), zip.toString(), path("missing.en.txt"))) {
            FakeConsole console = align(2, chinese.toString(), bad, "-o", path("out/x.tmx"));
            assertThat(console.err()).startsWith("duiqi: " + bad).contains("; ").hasLineCount(1);
            assertThat(console.out()).isEmpty();
            assertThat(folder.resolve("out")).doesNotExist();
        }
    }

    @Test
    void keepsDamagedMemory() throws IOException {
        Path tmx = write("old.tmx", "<?xml version=\"1.0\"?>\n<tmx version=\"1.4\"><header>\n");
        String before = Files.readString(tmx);
        FakeConsole console = align(2, chinese.toString(), english.toString(), "-o", tmx.toString());
        assertThat(console.err()).startsWith("duiqi: " + tmx + ":").hasLineCount(1);
        assertThat(tmx).hasContent(before);
    }

    @Test
    void readsStandardInput() {
        FakeConsole console = new FakeConsole().in(ENGLISH);
        assertThat(console.run("align", "--to", "ids", "-q", chinese.toString(), "-"))
                .isZero();
        assertThat(console.out()).contains("[3]:[3,4]");
    }

    @Test
    void omitsPairsBelowMinimumProbability() {
        FakeConsole none = align(0, "--to ids -q --min-probability 1 ZH EN");
        FakeConsole all = align(0, "--to ids -q ZH EN");
        assertThat(none.out().lines().count()).isLessThan(all.out().lines().count());
    }

    @Test
    void explainsWrongOptions() {
        assertThat(align(2, "--to xls ZH EN").err()).contains("use one of tmx, tsv, jsonl, ids, txt-pair");
        assertThat(align(2, "--source-lang c++ ZH EN").err())
                .contains("'c++' is not a language tag; use for example zh-CN");
        assertThat(align(2, "--source-lang fr ZH EN").err())
                .isEqualTo("duiqi: --source-lang fr: duiqi supports Chinese and English only; "
                        + "use for example zh-CN, zh-TW, lzh, en-US or en-GB\n");
        assertThat(align(2, "--encoding klingon ZH EN").err()).contains("'klingon' is not a known encoding");
        assertThat(align(2, chinese.toString()).err())
                .contains("has no counterpart; give the file of its translation as well");
    }

    @Test
    void writesGivenLanguages() throws IOException {
        align(0, "--source-lang zh-TW --target-lang en-GB ZH EN -o @x.tmx");
        assertThat(Files.readString(folder.resolve("x.tmx")))
                .contains("srclang=\"zh-TW\"", "xml:lang=\"zh-TW\"", "xml:lang=\"en-GB\"")
                .doesNotContain("zh-CN");
    }

    @Test
    void keepsMemoryOfOtherTextsWithSameNames() throws IOException {
        String tmx = path("x.tmx");
        align(0, chinese.toString(), english.toString(), "-o", tmx);
        String before = Files.readString(Path.of(tmx));
        Path otherChinese = write("other/spring.zh.txt", "猫在屋里睡觉。狗在门外叫。天气很冷。他们回家了。");
        Path otherEnglish = write(
                "other/spring.en.txt",
                "The cat sleeps in the room. The dog barks outside the door. The weather is cold. They went home.");
        FakeConsole console = align(2, otherChinese.toString(), otherEnglish.toString(), "-o", tmx);
        assertThat(console.err())
                .contains("none of its 5 units from spring.zh.txt + spring.en.txt occurs in these texts")
                .hasLineCount(1);
        assertThat(Path.of(tmx)).hasContent(before);
        assertThat(align(0, "--replace-others", otherChinese.toString(), otherEnglish.toString(), "-o", tmx)
                        .out())
                .contains("5 removed");
    }

    @Test
    void writesBothFilesOrNone() throws IOException {
        Files.createDirectories(folder.resolve("pair.en"));
        align(2, "--to txt-pair -o @pair ZH EN");
        assertThat(folder.resolve("pair.zh")).doesNotExist();
    }

    @Test
    void alignsSingleShortSentence() throws IOException {
        Path zh = write("short.zh", "他来了。\n");
        Path en = write("short.en", "He came.\n");
        assertThat(align(0, "--sentences", "--to", "ids", "-q", zh.toString(), en.toString())
                        .out())
                .isEqualTo("[0]:[0]\n");
    }

    @Test
    void limitsSizeOfBeads() {
        String ids = align(0, "--max-bead 1-1 --to ids -q ZH EN").out();
        assertThat(ids.lines()).hasSize(6).allMatch(line -> !line.contains(","));
        for (String wrong : List.of("0-1", "1", "2-x", "1-0", "-1-1")) {
            assertThat(align(2, "--max-bead=" + wrong, chinese.toString(), english.toString())
                            .err())
                    .contains("'" + wrong + "' is not a bead size; give two numbers of sentences");
        }
    }

    @Test
    void keepsPairsWithinParagraphsAndHeadings() throws IOException {
        String free = align(0, "--to ids -q ZH EN").out();
        for (String what : List.of("paragraphs", "headings")) {
            assertThat(align(0, "--boundaries", what, "--to", "ids", "-q", chinese.toString(), english.toString())
                            .out())
                    .isEqualTo(free);
        }
        write("spring.en.txt", ENGLISH + "\nPrinted in Geneva on recycled paper, with all rights reserved.\n");
        assertThat(align(2, "--boundaries paragraphs ZH EN").err())
                .contains(": the numbers of paragraphs differ: 3 Chinese, 4 English; ")
                .hasLineCount(1);
        assertThat(align(2, "--boundaries pages ZH EN").err()).contains("paragraphs, headings");
    }

    @Test
    void keepsGivenAnchors() throws IOException {
        Path anchors = write("anchors.txt", "# the second paragraph begins the third\n3\t6\n");
        String ids = align(
                        0,
                        "--anchors",
                        anchors.toString(),
                        "--allow-unrelated",
                        "--to",
                        "ids",
                        "-q",
                        chinese.toString(),
                        english.toString())
                .out();
        assertThat(ids.lines()).noneMatch(line -> line.matches("\\[.*[1-4].*]:\\[.*[0-2].*]"));
        write("anchors.txt", "3\t4\n");
        assertThat(align(2, "--anchors", anchors.toString(), chinese.toString(), english.toString())
                        .err())
                .contains("anchors.txt:1:1: no sentence begins on line 4", "use line 3 or 6")
                .hasLineCount(1);
        write("in/a.zh", CHINESE);
        write("in/a.en", ENGLISH);
        write("in/b.zh", CHINESE);
        write("in/b.en", ENGLISH);
        assertThat(align(2, "--anchors", anchors.toString(), path("in")).err())
                .contains("is for one pair of texts, but there are 2");
        write("lines.zh", "下雨了。\n我们走吧。\n雨停了。\n");
        write("lines.en", "It is raining.\nLet us go.\nThe rain has stopped.\n");
        write("anchors.txt", "3\t2\n");
        assertThat(align(
                                0,
                                "--sentences",
                                "--anchors",
                                anchors.toString(),
                                "--allow-unrelated",
                                "--to",
                                "ids",
                                "-q",
                                path("lines.zh"),
                                path("lines.en"))
                        .out())
                .startsWith("[0")
                .doesNotContain("[1]:[1", "[0,1]:[0,1", "[2]:[0");
    }

    @Test
    void writesPoolLikeSingleTexts() throws IOException {
        write("in/a.zh.txt", CHINESE);
        write("in/a.en.txt", ENGLISH);
        write("in/bad.zh.txt", CHINESE);
        write("in/bad.en.txt", "");
        write("in/foreign.zh.txt", CHINESE);
        write("in/foreign.en.txt", """
                The recipe calls for two eggs and a cup of flour. Stir until the batter is smooth. Bake in a hot oven
                until golden, then let it cool on a rack. Serve with jam. Children like it with a glass of cold milk.
                """);
        FakeConsole pooled = align(2, "--pool --to ids -o @pooled @in");
        FakeConsole alone = align(2, "--to ids -o @alone @in");
        assertThat(filesIn("pooled")).containsExactly("a.align").isEqualTo(filesIn("alone"));
        assertThat(folder.resolve("pooled/a.align")).hasSameTextualContentAs(folder.resolve("alone/a.align"));
        assertThat(pooled.err()).isEqualTo(alone.err()).hasLineCount(2);
        assertThat(pooled.out())
                .isEqualTo(alone.out().replace("alone/", "pooled/"))
                .contains("1 of 3 pairs of texts aligned");
    }

    @Test
    void usesGlossariesAndMemories() throws IOException {
        String zh = write("x.zh", "乌鲁兹。\n格布拉克。\n蒂菲诺。\n").toString();
        String en = write("x.en", "Brindlewick.\nQuorbent.\n").toString();
        String[] common = {"--sentences", "--allow-unrelated", "--max-bead", "1-1", "--to", "ids", "-q", zh, en};
        write("a.csv", "zh,en\n格布拉克,brindlewick\n");
        write("b.tsv", "en\tzh\nquorbent\t蒂菲诺\n");
        assertThat(align(0, with(common, "--glossary", path("a.csv"), "--glossary", path("b.tsv")))
                        .out())
                .isEqualTo("[0]:[]\n[1]:[0]\n[2]:[1]\n");
        write("c.csv", "zh,en\n乌鲁兹,brindlewick\n格布拉克,quorbent\n");
        assertThat(align(0, with(common, "--glossary", path("c.csv"))).out()).isEqualTo("[0]:[0]\n[1]:[1]\n[2]:[]\n");
        write("known.zh", "格布拉克。\n蒂菲诺。\n");
        write("known.en", "Brindlewick.\nQuorbent.\n");
        align(0, "--sentences --allow-unrelated -q @known.zh @known.en -o @known.tmx");
        assertThat(align(0, with(common, "--tm", path("known.tmx"))).out()).isEqualTo("[0]:[]\n[1]:[0]\n[2]:[1]\n");
        assertThat(align(2, with(common, "--tm", path("a.csv"))).err())
                .contains("a.csv")
                .hasLineCount(1);
        write("bad.csv", "zh,en\n水闸\n");
        assertThat(align(2, with(common, "--glossary", path("bad.csv"))).err())
                .contains("bad.csv:2:1: column en is empty")
                .hasLineCount(1);
    }

    @Test
    void countsImprobablePairsThatItWrites() throws IOException {
        write("x.zh", "乌鲁兹。\n格布拉克。\n蒂菲诺。\n");
        write("x.en", "Brindlewick.\nQuorbent.\n");
        String command = "--sentences --allow-unrelated --max-bead 1-1 @x.zh @x.en -o @x.tmx";
        assertThat(align(0, command).out())
                .containsPattern("lowest probability  2 pairs below 0.9\n    0\\.[0-4].*\n    0\\.[0-4].*\n")
                .endsWith("  written             2 pairs below 0.5; omit them with --min-probability 0.5\n");
        assertThat(align(0, command, "--min-probability 0.5").out())
                .contains("(0 units added, 0 kept, 2 removed)")
                .doesNotContain("written ");
    }

    private static String[] with(String[] common, String... more) {
        return Stream.concat(Stream.of(more), Stream.of(common)).toArray(String[]::new);
    }

    @Test
    void explainsPairs() throws IOException {
        FakeConsole all = align(0, "--explain -q ZH EN");
        assertThat(all.out().lines().filter(line -> line.matches("\\d-\\d  [01]\\.\\d{4}  .*")))
                .hasSize(5);
        assertThat(all.out())
                .contains("1-1  ", "spring.zh.txt:3:1 = ", "\n  zh     去年，全国有3.5万名青年学者获得资助。\n")
                .containsPattern("words  .*35000 = 35000 \\(number\\) \\d\\.\\d")
                .containsPattern("words  .*小明 = Xiaoming \\(name\\) \\d\\.\\d")
                .containsPattern("words  .*实验室 = [lL]aboratory \\d\\.\\d")
                .containsPattern("score  .*placed words to English [+-]\\d+\\.\\d\\d");
        FakeConsole json = align(0, "--explain --to jsonl -q ZH EN");
        assertThat(json.out().lines().skip(1).findFirst().orElseThrow())
                .startsWith("{\"source\":[\"去年")
                .contains("\"target_lines\":[3],\"links\":[{\"chinese\":", "\"kind\":\"number\"", "\"shares\":{\"");
        align(0, "--explain -q ZH EN -o @why.txt");
        assertThat(folder.resolve("why.txt")).hasContent(all.out());
        assertThat(align(2, "--explain --to tsv ZH EN").err()).contains("--to tsv: cannot hold explanations");
    }

    @Test
    void rejectsOtherUrls() {
        assertThat(align(2, "ftp://example.org/x.zh EN").err())
                .contains("ftp://example.org/x.zh: is not an http or https address; download it");
    }
}
