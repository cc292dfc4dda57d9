package duiqi.corpus.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.corpus.CorpusSettings;
import duiqi.corpus.LocalSpark;
import duiqi.corpus.SampleUnits;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.memory.TmxValidation;
import duiqi.text.Direction;
import duiqi.text.ReadProblem;
import duiqi.text.TranslationUnit.UnitProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@Tag("spark")
@ResourceLock("spark")
class TmxShardsTest {
    private static final Instant CREATED = Instant.parse("2026-11-25T08:00:00Z");

    @TempDir
    private Path folder;

    private static CorpusSettings.Tmx settings(int files) {
        return new CorpusSettings.Tmx(files, CorpusSettings.Languages.STANDARD, CREATED, "1.0");
    }

    /** Returns ten documents with the given number of units each. */
    private static List<CorpusUnit> units(int each) {
        List<CorpusUnit> units = new ArrayList<>();
        for (int i = 0; i < 10 * each; i++) {
            units.add(SampleUnits.in("doc " + i % 10 + " <&>", i, "第" + i + "句\u0001。", "Sentence " + i + ".", 0.876));
        }
        return units;
    }

    private static List<Tu> read(Path file) throws IOException {
        List<Tu> units = new ArrayList<>();
        UnitReader.Source source = listener -> UnitReader.tmx(file, listener);
        source.read(ReadProblem.Listener.STRICT, (unit, reader) -> units.add(unit));
        return units;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void writesEachDocumentToOneFileInOrder() throws IOException {
        Path one = folder.resolve("one");
        List<CorpusUnit> sample = units(12);
        assertThat(TmxShards.write(LocalSpark.units(sample), settings(3), one.toString()))
                .isEqualTo(120);
        // The order of the units has no effect.
        Collections.shuffle(sample, new Random(1));
        TmxShards.write(
                LocalSpark.units(sample).repartition(5),
                settings(3),
                folder.resolve("two").toUri().toString());

        assertThat(files(one))
                .extracting(file -> file.getFileName().toString())
                .containsExactly("part-00001.tmx", "part-00002.tmx", "part-00003.tmx");
        List<String> documents = new ArrayList<>();
        int count = 0;
        for (Path file : files(one)) {
            assertThat(folder.resolve("two").resolve(file.getFileName())).hasSameBinaryContentAs(file);
            List<String> faults = new ArrayList<>();
            new TmxValidation((place, rule, problem) -> faults.add(place + ": " + problem)).check(file);
            assertThat(faults).isEmpty();
            List<Tu> units = read(file);
            count += units.size();
            assertThat(units).extracting(TmxShardsTest::place).isSorted();
            documents.addAll(
                    units.stream().map(TmxShardsTest::document).distinct().toList());
        }
        assertThat(count).isEqualTo(120);
        assertThat(documents).doesNotHaveDuplicates().hasSize(10);
    }

    private static String document(Tu unit) {
        return unit.property(UnitProperties.DOCUMENT).orElse("");
    }

    private static String place(Tu unit) {
        return document(unit) + " " + padded(unit);
    }

    private static String padded(Tu unit) {
        String number = unit.property(UnitProperties.SOURCE_SENTENCES).orElse("");
        return "0".repeat(6 - number.length()) + number;
    }

    @Test
    void writesEnglishFirstIfItIsTheSource() throws IOException {
        CorpusSettings.Tmx settings =
                new CorpusSettings.Tmx(1, CorpusSettings.Languages.of(Direction.INTO_CHINESE), CREATED, "1.0");
        TmxShards.write(LocalSpark.units(units(1)), settings, folder.toString());
        assertThat(Files.readString(folder.resolve("part-00001.tmx")))
                .contains("srclang=\"en-US\"", "<prop type=\"x-bead\">2-1</prop>")
                .containsPattern("(?s)<tuv xml:lang=\"en-US\">.*?<tuv xml:lang=\"zh-CN\">");
    }

    @Test
    void writesDocumentAndPositionsOfUnit() throws IOException {
        TmxShards.write(LocalSpark.units(units(1)), settings(1), folder.toString());

        assertThat(Files.readString(folder.resolve("part-00001.tmx"))).contains("""
                    <tu tuid="00000000000000000000000000000003" creationdate="20261125T080000Z">
                      <prop type="aligned">yes</prop>
                      <prop type="x-bead">1-2</prop>
                      <prop type="x-document">doc 3 &lt;&amp;&gt;</prop>
                      <prop type="x-probability">0.88</prop>
                      <prop type="x-quality">0.80</prop>
                      <prop type="x-source-sentences">3</prop>
                      <prop type="x-target-sentences">3,4</prop>
                      <tuv xml:lang="zh-CN">
                        <seg>第3句。</seg>
                      </tuv>
                      <tuv xml:lang="en-US">
                        <seg>Sentence 3.</seg>
                      </tuv>
                    </tu>
                """);
    }

    @Test
    void spreadsLongDocumentOverFiles() throws IOException {
        List<CorpusUnit> book = Stream.iterate(0, i -> i + 1)
                .limit(90)
                .map(i -> SampleUnits.in("book", i, "第" + i + "句。", "Sentence.", 0.9))
                .toList();

        TmxShards.write(LocalSpark.units(book), settings(3), folder.toString(), 30);

        for (Path file : files(folder)) {
            List<Tu> units = read(file);
            assertThat(units).hasSize(30);
            assertThat(units).extracting(TmxShardsTest::place).isSorted();
        }
    }

    @Test
    void omitsUnitsWithoutTwoSides() throws IOException {
        List<CorpusUnit> units = List.of(
                SampleUnits.of(1, "好", "Good"), SampleUnits.of(2, "\u0001", "Bad"), SampleUnits.of(3, "坏", " "));

        assertThat(TmxShards.write(LocalSpark.units(units), settings(2), folder.toString()))
                .isEqualTo(1);
        // A file without units is valid.
        assertThat(files(folder)).hasSize(2);
        assertThat(read(files(folder).get(0)).size()
                        + read(files(folder).get(1)).size())
                .isEqualTo(1);
        assertThatThrownBy(() -> settings(0)).hasMessageContaining("must be at least 1, but is 0");
    }
}
