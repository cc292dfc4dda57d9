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

    @TempDir
    private Path folder;

    private static FakeConsole run(int exitCode, String... args) {
        FakeConsole console = new FakeConsole();
        assertThat(console.run(args)).as(console.out() + console.err()).isEqualTo(exitCode);
        return console;
    }

    @Test
    void renderingsThatDifferInNumberAreOne() {
        assertThat(run(0, "glossary", "extract", MEMORY).out())
                .contains("科学家,科学家,scientists,preferred")
                .doesNotContain("科学家,科学家,scientist,")
                .contains("实验室,实验室,laboratory,preferred");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c.csv", "c.tsv", "c.xlsx", "c.json", "c.tbx"})
    void whatIsWrittenReadsBackAndIsSound(String name) throws IOException {
        Path file = folder.resolve(name);
        run(0, "glossary", "extract", MEMORY, "-o", file.toString());
        assertThat(Glossary.read(file).entries()).extracting(TermEntry::chinese).contains("实验室", "年轻人");
        run(0, "glossary", "validate", file.toString());
    }

    @Test
    void aFileThatIsThereIsNotReplacedUnlessForced() throws IOException {
        Path file = Files.writeString(folder.resolve("c.csv"), "mine");
        assertThat(run(2, "glossary", "extract", MEMORY, "-o", file.toString()).err())
                .contains("is there already");
        assertThat(file).hasContent("mine");
        run(0, "glossary", "extract", MEMORY, "--force", "-o", file.toString());
        assertThat(Files.readString(file)).contains("实验室");
    }
}
