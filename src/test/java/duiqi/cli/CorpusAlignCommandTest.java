package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the checks of {@code corpus align} and {@code corpus pair} before Spark starts. */
class CorpusAlignCommandTest extends CommandFolder {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            align --columns a,b                | --columns: 'a,b' is not three columns;
            align --filters identical,foo      | there is no filter "foo"; give some of empty, one-sided,
            align --similarity 3               | must be from 0.5 to 1, but is 3.0
            align --tmx -1                     | lengths and numbers must be positive
            align --glossary @terms.csv        | --glossary: cannot read all terms; correct the errors above
            pair --min-probability 2           | duiqi: --min-probability:
            pair --base-url ftp://example.org/ | --base-url: ftp://example.org/ is not a web address; write it as https:
            """)
    void rejectsOptionsWithoutHarm(String line, String message) throws IOException {
        write("a.jsonl", "{\"id\": \"1\", \"zh\": \"春天来了。\", \"en\": \"Spring has come.\"}\n");
        write("terms.csv", "春天\n");
        assertThat(run(2, "corpus " + line.replaceFirst(" ", " @a.jsonl @output "))
                        .err())
                .contains(message);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("a.jsonl", "terms.csv");
    }
}
