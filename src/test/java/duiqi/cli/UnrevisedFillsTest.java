package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks that unrevised translations filled from similar texts never count as revised. */
class UnrevisedFillsTest extends CommandFolder {
    private static final String THREE = "门外站着三个人。";
    private static final String FIVE = "门外站着五个人。";
    private static final String RENDERING = "Three people stood at the door.";

    @BeforeEach
    void writeFiles() throws IOException {
        writeMemory("tm/main.tmx", unit(THREE, RENDERING));
        writeMemory("empty.tmx");
        write("new.zh.txt", FIVE + "\n");
        write("a.xlf", """
                <xliff version="1.2"><file original="a" source-language="zh-CN" target-language="en-US" datatype="plaintext"><body>
                <trans-unit id="1"><source>门外站着五个人。</source></trans-unit></body></file></xliff>
                """);
        write("b.xlf", """
                <xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="zh-CN" trgLang="en-US"><file id="f">
                <unit id="1"><segment><source>门外站着五个人。</source></segment></unit></file></xliff>
                """);
        write("c.po", """
                msgid ""
                msgstr ""
                "Language: en_US\\n"
                "Content-Type: text/plain; charset=UTF-8\\n"

                msgid "门外站着五个人。"
                msgstr ""
                """);
    }

    private void fill(String name) {
        String in = name.endsWith(".xlf") || name.endsWith(".po") ? name : "new.zh.txt";
        assertThat(run(0, "pretranslate --tm @tm/main.tmx --force @" + in + " -o @" + name)
                        .out())
                .contains("0 exact, 1 fuzzy");
    }

    private String merge(String line) {
        return run(0, "tm merge " + line).out();
    }

    private String lookUp(String name) {
        return run(0, "lookup --tm @" + name + " " + FIVE).out();
    }

    @ParameterizedTest
    @CsvSource({"a.xlf", "b.xlf", "c.po", "d.tmx", "e.tsv"})
    void unrevisedUnitsGetPenaltyAndAreSkippedByMerges(String name) throws IOException {
        String none = ": 0 added, 0 already present, 0 replaced, 0 skipped in conflicts, ";
        if (Files.exists(folder.resolve(name))) {
            assertThat(merge("--unrevised @empty.tmx @" + name)).endsWith(none + "1 skipped as untranslated\n");
        }
        fill(name);
        assertThat(merge("@empty.tmx @" + name))
                .endsWith(none + "1 skipped as unrevised; include them with --unrevised\n");
        assertThat(read("empty.tmx")).doesNotContain(RENDERING);
        assertThat(merge("--unrevised @empty.tmx @" + name))
                .endsWith(": 1 added, 0 already present, 0 replaced, 0 skipped in conflicts\n");
        run(0, "tm convert @" + name + " -o @tm/new.tmx");
        assertThat(lookUp("tm/new.tmx")).startsWith(" 85%").contains("exact, 100% less 15 because unrevised");
    }

    @Test
    void unrevisedUnitsAreNeverExact() throws IOException {
        fill("a.xlf");
        run(0, "tm convert @a.xlf -o @tm/new.tmx");
        assertThat(run(0, "lookup --json --tm @tm/new.tmx " + FIVE).out()).contains("\"unrevised\":true");
        assertThat(run(0, "pretranslate --tm @tm/new.tmx --penalty-unrevised 0 @new.zh.txt -o @again.xlf")
                        .out())
                .contains("0 exact, 1 fuzzy");
        assertThat(read("again.xlf")).contains("match-quality=\"99%\"");
    }

    @Test
    void mergeKeepsUnitsOfOneSide() throws IOException {
        writeMemory("half.tmx", unit(FIVE, ""));
        assertThat(merge("@empty.tmx @half.tmx")).contains("1 added");
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
        write(name, read(name).replace(before, after));
        assertThat(merge("@empty.tmx @" + name)).contains("1 added").doesNotContain("unrevised");
        assertThat(lookUp("empty.tmx")).startsWith("100%");
    }

    @Test
    void revisedDuplicateMakesUnitRevised() throws IOException {
        String revised = unit(FIVE, "Five people.");
        writeMemory("revised.tmx", revised);
        String state = "<prop type=\"x-state\">needs-adaptation</prop><seg>Five";
        writeMemory("pending.tmx", revised.replace("<seg>Five", state));
        for (String order : new String[] {"@revised.tmx @pending.tmx", "@pending.tmx @revised.tmx"}) {
            merge("--unrevised --force " + order + " -o @both.tmx");
            assertThat(lookUp("both.tmx")).startsWith("100%");
        }
    }
}
