package duiqi.glossary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.bitext.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlossaryTest {
    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("terms.csv"), text);
    }

    @Test
    void readsTheColumnsItKnowsInAnyOrder() throws IOException {
        Glossary glossary = Glossary.read(file("""
                \uFEFFnote,EN,status,zh
                ,sluice,preferred,水闸

                "a, b","gate, ""lock\"\"\",,闸门
                ,water door,forbidden,水闸
                """));
        assertThat(pairs(glossary))
                .containsExactly(
                        "水闸 = sluice (preferred)", "闸门 = gate, \"lock\" (preferred)", "水闸 = water door (forbidden)");
    }

    @Test
    void readsTabs() throws IOException {
        assertThat(pairs(Glossary.read(file("zh\ten\n水闸\tsluice, small\n"))))
                .containsExactly("水闸 = sluice, small (preferred)");
        assertThat(Glossary.read(file("zh,en\n")).entries()).isEmpty();
    }

    @Test
    void readsTheGlossaryOfTheProject() throws IOException {
        assertThat(pairs(Glossary.read(Path.of("glossary/basic-research.csv"))))
                .hasSizeGreaterThan(100)
                .contains("颠覆性技术 = disruptive technology (preferred)", "颠覆性技术 = subversive technology (forbidden)");
    }

    private static List<String> pairs(Glossary glossary) {
        return glossary.entries().stream()
                .map(entry -> entry.chinese() + " = " + entry.english() + " (" + entry.status() + ")")
                .toList();
    }

    @Test
    void whatIsWrongIsNamedWithItsLine() throws IOException {
        String place = folder.resolve("terms.csv").toString();
        for (String text : new String[] {"", "\n", "水闸,sluice\n", "zh,fr\n"}) {
            Path wrong = file(text);
            assertThatThrownBy(() -> Glossary.read(wrong))
                    .isInstanceOf(FormatException.class)
                    .hasMessageStartingWith(place + ":1:1: names no column ");
        }
        Path lacking = file("zh,en\n水闸,sluice\n\n闸门\n");
        assertThatThrownBy(() -> Glossary.read(lacking))
                .hasMessageStartingWith(place + ":4:1: has nothing in column en; fill it in");
        Path open = file("zh,en\n水闸,\"sluice\n");
        assertThatThrownBy(() -> Glossary.read(open))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(place + ":");
        Path coded = Files.write(folder.resolve("terms.csv"), "zh,en\n水闸,é".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Glossary.read(coded)).hasMessageContaining("is not a text file in UTF-8");
        assertThatThrownBy(() -> Glossary.read(folder)).hasMessageContaining("is a folder");
        assertThatThrownBy(() -> Glossary.read(folder.resolve("none.csv"))).hasMessageContaining("no such glossary");
    }
}
