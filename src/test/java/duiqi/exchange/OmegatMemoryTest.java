package duiqi.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the structures of {@code project_save.tmx} of OmegaT: default and alternative translations, and notes. */
class OmegatMemoryTest {
    private static final String SAVED = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE tmx SYSTEM "tmx11.dtd">
            <tmx version="1.1">
              <header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext" \
            creationtoolversion="5.8" segtype="sentence" srclang="zh-CN"/>
              <body>
            <!-- Default translations -->
                <tu>
                  <note>第一句</note>
                  <tuv lang="zh-CN"><seg>打开</seg></tuv>
                  <tuv lang="en-US" changeid="li" changedate="20240131T120000Z" creationid="li" \
            creationdate="20240130T120000Z"><seg>Open</seg></tuv>
                </tu>
                <tu>
                  <tuv lang="zh-CN"><seg>空</seg></tuv>
                  <tuv lang="en-US" changeid="li" changedate="20240131T120000Z"><seg></seg></tuv>
                </tu>
            <!-- Alternative translations -->
                <tu>
                  <prop type="file">menu.html</prop>
                  <prop type="prev">[[</prop>
                  <prop type="next">]]</prop>
                  <tuv lang="zh-CN"><seg>打开</seg></tuv>
                  <tuv lang="en-US" changeid="li" changedate="20240131T120000Z"><seg>Opened</seg></tuv>
                </tu>
              </body>
            </tmx>
            """;

    @TempDir
    Path folder;

    @Test
    void keepsAlternativesContextsAndNotes() throws IOException {
        Path file = Files.writeString(folder.resolve("project_save.tmx"), SAVED, StandardCharsets.UTF_8);
        Exchanged tmx = new Exchanged("tmx");
        List<Tu> units = tmx.read(file);
        assertThat(units).hasSize(3);
        assertThat(units.get(0).annotations()).containsExactly(Annotation.note("第一句"));
        assertThat(units.get(0).author()).contains("li");
        assertThat(units.get(1).variants().get(1).text()).isEmpty();
        assertThat(units.get(2).property("file")).contains("menu.html");
        assertThat(units.get(2).property("prev")).contains("[[");
        List<Tu> again = tmx.again(units);
        assertThat(again)
                .extracting(Tu::annotations)
                .isEqualTo(units.stream().map(Tu::annotations).toList());
        assertThat(again.get(2).variants().get(1).attribute("changedate")).contains("20240131T120000Z");
        assertThat(tmx.damage).isEmpty();
        assertThat(tmx.omissions.counts()).isEmpty();
        assertThat(new Pairs("project_save.tmx").of(units.get(1))).isEmpty();
    }
}
