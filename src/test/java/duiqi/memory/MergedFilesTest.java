package duiqi.memory;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.exchange.TmxRules;
import duiqi.exchange.Tu;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Merges files with unusual markup. */
class MergedFilesTest {
    private static final String OLD_HEAD = "<tmx version=\"1.1\"><header creationtool=\"t\" creationtoolversion=\"1\""
            + " segtype=\"sentence\" o-tmf=\"t\" adminlang=\"en\" srclang=\"zh-CN\" datatype=\"plaintext\"/><body>\n";

    private static final String ODD = "<tu tuid=\"1\" foo=\"1\" segtype=\"word\"><note lang=\"en\" by=\"lin\">n</note>"
            + "<prop type=\"p\" lang=\"en\">v</prop><tuv lang=\"zh-CN\" x-quality=\"5\"><prop type=\"q\">v</prop>"
            + "<seg>水</seg></tuv><tuv lang=\"en-US\" usagecount=\"3\"><seg>water</seg></tuv></tu>\n";

    @TempDir
    private Path folder;

    private Path merge(Path base, Path other) throws IOException {
        Path result = folder.resolve("result.tmx");
        TestMemories.merge(MemoryMerge.Policy.NEWEST, result, base, other);
        return result;
    }

    private Path old(String name, String units) throws IOException {
        return Files.writeString(folder.resolve(name), OLD_HEAD + units + "</body></tmx>\n");
    }

    @Test
    void convertsUnknownAttributesToProperties() throws Exception {
        Path other = old("other.tmx", ODD);
        Path merged = merge(TestMemories.write(folder.resolve("base.tmx")), other);
        TmxRules.requireDocumentType(merged);
        Tu unit = TestMemories.read(merged).get(0);
        assertThat(unit.property("x-foo")).contains("1");
        assertThat(unit.property("x-segtype")).contains("word");
        assertThat(unit.property("x-by")).contains("lin");
        assertThat(unit.variants().get(0).property("x-quality")).contains("5");
        assertThat(unit.variants().get(1).attribute("usagecount")).contains("3");
        Path water = TestMemories.write(folder.resolve("water.tmx"), TestMemories.unit("水", "water"));
        byte[] once = Files.readAllBytes(merged);
        Path again = Files.move(merged, folder.resolve("once.tmx"));
        assertThat(merge(again, other)).hasBinaryContent(once);
        assertThat(TestMemories.read(merge(water, other)).get(0).property("x-foo"))
                .contains("1");
    }

    @Test
    void keepsOldFileIfNewFileAddsNothing() throws Exception {
        String unit = "<tu><tuv lang=\"zh-CN\"><seg>水</seg></tuv><tuv lang='en-US'><seg>water</seg></tuv></tu>\n";
        Path base = old("base.tmx", unit);
        Path merged = merge(base, TestMemories.write(folder.resolve("other.tmx"), TestMemories.unit("水", "water")));
        assertThat(merged).hasSameBinaryContentAs(base);
    }

    @Test
    void writesLangAttributeOfOldTmxVersion() throws Exception {
        Path merged = merge(
                old("base.tmx", ""),
                TestMemories.write(
                        folder.resolve("other.tmx"),
                        TestMemories.unit("", "<note xml:lang=\"en\">n</note>", "水", "water")));
        assertThat(Files.readString(merged)).contains("<note lang=\"en\">").doesNotContain("xml:lang");
    }

    @Test
    void expandsEntitiesOfOtherFile() throws Exception {
        Path other = Files.writeString(
                folder.resolve("other.tmx"),
                "<!DOCTYPE tmx [<!ENTITY co \"林氏\"><!ENTITY gap '&#x3000;&#8212;'><!ENTITY grow \"&co;&co;\">]>\n"
                        + OLD_HEAD
                        + "<tu tuid=\"a&co;\"><note>&co;</note><tuv lang=\"zh-CN\"><seg>&co;&gap;水</seg></tuv>"
                        + "<tuv lang=\"en-US\"><seg>Lin</seg></tuv></tu>\n</body></tmx>");
        Path merged = merge(TestMemories.write(folder.resolve("base.tmx")), other);
        TmxRules.requireDocumentType(merged);
        assertThat(TestMemories.read(merged)).singleElement().satisfies(unit -> {
            assertThat(unit.id()).isEqualTo("a林氏");
            assertThat(unit.annotations().get(0).text()).isEqualTo("林氏");
            assertThat(unit.variants().get(0).text()).isEqualTo("林氏　—水");
        });
    }
}
