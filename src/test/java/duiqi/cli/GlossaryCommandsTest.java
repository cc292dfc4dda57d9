package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the commands of {@code duiqi glossary}. */
class GlossaryCommandsTest extends CommandFolder {
    private String terms = "";

    @BeforeEach
    void writeTerms() throws IOException {
        terms = file("terms.csv", """
                concept,zh,en,status,domain
                gate,水闸,sluice,preferred,water
                gate,水闸,water door,forbidden,water
                reliance,自立自强,self-reliance,admitted,policy
                """);
    }

    private String file(String name, String text) throws IOException {
        return write(name, text).toString();
    }

    private FakeConsole glossary(int exitCode, String... args) {
        return run(exitCode, "glossary", args);
    }

    @Test
    void validatePrintsLocationAndRule() throws IOException {
        assertThat(glossary(0, "validate", terms).out()).isEmpty();
        String wrong = file("wrong.csv", "zh,en,status\n水闸,sluice,forbidden\n闸,gate,preferred\n闸,lock,preferred\n");
        assertThat(glossary(1, "validate", wrong, terms).out())
                .isEqualTo(terms + ":2:1: \"水闸\" is in the concept gate and, with other translations, in 水闸 (" + wrong
                        + ":2:1) [two-concepts]\n" + terms
                        + ":2:1: \"水闸\" = \"sluice\" is preferred here but forbidden at "
                        + wrong + ":2:1 [contradiction]\n" + wrong
                        + ":4:1: \"闸\" has the preferred translation \"lock\" and also \"gate\" (" + wrong
                        + ":3:1); make one admitted [two-preferred]\n");
    }

    @Test
    void validateCountsUsesInMemory() throws IOException {
        String words = file("words.csv", "zh,en\n大,big\n服务器,server\n");
        String memory =
                file("memory.tsv", "zh\ten\n" + "雨很大，重启服务器。\tIt rains heavily; restart the server.\n".repeat(6));
        assertThat(glossary(0, "validate", words, "--tm", memory).out())
                .startsWith(words + ":2:1: note: \"大\" has no glossary translation in 6 of 6 uses; ")
                .endsWith("set level to note [ambiguous]\n");
        assertThat(glossary(0, "validate", words).out()).startsWith(words + ":2:1: note: \"大\" is an everyday word ");
    }

    @Test
    void reportsBadRowsAndConvertsRest() throws IOException {
        String wrong = file("wrong.csv", "zh,en,status\n水闸,sluice,good\n闸,gate,\n闸,Gate,\n");
        assertThat(glossary(2, "validate", wrong, folder.resolve("none.csv").toString())
                        .out()
                        .lines())
                .containsExactly(
                        wrong
                                + ":2:11: \"good\" is not a status; use one of preferred, admitted, do-not-translate, deprecated, forbidden "
                                + "[unreadable]",
                        folder.resolve("none.csv")
                                + ": the glossary does not exist; check its name and folder [unreadable]",
                        wrong + ":4:1: \"闸\" = \"Gate\" is a duplicate of " + wrong + ":3:1 [duplicate]");
        String output = folder.resolve("out.json").toString();
        FakeConsole console = glossary(2, "convert", wrong, terms, "-o", output);
        assertThat(console.err()).startsWith("duiqi: " + wrong + ":2:11: \"good\" is not a status; use one of ");
        assertThat(console.out()).isEqualTo(output + ": 3 concepts, 5 translations\n");
        assertThat(glossary(2, "find", "--glossary", wrong, "gate").out()).contains("gate", "Gate");
    }

    @Test
    void countsManyProblems() throws IOException {
        String wrong = file("wrong.csv", "zh,en\n" + "水,\n".repeat(100) + "水,water\n");
        assertThat(glossary(2, "list", wrong).err().lines())
                .hasSize(21)
                .last()
                .isEqualTo("duiqi: and more: 100 problems in total, 100 skipped");
    }

