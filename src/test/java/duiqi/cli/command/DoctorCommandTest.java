package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duiqi.cli.CommandFolder;
import duiqi.cli.FakeConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorCommandTest extends CommandFolder {
    private static final String MEMORY = """
            <?xml version="1.0" encoding="UTF-8"?>
            <tmx version="1.4"><header srclang="zh-CN" datatype="plaintext" segtype="sentence" o-tmf="x" adminlang="en" creationtool="x" creationtoolversion="1"/>
            <body><tu><tuv xml:lang="zh-CN"><seg>春天来了。</seg></tuv><tuv xml:lang="en-US"><seg>Spring has come.</seg></tuv></tu></body></tmx>
            """;

    private FakeConsole doctor(int exitCode) {
        return run(console(), exitCode, "doctor");
    }

    private FakeConsole console() {
        return new FakeConsole()
                .at(folder)
                .variable("XDG_CACHE_HOME", folder.resolve("cache").toString());
    }

    private void project() throws IOException {
        run(0, "init");
        write("tm/spring.tmx", MEMORY);
    }

    @Test
    void findsNoErrorInSoundProject() throws IOException {
        project();
        FakeConsole console = doctor(0);
        assertThat(console.out())
                .containsPattern("(?m)^ok +java +" + Runtime.version().feature())
                .contains("ok       memories   1 file, 1 unit\n", "ok       glossaries 1 file, 0 translations\n");
        assertThat(console.err()).isEmpty();
    }

    @Test
    void reportsEachBrokenFile() throws IOException {
        project();
        write("duiqi.toml", "fail-on = 7\n[rules]\nno-such-rule = \"off\"\n");
        write("tm/broken.tmx", "not TMX");
        write("tm/cut.tmx", MEMORY.substring(0, MEMORY.length() - 30));
        write("glossary/terms.csv", "zh,en,status\n" + "用户,user,excellent\n".repeat(9));
        String out = doctor(1).out();
        assertThat(out.lines().filter(line -> line.startsWith("error    project ")))
                .hasSize(2);
        assertThat(out)
                .containsPattern("error +memories +\\S*broken.tmx:1:1: is not TMX; ")
                .containsPattern("(error|warning) +memories +\\S*cut.tmx")
                .contains("memories   3 files")
                .containsPattern("error +glossaries +\\S*terms.csv:2:")
                .contains("note     glossaries 5 more; correct the first ones, then run duiqi doctor again");
    }

    @Test
    void reportsFilesInPlaceOfFolders() throws IOException {
        write("tm", "x");
        write("glossary", "x");
        Files.createDirectory(folder.resolve("duiqi.toml"));
        assertThat(doctor(1).out())
                .containsPattern("error +memories +\\S*tm: is not a folder; rename it")
                .containsPattern("error +glossaries +\\S*glossary: is not a folder; rename it");
    }

    @Test
    void printsJson() throws IOException {
        project();
        write("duiqi.toml", "fail-on = 7\n");
        for (String line : run(console(), 1, "doctor --json").out().split("\n")) {
            JsonNode object = new ObjectMapper().readTree(line);
            assertThat(object.get("level").asText()).isIn("ok", "note", "warning", "error");
            assertThat(object.get("subject").asText()).isNotEmpty();
            assertThat(object.get("text").asText()).isNotEmpty();
        }
    }

    /** File names are Unicode on Windows. Only arguments pass through its code page. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "US-ASCII | ANSI_X3.4-1968 | Linux | | warning | file.encoding is US-ASCII; ",
                "US-ASCII | ANSI_X3.4-1968 | Linux | | error | file names with Chinese characters do not work in ANSI_X3.4-1968; set",
                "US-ASCII | ANSI_X3.4-1968 | Linux | | note | the terminal may not show Chinese, because LANG is not set; ",
                "UTF-8 | Cp1252 | Windows 11 | | warning | arguments lose Chinese characters in Cp1252; run duiqi.cmd",
                "UTF-8 | Cp1252 | Windows 11 | true | ok | texts UTF-8, file names Cp1252"
            })
    void reportsEncodingsThatLoseChinese(
            String files, String names, String system, String launched, String level, String text) {
        Map<String, String> java = new TreeMap<>(Map.of("file.encoding", files, "sun.jnu.encoding", names));
        java.putAll(Map.of("os.name", system, "duiqi.windows", launched == null ? "" : launched));
        Map<String, Remarks.Check> checks = new TreeMap<>();
        new Installation(console().onTerminal().console(), name -> java.getOrDefault(name, "")).addTo(checks);
        assertThat(Remarks.of(Objects.requireNonNull(checks.get("encoding"))).shown())
                .anyMatch(
                        remark -> remark.level().equals(level) && remark.text().startsWith(text));
    }

    @Test
    void describesFolderWithoutProject() {
        assertThat(doctor(0).out())
                .contains("note     project    there is no project in this folder; create one with duiqi init\n");
    }
}
