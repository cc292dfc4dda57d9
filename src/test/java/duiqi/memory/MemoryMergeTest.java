package duiqi.memory;

import static duiqi.memory.TestMemories.unit;
import static org.assertj.core.api.Assertions.assertThat;

import duiqi.exchange.TmxRules;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.memory.MemoryMerge.Policy;
import duiqi.text.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryMergeTest {
    /** {@code #id @year !note ^context chinese=english}; all but the texts may be missing. */
    private static final Pattern UNIT =
            Pattern.compile("(?:#(\\w+) )?(?:@(\\d+) )?(?:!(\\w+) )?(?:\\^(\\w+) )?(\\S+)=(.+)");

    @TempDir
    private Path folder;

    private Path result = Path.of("");

    private MemoryMerge merge(Policy policy, String... memories) throws IOException {
        Path[] files = IntStream.range(0, memories.length)
                .mapToObj(n -> TestMemories.write(folder.resolve(n + ".tmx"), memories[n]))
                .toArray(Path[]::new);
        result = folder.resolve("result.tmx");
        return TestMemories.merge(policy, result, files[0], Arrays.copyOfRange(files, 1, files.length));
    }

    private static String units(@Nullable String memory) {
        return memory == null
                ? ""
                : Stream.of(memory.split(", ")).map(MemoryMergeTest::unit).collect(Collectors.joining());
    }

    private static String unit(String text) {
        MatchResult parts = UNIT.matcher(text).results().findFirst().orElseThrow();
        String attributes = (parts.group(1) == null ? "" : " tuid=\"" + parts.group(1) + "\"")
                + (parts.group(2) == null ? "" : " changedate=\"" + parts.group(2) + "0101T000000Z\"");
        String note = parts.group(3) == null ? "" : "<note>" + parts.group(3) + "</note>";
        String context = "<prop type=\"x-context-pre\">" + parts.group(4) + "</prop><seg>";
        String unit = TestMemories.unit(attributes, note, parts.group(5), parts.group(6));
        return parts.group(4) == null ? unit : unit.replaceFirst("<seg>", context);
    }

    private static String shown(Tu unit) {
        return (unit.id().isEmpty() ? "" : "#" + unit.id() + " ")
                + unit.changed()
                        .map(date -> "@" + date.toString().substring(0, 4) + " ")
                        .orElse("")
                + unit.annotations().stream()
                        .map(note -> "!" + note.text() + " ")
                        .collect(Collectors.joining())
                + unit.variants().stream().map(Tuv::text).collect(Collectors.joining("="));
    }

    /** Counts are of added, dropped and replaced units. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
              NEWEST   | @2019 水=one | @2020 水=two | @2021 水=three | @2021 水=three             | 0 1 1
              NEWEST   | @2019 水=one | @2021 水=two | @2020 水=three | @2021 水=two               | 0 1 1
              NEWEST   | @2021 水=one | @2019 水=two | @2020 水=three | @2021 水=one               | 0 2 0
              NEWEST   | @2019 水=one | @2019 水=two | @2019 水=three | @2019 水=one               | 0 2 0
              KEEP     | @2019 水=one | @2020 水=two | @2021 水=three | @2019 水=one               | 0 2 0
              OVERRIDE | @2021 水=one | @2020 水=two | @2019 水=three | @2019 水=three             | 0 1 1
              BOTH     | @2021 水=one | @2020 水=two | 水=three       | @2021 水=one, @2020 水=two, 水=three | 2 0 0
              NEWEST   |              | @2020 水=two | @2021 水=three | @2021 水=three             | 1 1 0
              KEEP     |              | @2020 水=two | @2021 水=three | @2020 水=two               | 1 1 0
              OVERRIDE |              | @2020 水=two | @2021 水=three | @2021 水=three             | 1 1 0
              OVERRIDE | 水=one       | 水=two       | 水=one         | 水=one                     | 0 1 1
              OVERRIDE | #1 水=water  | #1 火=fire   |                | #1 水=water, #1-2 火=fire  | 1 0 0
              KEEP     | 水=water     | #1 水=Water., #1 江=Water. | | 水=water, #1 江=Water.      | 1 1 0
              OVERRIDE | 水=fire, #1 !n 水=fire | #1 !n 水=fire, #1 火=fire | | 水=fire, #1 !n 水=fire, #1-2 火=fire | 1 0 0
              OVERRIDE | #a 水水=water | #a 水=water  |               | #a 水=water                | 0 0 1
              NEWEST   | 火=water, #1 @2020 水=fire | #1 @2020 火=fire, 火=fire, @2020 火=Water. | | @2020 火=Water., #1 @2020 水=fire, @2020 火=fire | 1 0 1
              NEWEST   |              | 水=water     | !N 水=water    | !N 水=water                | 1 0 0
              NEWEST   |              | 水=water, 水=aqua |           | 水=water, 水=aqua          | 2 0 0
              OVERRIDE | 水=one, 水=two | 水=one, 水=three | 水=four   | 水=four, 水=three          | 0 0 2
              OVERRIDE | #1 火=x, 水=two, 水=three | #1 水=x  | 水=new | #1 水=new, 水=two, 水=three | 0 1 1
              OVERRIDE | ^A 是。=He did. | ^B 是。=I am. |             | 是。=He did., 是。=I am.   | 1 0 0
            """)
    void mergesByPolicy(
            Policy policy, @Nullable String a, @Nullable String b, @Nullable String c, String expected, String counts)
            throws IOException {
        MemoryMerge merge = merge(policy, units(a), units(b), units(c));
        assertThat(TestMemories.read(result).stream().map(MemoryMergeTest::shown))
                .containsExactly(expected.split(", "));
        assertThat(merge.added() + " " + merge.dropped() + " " + merge.replaced())
                .isEqualTo(counts);
    }

    @Test
    void comparesDatesOfSides() throws IOException {
        String second = unit("水=new").replace("\"en-US\"", "\"en-US\" changedate=\"20220101T000000Z\"");
        merge(Policy.NEWEST, unit("@2020 水=old"), second);
        assertThat(TestMemories.texts(result)).containsExactly("水=new");
    }

    @Test
    void mergesAnnotationsOfEqualTextsInAnyOrder() throws IOException {
        merge(
                Policy.NEWEST,
                TestMemories.unit(
                        " usagecount=\"9\" creationdate=\"20200101T000000Z\"",
                        "<prop type=\"client\">A</prop>",
                        "水",
                        "water"),
                "<tu tuid=\"x\" usagecount=\"10\" creationdate=\"20190101T000000Z\" changedate=\"20220101T000000Z\">"
                        + "<prop type=\"client\">B</prop><prop type=\"domain\">D</prop><note>N</note>"
                        + "<tuv xml:lang=\"en-US\"><prop type=\"p\">q</prop><seg>water</seg></tuv>"
                        + "<tuv xml:lang=\"zh-CN\"><seg>水</seg></tuv></tu>",
                unit("!M 水=water"));
        assertThat(TestMemories.read(result)).singleElement().satisfies(unit -> {
            assertThat(unit.attributes())
                    .containsEntry("usagecount", "10")
                    .containsEntry("creationdate", "20190101T000000Z")
                    .containsEntry("changedate", "20220101T000000Z")
                    .doesNotContainKey("tuid");
            assertThat(unit.annotations()).extracting(a -> a.text()).containsExactly("A", "D", "N", "M");
            assertThat(unit.variants().get(1).property("p")).contains("q");
        });
    }

    @Test
    void dropsOriginOfReplacedTranslation() throws IOException {
        String origin = "<prop type=\"aligned\">yes</prop><prop type=\"x-probability\">0.5</prop><note>N</note>";
        merge(
                Policy.OVERRIDE,
                TestMemories.unit(" tuid=\"a\" changeid=\"robot\"", origin, "水", "aqua"),
                unit("#b 水=water"));
        Tu unit = TestMemories.read(result).get(0);
        assertThat(shown(unit)).isEqualTo("#a !N 水=water");
        assertThat(unit.author()).isEmpty();
    }

    @Test
    void unifiesCodesOfSameLanguage() throws IOException {
        String other = unit("火=fire").replace("zh-CN", "zh_cn").replace("en-US", "en");
        merge(Policy.NEWEST, unit("水=water"), other, unit("土=earth").replace("zh-CN", "zh-TW"));
        assertThat(TestMemories.read(result).stream().flatMap(unit -> unit.variants().stream()))
                .extracting(Tuv::code)
                .containsExactly("zh-CN", "en-US", "zh-CN", "en-US", "zh-TW", "en-US");
        merge(Policy.NEWEST, "", unit("水=water"), unit("火=fire").replace("zh-CN", "ZH-cn"));
        assertThat(Files.readString(result)).doesNotContain("ZH-cn");
    }

    private static final String OLD_HEAD = "<tmx version=\"1.1\"><header creationtool=\"t\" creationtoolversion=\"1\""
            + " segtype=\"sentence\" o-tmf=\"t\" adminlang=\"en\" srclang=\"zh-CN\" datatype=\"plaintext\"/><body>\n";

    private static final String ODD = "<tu tuid=\"1\" foo=\"1\" segtype=\"word\"><note lang=\"en\" by=\"lin\">n</note>"
            + "<prop type=\"p\" lang=\"en\">v</prop><tuv lang=\"zh-CN\" x-quality=\"5\"><prop type=\"q\">v</prop>"
            + "<seg>水</seg></tuv><tuv lang=\"en-US\" usagecount=\"3\"><seg>water</seg></tuv></tu>\n";

    private Path mergeFiles(Path base, Path other) throws IOException {
        result = folder.resolve("result.tmx");
        TestMemories.merge(Policy.NEWEST, result, base, other);
        return result;
    }

    private Path old(String name, String units) throws IOException {
        return Files.writeString(folder.resolve(name), OLD_HEAD + units + "</body></tmx>\n");
    }

    @Test
    void convertsUnknownAttributesToProperties() throws Exception {
        Path other = old("other.tmx", ODD);
        Path merged = mergeFiles(TestMemories.write(folder.resolve("base.tmx")), other);
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
        assertThat(mergeFiles(again, other)).hasBinaryContent(once);
        assertThat(TestMemories.read(mergeFiles(water, other)).get(0).property("x-foo"))
                .contains("1");
    }

    @Test
    void changesOldFileOnlyIfOtherAddsUnits() throws Exception {
        Path base = old("base.tmx", ODD);
        Path other = TestMemories.write(folder.resolve("other.tmx"), TestMemories.unit("水", "water"));
        assertThat(mergeFiles(base, other)).hasSameBinaryContentAs(base);
        TestMemories.write(other, TestMemories.unit("", "<note xml:lang=\"en\">n</note>", "火", "fire"));
        assertThat(Files.readString(mergeFiles(base, other)))
                .containsPattern("<note lang=\"en\">[^!]*火")
                .doesNotContain("xml:lang");
    }

    @Test
    void expandsEntitiesOfOtherFile() throws Exception {
        Path other = Files.writeString(
                folder.resolve("other.tmx"),
                "<!DOCTYPE tmx [<!ENTITY co \"林氏\"><!ENTITY gap '&#x3000;&#8212;'><!ENTITY grow \"&co;&co;\">]>\n"
                        + OLD_HEAD
                        + "<tu tuid=\"a&co;\"><note>&co;</note><tuv lang=\"zh-CN\"><seg>&co;&gap;水</seg></tuv>"
                        + "<tuv lang=\"en-US\"><seg>Lin</seg></tuv></tu>\n</body></tmx>");
        Path merged = mergeFiles(TestMemories.write(folder.resolve("base.tmx")), other);
        TmxRules.requireDocumentType(merged);
        assertThat(TestMemories.read(merged)).singleElement().satisfies(unit -> {
            assertThat(unit.id()).isEqualTo("a林氏");
            assertThat(unit.annotations().get(0).text()).isEqualTo("林氏");
            assertThat(unit.variants().get(0).text()).isEqualTo("林氏　—水");
        });
    }

    private static Tu fire(String english) {
        return AddedPair.unit("火", english, Direction.INTO_ENGLISH, Optional.empty(), Optional.empty(), Instant.EPOCH);
    }

    private List<Tu> addedTo(Path memory, Tu... units) throws IOException {
        NewUnits addedTo = new NewUnits(TestMemories.source(memory), List.of(units), damage -> {});
        Path after = folder.resolve("after.tmx");
        TestMemories.rewrite(memory, addedTo, after);
        List<Tu> all = TestMemories.read(after);
        assertThat(addedTo.count()).isEqualTo(all.size() - 1);
        return all.subList(1, all.size());
    }

    @Test
    void appendsWhatTheMemoryLacksOnce() throws IOException {
        Path memory = TestMemories.write(folder.resolve("a.tmx"), unit("火=fire"));
        assertThat(addedTo(memory, fire("fire"), fire("flame"), fire("flame")))
                .extracting(Tu::id)
                .containsExactly(fire("flame").id());
    }

    @Test
    void givesAnotherIdIfTheIdHasOtherTexts() throws IOException {
        String id = fire("fire").id();
        Path memory = TestMemories.write(
                folder.resolve("a.tmx"), TestMemories.unit(" tuid=\"" + id + "\"", "", "火", "blaze"));
        assertThat(addedTo(memory, fire("fire"))).extracting(Tu::id).containsExactly(id + "-2");
    }
}
