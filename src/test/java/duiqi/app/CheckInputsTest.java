package duiqi.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.exchange.ExchangeFormat;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks which inputs duiqi finds for files and folders. */
class CheckInputsTest {
    private static final TextPairReader READER =
            TextPairReader.plain(new TextReader(TextReader.Settings.STANDARD, Workspace.standard()), Optional.empty());

    @TempDir
    private Path folder;

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
        return Files.writeString(file, "x");
    }

    private static ProjectCheck.CheckInputs of(Path... named) throws IOException {
        return ProjectCheck.CheckInputs.of(Stream.of(named).map(Path::toString).toList(), READER);
    }

    private static List<String> problems(ProjectCheck.CheckInputs inputs) {
        return inputs.problems().stream()
                .map(problem -> String.valueOf(problem.getMessage()))
                .toList();
    }

    @Test
    void findsMemoriesInSubfoldersExceptHidden() throws IOException {
        Path memory = file("tm/b.tmx");
        Path packed = file("tm/a/c.TMX.gz");
        Path xliff = file("tm/d.xlf");
        Path catalogue = file("tm/e.po");
        file("tm/.f.tmx");
        file("tm/.git/g.tmx");
        file("tm/h.csv");
        Path table = Files.writeString(file("tm/j.csv"), "zh,en\n打开文件,Open the file\n");
        file("tm/i.zh.txt");
        file("tm/i.en.txt");
        file("tm/node_modules/k/README.md");
        ProjectCheck.CheckInputs inputs = of(folder.resolve("tm"));
        assertThat(inputs.units()).containsExactly(packed, memory, xliff, catalogue);
        assertThat(inputs.texts()).isEmpty();
        assertThat(inputs.problems()).isEmpty();
        assertThat(inputs.warnings())
                .containsExactly(
                        "skipped: 3 files that duiqi checks only by name, such as " + folder.resolve("tm/i.en.txt"));
        assertThat(of(folder.resolve("tm"), table).unread()).hasSize(2);
        assertThat(ProjectCheck.CheckInputs.project(folder.resolve("tm"))).isEqualTo(inputs);
    }

    private Path catalogue(String name, String language, String text) throws IOException {
        return Files.writeString(
                file(name),
                "msgid \"\"\nmsgstr \"" + (language.isEmpty() ? "" : "Language: " + language + "\\n")
                        + "\"\n\nmsgid \"Open the file\"\nmsgstr \"" + text + "\"\n");
    }

    private Path xliff(String name, String attribute, String target) throws IOException {
        return Files.writeString(
                file(name),
                "<xliff version='1.2'><file source-language='en'" + attribute
                        + " original='a'><body><trans-unit id='a'><source>Open</source></trans-unit>"
                        + "<trans-unit id='b'><source>Open the file</source>" + target
                        + "</trans-unit></body></file></xliff>");
    }

    @Test
    void skipsOtherLanguagesInFolders() throws IOException {
        Path chinese = catalogue("po/zh_CN.po", "zh_CN", "打开文件");
        Path undeclared = catalogue("po/app.po", "", "打开文件");
        Path italian = catalogue("po/it.po", "", "打开文件");
        List<Path> others = List.of(
                catalogue("po/de.po", "de", "Datei öffnen"),
                catalogue("po/en_GB.po", "en_GB", "Open the file"),
                catalogue("po/es.po", "", "Abrir el archivo"),
                Files.writeString(file("res/fr.json"), "{\"a\": \"Ouvrir le fichier\"}"),
                Files.writeString(
                        file("res/values-fr/strings.xml"), "<resources><string name=\"a\">Ouvrir</string></resources>"),
                xliff("xliff/m.fr.xlf", " target-language='fr'", "<target>Ouvrir le fichier</target>"));
        Files.writeString(file("res/en.json"), "{\"a\": \"Open the file\"}");
        Path json = Files.writeString(file("res/zh.json"), "{\"a\": \"打开文件\"}");
        Files.writeString(file("res/values/strings.xml"), "<resources><string name=\"a\">Open</string></resources>");
        Path android = Files.writeString(
                file("res/values-zh-rCN/strings.xml"), "<resources><string name=\"a\">打开</string></resources>");
        Path xliff = xliff("xliff/m.zh.xlf", " target-language='zh-CN'", "<target>打开文件</target>");
        Path damaged = file("xliff/n.xlf");
        ProjectCheck.CheckInputs inputs = of(folder);
        assertThat(inputs.units())
                .containsExactlyInAnyOrder(chinese, undeclared, italian, json, android, xliff, damaged);
        assertThat(inputs.others())
                .containsExactlyElementsOf(others.stream().sorted().toList());
        assertThat(inputs.problems()).isEmpty();
        assertThat(inputs.warnings())
                .containsExactly("skipped: 6 files not in Chinese and English, such as " + others.get(0));
    }

    @ParameterizedTest
    @CsvSource({
        "en.json fr.json de.json, de.json, 2 files",
        "fr.json, fr.json, 1 file",
        "a.properties a_fr.properties, a_fr.properties, 1 file",
        "fr.po, fr.po, 1 file"
    })
    void rejectsFolderOfResourcesInOtherLanguages(String names, String first, String count) throws IOException {
        for (String name : names.split(" ")) {
            if (name.endsWith("po")) {
                catalogue("res/" + name, "fr", "Ouvrir");
            } else {
                Files.writeString(file("res/" + name), name.endsWith("json") ? "{\"a\": \"Ouvrir\"}" : "a=Ouvrir\n");
            }
        }
        Path res = folder.resolve("res");
        String problem = res + ": has no file in Chinese and English (" + count + " skipped, such as "
                + res.resolve(first) + "); ";
        assertThatThrownBy(() -> of(res)).hasMessage(problem + "give another folder");
        if (first.endsWith("po")) {
            assertThatThrownBy(() -> ProjectCheck.CheckInputs.project(res)).hasMessageStartingWith(problem);
        }
    }

    @Test
    void checksTextsAndGivenFileBesideFilesInOtherLanguages() throws IOException {
        Path french = catalogue("text/fr.po", "fr", "Ouvrir le fichier");
        Files.writeString(file("text/a.zh.txt"), "你好。\n");
        Files.writeString(file("text/a.en.txt"), "Hello.\n");
        ProjectCheck.CheckInputs inputs = of(folder.resolve("text"));
        assertThat(inputs.texts()).hasSize(1);
        assertThat(inputs.warnings()).containsExactly("skipped: 1 file not in Chinese and English: " + french);
        assertThat(of(folder.resolve("text"), french).units()).containsExactly(french);
        assertThat(of(folder.resolve("text"), french).others()).isEmpty();
    }

    @Test
    void findsPairsOfTextsInFolderWithoutMemories() throws IOException {
        Path chinese = file("texts/a.zh");
        Path english = file("texts/a.en");
        Path alone = file("texts/b.zh");
        ProjectCheck.CheckInputs inputs = of(folder.resolve("texts"));
        assertThat(inputs.units()).isEmpty();
        assertThat(inputs.texts())
                .containsExactly(new TextPairSpecs.Spec(
                        "a", chinese.toString(), english.toString(), Optional.of(Direction.INTO_ENGLISH)));
        assertThat(inputs.unpaired())
                .singleElement()
                .satisfies(text -> assertThat(text.file()).isEqualTo(alone));
        assertThat(inputs.problems()).as("it was not named").isEmpty();
        assertThat(inputs.warnings()).containsExactly("skipped: 1 text without a counterpart: " + alone);
        assertThat(inputs.names()).containsExactly(english.toString());
        assertThat(inputs.files()).containsExactly(chinese, english);
    }

    @Test
    void checksTextsTablesAndRepeatedInputsOnce() throws IOException {
        Path chinese = file("a.zh.md");
        Path english = file("a.en.md");
        assertThat(of(english, chinese).texts())
                .singleElement()
                .satisfies(job -> assertThat(job.place()).isEqualTo(english + " + " + chinese));
        Path table = file("a.csv");
        assertThat(of(table).units()).containsExactly(table);
        Path memory = file("tm/a.tmx");
        assertThat(of(memory, folder.resolve("tm"), memory).units()).containsExactly(memory);
    }

    @Test
    void checksOtherInputsWhenOneIsMissing() throws IOException {
        Path memory = file("a.tmx");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        ProjectCheck.CheckInputs inputs = of(memory, empty, folder.resolve("gone.txt"));
        assertThat(inputs.units()).containsExactly(memory);
        assertThat(problems(inputs))
                .hasSize(2)
                .first()
                .asString()
                .isEqualTo(empty + ": has no file to check; give another folder");
        assertThat(problems(inputs).get(1)).contains("gone.txt");
    }

    @Test
    void rejectsNothingToCheck() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> of(empty))
                .isInstanceOf(FormatException.class)
                .hasMessage(empty + ": has no file to check; give another folder");
        assertThatThrownBy(() -> ProjectCheck.CheckInputs.of(List.of(""), READER))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("the name is empty");
        assertThatThrownBy(() -> ProjectCheck.CheckInputs.project(empty))
                .isInstanceOf(FormatException.class)
                .hasMessage(empty + ": has no memory, XLIFF or PO file; put one there, or give the files to check");
        Path gone = folder.resolve("gone");
        assertThatThrownBy(() -> ProjectCheck.CheckInputs.project(gone))
                .isInstanceOf(FormatException.class)
                .hasMessage(gone
                        + ": there is no such folder; change to the folder of a project, or give the files to check");
    }

    @ParameterizedTest
    @ValueSource(strings = {"duiqi-check", "duiqi-check-project"})
    void hooksCoverAllFormats(String hook) throws IOException {
        Matcher files = Pattern.compile("- id: " + hook + "\n(?:  .*\n)*?  files: '(.*)'\n")
                .matcher(Files.readString(Path.of(".pre-commit-hooks.yaml")));
        assertThat(files.find()).isTrue();
        Pattern pattern = Pattern.compile(files.group(1));
        assertThat(extensions().map(extension -> "src/zh" + extension)).allMatch(pattern.asPredicate());
        assertThat(Stream.of("a/B.TMX", "res/values-zh-rCN/arrays.xml")).allMatch(pattern.asPredicate());
        assertThat(Stream.of("pom.xml.bak", "notes.txt", "README.md", "main.c")).noneMatch(pattern.asPredicate());
    }

    @Test
    void pluginOfMegaLinterCoversAllFormats() throws IOException {
        List<String> listed =
                Files.readAllLines(Path.of("src/ci/mega-linter-plugin-duiqi/duiqi.megalinter-descriptor.yml")).stream()
                        .filter(line -> line.startsWith("  - ."))
                        .map(line -> line.substring(4))
                        .toList();
        // MegaLinter compares the last extension only.
        assertThat(extensions()
                        .map(extension -> extension.substring(extension.lastIndexOf('.')))
                        .filter(extension -> !extension.matches("\\.(?:gz|zip)")))
                .isSubsetOf(listed);
    }

    /** Returns the extensions of files with units. A template has no translations, and Moses files are texts. */
    private static Stream<String> extensions() {
        return ExchangeFormat.all().stream()
                .filter(format -> !format.name().equals("moses"))
                .flatMap(format -> Stream.concat(format.extensions().stream(), format.readExtensions().stream()))
                .filter(extension -> !extension.equals(".pot"));
    }

    @Test
    void findsTranslationsAmongFiles() throws IOException {
        Path english = Files.writeString(file("res/en.json"), "{\"a\": \"Open the file\"}");
        Path chinese = Files.writeString(file("res/zh.json"), "{\"a\": \"打开文件\"}");
        Path french = Files.writeString(file("res/fr.json"), "{\"a\": \"Ouvrir le fichier\"}");
        Path settings = Files.writeString(file("package.json"), "{\"name\": \"a\"}");
        Path program = Files.writeString(file("main.ts"), "export const a = 1;\n");
        Path catalogue = catalogue("po/zh.po", "zh", "打开文件");
        Path german = catalogue("po/de.po", "de", "Datei öffnen");
        Path table = Files.writeString(file("a.csv"), "zh,en\n打开文件,Open the file\n");
        Path numbers = Files.writeString(file("b.csv"), "x,y\n1,2\n");
        Path log = Files.writeString(file("c.jsonl"), "{\"level\": 1}\n{\"level\": 2}\n");
        Path damaged = file("c.tmx");
        Path gone = folder.resolve("gone.tmx");
        assertThat(among(english)).containsExactly(chinese);
        assertThat(among(
                        english, chinese, french, settings, program, catalogue, german, table, numbers, log, damaged,
                        gone))
                .containsExactlyInAnyOrder(chinese, catalogue, table, damaged, gone);
        assertThat(among(settings)).isEmpty();
    }

    @Test
    void skipsXliffWithoutTranslations() throws IOException {
        Path extracted = xliff("messages.xlf", "", "");
        Path untranslated = xliff("messages.zh.xlf", " target-language='zh'", "");
        Path unnamed = xliff("other.xlf", "", "<target>打开</target>");
        assertThat(of(folder).units()).containsExactly(untranslated, unnamed);
        assertThat(of(folder).others()).containsExactly(extracted);
        assertThat(among(extracted, untranslated, unnamed)).containsExactly(untranslated, unnamed);
        assertThat(of(extracted).units()).containsExactly(extracted);
    }

    private static List<Path> among(Path... files) throws IOException {
        return ProjectCheck.CheckInputs.among(
                        Stream.of(files).map(Path::toString).toList())
                .units();
    }
}
