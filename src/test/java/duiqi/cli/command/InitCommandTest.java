package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import duiqi.app.Project;
import duiqi.app.Version;
import duiqi.check.CheckSettings;
import duiqi.check.Checks;
import duiqi.cli.FakeConsole;
import duiqi.cli.print.ExitCode;
import duiqi.text.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitCommandTest {
    @TempDir
    private Path folder;

    private FakeConsole run(int exitCode, String... args) {
        FakeConsole console = new FakeConsole().at(folder).variable("XDG_CACHE_HOME", "/nowhere");
        assertThat(console.run(args)).as(console.out() + console.err()).isEqualTo(exitCode);
        return console;
    }

    private Map<Path, String> contents() throws IOException {
        Map<Path, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(folder.relativize(file), Files.readString(file));
            }
        }
        return contents;
    }

    @Test
    void createsProjectThatPassesAllChecks() throws IOException {
        FakeConsole console = run(ExitCode.DONE, "init");
        assertThat(console.out())
                .startsWith(
                        "created  tm/\ncreated  glossary/\ncreated  glossary/terms.csv\ncreated  duiqi.toml\nnext:\n")
                .contains("\n  duiqi align article.zh.txt article.en.txt ", "\n  duiqi check ", "\n  duiqi doctor ");
        assertThat(console.err()).isEmpty();
        Path glossary = folder.resolve("glossary");
        assertThat(run(ExitCode.DONE, "glossary", "validate", glossary.toString())
                        .out())
                .isEmpty();
        assertThat(run(ExitCode.DONE, "doctor").out())
                .doesNotContainPattern("(?m)^(warning|error|note) +(project|memories|index|glossaries|locks) ");
        Path chinese = Files.writeString(folder.resolve("garden.zh.txt"), "翻译记忆库很有用。\n春天来了，花都开了。\n");
        Path english = Files.writeString(
                folder.resolve("garden.en.txt"),
                "A translation memory is useful.\nSpring has come and the flowers are out.\n");
        Path memory = folder.resolve("tm/garden.tmx");
        run(ExitCode.DONE, "align", "-q", "-o", memory.toString(), chinese.toString(), english.toString());
        assertThat(run(ExitCode.DONE, "check").out()).startsWith("no findings in 2 units of 1 file\n");
        assertThat(run(ExitCode.DONE, "doctor").out()).contains("memories   1 file, 2 units\n");
    }

    @ParameterizedTest
    @CsvSource({
        "zh-CN, en-US, 打开翻译记忆库。, Open the translation storage., translation memory",
        "zh-HK, en-GB, 打開翻譯記憶庫。, Open the translation storage., translation memory",
        "en-US, zh-CN, Open the translation memory., 打开翻译存储库。, 翻译记忆库",
        "en-GB, zh-TW, Open the translation memory., 打開翻譯儲存庫。, 翻譯記憶庫"
    })
    void exampleOfGlossaryIsInForceWithoutComments(
            String source, String target, String text, String translation, String term) throws IOException {
        run(ExitCode.DONE, "init", "--source-lang", source, "--target-lang", target);
        Path table = Files.writeString(
                folder.resolve("a.tsv"), source + "\t" + target + "\n" + text + "\t" + translation + "\n");
        assertThat(run(ExitCode.DONE, "check", table.toString()).out()).contains("no findings");
        Path glossary = folder.resolve("glossary/terms.csv");
        Files.writeString(
                glossary, Files.readString(glossary).replaceAll("(?m)^# (?=.*,(?:preferred|forbidden),)", ""));
        assertThat(run(ExitCode.FOUND, "check", table.toString()).out())
                .contains("[term-forbidden]", "use: \"" + term + "\"");
    }

    @Test
    void settingsNameFilesToCheck() throws IOException {
        Files.createDirectories(folder.resolve("book/src/locales"));
        Files.writeString(folder.resolve("book/src/locales/en.json"), "{\"a\": \"Open\"}");
        Files.writeString(folder.resolve("book/src/locales/zh.json"), "{\"a\": \"打开\"}");
        Files.writeString(folder.resolve("book/package.json"), "{\"name\": \"a\"}");
        Files.writeString(folder.resolve("book/a \"1\".xlf"), "<xliff");
        assertThat(run(ExitCode.DONE, "init", "book").out()).doesNotContain("tm/", "duiqi align");
        assertThat(Project.in(folder.resolve("book")).settings(problem -> {}).files())
                .containsExactly(folder.resolve("book/a \"1\".xlf"), folder.resolve("book/src"));
    }

    @Test
    void keepsAllFilesOnSecondRun() throws IOException {
        run(ExitCode.DONE, "init", "--ci", "github");
        Files.writeString(folder.resolve("duiqi.toml"), "# mine\n");
        Files.setLastModifiedTime(folder.resolve("glossary/terms.csv"), FileTime.from(Instant.EPOCH));
        Map<Path, String> before = contents();
        FakeConsole second = run(ExitCode.DONE, "init", "--ci", "github", "--source-lang", "en");
        assertThat(second.out())
                .contains(
                        "kept     tm/\n",
                        "kept     glossary/terms.csv\n",
                        "kept     duiqi.toml\n",
                        "kept     .github/workflows/duiqi.yml\n")
                .doesNotContain("created");
        assertThat(contents()).isEqualTo(before);
        assertThat(Files.getLastModifiedTime(folder.resolve("glossary/terms.csv"))
                        .toInstant())
                .isEqualTo(Instant.EPOCH);
    }

    @Test
    void addsNoExampleToOtherGlossaries() throws IOException {
        Files.createDirectories(folder.resolve("glossary"));
        Files.writeString(folder.resolve("glossary/client.csv"), "zh,en\n用户,user\n");
        for (int i = 0; i < 9; i++) {
            Files.writeString(folder.resolve(i + ".tmx"), "<tmx");
        }
        run(ExitCode.DONE, "init");
        assertThat(folder.resolve("glossary/terms.csv")).doesNotExist();
        assertThat(Files.readString(folder.resolve("duiqi.toml")))
                .as("many files")
                .contains("\nfiles = [\".\"] ");
    }

    @ParameterizedTest
    @CsvSource({
        "--source-lang=en-GB, en-GB to zh-CN",
        "--target-lang=zh-TW, en-US to zh-TW",
        "--source-lang=zh-HK --target-lang=en-AU, zh-HK to en-AU"
    })
    void setsDirection(String options, String direction) throws IOException {
        run(ExitCode.DONE, ("init " + options).split(" "));
        assertThat(Project.in(folder).settings(problem -> {}).direction())
                .map(Direction::toString)
                .contains(direction);
    }

    @Test
    void settingsAreValidWithAndWithoutComments() throws IOException {
        run(ExitCode.DONE, "init");
        Path file = folder.resolve("duiqi.toml");
        assertThat(Project.in(folder).settings(problem -> {}).direction()).isEmpty();
        String all = Files.readString(file).replaceAll("(?m)^# (?=[a-z-]+ = )", "");
        Files.writeString(file, all);
        CheckSettings.Reading reading = CheckSettings.read(file, Checks.rules(), Optional.empty());
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.settings().rules()).hasSize(2);
        assertThat(reading.settings().direction()).contains(Direction.INTO_ENGLISH);
    }

    @ParameterizedTest
    @CsvSource({
        "github, .github/workflows/duiqi.yml, uses: REPOSITORY@vVERSION",
        "gitlab, .gitlab-ci.yml, DUIQI_REF: vVERSION",
        "pre-commit, .pre-commit-config.yaml, rev: vVERSION"
    })
    void writesFileOfSystem(String system, String file, String line) throws IOException {
        run(ExitCode.DONE, "init", "book", "--ci", system);
        assertThat(Files.readString(folder.resolve("book").resolve(file)))
                .contains(line.replace("VERSION", Version.number().replace("-SNAPSHOT", ""))
                        .replace("REPOSITORY", Version.address().replace("https://github.com/", "")))
                .doesNotContainPattern("@[A-Z]+@|\t");
    }

    @ParameterizedTest
    @CsvSource({"book, book", "book, book/one", "book, book/one/two", "tm, .", "glossary, ."})
    void namesFileInPlaceOfFolder(String file, String given) throws IOException {
        Files.writeString(folder.resolve(file), "x");
        assertThat(run(ExitCode.FAILED, "init", given).err())
                .endsWith(
                        file + ": is a file, not a folder; rename it, or use another folder" + System.lineSeparator());
    }

    @Test
    void explainsMissingPermission() throws IOException {
        Path locked = Files.createDirectory(folder.resolve("locked"));
        assumeTrue(locked.toFile().setWritable(false), "this system has no such permission");
        assumeTrue(!Files.isWritable(locked), "root may write everywhere");
        assertThat(run(ExitCode.FAILED, "init", "locked").err())
                .isEqualToNormalizingNewlines("duiqi: " + Path.of("locked", "tm")
                        + ": you have no permission to create this folder; change the permissions of the folder above"
                        + " it, or use another folder\n");
    }

    @ParameterizedTest
    @CsvSource({
        "--source-lang=fr, Chinese and English only",
        "--source-lang=en --target-lang=en-GB, both are English",
        "--ci=jenkins, unknown value"
    })
    void rejectsWrongOptions(String options, String message) throws IOException {
        String[] args = ("init " + options).split(" ");
        assertThat(run(ExitCode.FAILED, args).err()).contains(message);
        assertThat(contents()).isEmpty();
    }
}
