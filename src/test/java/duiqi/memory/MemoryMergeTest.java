package duiqi.memory;

import static duiqi.memory.TestMemories.unit;
import static org.assertj.core.api.Assertions.assertThat;

import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.memory.MemoryMerge.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryMergeTest {
    @TempDir
    private Path folder;

    private Path result = Path.of("");

    private MemoryMerge merge(Policy policy, String... memories) throws IOException {
        List<Path> files = IntStream.range(0, memories.length)
                .mapToObj(n -> folder.resolve(n + ".tmx"))
                .toList();
        for (int i = 0; i < memories.length; i++) {
            TestMemories.write(files.get(i), memories[i]);
        }
        MemoryMerge merge = new MemoryMerge(
                TestMemories.source(files.get(0)),
                files.subList(1, files.size()).stream()
                        .map(TestMemories::source)
                        .toList(),
                policy,
                damage -> {});
        result = folder.resolve("result.tmx");
        TestMemories.rewrite(files.get(0), merge.plan(damage -> {}), result);
        return merge;
    }

    private static String dated(String year, String chinese, String english) {
        return unit(" changedate=\"" + year + "0101T000000Z\"", "", chinese, english);
    }

    @ParameterizedTest
    @CsvSource({
        "NEWEST,   2019, 2020, 2021, third",
        "NEWEST,   2019, 2021, 2020, second",
        "NEWEST,   2021, 2019, 2020, first",
        "NEWEST,   2019, 2019, 2019, first",
        "KEEP,     2019, 2020, 2021, first",
        "OVERRIDE, 2021, 2020, 2019, third",
        "BOTH,     2021, 2020, 2019, first second third",
    })
    void policyDecidesWhichTranslationStays(Policy policy, String a, String b, String c, String expected)
            throws IOException {
        merge(policy, dated(a, "水", "first"), dated(b, "水", "second"), dated(c, "水", "third"));
        assertThat(TestMemories.texts(result))
                .containsExactly(java.util.Arrays.stream(expected.split(" "))
                        .map(word -> "水=" + word)
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({"NEWEST, third", "KEEP, second", "OVERRIDE, third"})
    void policyAppliesToConflictsBetweenOtherMemories(Policy policy, String expected) throws IOException {
        MemoryMerge merge = merge(policy, "", dated("2020", "水", "second"), dated("2021", "水", "third"));
        assertThat(TestMemories.texts(result)).containsExactly("水=" + expected);
        assertThat(merge.added()).isEqualTo(1);
        assertThat(merge.dropped()).isEqualTo(1);
    }

    @Test
    void comparesDatesOfSides() throws IOException {
        merge(
                Policy.NEWEST,
                dated("2020", "水", "old"),
                "<tu><tuv xml:lang=\"zh-CN\"><seg>水</seg></tuv><tuv xml:lang=\"en-US\" changedate=\"20220101T000000Z\">"
                        + "<seg>new</seg></tuv></tu>");
        assertThat(TestMemories.texts(result)).containsExactly("水=new");
    }

    @Test
    void restoresReplacedTranslation() throws IOException {
        merge(Policy.OVERRIDE, unit("水", "first"), unit("水", "second"), unit("水", "first"));
        assertThat(TestMemories.texts(result)).containsExactly("水=first");
    }

    @Test
    void keepsDifferentUnitsWithSameId() throws IOException {
        MemoryMerge merge =
                merge(Policy.OVERRIDE, unit(" tuid=\"1\"", "", "水", "water"), unit(" tuid=\"1\"", "", "火", "fire"));
        assertThat(TestMemories.texts(result)).containsExactly("水=water", "火=fire");
        assertThat(TestMemories.read(result)).extracting(Tu::id).containsExactly("1", "1-2");
        assertThat(merge.replaced()).isZero();
    }

    @Test
    void findsConflictBySourceDespiteOtherUnitWithSameId() throws IOException {
        MemoryMerge merge = merge(
                Policy.KEEP,
                unit("水", "water"),
                unit(" tuid=\"1\"", "", "水", "Water.") + unit(" tuid=\"1\"", "", "江", "Water."));
        assertThat(TestMemories.texts(result)).containsExactly("水=water", "江=Water.");
        assertThat(merge.dropped()).isEqualTo(1);
    }

    @Test
    void treatsAllUnitsWithTextsOfAMemoryAsItsOwn() throws IOException {
        String noted = unit(" tuid=\"1\"", "<note>n</note>", "水", "fire");
        merge(Policy.OVERRIDE, unit("水", "fire") + noted, noted + unit(" tuid=\"1\"", "", "火", "fire"));
        assertThat(TestMemories.texts(result)).containsExactly("水=fire", "水=fire", "火=fire");
    }

    @Test
    void mergesDatesOfUnitsThatLostAConflictAtFirst() throws IOException {
        String identified = " tuid=\"1\" changedate=\"20200101T000000Z\"";
        merge(
                Policy.NEWEST,
                unit("火", "water") + unit(identified, "", "水", "fire"),
                unit(identified, "", "火", "fire") + unit("火", "fire") + dated("2020", "火", "Water."));
        assertThat(TestMemories.texts(result)).containsExactly("火=Water.", "水=fire", "火=fire");
        assertThat(TestMemories.read(result).get(2).changed()).isPresent();
    }

    @Test
    void mergesCorrectedSourceWithSameId() throws IOException {
        merge(Policy.OVERRIDE, unit(" tuid=\"a\"", "", "水水", "water"), unit(" tuid=\"a\"", "", "水", "water"));
        assertThat(TestMemories.texts(result)).containsExactly("水=water");
    }

    @Test
    void mergesAnnotationsOfEqualTextsInAnyOrder() throws IOException {
        merge(
                Policy.NEWEST,
                unit(
                        " usagecount=\"9\" creationdate=\"20200101T000000Z\"",
                        "<prop type=\"client\">A</prop>",
                        "水",
                        "water"),
                "<tu tuid=\"x\" usagecount=\"10\" creationdate=\"20190101T000000Z\" changedate=\"20220101T000000Z\">"
                        + "<prop type=\"client\">B</prop><prop type=\"domain\">D</prop><note>N</note>"
                        + "<tuv xml:lang=\"en-US\"><prop type=\"p\">q</prop><seg>water</seg></tuv>"
                        + "<tuv xml:lang=\"zh-CN\"><seg>水</seg></tuv></tu>",
                unit("", "<note>M</note>", "水", "water"));
        Tu unit = TestMemories.read(result).get(0);
        assertThat(TestMemories.read(result)).hasSize(1);
        assertThat(unit.attributes())
                .containsEntry("usagecount", "10")
                .containsEntry("creationdate", "20190101T000000Z")
                .containsEntry("changedate", "20220101T000000Z")
                .doesNotContainKey("tuid");
        assertThat(unit.annotations()).extracting(a -> a.text()).containsExactly("A", "D", "N", "M");
        assertThat(unit.variants().get(1).property("p")).contains("q");
    }

    @Test
    void keepsAnnotationsOfLaterMemories() throws IOException {
        merge(Policy.NEWEST, "", unit("水", "water"), unit("", "<note>N</note>", "水", "water"));
        assertThat(TestMemories.read(result).get(0).annotations()).hasSize(1);
    }

    @Test
    void keepsAlternativesWithinOneMemory() throws IOException {
        merge(Policy.NEWEST, "", unit("水", "water") + unit("水", "aqua"));
        assertThat(TestMemories.texts(result)).containsExactly("水=water", "水=aqua");
    }

    @Test
    void dropsOriginOfReplacedTranslation() throws IOException {
        merge(
                Policy.OVERRIDE,
                unit(
                        " tuid=\"a\" changeid=\"robot\"",
                        "<prop type=\"aligned\">yes</prop><prop type=\"x-probability\">0.5</prop><note>N</note>",
                        "水",
                        "aqua"),
                unit(" tuid=\"b\"", "", "水", "water"));
        Tu unit = TestMemories.read(result).get(0);
        assertThat(unit.id()).isEqualTo("a");
        assertThat(unit.annotations()).extracting(a -> a.text()).containsExactly("N");
        assertThat(unit.author()).isEmpty();
    }

    @Test
    void keepsUnitsWithDifferentContext() throws IOException {
        String here = "<tu><tuv xml:lang=\"zh-CN\"><prop type=\"x-context-pre\">%s</prop><seg>是。</seg></tuv>"
                + "<tuv xml:lang=\"en-US\"><seg>%s</seg></tuv></tu>";
        merge(Policy.OVERRIDE, here.formatted("他来了？", "He did."), here.formatted("去吗？", "I am."));
        assertThat(TestMemories.texts(result)).containsExactly("是。=He did.", "是。=I am.");
    }

    @Test
    void unifiesCodesOfSameLanguage() throws IOException {
        String other = unit("火", "fire").replace("zh-CN", "zh_cn").replace("en-US", "en");
        merge(Policy.NEWEST, unit("水", "water"), other, unit("土", "earth").replace("zh-CN", "zh-TW"));
        assertThat(TestMemories.read(result).stream().flatMap(unit -> unit.variants().stream()))
                .extracting(Tuv::code)
                .containsExactly("zh-CN", "en-US", "zh-CN", "en-US", "zh-TW", "en-US");
    }

    @Test
    void unifiesCodesOfOtherMemories() throws IOException {
        merge(Policy.NEWEST, "", unit("水", "water"), unit("火", "fire").replace("zh-CN", "ZH-cn"));
        assertThat(Files.readString(result)).doesNotContain("ZH-cn");
    }
}
