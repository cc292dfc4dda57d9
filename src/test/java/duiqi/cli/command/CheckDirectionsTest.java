package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.cli.CommandFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that {@code duiqi check} reports words of the target in both directions, in every format. */
class CheckDirectionsTest extends CommandFolder {
    private static final String CHINESE = "请等待15分钟，然后关闭窗口。";
    private static final String ENGLISH = "Wait 15 minutes, then close the window.";

    /** Holds the text of a file: {@code S} and {@code T} are the texts, {@code SL} and {@code TL} their languages. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a.xlf      | <xliff version="1.2"><file original="a" source-language="SL" target-language="TL"><body>~<trans-unit id="1"><source>S1</source><target>T1</target></trans-unit><trans-unit id="2"><source>S2</source><target/></trans-unit></body></file></xliff>
            b.xlf      | <xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="SL" trgLang="TL"><file id="f">~<unit id="1"><segment><source>S1</source><target>T1</target></segment></unit><unit id="2"><segment><source>S2</source><target/></segment></unit></file></xliff>
            c.sdlxliff | <xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0"><file original="a" source-language="SL" target-language="TL"><body>~<trans-unit id="1"><source>S1</source><seg-source><mrk mtype="seg" mid="1">S1</mrk></seg-source><target><mrk mtype="seg" mid="1">T1</mrk></target><sdl:seg-defs><sdl:seg id="1" conf="Translated"/></sdl:seg-defs></trans-unit><trans-unit id="2"><source>S2</source><target/></trans-unit></body></file></xliff>
            d.tmx      | <tmx version="1.4"><header srclang="SL"/><body>~<tu><tuv xml:lang="TL"><seg>T1</seg></tuv><tuv xml:lang="SL"><seg>S1</seg></tuv></tu><tu><tuv xml:lang="SL"><seg>S2</seg></tuv></tu></body></tmx>
            e.po       | msgid ""~msgstr ""~"Language: TL\\n"~"X-Source-Language: SL\\n"~~msgid "S1"~msgstr "T1"~~msgid "S2"~msgstr ""~
            f.csv      | source,target~"S1","T1"~"S2",~
            g.tsv      | target#source~T1#S1~#S2~
            h.csv      | SL,TL~"S1","T1"~"S2",~
            i.tsv      | SL#TL~S1#T1~S2#~
            j.jsonl    | {"source":"S1","target":"T1","sourceLanguage":"SL","targetLanguage":"TL"}~{"source":"S2","target":"","sourceLanguage":"SL","targetLanguage":"TL"}~
            """)
    void reportsTargetOfFile(String name, String form) throws IOException {
        assertFound(check(write(name, form, "en-US", "zh-CN", ENGLISH, CHINESE)), ENGLISH, CHINESE, 3);
        assertFound(check(write(name, form, "zh-CN", "en-US", CHINESE, ENGLISH)), CHINESE, ENGLISH, 5);
    }

    private Path write(
            String name, String form, String sourceLanguage, String targetLanguage, String source, String target)
            throws IOException {
        String text = form.replace('~', '\n')
                .replace('#', '\t')
                .replace("SL", sourceLanguage)
                .replace("TL", targetLanguage)
                .replace("S1", source)
                .replace("T1", target.replace("15", "5"))
                .replace("S2", source.replace("15", "20"));
        return Files.writeString(folder.resolve(name), text);
    }

    /** Tests two texts: the first is the source. */
    @Test
    void takesFirstTextAsSource() throws IOException {
        String chinese = CHINESE + "\n" + "今天下午我们去公园散步。\n";
        String english = ENGLISH + "\n" + "This afternoon we go for a walk in the park.\n";
        Path right = Files.writeString(folder.resolve("a.zh.txt"), chinese);
        Path wrong = Files.writeString(folder.resolve("a.en.txt"), english.replace("15", "5"));
        assertThat(check(right, wrong)).contains("a.en.txt\",\"line\":1", "\"text\":\"5\"", "\"suggestions\":[\"15\"]");
        Files.writeString(right, chinese.replace("15", "5"));
        Files.writeString(wrong, english);
        assertThat(check(wrong, right)).contains("a.zh.txt\",\"line\":1", "\"text\":\"5\"", "\"suggestions\":[\"15\"]");
    }

    private String check(Path... files) {
        return run(1, "check --to json", Stream.of(files).map(Path::toString).toArray(String[]::new))
                .out();
    }

    private static void assertFound(String found, String source, String target, int at) {
        assertThat(found)
                .contains(
                        "\"rule\":\"number-mismatch\"",
                        "\"source\":\"" + source + "\"",
                        "\"target\":\"" + target.replace("15", "5") + "\"",
                        "\"span\":{\"side\":\"target\",\"start\":" + at + ",\"end\":" + (at + 1) + ",\"text\":\"5\"}",
                        "\"suggestions\":[\"15\"]",
                        "\"rule\":\"untranslated\"");
    }
}