    @Test
    void convertsThereAndBack() throws IOException {
        String tbx = folder.resolve("terms.tbx").toString();
        String back = folder.resolve("back.csv").toString();
        assertThat(glossary(0, "convert", terms, "-o", tbx).out()).isEqualTo(tbx + ": 2 concepts, 3 translations\n");
        assertThat(Files.readString(Path.of(tbx))).contains("type=\"TBX-Basic\" style=\"dca\"");
        assertThat(glossary(0, "convert", "-q", tbx, "-o", back).out()).isEmpty();
        assertThat(Files.readString(Path.of(back)).lines().toList().subList(1, 4))
                .containsExactly(
                        "gate,水闸,sluice,preferred,,,water,,",
                        "gate,水闸,water door,forbidden,,,water,,",
                        "reliance,自立自强,self-reliance,admitted,,,policy,,");
        assertThat(glossary(2, "convert", terms, "-o", back).err()).contains("already exists; give another file");
        assertThat(glossary(0, "list", "--status", "forbidden", tbx).out()).contains("water door");
    }

    @Test
    void convertWritesOmegatGlossaryIntoChinese() throws IOException {
        Path output = folder.resolve("into-chinese.txt");
        String file = file("users.csv", """
                concept,zh,en,status,zh-status
                u,使用者,user,forbidden,
                u,用户,user,preferred,
                g,闸门;闸,gate|,admitted,preferred
                s,水闸,gate,preferred,forbidden
                """);
        assertThat(glossary(0, "convert", "--source-lang", "en-GB", file, "-o", output.toString())
                        .out())
                .isEqualTo(output + ": 3 concepts, 4 translations; omitted or changed:\n"
                        + "  deprecated and forbidden translations: 2\n"
                        + "  semicolons in translations: 1\n  stem marks: 1\n  values of status: 1\n");
        assertThat(output).content().isEqualTo("user\t用户\t\ngate\t闸门,闸\t\n");
        assertThat(glossary(0, "list", output.toString()).out()).contains("用户").contains("user");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            convert @empty.csv -o @out.csv           | would contain no terms
            convert @terms.csv -o @out.csv --to doc  | doc: unknown format; use one of csv, tsv, xlsx, json, tbx,
            convert @terms.csv -o @a.doc             | is not in a known format; use a file name that ends in one of .csv
            convert @terms.csv -o @b.csv --to tbx    | b.csv: has the extension of csv, but the format is tbx; use --to csv
            convert @terms.csv -o @b --to tbx-dct    | duiqi reads all dialects of TBX as tbx and writes TBX-Basic; use tbx
            convert @terms.csv -o @b --to utx        | utx: duiqi no longer reads or writes UTX; use csv or tbx
            convert --source-lang de @terms.csv -o @a.txt    | --source-lang de: duiqi supports Chinese and English only
            convert --source-lang en-US @terms.csv -o @a.tbx | --source-lang: applies to glossaries of OmegaT only; give
            list --status good @terms.csv            | --status good: unknown value; use one of preferred, admitted, do-not
            """)
    void rejectsWithoutHarm(String line, String message) throws IOException {
        write("empty.csv", "zh,en\n");
        assertThat(run(2, "glossary " + line).err()).contains(message);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("terms.csv", "empty.csv");
    }

    @Test
    void listsInColumns() {
        assertThat(glossary(0, "list", terms).out())
                .isEqualTo("水闸      sluice         preferred  water   " + terms + ":2\n"
                        + "水闸      water door     forbidden  water   " + terms + ":3\n"
                        + "自立自强  self-reliance  admitted   policy  " + terms + ":4\n");
        assertThat(glossary(0, "list", "--status", "forbidden,admitted", "--domain", "Water", terms)
                        .out()
                        .lines())
                .singleElement()
                .asString()
                .contains("water door");
        assertThat(glossary(1, "list", "--domain", "fire", terms).out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"自立", "自立自強", "Self Reliance", "RELIANCE"})
    void findsInEitherLanguage(String word) {
        assertThat(glossary(0, "find", "--glossary", terms, word).out().lines())
                .singleElement()
                .asString()
                .startsWith("自立自强  self-reliance");
    }

    @Test
    void findFailsWithoutResult() {
        assertThat(glossary(1, "find", "--glossary", terms, "fire").out()).isEmpty();
        assertThat(glossary(2, "find", "--glossary", terms, " ").err()).contains("the word is empty; give a word");
    }
}
