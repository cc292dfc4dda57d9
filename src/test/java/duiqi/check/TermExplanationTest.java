package duiqi.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.glossary.Glossary;
import duiqi.lexicon.Lexicon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermExplanationTest {
    private static final String TERMS = """
            zh,en,status,exceptions
            密码,password,preferred,密码学
            通行码,password,forbidden,
            文件夹,folder,preferred,
            文件,file,preferred,file system
            """;

    @TempDir
    private Path folder;

    private List<String> explain(String place, CheckedUnit... units) throws IOException {
        Glossary glossary = Glossary.read(Files.writeString(folder.resolve("g.csv"), TERMS));
        TermExplanation explanation =
                new TermExplanation(UnitPlace.of(place), glossary, Lexicon.standard(), CheckSettings.defaults(folder));
        List.of(units).forEach(explanation::add);
        return explanation.lines().stream()
                .map(line -> line.replace(folder.resolve("g.csv").toString(), "g.csv"))
                .toList();
    }

    private static CheckedUnit intoChinese(int line, String english, String chinese) {
        return Units.intoChinese("a.po", line, english, chinese, Map.of());
    }

    @Test
    void saysWhatCountsAndWhatIsMissing() throws IOException {
        assertThat(explain(
                        "a.po:2:4",
                        intoChinese(1, "The file system's folder: 2 files, a password", "文件系统的资料夹：2 个文件，通行码")))
                .containsExactly(
                        "a.po:2:1: unit a.po1, en-US to zh-CN",
                        "  English: The file system's folder: 2 files, a password",
                        "  Chinese: 文件系统的资料夹：2 个文件，通行码",
                        "term file (g.csv:5:1): \"file\" at character 5 does not count:"
                                + " part of its exception \"file system\"",
                        "term folder (g.csv:4:1): \"folder\" at character 19",
                        "  in the glossary: 文件夹 (preferred)",
                        "  missing: \"资料夹\" at character 6 is there instead",
                        "  warning: 资料夹 stands for \"folder\"; the glossary has another translation (文件夹)"
                                + " [term-missing]",
                        "term file (g.csv:5:1): \"files\" at character 29",
                        "  in the glossary: 文件 (preferred)",
                        "  preferred: \"文件\" at character 1",
                        "  preferred: \"文件\" at character 13",
                        "  no finding",
                        "term password (g.csv:2:1): \"password\" at character 38",
                        "  in the glossary: 密码 (preferred), 通行码 (forbidden)",
                        "  forbidden: \"通行码\" at character 16",
                        "  error: 通行码 is a forbidden translation of \"password\" [term-forbidden]");
    }

    @Test
    void saysWhyTermsInsideOthersDoNotCount() throws IOException {
        assertThat(explain("1", Units.unit("a.tmx", 1, "密码学的文件夹", "Folders of cryptology")))
                .contains(
                        "term 密码 (g.csv:2:1): \"密码\" at character 1 does not count: part of its exception 密码学",
                        "term 文件 (g.csv:5:1): \"文件\" at character 5 does not count: part of the term 文件夹",
                        "  preferred: \"Folders\" at character 1, a form of folder")
                .doesNotContain("  missing");
    }

    @ParameterizedTest
    @CsvSource({"a.po:2,first", "a.po:11:2,second", "11,second", "./a.po:40,second", "a.po10,second", "4,first"})
    void findsUnitAtPlace(String place, String unit) throws IOException {
        assertThat(explain(place, intoChinese(1, "first", "第一"), intoChinese(10, "second", "第二")))
                .contains("  English: " + unit, "no term of the glossary is in the English")
                .hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"b.po:2", "0", "none"})
    void rejectsOtherPlaces(String place) {
        assertThatThrownBy(() -> explain(place, intoChinese(1, "first", "第一")))
                .hasMessageContaining(place + ": no unit");
    }
}
