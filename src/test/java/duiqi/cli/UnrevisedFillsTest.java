package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks that unrevised translations filled from similar texts never count as revised. */
class UnrevisedFillsTest {
    private static final String THREE = "门外站着三个人。";
    private static final String FIVE = "门外站着五个人。";
    private static final String RENDERING = "Three people stood at the door.";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.createDirectories(folder.resolve("tm"));
        Files.writeString(folder.resolve("tm/main.tmx"), memory("<seg>" + THREE, "<seg>" + RENDERING));
        Files.writeString(
                folder.resolve("empty.tmx"), "<tmx version=\"1.4\"><header srclang=\"zh-CN\"/><body></body></tmx>");
        Files.writeString(folder.resolve("new.zh.txt"), FIVE + "\n");
        Files.writeString(folder.resolve("a.xlf"), """
                <xliff version="1.2"><file original="a" source-language="zh-CN" target-language="en-US" datatype="plaintext"><body>
                <trans-unit id="1"><source>门外站着五个人。</source></trans-unit></body></file></xliff>
                """);
        Files.writeString(folder.resolve("b.xlf"), """
                <xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="zh-CN" trgLang="en-US"><file id="f">
                <unit id="1"><segment><source>门外站着五个人。</source></segment></unit></file></xliff>
                """);
        Files.writeString(folder.resolve("c.po"), """
                msgid ""
                msgstr ""
                "Language: en_US\\n"
                "Content-Type: text/plain; charset=UTF-8\\n"

                msgid "门外站着五个人。"
                msgstr ""
                """);
    }

    private static String memory(String chinese, String english) {
        return String.format(Locale.ROOT, """
                <tmx version="1.4"><header srclang="zh-CN"/><body>
                <tu><tuv xml:lang="zh-CN">%s</seg></tuv><tuv xml:lang="en-US">%s</seg></tuv></tu>
                </body></tmx>
                """, chinese, english);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private String run(String... words) {
        FakeConsole console = new FakeConsole();
        assertThat(console.run(words)).as(console.out() + console.err()).isZero();
        return console.out();
    }

    private void fill(String name) {
        String in = name.endsWith(".xlf") || name.endsWith(".po") ? name : "new.zh.txt";
        assertThat(run("pretranslate", "--tm", path("tm/main.tmx"), "--force", path(in), "-o", path(name)))
                .contains("0 exact, 1 fuzzy");
    }

    @ParameterizedTest
    @CsvSource({"a.xlf", "b.xlf", "c.po", "d.tmx", "e.tsv"})
    void unrevisedUnitsGetPenaltyAndAreSkippedByMerges(String name) throws IOException {
        String none = ": 0 added, 0 already present, 0 replaced, 0 skipped in conflicts, ";
        if (Files.exists(folder.resolve(name))) {
            assertThat(run("tm", "merge", "--unrevised", path("empty.tmx"), path(name)))
                    .endsWith(none + "1 skipped as untranslated\n");
        }
        fill(name);
        assertThat(run("tm", "merge", path("empty.tmx"), path(name)))
                .endsWith(none + "1 skipped as unrevised; include them with --unrevised\n");
        assertThat(Files.readString(folder.resolve("empty.tmx"))).doesNotContain(RENDERING);
        assertThat(run("tm", "merge", "--unrevised", path("empty.tmx"), path(name)))
                .endsWith(": 1 added, 0 already present, 0 replaced, 0 skipped in conflicts\n");
        run("tm", "convert", path(name), "-o", path("tm/new.tmx"));
        assertThat(run("lookup", "--tm", path("tm/new.tmx"), FIVE))
                .startsWith(" 85%")
                .contains("exact, 100% less 15 because unrevised");
    }

    @Test
    void unrevisedUnitsAreNeverExact() throws IOException {
        fill("a.xlf");
        run("tm", "convert", path("a.xlf"), "-o", path("tm/new.tmx"));
        assertThat(run("lookup", "--tm", path("tm/new.tmx"), "--json", FIVE)).contains("\"unrevised\":true");
        String fill =
                "pretranslate --tm " + path("tm/new.tmx") + " --penalty-unrevised 0 " + path("new.zh.txt") + " -o ";
        assertThat(run((fill + path("again.xlf")).split(" "))).contains("0 exact, 1 fuzzy");
        assertThat(Files.readString(folder.resolve("again.xlf"))).contains("match-quality=\"99%\"");
    }

    @Test
    void mergeKeepsUnitsOfOneSide() throws IOException {
        Files.writeString(folder.resolve("half.tmx"), memory("<seg>" + FIVE, "<seg>"));
        assertThat(run("tm", "merge", path("empty.tmx"), path("half.tmx"))).contains("1 added");
    }

    @ParameterizedTest
    @CsvSource({
        "a.xlf, needs-adaptation, final",
        "b.xlf, initial, reviewed",
        "c.po, '#, fuzzy', '#, no-wrap'",
        "e.tsv, needs-adaptation, translated"
    })
    void revisedUnitsGetNoPenalty(String name, String before, String after) throws IOException {
        fill(name);
        Path file = folder.resolve(name);
        Files.writeString(file, Files.readString(file).replace(before, after));
        assertThat(run("tm", "merge", path("empty.tmx"), path(name)))
                .contains("1 added")
                .doesNotContain("unrevised");
        assertThat(run("lookup", "--tm", path("empty.tmx"), FIVE)).startsWith("100%");
    }

    @Test
    void revisedDuplicateMakesUnitRevised() throws IOException {
        String state = "<prop type=\"x-state\">needs-adaptation</prop><seg>";
        Path revised = Files.writeString(folder.resolve("revised.tmx"), memory("<seg>" + FIVE, "<seg>Five people."));
        Path pending = Files.writeString(folder.resolve("pending.tmx"), memory("<seg>" + FIVE, state + "Five people."));
        for (Path[] order : new Path[][] {{revised, pending}, {pending, revised}}) {
            String both = path("both.tmx");
            run("tm", "merge", "--unrevised", "--force", order[0].toString(), order[1].toString(), "-o", both);
            assertThat(run("lookup", "--tm", path("both.tmx"), FIVE)).startsWith("100%");
        }
    }
}
