package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the commands of {@code duiqi tm}. */
class TmCommandsTest extends CommandFolder {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n"
            + "  <header creationtool=\"t\" creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"t\" adminlang=\"en\""
            + " srclang=\"zh-CN\" datatype=\"plaintext\"/>\n  <body>\n";
    private static final String TAIL = "  </body>\n</tmx>\n";

    protected static String unit(String chinese, String english) {
        return "    <tu><tuv xml:lang=\"zh-CN\"><seg>" + chinese + "</seg></tuv><tuv xml:lang=\"en-US\"><seg>" + english
                + "</seg></tuv></tu>\n";
    }

    private String memory(String name, String... units) throws IOException {
        return Files.writeString(folder.resolve(name), HEAD + String.join("", units) + TAIL)
                .toString();
    }

    private FakeConsole tm(int exitCode, String... args) {
        return run(exitCode, "tm", args);
    }

    /** Returns each command with {@code M} for a memory and {@code O} for another file name. */
    static Stream<List<String>> commands() {
        return Stream.of(
                List.of("add", "M", "水", "water"),
                List.of("merge", "M", "M"),
                List.of("dedupe", "M"),
                List.of("clean", "M"),
                List.of("clean", "--dry-run", "M"),
                List.of("sort", "M"),
                List.of("split", "--size", "1", "-o", "O", "M"),
                List.of("diff", "M", "M"),
                List.of("stats", "M"),
                List.of("validate", "M"),
                List.of("convert", "M", "-o", "O.tmx"));
    }

    private String[] words(List<String> command, String memory) {
        return command.stream()
                .map(word -> word.replaceFirst("^M$", memory).replaceFirst("^O", path("out")))
                .toArray(String[]::new);
    }

    /** Runs a command with any exit code. */
    private FakeConsole runs(List<String> command, String memory) {
        FakeConsole console = new FakeConsole();
        runs(console, "tm", words(command, memory));
        return console;
    }

