package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gives the columns of a table with two English columns, which no command can choose. */
class GivenColumnsTest extends CommandFolder {
    @BeforeEach
    void writeTable() throws IOException {
        write("a.csv", """
                原文,译文1,译文2
                水是软的。,Water is soft.,The water is soft.
                石头是硬的。,Stone is hard.,The stone is hard.
                火很热。,Fire is hot.,The fire is hot.
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh=1,en=3", "zh=原文,en=译文2", "en=c，zh=a"})
    void convertsGivenColumns(String columns) throws IOException {
        for (String command : new String[] {"tm convert", "align"}) {
            run(0, command + " --columns " + columns + " @a.csv -o @out.tsv");
            assertThat(read("out.tsv")).contains("水是软的。\tThe water is soft.").doesNotContain("\tWater is soft.");
            Files.delete(folder.resolve("out.tsv"));
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
        assertThat(run(2, "tm convert @a.csv -o @out.tsv --columns", columns).err())
                .contains(problem);
        assertThat(folder.resolve("out.tsv")).doesNotExist();
    }

    @Test
    void mergesGivenColumns() throws IOException {
        run(0, "tm convert --columns zh=A,en=C @a.csv -o @memory.tmx");
        write("b.csv", "原文,旧,新\n冰很冷。,Ice is cool.,Ice is cold.\n");
        run(0, "tm merge --columns zh=A,en=C @memory.tmx @b.csv -o @out.tmx");
        assertThat(read("out.tmx")).contains("The water is soft.", "<seg>Ice is cold.</seg>");
    }

    @Test
    void listsFindsAndValidatesGivenTerms() {
        String columns = " --columns zh=A,en=C ";
        assertThat(run(0, "glossary list" + columns + "@a.csv").out()).contains("The water is soft.");
        assertThat(run(0, "glossary find" + columns + "--glossary @a.csv 水").out())
                .contains("The water is soft.");
        assertThat(run(2, "glossary validate @a.csv").out()).contains("has two English columns");
        assertThat(run(0, "glossary validate" + columns + "@a.csv").out()).isEmpty();
    }

    @Test
    void checksGivenColumns() throws IOException {
        write("a.csv", read("a.csv").replace("水是软的。,Water is soft.,The water is soft.", "水有3升。,3 litres,4 litres"));
        assertThat(run(0, "check --columns zh=A,en=B @a.csv").out()).doesNotContain("[number");
        assertThat(run(1, "check --columns zh=A,en=C @a.csv").out()).contains("a.csv:2:");
    }
}
