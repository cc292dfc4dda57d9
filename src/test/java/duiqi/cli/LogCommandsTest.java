package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.report.ReportFormat;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reads files whose names and texts are commands of CI systems. The log of a CI job must contain no command except the
 * annotations of the GitHub report.
 */
@DisabledOnOs(OS.WINDOWS)
class LogCommandsTest extends CommandFolder {
    private static final List<String> COMMANDS = List.of(
            "::stop-commands::x",
            "  ::add-mask::a",
            "::set-output name=a::b",
            "##[add-mask]a",
            "##vso[task.complete result=Succeeded]a",
            "##teamcity[buildStop]");

    /** Name of a file with a line for each command. A name has no slash and at most 255 bytes. */
    private static final String NAME = "\n" + String.join("\n", COMMANDS) + "\n\r::debug::c\n";

    private static final String OTHER = NAME.replace("stop", "go");

    private static final String TEXT = String.join("&#10;", COMMANDS);

    @BeforeEach
    void writeFiles() throws IOException {
        for (String name : List.of(NAME, OTHER)) {
            write("tm/" + name + ".tmx", """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <tmx version="1.4"><header creationtool="a" creationtoolversion="1" segtype="sentence" o-tmf="tmx"
                    adminlang="en" srclang="zh-CN" datatype="plaintext"/><body>
                    <tu tuid="TEXT1"><tuv xml:lang="zh-CN"><seg>TEXT 水有25人。</seg></tuv>
                    <tuv xml:lang="en-US"><seg>TEXT There are 26 people people.</seg></tuv></tu>
                    <tu tuid="TEXT2"><tuv xml:lang="zh-CN"><seg>水 TEXT</seg></tuv><tuv xml:lang="en-US"><seg></seg></tuv></tu>
                    <tu><tuv xml:lang="zh-CN"><seg>颠覆性技术</seg></tuv><tuv xml:lang="en-US"><seg>subversive</seg></tuv></tu>
                    </body></tmx>
                    """.replace("TEXT", TEXT + (name.equals(OTHER) ? "y" : "")));
        }
        write("tm/broken" + NAME + ".tmx", "<tmx><body><tu " + TEXT);
        write(
                "glossary/" + NAME + ".csv",
                "zh,en,status\n水,\"" + TEXT.replace("&#10;", "\n") + "\",preferred\n"
                        + "颠覆性技术,disruptive,preferred\n颠覆性技术,disruptive,odd\n");
        write("glossary/broken" + NAME + ".tbx", "<martif " + TEXT);
        write(NAME + ".zh.txt", "水有25人。\n今天下雨。\n");
        write(NAME + ".en.txt", "There are 26 people.\nIt rains today.\n");
        write(NAME + ".docx", "PK");
        write(NAME + ".toml", "[" + NAME);
        write(NAME + ".po", "msgid \"a\nmsgstr " + NAME);
        write(NAME + ".xlf", "<xliff " + TEXT);
        write(NAME + "/gold.zh", "水。\n");
    }

    private FakeConsole runs(String... arguments) {
        FakeConsole console = new FakeConsole().at(folder);
        console.run(Stream.of(arguments)
                .map(word ->
                        word.replace("@", folder + "/").replace("NAME", NAME).replace("OTHER", OTHER))
                .toArray(String[]::new));
        return console;
    }

    private static List<String> commands(String log) {
        return log.lines()
                .filter(line -> line.strip().startsWith("::")
                        || line.strip().startsWith("\uFEFF::")
                        || line.contains("##[")
                        || line.contains("##vso[")
                        || line.contains("##teamcity["))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "align @NAME.zh.txt @NAME.en.txt -o @tm/NAME.out.tmx",
                "align @ -o @aligned",
                "align @NAME.docx @NAME.en.txt",
                "check @tm/brokenNAME.tmx",
                "check @tm --config @NAME.toml",
                "check @tm --baseline @NAME",
                "check @tm --changed-since NAME",
                "check @NAME.po @NAME.xlf",
                "concordance --tm @tm/NAME.tmx 水",
                "evaluate @NAME @NAME",
                "glossary find --glossary @glossary/brokenNAME.tbx NAME",
                "glossary validate @glossary/NAME.csv @glossary/brokenNAME.tbx",
                "lexicon build @NAME.toml -o @NAME.lexicon",
                "lookup --tm @tm/NAME.tmx -f @NAME.zh.txt",
                "pretranslate --tm @tm/NAME.tmx @NAME.zh.txt -o @NAME.out.xlf",
                "report @tm/NAME.tmx -o @NAME.html",
                "segment --locations @NAME.zh.txt",
                "tm add @tm/NAME.tmx NAME NAME",
                "tm diff @tm/NAME.tmx @tm/OTHER.tmx",
                "tm clean --dry-run @tm/NAME.tmx",
                "tm split --size 1 @tm/NAME.tmx -o @NAMEparts",
                "tm convert @tm/NAME.tmx -o @NAME.tsv",
                "train @NAME -o @weights",
                "NAME",
                "check --fail-on NAME"
            })
    void logContainsNoCommand(String line) {
        FakeConsole console = runs(line.split(" "));
        assertThat(commands(console.out())).as("output").isEmpty();
        assertThat(commands(console.err())).as("messages").isEmpty();
        assertThat(console.out() + console.err()).as("something was printed").isNotBlank();
    }

    private static Stream<String> formats() {
        return ReportFormat.ALL.stream().map(ReportFormat::name);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void reportContainsNoCommand(String format) throws IOException {
        FakeConsole console = runs("check", "--to", format, "@tm/NAME.tmx");
        assertThat(console.out()).contains("add-mask");
        assertThat(commands(console.out()))
                .allMatch(line -> format.equals("github")
                        && line.matches("::(error|warning|notice) (file=[^:]*,title=[^:]*|title=duiqi)::.*")
                        && commands(line.substring(2)).isEmpty());
        if (format.equals("json")) {
            assertThat(new JsonMapper().readTree(console.out()).toString())
                    .as("programs read the same characters")
                    .contains("##vso[task.complete result=Succeeded]a");
        }
    }
}
