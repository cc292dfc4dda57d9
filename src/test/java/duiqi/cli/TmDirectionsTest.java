package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the commands of {@code duiqi tm} keep the direction of each unit, in any pair of languages. */
class TmDirectionsTest extends CommandFolder {
    private static String unit(String source, String text, String target, String translation) {
        return "<tu><tuv xml:lang=\"" + source + "\"><seg>" + text + "</seg></tuv><tuv xml:lang=\"" + target
                + "\"><seg>" + translation + "</seg></tuv></tu>\n";
    }

    private String file(String name, String text) throws IOException {
        return write(name, text).toString();
    }

    private FakeConsole tm(int exitCode, String... args) {
        return run(exitCode, "tm", args);
    }

    /** Writes a memory in which each text of one language is also a text of the other. */
    private String variants(String source, String target) throws IOException {
        return file(
                "m.tmx",
                tmx(
                        source,
                        unit(source, "一号 one", target, "二号 two"),
                        unit(source, "二号 two", target, "一号 one"),
                        unit(source, "三号 three", target, "三号 three")));
    }

    @ParameterizedTest
    @CsvSource({"zh-CN,zh-TW", "en-US,zh-CN"})
    void convertsAnyLanguagesToEveryFormatAndBack(String source, String target) throws IOException {
        String memory = variants(source, target);
        for (String name : new String[] {"a.xlf", "a.csv", "a.xlsx", "a.jsonl", "a.po"}) {
            assertThat(tm(0, "convert", memory, "-o", path(name)).out()).startsWith(path(name) + ": 3 units\n");
            String back = path(name + ".tmx");
            tm(0, "convert", path(name), "-o", back);
            assertThat(read(name + ".tmx")).contains("srclang=\"" + source + "\"");
            FakeConsole console = new FakeConsole();
            console.run("tm", "diff", memory, back);
            // Some formats give the units ids.
            assertThat(console.out()).contains("0 removed, 0 added, 0 changed, ");
        }
        assertThat(tm(0, "convert", "--for", "okapi", memory, "-o", path("c.tmx"))
                        .out())
                .isEqualTo(path("c.tmx") + ": 3 units\n");
        tm(0, "diff", memory, path("c.tmx"));
        assertThat(tm(0, "convert", "--to", "moses", memory, "-o", path("d")).out())
                .contains(": 3 units\n");
    }

    @ParameterizedTest
    @CsvSource({"en-US,de-DE", "en-US,zh-CN"})
    void keepsUnitsInAnyLanguages(String source, String target) throws IOException {
        String memory = variants(source, target);
        assertThat(tm(0, "dedupe", memory).out()).contains("0 duplicates removed");
        assertThat(tm(0, "dedupe", "--near", memory).out()).contains("0 duplicates removed");
        String sorted = path("sorted.tmx");
        tm(0, "sort", "--by", "target", memory, "-o", sorted);
        assertThat(read("sorted.tmx").indexOf("一号 one")).isGreaterThan(0);
        tm(0, "diff", memory, sorted);
        tm(0, "split", "--size", "2", memory, "-o", path("parts"));
        String first = path("parts/m.001.tmx");
        assertThat(tm(0, "merge", first, path("parts/m.002.tmx"), "-o", path("all.tmx"))
                        .out())
                .contains("1 added, 0 already present, 0 replaced, 0 skipped in conflicts");
        tm(0, "diff", memory, path("all.tmx"));
        tm(0, "convert", memory, "-o", path("m.xlf"));
        assertThat(tm(0, "merge", first, path("m.xlf"), "-o", path("more.tmx")).out())
                .contains("1 added, 2 already present");
        tm(0, "add", "--source-lang", source, "--target-lang", target, memory, "四号 four", "五号 five");
        assertThat(read("m.tmx"))
                .containsPattern("<tuv xml:lang=\"" + source + "\">\\s*<seg>四号 four</seg>")
                .containsPattern("<tuv xml:lang=\"" + target + "\">\\s*<seg>五号 five</seg>")
                .doesNotContain("<tu srclang");
        assertThat(tm(0, "stats", memory).out()).contains("units", " 4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en-US"})
    void keepsDirectionOfMergedUnits(String source) throws IOException {
        String base = file("base.tmx", tmx("zh-CN", unit("zh-CN", "水", "en-US", "water")));
        String other = file(
                "other.tmx", tmx(source, unit("en-US", "fire", "zh-CN", "火"), unit("en-US", "water", "zh-CN", "水")));
        assertThat(tm(0, "merge", base, other).out()).contains("1 added, 1 already present");
        String merged = read("base.tmx");
        assertThat(merged).contains("<header", "srclang=\"zh-CN\" datatype").contains("fire");
        assertThat(merged.contains("<tu srclang=\"en-US\">")).isEqualTo(source.equals("en-US"));
        assertThat(merged.split("srclang=\"en-US\"", -1)).hasSize(source.equals("en-US") ? 2 : 1);
        tm(0, "convert", file("a.tmx", tmx("zh-CN")), base, other, "-o", path("b.tmx"));
        assertThat(read("b.tmx").contains("<tu srclang=\"en-US\">")).isEqualTo(source.equals("en-US"));
    }

    @Test
    void addsTranslationIntoChinese() throws IOException {
        String memory = path("new.tmx");
        tm(0, "add", memory, "water", "水");
        assertThat(read("new.tmx")).contains("srclang=\"en-US\"");
        assertThat(read("new.tmx").indexOf("water")).isLessThan(read("new.tmx").indexOf("水"));
        tm(0, "add", memory, "火", "fire");
        assertThat(read("new.tmx")).containsPattern("<tu [^>]*srclang=\"zh-CN\"");
        tm(0, "convert", memory, "-o", path("a.csv"));
        assertThat(read("a.csv")).contains("id,en-US,zh-CN,").contains(",fire,火,");
    }

    @ParameterizedTest
    @CsvSource({"en-US,de-DE", "zh-CN,zh-TW"})
    void cleanRejectsOtherLanguages(String source, String target) throws IOException {
        String memory = variants(source, target);
        String before = read("m.tmx");
        assertThat(tm(2, "clean", memory).err())
                .startsWith("duiqi: " + memory + ":2:1: has no unit in Chinese and English: the first one is in "
                        + source + " and " + target + "; ");
        assertThat(read("m.tmx")).isEqualTo(before);
    }
}
