package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GlossaryExtractCommandTest extends CommandFolder {
    private static final String UNITS = unit("这个实验室很大。", "This laboratory is large.")
            + unit("那个实验室很小。", "That laboratory is small.")
            + unit("实验室是新的。", "The laboratory is new.");

    @BeforeEach
    void copyMemory() throws IOException {
        Files.copy(Path.of("tm/basic-research.tmx"), folder.resolve("m.tmx"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c.csv", "c.tbx"})
    void writesValidGlossary(String name) throws IOException {
        run(0, "glossary extract @m.tmx -o @" + name);
        assertThat(Glossary.read(folder.resolve(name)).entries())
                .extracting(TermEntry::chinese)
                .contains("实验室", "科学家");
        run(0, "glossary validate @" + name);
        assertThat(run(2, "glossary extract @m.tmx -o @" + name).err()).contains("already exists");
    }

    /** Checks that terms are safe in a spreadsheet, in which users edit them. */
    @Test
    void writesNoFormulas() throws IOException {
        write("t.csv", "zh,en\n实验室,=cmd|' /c calc'!A0\n");
        run(0, "glossary convert @t.csv -o @copy.csv");
        assertThat(read("copy.csv")).contains("'=cmd|' /c calc'!A0");
    }

    @Test
    void readsRestOfDamagedMemory() throws IOException {
        write("damaged.tmx", tmx("zh", UNITS).replace("</body></tmx>\n", "<tu><tuv xml:lang=\"zh\"><seg>断"));
        FakeConsole console = run(2, "glossary extract @damaged.tmx");
        assertThat(console.out()).contains("实验室,实验室,laboratory,preferred");
        assertThat(console.err()).contains("damaged.tmx:");
        assertThat(run(2, "glossary extract --strict @damaged.tmx").out()).isEmpty();
    }

    @Test
    void listsMostProbableTermsFirst() {
        String terms = run(0, "glossary extract @m.tmx").out().replace(path("m.tmx"), "m.tmx");
        assertThat(terms).as("differ in number").doesNotContain("科学家,科学家,scientists,");
        assertThat(terms.lines().limit(5))
                .containsExactly(
                        "\uFEFFconcept,zh,en,status,type,pos,domain,exceptions,note",
                        "光束线,光束线,beamline,preferred,,,,,\"5 of 5 units, for example at m.tmx:968:14\"",
                        "科学家,科学家,scientist,preferred,,,,,\"8 of 8 units, for example at m.tmx:103:14\"",
                        "样品,样品,sample,preferred,,,,,\"7 of 7 units, for example at m.tmx:154:14\"",
                        "专项,专项,program,preferred,,,,,\"6 of 9 units, for example at m.tmx:1646:14\"");
    }

    /** A table has one row for each term, and standard output one line. */
    @Test
    void listsOddTranslations() throws IOException {
        String units = UNITS
                + unit("实验室在一楼。", "The laboratory is on the first floor.")
                + unit("旧实验室关闭了。", "The old workshop was closed.");
        write("odd.tmx", tmx("zh", units));
        String expected = "workshop 1 (" + path("odd.tmx") + ":6)";
        assertThat(run(0, "glossary extract --variants @odd.tmx").out())
                .isEqualTo("实验室  laboratory 4  " + expected + "\n");
        for (String name : List.of("odd.csv", "odd.tsv")) {
            run(0, "glossary extract --variants @odd.tmx -o @" + name);
            assertThat(read(name))
                    .contains("实验室", "laboratory", "workshop", path("odd.tmx") + ":6", "The old workshop was");
        }
        assertThat(run(2, "glossary extract --variants @odd.tmx -o @odd.csv").err())
                .contains("already exists");
        assertThat(run(2, "glossary extract --variants @odd.tmx -o @odd.tbx").err())
                .contains("odd.tbx");
        write("g.csv", "zh,en\n实验室,laboratory\n");
        assertThat(run(0, "glossary extract --variants --known @g.csv @odd.tmx").out())
                .isEmpty();
    }
}
