package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the options {@code -f}, {@code -o} and {@code -q} of all commands. */
class OutputOptionsTest extends CommandFolder {
    @BeforeEach
    void makeProject() throws IOException {
        writeMemory("tm/main.tmx", unit("他们建了12座实验室。", "They built 13 laboratories."));
        write("glossary/terms.csv", "zh,en,status\n实验室,laboratory,preferred\n");
        write("odd.tmx", "<tmx version=\"1.4\"><header srclang=\"zh-CN\"/><body></body></tmx>");
        write("new.zh.txt", "他们建了12座实验室。\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            findings.sarif     | "version" : "2.1.0"
            findings.json      | "tool": "duiqi"
            findings.HTM       | <!DOCTYPE html>
            findings.csv       | rule,severity,
            findings.txt       | [number-mismatch]
            findings           | [number-mismatch]
            """)
    void checkTakesFormatFromNameOfOutput(String name, String contained) throws IOException {
        assertThat(run(1, "check -o @" + name).out()).isEmpty();
        assertThat(folder.resolve(name)).content().contains(contained);
        boolean isFree = name.equals("findings") || name.endsWith(".csv");
        FakeConsole named = run(isFree ? 1 : 2, "check --to csv -o @" + name);
        assertThat(named.err().contains(", but the format is csv; use --to ")).isEqualTo(!isFree);
        assertThat(folder.resolve(name)).content().contains(isFree ? "rule,severity," : contained);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            check -o -                                    | 1 | [number-mismatch]
            report -o - @tm/main.tmx                      | 0 | <!DOCTYPE html>
            tm convert @tm/main.tmx -o -                  | 0 | <tmx version
            tm convert @tm/main.tmx -o - --to tsv           | 0 | They built 13
            tm sort @tm/main.tmx -o -                     | 0 | <tmx version
            tm merge @tm/main.tmx @tm/main.tmx -o -       | 0 | <tmx version
            tm clean @tm/main.tmx -o -                    | 0 | <tmx version
            glossary convert @glossary -o -               | 0 | 实验室,laboratory
            glossary extract @tm/main.tmx --min-count 1 -o - | 0 | zh,en
            pretranslate @new.zh.txt --tm @tm -o -        | 0 | <xliff
            """)
    void writesToStandardOutput(String line, int exitCode, String contained) throws IOException {
        FakeConsole console = run(exitCode, line);
        assertThat(console.out()).contains(contained).doesNotContain("duiqi-", ": 1 unit");
        assertThat(Path.of("-")).doesNotExist();
        assertThat(folder.resolve("-")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tm convert @tm/main.tmx -o - --to xlsx   | standard output takes text only
            tm convert @tm/main.tmx -o - --to moses  | the format has two files
            report --open -o -                     | opens no page on standard output
            """)
    void rejectsStandardOutputThatCannotHoldFormat(String line, String said) {
        assertThat(run(2, line).err()).contains(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            check -q                                       | 1
            tm validate -q @odd.tmx                        | 1
            tm diff -q @tm/main.tmx @tm/main.tmx           | 0
            report -q -o @report.html                      | 0
            pretranslate -q @new.zh.txt --tm @tm -o @n.xlf | 0
            tm convert -q @tm/main.tmx -o @n.tsv           | 0
            """)
    void printsNothingIfQuiet(String line, int exitCode) {
        FakeConsole console = run(exitCode, line);
        assertThat(console.out() + console.err()).isEmpty();
    }

    @Test
    void quietCheckWritesRequestedReport() {
        assertThat(run(1, "check -q --to jsonl").out()).hasLineCount(1);
        assertThat(run(1, "check -q -o -").out()).contains("[number-mismatch]");
        assertThat(run(2, "check -q @none.tmx").err()).contains("none.tmx");
    }
}
