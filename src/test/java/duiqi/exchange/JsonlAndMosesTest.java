package duiqi.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.exchange.Tu.Tuv;
import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        assertThat(jsonl.damage)
                .extracting(damage ->
                        damage.location().line() + " " + damage.problem().replaceFirst(":.*", ""))
                .containsExactly(
                        "2 line is not valid JSON",
                        "3 target is neither a text nor a list of texts",
                        "4 object has no text in source or target",
                        "5 line is not a JSON object",
                        "6 line is not valid JSON");
    }

    @Test
    void rejectsOtherFormats() {
        assertThatThrownBy(() -> jsonl.read(folder, "[\n{\"source\":\"水\"}]"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(":1:1: is not JSON lines");
    }

    @Test
    void rejectsInlineTags() {
        assertThatThrownBy(
                        () -> jsonl.read(folder, "{\"source\":\"按\",\"sourceContent\":[\"按\"],\"target\":\"Press\"}"))
                .hasMessageEndingWith("a.jsonl:1:1: has inline tags in sourceContent, which JSON lines do not hold;"
                        + " remove the field, or use TMX for texts with inline tags");
    }

    @Test
    void keepsAllDataOfMemory() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("tuid", "1");
        attributes.put("creationdate", "20261124T080000Z");
        attributes.put("creationid", "li");
        attributes.put("changeid", "wang");
        attributes.put("usagecount", "3");
        Tu unit = new Tu(
                attributes,
                List.of(Annotation.property("x-a", "1"), Annotation.note("甲"), Annotation.note("乙")),
                List.of(
                        Tuv.of(new Language("lzh"), "按这里")
                                .with(List.of(Annotation.property("x-b", "2"), Annotation.note("丙"))),
                        Tuv.of(Language.ENGLISH, "Press here")));
        assertThat(jsonl.again(List.of(unit))).containsExactly(unit);
        assertThat(jsonl.omissions.counts()).isEmpty();
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
