package duiqi.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.text.Language;
import duiqi.text.TranslationUnit;
import duiqi.text.TranslationUnit.Variant;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TmxWriterTest {
    private final TmxWriter writer = new TmxWriter("1.0");

    @TempDir
    Path folder;

    @Test
    void writesTheGoldenFile() throws Exception {
        List<String> chinese = Golden.text("tmx/garden.zh.txt").lines().toList();
        List<String> english = Golden.text("tmx/garden.en.txt").lines().toList();
        String[] texts = IntStream.range(0, chinese.size() * 2)
                .mapToObj(i -> (i % 2 == 0 ? chinese : english).get(i / 2))
                .toArray(String[]::new);
        Path file = folder.resolve("garden.tmx");
        Files.write(file, write(SampleUnits.garden(SampleUnits.CREATED, texts)));
        assertThat(Files.readString(file)).isEqualTo(Golden.text("tmx/garden.tmx"));
        TmxRules.requireValid(file);
    }

    @Test
    void omitsUnitsWithEmptyText() throws IOException {
        assertThat(xml(unit("1", "水", " \u3000"))).doesNotContain("<tu ");
        assertThat(xml(unit("1", "\u0007", "Water"))).doesNotContain("<tu ");
    }

    @Test
    void writesKnownCodeForLiteraryChinese() throws IOException {
        Language literary = new Language("lzh-Hant");
        TranslationUnit unit = unit("1", new Variant(literary, "道可道，非常道。"), new Variant(Language.ENGLISH, "The way."));
        Path file = folder.resolve("lzh.tmx");
        try (OutputStream out = Files.newOutputStream(file)) {
            writer.write(
                    literary,
                    Language.ENGLISH,
                    SampleUnits.CREATED,
                    List.of(unit).iterator(),
                    out);
        }
        assertThat(Files.readString(file))
                .contains("srclang=\"zh-Hant\"")
                .contains("<tuv xml:lang=\"zh-Hant\">\n        <prop type=\"x-language\">lzh-Hant</prop>\n");
        assertThat(SampleUnits.read(file)).containsExactly(unit);
    }

    @Test
    void writesUnitsWithoutHoldingThem() throws IOException {
        int[] alive = {0};
        Iterator<TranslationUnit> many = IntStream.range(0, 10_000)
                .mapToObj(i -> {
                    alive[0]++;
                    return unit("u" + i, "水" + i, "Water " + i);
                })
                .iterator();
        int[] firstBytes = {-1};
        OutputStream out = new OutputStream() {
            @Override
            public void write(int b) {
                if (firstBytes[0] < 0) {
                    firstBytes[0] = alive[0];
                }
            }
        };
        writer.write(Language.CHINESE, Language.ENGLISH, SampleUnits.CREATED, many, out);
        assertThat(alive[0]).isEqualTo(10_000);
        assertThat(firstBytes[0]).isLessThan(1_000);
    }

    private static TranslationUnit unit(String id, String source, String target) {
        return unit(id, new Variant(Language.CHINESE, source), new Variant(Language.ENGLISH, target));
    }

    private static TranslationUnit unit(String id, Variant source, Variant target) {
        return new TranslationUnit(id, source, target, Collections.emptySortedMap(), Optional.empty());
    }

    private String xml(TranslationUnit unit) throws IOException {
        return new String(write(List.of(unit)), StandardCharsets.UTF_8);
    }

    private byte[] write(List<TranslationUnit> units) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(Language.CHINESE, Language.ENGLISH, SampleUnits.CREATED, units.iterator(), out);
        return out.toByteArray();
    }
}
