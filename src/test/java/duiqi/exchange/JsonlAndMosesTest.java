package duiqi.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonlAndMosesTest {
    @TempDir
    Path folder;

    private final Exchanged jsonl = new Exchanged("jsonl");
    private final Exchanged moses = new Exchanged("moses");

    @Test
    void skipsOnlyDamagedLine() throws IOException {
        List<Tu> units = jsonl.read(folder, """
                {"source":"水","target":"Water"}
                {"source":"火","target":"Fi
                {"source":"木","target":5}
                {"target":""}
                7
                {"id":"9","source":"土","source":"地"}

                {"source":"金","target":"Gold"}
                """);
        assertThat(units).extracting(unit -> unit.variants().get(0).text()).containsExactly("水", "金");
        assertThat(jsonl.problems())
                .extracting(problem -> problem.replaceFirst(":.*", ""))
                .containsExactly(
                        "2 line is not valid JSON",
                        "3 target is neither a text nor a list of texts",
                        "4 object has no text in source or target",
                        "5 line is not a JSON object",
                        "6 line is not valid JSON");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            [{"source":"水"}] | :1:1: is not JSON lines
            {"source":"按","sourceContent":["按"],"target":"Press"} | a.jsonl:1:1: has inline tags in sourceContent, which
            """)
    void rejectsOtherFormats(String text, String problem) {
        assertThatThrownBy(() -> jsonl.read(folder, text))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void rejectsFilesOfDifferentLength() throws IOException {
        Path chinese = Files.writeString(folder.resolve("a.zh"), "水\n火\n");
        Path english = Files.writeString(folder.resolve("a.en"), "Water\n");
        assertThatThrownBy(() -> moses.read(english))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(chinese + ":2:1: has more lines than " + english);
    }

    @Test
    void findsBothFilesByBaseName() throws IOException {
        Files.writeString(folder.resolve("a.zh"), "水\n\n\n火\n");
        Files.writeString(folder.resolve("a.en"), "Water\n\nWood\nFire\n");
        assertThat(moses.read(folder.resolve("a"))).hasSize(2);
        assertThat(moses.damage)
                .extracting(damage -> damage.location().line() + " " + damage.kind())
                .containsExactly("2 REPAIRED", "3 LOST");
        assertThatThrownBy(() -> moses.read(folder.resolve("b.zh"))).isInstanceOf(FormatException.class);
    }
}
