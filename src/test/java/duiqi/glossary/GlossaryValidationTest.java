package duiqi.glossary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlossaryValidationTest {
    @TempDir
    private Path folder;

    private List<String> found(String... rows) throws IOException {
        return found("concept,zh,en,status,exceptions", List.of(rows));
    }

    private List<String> found(String header, List<String> rows) throws IOException {
        String text = header + "\n" + String.join("\n", rows) + "\n";
        Path file = Files.writeString(folder.resolve("terms.csv"), text);
        List<String> found = new ArrayList<>();
        new GlossaryValidation((location, rule, isNote, problem) -> found.add(location.line() + " " + rule
                        + (isNote ? " (note)" : "") + ": " + problem.replace(folder + "/", "")))
                .check(Glossary.read(file));
        return found;
    }

    @Test
    void acceptsValidGlossary() throws IOException {
        assertThat(found(
                        "gate,水闸,sluice,preferred,水闸门",
                        "gate,水闸,sluice gate,admitted,水闸门|sluice gates act",
                        "gate,水闸,water door,forbidden,水闸门",
                        "gate,闸,sluice,preferred,",
                        "dna,DNA,DNA,preferred,",
                        "5g,5G,5G,preferred,",
                        "lock,船闸,lock,preferred,",
                        "pond,水塘,pond,preferred,",
                        "pool,水塘,pond,preferred,"))
                .isEmpty();
    }

    @Test
    void acceptsOtherTranslationsInOtherContextsAndFiles() throws IOException {
        String header = "zh,en,status,context,files";
        assertThat(found(
                        header,
                        List.of(
                                "文件,file,preferred,电脑,",
                                "文件,document,preferred,会议,",
                                "文件,paper,preferred,,docs",
                                "文件,paper,forbidden,,legal",
                                ",utilize,forbidden,,docs",
                                "利用,utilize,preferred,,legal",
                                ",deep learning,do-not-translate,,")))
                .isEmpty();
        assertThat(found(header, List.of("文件,file,preferred,电脑,", "文件,file,forbidden,电脑,")))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "g,水闸,sluice,preferred, # g,水闸,Sluice,preferred, # 3 duplicate: \"水闸\" = \"Sluice\" is a duplicate of terms.csv:2:1",
                "g,水闸,sluice,preferred, # h,水閘,sluice,forbidden, # 3 contradiction: \"水閘\" = \"sluice\" is forbidden here but preferred at terms.csv:2:1",
                "g,水闸,sluice,preferred, # g,水闸,sluice,admitted, # 3 contradiction: \"水闸\" = \"sluice\" is admitted here but preferred at terms.csv:2:1",
                "g,水闸,sluice,preferred, # g,水闸,gate,preferred, # 3 two-preferred: \"水闸\" has the preferred translation \"gate\" and also \"sluice\" (terms.csv:2:1); make one admitted",
                "g,水闸,sluice,preferred, # h,水闸,gate,preferred, # 3 two-concepts: \"水闸\" is in the concept h and, with other translations, in g (terms.csv:2:1)",
                "g,水闸,sluice,preferred, # g,水閘,gate,admitted, # 3 script (note): \"水閘\" is \"水闸\" (terms.csv:2:1) in other characters; each of them finds both",
                "g,水闸,sluice gate,admitted, # g,水闸,Sluice,forbidden, # 3 forbidden-inside (note): the forbidden \"Sluice\" is part of the admitted \"sluice gate\" (terms.csv:2:1) and is allowed there",
                "g,水闸,sluice,preferred,闸门 # p,塘,pond,preferred, # 2 exception: the exception \"闸门\" does not contain \"水闸\"",
                "g,水闸,sluice,preferred,水閘 # p,塘,pond,preferred, # 2 exception: the exception \"水閘\" is the term itself",
                "g,水闸,sluice,preferred,lock # p,塘,pond,preferred, # 2 exception: the exception \"lock\" does not contain \"sluice\"",
                "g,水闸,sluice,preferred,Sluice # p,塘,pond,preferred, # 2 exception: the exception \"Sluice\" is the term itself",
                "g,水闸,水門,preferred, # p,塘,pond,preferred, # 2 language: \"水闸\" = \"水門\" is not Chinese with its English",
                "g,sluice gate,gate,preferred, # p,塘,pond,preferred, # 2 language: \"sluice gate\" = \"gate\" is not Chinese with its English",
            })
    void findsEachProblemOnce(String first, String second, String problem) throws IOException {
        assertThat(found(first, second)).contains(problem);
        assertThat(found(second, first)).isNotEmpty();
    }

    @Test
    void reportsBannedWordsThatAreListedTwiceOrAllowed() throws IOException {
        assertThat(found(
                        "use,使用,use,preferred,",
                        ",,utilize,forbidden,utilize rate",
                        ",,Utilize,forbidden,",
                        ",,use,deprecated,",
                        ",使用,,forbidden,",
                        ",短片,,forbidden,短片集"))
                .containsExactly(
                        "4 duplicate: \"Utilize\" is a duplicate of terms.csv:3:1",
                        "5 contradiction: \"use\" is deprecated here but preferred at terms.csv:2:1",
                        "6 contradiction: \"使用\" is forbidden here but preferred at terms.csv:2:1");
    }
}
