package duiqi.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegPlaceTest {
    @TempDir
    Path folder;

    @Test
    void locatesEveryCharacterInTmx() throws IOException {
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
        try (UnitReader reader = UnitReader.tmx(file, ReadProblem.Listener.STRICT)) {
            Tu unit = reader.next().orElseThrow();
            Location.Finder chinese = reader.place(0);
            Location.Finder english = reader.place(1);
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

    @Test
    void locatesSegmentsInXliff() throws IOException {
        Path one = Files.writeString(folder.resolve("a.xlf"), """
                <xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="zh-CN"
                 target-language="en-US" datatype="plaintext" original="a"><body>
                <trans-unit id="1">
                  <source>科技</source>
                  <target>
                    Tom &lt; <g id="1">Jerry</g>
                  </target>
                </trans-unit></body></file></xliff>
                """);
        Path two = Files.writeString(folder.resolve("b.xlf"), """
                <xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="zh-CN" trgLang="en-US"><file id="f">
                <unit id="1"><segment><source>科</source><target>First.</target></segment>
                <segment><source>技</source><target>And <ph id="1"/>second.</target></segment></unit></file></xliff>
                """);
        assertThat(places(one, "Tom", "Jerry")).containsExactly(one + ":6:5", one + ":6:24");
        assertThat(places(two, "First", "second")).containsExactly(two + ":2:49", two + ":3:52");
    }

    @Test
    void locatesCellsInTables() throws IOException {
        Path tsv = Files.writeString(folder.resolve("a.tsv"), "id\ten\tzh\n1\tTom and Jerry\t汤姆\n");
        assertThat(english(tsv).at(4)).hasToString(tsv + ":2:7");
        Path csv = Files.writeString(folder.resolve("a.csv"), "zh,en\n汤姆,\"Tom, Jerry\"\n");
        assertThat(english(csv).at(0)).hasToString(csv + ":2:4");
    }

    private static Location.Finder english(Path file) throws IOException {
        ReaderSettings settings = new ReaderSettings(Language.CHINESE, Language.ENGLISH, ReadProblem.Listener.STRICT);
        try (UnitReader reader = ExchangeFormat.of(file).orElseThrow().open(file, settings)) {
            List<Tuv> sides = reader.next().orElseThrow().variants();
            return reader.place(sides.get(0).code().startsWith("en") ? 0 : 1);
        }
    }

    private static List<String> places(Path file, String... words) throws IOException {
        List<String> places = new ArrayList<>();
        ReaderSettings settings = new ReaderSettings(Language.CHINESE, Language.ENGLISH, ReadProblem.Listener.STRICT);
        try (UnitReader reader = ExchangeFormat.of(file).orElseThrow().open(file, settings)) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                String text = unit.get().variants().get(1).text();
                for (String word : words) {
                    if (text.contains(word)) {
                        places.add(reader.place(1).at(text.indexOf(word)).toString());
                    }
                }
            }
        }
        return places;
    }
}