    private static void requireOneLine(FakeConsole console, String place) {
        assertThat(console.out()).isEmpty();
        assertThat(console.err())
                .startsWith("duiqi: " + place)
                .containsOnlyOnce("\n")
                .contains("; ")
                .doesNotContain("internal error");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void reportsBadFilesInOneLineAndLeavesNoFile(List<String> command) throws IOException {
        Files.createDirectory(folder.resolve("folder.tmx"));
        write("empty.tmx", "");
        write("page.tmx", "<html><body><p>404</p></body></html>");
        write("text.tmx", "no XML at all");
        List<String> before = filesIn(".");
        for (String name : List.of("folder.tmx", "empty.tmx", "page.tmx", "text.tmx")) {
            requireOneLine(tm(2, words(command, path(name))), path(name));
        }
        if (!command.get(0).equals("add")) {
            requireOneLine(tm(2, words(command, path("no/such/file.tmx"))), path("no/such/file.tmx"));
        }
        requireOneLine(tm(2, words(command, path("memory.doc"))), path("memory.doc"));
        assertThat(filesIn(".")).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void reportsDamageAndRejectsItWithStrict(List<String> command) throws IOException {
        String memory = memory(
                "a.tmx", unit("水", "water"), "<tu tuid=\"\u001B[31mx\"><tuv><seg></tuv></tu>\n", unit("火", "fire"));
        String before = read("a.tmx");
        List<String> words = new ArrayList<>(command);
        if (!command.get(0).equals("validate")) {
            words.add(1, "--strict");
            requireOneLine(tm(2, words(words, memory)), memory + ":6:");
            assertThat(read("a.tmx")).isEqualTo(before);
            assertThat(filesIn(".")).containsExactly("a.tmx");
            words.remove(1);
        }
        FakeConsole console = runs(words, memory);
        assertThat(console.out() + console.err()).contains(memory + ":6:").doesNotContain("\u001B");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sort --limit -1 M",
                "split -o O M",
                "split --size 1 --by year -o O M",
                "clean --filters nothing M",
                "clean --removed M M",
                "clean --removed O.txt M",
                "dedupe M -o O.tmx.zip",
                "convert M -o O.txt",
                "merge M",
                "add M 水",
                "add M 水 火土",
                "add M water fire",
                "add M 水 ''",
                ""
            })
    void rejectsInvalidOptionsWithoutHarm(String line) throws IOException {
        String memory = memory("a.tmx", unit("水", "water"));
        List<String> command = Stream.of(line.split(" "))
                .map(word -> word.equals("''") ? "" : word)
                .toList();
        FakeConsole console = tm(2, words(line.isEmpty() ? List.of() : command, memory));
        assertThat(console.err()).startsWith("duiqi: ").doesNotContain("internal error", "fromIndex");
        assertThat(filesIn(".")).containsExactly("a.tmx");
        assertThat(read("a.tmx")).isEqualTo(HEAD + unit("水", "water") + TAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"add M 水 water", "merge M M", "dedupe M", "clean M", "sort M", "split --size 1 M"})
    void dryRunWritesNothing(String command) throws IOException {
        String memory = memory("a.tmx", unit("火", "fire"), unit("火", "fire"), unit("水", "水"));
        FakeConsole console = runs(List.of((command + " --dry-run -o O/dir/b.tmx").split(" ")), memory);
        assertThat(console.out()).as(console.err()).contains("dry run: ");
        assertThat(filesIn(".")).containsExactly("a.tmx");
    }

    @Test
    void addCreatesMemoryAndAddsUnitOnce() throws IOException {
        String memory = path("tm/new.tmx");
        assertThat(tm(0, "add", memory, "water", "水", "--note", "a <b>", "--author", "lin")
                        .out())
                .isEqualTo(memory + ": 1 unit added\n");
        assertThat(read("tm/new.tmx"))
                .contains("<note>a &lt;b&gt;</note>", "creationid=\"lin\"", "<tuv xml:lang=\"zh-CN\">");
        String once = read("tm/new.tmx");
        assertThat(tm(0, "add", memory, "水", "water").out()).isEqualTo(memory + ": unit already exists\n");
        assertThat(read("tm/new.tmx")).isEqualTo(once);
        assertThat(tm(0, "add", "--dry-run", path("x.tmx"), "水", "water").out())
                .isEqualTo("dry run: " + path("x.tmx") + ": new, 1 unit added\n");
        assertThat(filesIn(".")).containsExactly("tm/new.tmx");
        assertThat(tm(0, "add", memory, "火", "fire", "-o", path("b.tmx")).out()).startsWith(path("b.tmx") + ": ");
        assertThat(read("tm/new.tmx")).isEqualTo(once);
        assertThat(read("b.tmx")).contains("water", "fire");
    }

    @ParameterizedTest
    @ValueSource(strings = {"new.tmx", "no/such/NEW.TMX.GZ", "a.tmx"})
    void mergePreviewsThenMerges(String name) throws IOException {
        String memory = memory("a.tmx", unit("水", "water"), unit("火", "fire"));
        String other = memory("b.TMX", unit("火", "fire"), unit("木", "wood"));
        boolean exists = Files.exists(folder.resolve(name));
        String counts = path(name) + (exists ? ": 1 added, 3" : ": new memory, 3 added, 1")
                + " already present, 0 replaced, 0 skipped in conflicts\n";
        assertThat(tm(0, "merge", "--dry-run", path(name), memory, other).out())
                .contains(":5  木 = wood\n")
                .endsWith("dry run: " + counts);
        assertThat(Files.exists(folder.resolve(name))).isEqualTo(exists);
        assertThat(tm(0, "merge", path(name), memory, other).out()).isEqualTo(counts);
        assertThat(tm(0, "stats", path(name)).out()).contains("units                  3\n");
        requireOneLine(tm(2, "merge", path("c.tmx"), path("none.tmx")), path("none.tmx"));
        assertThat(folder.resolve("c.tmx")).doesNotExist();
        requireOneLine(tm(2, "merge", memory, other, "-o", other), other + ": already exists");
        tm(0, "merge", memory, other, "-o", other, "--force");
        assertThat(read("b.TMX")).contains("water", "wood");
    }

    @Test
    void cleanPrintsEachUnitWithReason() throws IOException {
        String memory = memory("a.tmx", unit("水", "water"), unit("基础研究", "基础研究"), unit("火", ""));
        assertThat(tm(0, "clean", "--dry-run", memory).out())
                .startsWith(memory + ":6:5: [identical] both sides are identical: 基础研究 = 基础研究\n" + memory
                        + ":7:5: [empty] the en-US side is empty: zh-CN: 火 = en-US: \ndry run: " + memory
                        + ": 1 unit kept; removed:\n       1  empty: ");
        tm(0, "clean", memory, "--removed", path("bad.tmx"), "--without", "empty,one-sided");
        assertThat(read("bad.tmx")).isEqualTo(HEAD + unit("基础研究", "基础研究") + TAIL);
        assertThat(read("a.tmx")).isEqualTo(HEAD + unit("水", "water") + unit("火", "") + TAIL);
        assertThat(tm(2, "clean", memory, "--removed", path("bad.tmx")).err()).contains("already exists");
        assertThat(read("bad.tmx")).contains("基础研究");
    }

    /** Keeps pairs whose probability is missing or no number. */
    @Test
    void cleanRemovesImprobablePairs() throws IOException {
        String[] units = Stream.of("0.49", "0.5", "0.1", "", "low")
                .map(value -> unit("水" + value, "water " + value)
                        .replaceFirst(">", "><prop type=\"x-probability\">" + value + "</prop>"))
                .toArray(String[]::new);
        String memory = memory("a.tmx", units);
        assertThat(tm(0, "clean", memory).out()).contains("5 units kept").doesNotContain("improbable");
        assertThat(tm(0, "clean", "--filters", "improbable", "--min-probability", "0.5", memory)
                        .out())
                .contains("3 units kept; removed:\n       2  improbable: ");
        assertThat(read("a.tmx")).isEqualTo(HEAD + units[1] + units[3] + units[4] + TAIL);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void replacesControlCharactersOfMemory(List<String> command) throws IOException {
        String unit = unit("水\u009B31m", "water\u202E").replace("en-US", "en-\u009B1m");
        FakeConsole console = runs(command, memory("a.tmx", unit, unit("\u009B2J", "")));
        assertThat(console.out() + console.err()).doesNotContain("\u009B", "\u202E");
    }

    @Test
    void diffPrintsSignsAndReturnsExitCode() throws IOException {
        String before = memory("a.tmx", unit("水", "water"), unit("火", "fire"), unit("土", "earth"));
        String after = memory(
                "b.tmx",
                unit("水", "Water\u202E"),
                unit("土", "earth").replace("<tu>", "<tu><note>n</note>"),
                unit("木", "wood"));
        assertThat(tm(1, "diff", before, after).out()).isEqualTo("""
                - 6:5  火 = fire
                + 7:5  木 = wood
                ~ 5:5  水 = water
                  -> 水 = Water\uFFFD
                = 7:5  土 = earth
                1 removed, 1 added, 1 changed, 1 with other properties, 0 unchanged
                """);
        assertThat(tm(1, "diff", "--color", "always", before, after).out()).contains("\u001B[31m- 6:5");
    }

    @Test
    void sortsByCodePoint() throws IOException {
        String memory = memory("a.tmx", unit("𠀀", "b"), unit("ｆ", "a"), unit("水", "c"));
        tm(0, "sort", memory);
        assertThat(read("a.tmx")).isEqualTo(HEAD + unit("水", "c") + unit("ｆ", "a") + unit("𠀀", "b") + TAIL);
        tm(0, "sort", "--by", "target", "--reverse", memory, "-o", path("b.tmx.gz"));
        assertThat(tm(0, "stats", path("b.tmx.gz")).out()).containsPattern("units +3\n");
    }

    @Test
    void splitNamesPartsByCommonValue() throws IOException {
        String memory = memory(
                "a.tmx",
                unit("水", "water").replace("<tu>", "<tu><prop type=\"client\">a/../b\u009B</prop>"),
                unit("火", "fire"),
                unit("土", "earth"));
        tm(0, "split", "--by", "client", "-o", path("out"), memory);
        assertThat(filesIn(".")).containsExactly("a.tmx", "out/a.a-..-b-.tmx", "out/a.none.tmx");
        assertThat(read("out/a.none.tmx")).isEqualTo(HEAD + unit("火", "fire") + unit("土", "earth") + TAIL);
        assertThat(tm(2, "split", "--by", "client", "-o", path("out"), memory).err())
                .contains("--force");
        assertThat(tm(2, "split", "--size", "1", "-o", path("x"), memory("none.tmx"))
                        .err())
                .contains("no units");
    }

    @Test
    void rejectsFolderAndGlossaryWithForbiddenTerms() throws IOException {
        assertThat(tm(2, "stats", folder.toString()).err())
                .contains(folder + ": is a folder, not a file; use a file in it");
        Path terms = write("terms.csv", "Forbidden,Domain,zh-CN,Notes,en-US,Notes\nTrue,,水,,aqua,\n");
        assertThat(tm(2, "stats", terms.toString()).err()).contains("terms.csv: is a glossary (matecat)");
    }

    @Test
    void splitWritesAllPartsOrNone() throws IOException {
        String memory = memory("a.tmx", unit("水", "water"), unit("火", "fire"));
        Files.createDirectories(folder.resolve("out/a.002.tmx"));
        assertThat(tm(2, "split", "--force", "--size", "1", "-o", path("out"), memory)
                        .err())
                .contains("out/a.002.tmx: is a folder, not a file");
        assertThat(filesIn(".")).containsExactly("a.tmx");
        memory(
                "a.tmx",
                unit("水", "water").replace("<tu>", "<tu creationid=\"Lin\">"),
                unit("火", "fire").replace("<tu>", "<tu creationid=\"lin\">"));
        tm(0, "split", "--by", "author", "-o", path("author"), memory);
        assertThat(read("author/a.Lin.tmx")).as("names that differ in case").isEqualTo(read("a.tmx"));
    }

    @Test
    void reportsAndKeepsFilesInProgress() throws IOException {
        String memory = memory("a.tmx", unit("水", "water"));
        Path left = Files.writeString(folder.resolve(".duiqi-1.tmp"), HEAD);
        assertThat(tm(0, "sort", memory).err()).isEmpty();
        Files.setLastModifiedTime(left, FileTime.fromMillis(0));
        assertThat(tm(0, "sort", memory).err())
                .isEqualTo(
                        "duiqi: " + left + ": temporary file of an interrupted write, or of a write on another machine;"
                                + " delete it if no other machine writes to this folder\n");
        assertThat(left).hasContent(HEAD);
    }

    @Test
    void validateContinuesAfterBadFile() throws IOException {
        String memory = memory(
                "a.tmx",
                unit("水", "water").replace("<tu>", "<tu tuid=\"a b\">"),
                unit("水", "<bpt i=\"1\"/>water").replace("zh-CN", "zho").replace("<tu>", "<tu tuid=\"a b\">"));
        FakeConsole console = tm(2, "validate", path("none.tmx"), memory);
        assertThat(console.err()).startsWith("duiqi: " + path("none.tmx") + ": there is no such file");
        assertThat(console.out())
                .contains(
                        memory + ":5:5: tuid \"a b\" contains white space [id]",
                        memory + ":6:5: duplicate tuid \"a b\", first on line 5 [id]",
                        "OmegaT does not support the code zho",
                        "<bpt i=\"1\"> has no <ept> [codes]");
        tm(1, "validate", memory);
        assertThat(tm(0, "validate", memory("b.tmx", unit("水", "water"))).out()).isEmpty();
    }

    @Test
    void convertWritesForTool() throws IOException {
        String memory = memory("a.tmx", unit("水", "water"), unit("火", ""));
        FakeConsole console = tm(0, "convert", memory, "--for", "okapi", "-o", path("b.tmx"));
        assertThat(console.out()).isEqualTo("""
                %s: 2 units read, 1 written; omitted or changed:
                  units with no text in zh-CN or no text in en-US: 1
                """.formatted(path("b.tmx")));
        tm(2, "convert", memory, "--strict", "--for", "okapi", "-o", path("c.tmx"));
        assertThat(filesIn(".")).containsExactly("a.tmx", "b.tmx");
        write("b.en", "water\n");
        requireOneLine(tm(2, "convert", memory, "-o", path("b.zh")), path("b.en") + ": already exists");
        assertThat(filesIn(".")).containsExactly("a.tmx", "b.en", "b.tmx");
    }

    @Test
    void convertWritesNoEmptyFile() throws IOException {
        String memory = memory("a.tmx", unit("水", "water"));
        FakeConsole console = tm(2, "convert", memory, "--source-lang", "zh-TW", "-o", path("b.tsv"));
        requireOneLine(
                console,
                path("b.tsv")
                        + ": would contain none of 1 unit read: units with no text in zh-TW (1); give the languages");
        assertThat(filesIn(".")).containsExactly("a.tmx");
        assertThat(tm(0, "convert", memory("none.tmx"), "-o", path("none.tsv")).out())
                .isEqualTo(path("none.tsv") + ": 0 units\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"B.TMX.GZ", "b.tsv", "b.zh"})
    void convertReplacesOnlyWithForce(String name) throws IOException {
        String memory = memory("a.tmx", unit("水", "water"));
        tm(0, "convert", memory, "-o", path(name));
        memory("a.tmx", unit("水", "waters"));
        FakeConsole refused = tm(2, "convert", memory, "-o", path(name));
        assertThat(refused.err())
                .startsWith("duiqi: " + folder)
                .endsWith(": already exists; give another file, or add --force\n");
        tm(0, "convert", path(name), "-o", path("before.jsonl"));
        assertThat(Files.readAllBytes(folder.resolve(name))[0] == 0x1F).isEqualTo(name.endsWith("GZ"));
        tm(0, "convert", memory, "-o", path(name), "--force");
        tm(0, "convert", path(name), "-o", path("after.jsonl"));
        assertThat(read("before.jsonl")).contains("\"water\"");
        assertThat(read("after.jsonl")).contains("\"waters\"");
    }
}
