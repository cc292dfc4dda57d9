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
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** Each line is the name of a file, its content, a word of the English text, and the place of the word. */
    @ParameterizedTest
    @CsvSource(delimiter = '⇒', quoteCharacter = '`', textBlock = """
            a.xlf ⇒ <xliff version="1.2"><file source-language="zh-CN" target-language="en-US"><body>\\n<trans-unit id="1"><source>科技</source>\\n<target>\\n  Tom &lt; <g id="1">Jerry</g>\\n</target></trans-unit></body></file></xliff> ⇒ Tom ⇒ 4:3
            a.xlf ⇒ <xliff version="1.2"><file source-language="zh-CN" target-language="en-US"><body>\\n<trans-unit id="1"><source>科技</source>\\n<target>\\n  Tom &lt; <g id="1">Jerry</g>\\n</target></trans-unit></body></file></xliff> ⇒ Jerry ⇒ 4:22
            a.xlf ⇒ <xliff version="2.1" srcLang="zh-CN" trgLang="en-US"><file id="f"><unit id="1">\\n<segment><source>技</source><target>And <ph id="1"/>second.</target></segment></unit></file></xliff> ⇒ second ⇒ 2:52
            a.tsv ⇒ id\\ten\\tzh\\n1\\tTom and Jerry\\t汤姆\\n ⇒ and ⇒ 2:7
            a.csv ⇒ zh,en\\n汤姆,"Tom, Jerry"\\n ⇒ Tom ⇒ 2:5
            """)
    void locatesWord(String name, String content, String word, String place) throws IOException {
        Path file = Files.writeString(
                folder.resolve(name), content.replace("\\n", "\n").replace("\\t", "\t"));
        ReaderSettings settings = new ReaderSettings(Language.CHINESE, Language.ENGLISH, ReadProblem.Listener.STRICT);
        try (UnitReader reader = ExchangeFormat.of(file).orElseThrow().open(file, settings)) {
            List<Tuv> sides = reader.next().orElseThrow().variants();
            int english = sides.get(0).code().startsWith("en") ? 0 : 1;
            assertThat(reader.place(english).at(sides.get(english).text().indexOf(word)))
                    .hasToString(file + ":" + place);
        }
    }

    private static final Location START = new Location("a.tmx", 3, 7);
    private static final String[] TEXTS = {"a", "研", "\n", "\r\n", "\r", "&amp;", "&#x1F600;", "&#65;", "😀"};
    private static final String[] TAGS = {"<x/>", "<ph>b\n</ph>", "<g id=\"1\">", "</g>"};

    /** Compares the locations in long segments, which use marks, with those of a walk from the start. */
    @RepeatedTest(20)
    void returnsSameLocationAsWalkFromStart(RepetitionInfo info) {
        Random random = new Random(info.getCurrentRepetition());
        StringBuilder xml = new StringBuilder();
        List<Integer> indices = new ArrayList<>();
        List<Integer> offsets = new ArrayList<>();
        int offset = 0;
        for (int i = 0; i < 9_000; i++) {
            if (random.nextInt(4) == 0) {
                xml.append(TAGS[random.nextInt(TAGS.length)]);
                continue;
            }
            String text = TEXTS[random.nextInt(TEXTS.length)];
            indices.add(xml.length());
            offsets.add(offset);
            xml.append(text);
            offset += text.startsWith("&") ? (text.length() > 6 ? 2 : 1) : text.length();
        }
        XmlPlace place = new XmlPlace(START, xml.toString());
        for (int i = random.nextInt(50); i < indices.size(); i += 1 + random.nextInt(100)) {
            // A text that is no String has no marks.
            Location location = START.after(xml, 0, indices.get(i));
            assertThat(place.at(offsets.get(i))).as("character %d", i).isEqualTo(location);
        }
    }
}
