package duiqi.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.bitext.TextPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegPlaceTest {
    @TempDir
    Path folder;

    @Test
    void everyCharacterOfEverySideIsFoundWhereItStands() throws IOException {
        Path file = Files.writeString(folder.resolve("a.tmx"), """
                <?xml version="1.0" encoding="UTF-8"?>
                <tmx version="1.4"><header srclang="zh-CN" datatype="plaintext" segtype="sentence" adminlang="en"
                  creationtool="x" creationtoolversion="1" o-tmf="x"/><body>
                <tu tuid="1">
                  <tuv xml:lang="zh-CN"><seg>科\uD840\uDC00技</seg></tuv>
                  <tuv xml:lang="en-US">
                    <prop type="x">a seg</prop>
                    <seg>Tom &amp; <bpt i="1">&lt;b></bpt>Jerry<ept i="1">&lt;/b></ept>
                run &#x20000;Z</seg></tuv></tu>
                <tu tuid="2"><tuv xml:lang="zh-CN"><seg/></tuv><tuv xml:lang="en-US"><seg>x</seg></tuv></tu>
                </body></tmx>
                """);
        try (TmxReader reader = TmxReader.open(file, DamageListener.STRICT)) {
            Tu unit = reader.next().orElseThrow();
            TextPlace chinese = reader.place(0);
            TextPlace english = reader.place(1);
            String text = unit.variants().get(1).text();
            assertThat(text).isEqualTo("Tom & Jerry\nrun \uD840\uDC00Z");
            Map.of("Tom", "8:10", "& ", "8:14", "Jerry", "8:43", "run", "9:1", "Z", "9:14")
                    .forEach((word, place) ->
                            assertThat(english.at(text.indexOf(word))).as(word).hasToString(file + ":" + place));
            assertThat(chinese.at(3)).hasToString(file + ":5:32");
            reader.next();
            assertThat(reader.place(0).at(0)).hasToString(file + ":10:42");
            assertThat(reader.place(1).at(0)).hasToString(file + ":10:75");
        }
    }
}
