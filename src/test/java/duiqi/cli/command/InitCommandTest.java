package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.app.Project;
import duiqi.app.Version;
import duiqi.check.CheckSettings;
import duiqi.check.Checks;
import duiqi.cli.CommandFolder;
import duiqi.cli.FakeConsole;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitCommandTest extends CommandFolder {
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
        FakeConsole console = run(0, "init");
        assertThat(console.out())
                .startsWith(
                        "created  tm/\ncreated  glossary/\ncreated  glossary/terms.csv\ncreated  duiqi.toml\nnext:\n")
                .contains("\n  duiqi align article.zh.txt article.en.txt ", "\n  duiqi check ", "\n  duiqi doctor ");
        assertThat(console.err()).isEmpty();
        assertThat(run(0, "glossary validate @glossary").out()).isEmpty();
        assertThat(run(0, "doctor").out())
                .doesNotContainPattern("(?m)^(warning|error|note) +(project|memories|glossaries) ");
        write("garden.zh.txt", "翻译记忆库很有用。\n春天来了，花都开了。\n");
        write("garden.en.txt", "A translation memory is useful.\nSpring has come and the flowers are out.\n");
        run(0, "align -q @garden.zh.txt @garden.en.txt -o @tm/garden.tmx");
        assertThat(run(0, "check").out()).endsWith("\nno findings in 2 units of 1 file\n");
        assertThat(run(0, "doctor").out()).contains("memories   1 file, 2 units\n");
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
        run(0, "init --source-lang " + source + " --target-lang " + target);
        write("a.tsv", source + "\t" + target + "\n" + text + "\t" + translation + "\n");
        assertThat(run(0, "check @a.tsv").out()).contains("no findings");
        Path glossary = folder.resolve("glossary/terms.csv");
        Files.writeString(
                glossary, Files.readString(glossary).replaceAll("(?m)^# (?=.*,(?:preferred|forbidden),)", ""));
        assertThat(run(1, "check @a.tsv").out()).contains("[term-forbidden]", "use: \"" + term + "\"");
    }

    @Test
    void settingsNameFilesToCheck() throws IOException {
        write("book/src/locales/en.json", "{\"a\": \"Open\"}");
        write("book/src/locales/zh.json", "{\"a\": \"打开\"}");
        write("book/package.json", "{\"name\": \"a\"}");
        write("book/a \"1\".xlf", "<xliff");
        assertThat(run(0, "init", "book").out()).doesNotContain("tm/", "duiqi align");
        assertThat(Project.in(folder.resolve("book")).settings(problem -> {}).files())
                .containsExactly(folder.resolve("book/a \"1\".xlf"), folder.resolve("book/src"));
    }

    @Test
    void keepsAllFilesOnSecondRun() throws IOException {
        run(0, "init --ci github");
        write("duiqi.toml", "# mine\n");
        Files.setLastModifiedTime(folder.resolve("glossary/terms.csv"), FileTime.from(Instant.EPOCH));
        Map<Path, String> before = contents();
        FakeConsole second = run(0, "init --ci github --source-lang en");
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
        write("glossary/client.csv", "zh,en\n用户,user\n");
        for (int i = 0; i < 9; i++) {
            Files.writeString(folder.resolve(i + ".tmx"), "<tmx");
        }
        run(0, "init");
        assertThat(folder.resolve("glossary/terms.csv")).doesNotExist();
        assertThat(read("duiqi.toml")).as("many files").contains("\nfiles = [\".\"] ");
    }

    @ParameterizedTest
    @CsvSource({
        "--source-lang=en-GB, en-GB to zh-CN",
        "--target-lang=zh-TW, en-US to zh-TW",
        "--source-lang=zh-TW, zh-TW to en-US",
        "--target-lang=en, zh-CN to en",
        "--source-lang=en-GB --target-lang=lzh, en-GB to lzh",
        "--source-lang=zh-HK --target-lang=en-AU, zh-HK to en-AU"
    })
    void setsDirection(String options, String direction) throws IOException {
        run(0, "init " + options);
        assertThat(Project.in(folder).settings(problem -> {}).direction())
                .map(Direction::toString)
                .contains(direction);
    }

    @Test
    void settingsAreValidWithAndWithoutComments() throws IOException {
        run(0, "init");
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
        run(0, "init book --ci " + system);
        assertThat(Files.readString(folder.resolve("book").resolve(file)))
                .contains(line.replace("VERSION", Version.number().replace("-SNAPSHOT", ""))
                        .replace("REPOSITORY", Version.address().replace("https://github.com/", "")))
                .doesNotContainPattern("@[A-Z]+@|\t");
    }

    @ParameterizedTest
    @CsvSource({"book, book", "book, book/one", "book, book/one/two", "tm, .", "glossary, ."})
    void namesFileInPlaceOfFolder(String file, String given) throws IOException {
        Files.writeString(folder.resolve(file), "x");
        assertThat(run(2, "init", given).err())
                .endsWith(
                        file + ": is a file, not a folder; rename it, or use another folder" + System.lineSeparator());
    }

    @ParameterizedTest
    @CsvSource({
        "--source-lang=fr, --source-lang fr: duiqi supports Chinese and English only; use for example",
        "--source-lang=zh --target-lang=ja, --target-lang ja: duiqi supports Chinese and English only",
        "--source-lang=en --target-lang=en-GB, 'en, --target-lang en-GB: both are English; give a Chinese and an English'",
        "--source-lang=zh-CN --target-lang=zh-TW, '--source-lang zh-CN, --target-lang zh-TW: both are Chinese; give'",
        "--ci=jenkins, unknown value"
    })
    void rejectsWrongOptions(String options, String message) throws IOException {
        assertThat(run(2, "init " + options).err()).contains(message);
        assertThat(contents()).isEmpty();
    }
}
