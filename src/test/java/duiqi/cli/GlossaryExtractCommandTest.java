package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GlossaryExtractCommandTest {
    private static final String MEMORY = "tm/basic-research.tmx";

    private static final String UNITS = unit("这个实验室很大。", "This laboratory is large.")
            + unit("那个实验室很小。", "That laboratory is small.")
            + unit("实验室是新的。", "The laboratory is new.");

    @TempDir
    private Path folder;

    private static FakeConsole run(int exitCode, String... args) {
        FakeConsole console = new FakeConsole();
        assertThat(console.run(args)).as(console.out() + console.err()).isEqualTo(exitCode);
        return console;
    }

    @ParameterizedTest
    @ValueSource(strings = {"c.csv", "c.tbx"})
    void writesValidGlossary(String name) throws IOException {
        Path file = folder.resolve(name);
        run(0, "glossary", "extract", MEMORY, "-o", file.toString());
        assertThat(Glossary.read(file).entries()).extracting(TermEntry::chinese).contains("实验室", "科学家");
        run(0, "glossary", "validate", file.toString());
        assertThat(run(2, "glossary", "extract", MEMORY, "-o", file.toString()).err())
                .contains("already exists");
    }

    private static String unit(String chinese, String english) {
        return "<tu><tuv xml:lang=\"zh\"><seg>" + chinese + "</seg></tuv><tuv xml:lang=\"en\"><seg>" + english
                + "</seg></tuv></tu>\n";
    }

    private String memory(String name, String units) throws IOException {
        String text = "<tmx version=\"1.4\"><header srclang=\"zh\"/><body>\n" + units + "</body></tmx>\n";
        return Files.writeString(folder.resolve(name), text).toString();
    }

    /** Checks that terms are safe in a spreadsheet, in which users edit them. */
    @Test
    void writesNoFormulas() throws IOException {
        String formula = "=cmd|' /c calc'!A0";
        Path terms = Files.writeString(folder.resolve("t.csv"), "zh,en\n实验室," + formula + "\n");
        Path copy = folder.resolve("copy.csv");
        run(0, "glossary", "convert", terms.toString(), "-o", copy.toString());
        assertThat(Files.readString(copy)).contains("'" + formula);
    }

    @Test
    void readsRestOfDamagedMemory() throws IOException {
        String damaged = memory("damaged.tmx", UNITS + "<tu><tuv xml:lang=\"zh\"><seg>断");
        FakeConsole console = run(2, "glossary", "extract", damaged);
        assertThat(console.out()).contains("实验室,实验室,laboratory,preferred");
        assertThat(console.err()).contains("damaged.tmx:");
        assertThat(run(2, "glossary", "extract", "--strict", damaged).out()).isEmpty();
    }

    @Test
    void listsMostProbableTermsFirst() {
        String terms = run(0, "glossary", "extract", MEMORY).out();
        assertThat(terms).as("differ in number").doesNotContain("科学家,科学家,scientists,");
        assertThat(terms.lines().limit(5))
                .containsExactly(
                        "\uFEFFconcept,zh,en,status,type,pos,domain,exceptions,note",
                        "光束线,光束线,beamline,preferred,,,,,\"5 of 5 units, for example at tm/basic-research.tmx:954:5\"",
                        "科学家,科学家,scientist,preferred,,,,,\"8 of 8 units, for example at tm/basic-research.tmx:89:5\"",
                        "样品,样品,sample,preferred,,,,,\"7 of 7 units, for example at tm/basic-research.tmx:140:5\"",
                        "专项,专项,program,preferred,,,,,\"6 of 9 units, for example at tm/basic-research.tmx:1632:5\"");
    }
}
