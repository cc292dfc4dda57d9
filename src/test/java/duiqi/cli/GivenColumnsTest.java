package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gives the columns of a table with two English columns, which no command can choose. */
class GivenColumnsTest {
    @TempDir
    private Path folder;

    private String table = "";

    @BeforeEach
    void writeTable() throws IOException {
        table = Files.writeString(folder.resolve("a.csv"), """
                原文,译文1,译文2
                水是软的。,Water is soft.,The water is soft.
                石头是硬的。,Stone is hard.,The stone is hard.
                火很热。,Fire is hot.,The fire is hot.
                """).toString();
    }

    private static FakeConsole run(int exitCode, String... arguments) {
        FakeConsole console = new FakeConsole();
        assertThat(console.run(arguments)).as(console.out() + console.err()).isEqualTo(exitCode);
        return console;
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh=1,en=3", "zh=原文,en=译文2", "en=c，zh=a"})
    void convertsGivenColumns(String columns) throws IOException {
        Path out = folder.resolve("out.tsv");
        for (String command : new String[] {"tm convert", "align"}) {
            run(0, (command + " --columns " + columns + " " + table + " -o " + out).split(" "));
            assertThat(Files.readString(out))
                    .contains("水是软的。\tThe water is soft.")
                    .doesNotContain("\tWater is soft.");
            Files.delete(out);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "zh=A,en=Z > has no column Z: A \"原文\" (水是软的。)",
                "zh=B,en=A > contains Chinese in the column of the English texts, A \"原文\"",
                "zh=A > 'zh=A' gives one text column; give both, as in zh=C,en=D",
                "A,C > 'A' is not a field with its column; use for example zh=C,en=D",
                "zh=A,zh=B > 'zh' is given twice; give it once",
            })
    void rejectsWrongColumns(String columns, String problem) {
        FakeConsole console = run(2, "tm", "convert", "--columns", columns, table, "-o", folder + "/out.tsv");
        assertThat(console.err()).contains(problem);
        assertThat(folder.resolve("out.tsv")).doesNotExist();
    }

    @Test
    void mergesGivenColumns() throws IOException {
        String memory = folder.resolve("memory.tmx").toString();
        run(0, "tm", "convert", "--columns", "zh=A,en=C", table, "-o", memory);
        String other = Files.writeString(folder.resolve("b.csv"), "原文,旧,新\n冰很冷。,Ice is cool.,Ice is cold.\n")
                .toString();
        Path out = folder.resolve("out.tmx");
        run(0, "tm", "merge", "--columns", "zh=A,en=C", memory, other, "-o", out.toString());
        assertThat(Files.readString(out)).contains("The water is soft.", "<seg>Ice is cold.</seg>");
    }

    @Test
    void listsFindsAndValidatesGivenTerms() {
        assertThat(run(0, "glossary", "list", "--columns", "zh=A,en=C", table).out())
                .contains("The water is soft.");
        assertThat(run(0, "glossary", "find", "--columns", "zh=A,en=C", "--glossary", table, "水")
                        .out())
                .contains("The water is soft.");
        assertThat(run(2, "glossary", "validate", table).out()).contains("has two English columns");
        assertThat(run(0, "glossary", "validate", "--columns", "zh=A,en=C", table)
                        .out())
                .isEmpty();
    }

    @Test
    void checksGivenColumns() throws IOException {
        String wrong = Files.writeString(folder.resolve("b.csv"), """
                原文,译文1,译文2
                水有3升。,There are 3 litres of water.,There are 4 litres of water.
                石头是硬的。,Stone is hard.,The stone is hard.
                火很热。,Fire is hot.,The fire is hot.
                """).toString();
        assertThat(run(0, "check", "--columns", "zh=A,en=B", wrong).out()).doesNotContain("[number");
        assertThat(run(1, "check", "--columns", "zh=A,en=C", wrong).out()).contains("b.csv:2:");
    }
}
