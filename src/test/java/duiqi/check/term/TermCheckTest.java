package duiqi.check.term;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.CheckSettings;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.check.Units;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermCheckTest {
    private static final Lexicon LEXICON = Lexicon.standard();

    private static List<Finding> findings(String chinese, String english, CheckedUnit... units) {
        TermEntry entry = new TermEntry(chinese, chinese, english, TermStatus.PREFERRED, new Location("g.csv", 1, 1));
        TermCheck check = new TermCheck(
                new Glossary(List.of(entry)),
                CheckSettings.defaults(Path.of("")),
                LEXICON,
                new ChineseTokenizer(LEXICON),
                new EnglishWords());
        return Units.findings(check, units);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
              理事机构 | governing body | 管理机构说，理事机构将开会。 | The management said that the Managing Organs would meet. | warning
              服务器 | server | 请重新启动服务器。 | Please restart the mainframe. | warning
              编辑 | editor | 他请一位编辑看了文章。 | He asked a redactor to read the article. | warning
              服务器 | server | 服务器连接另一台服务器，再连接第三台服务器。 | The server calls a host and a mainframe. | note
              服务器 | server | 服务器连接服务器。 | The server calls the server. |
              密码 | password | Change Password... | 更改通行码 | warning
              密码 | password | Change Password... | 更改口令 | warning
              密码 | password | Change Password... | 更改它 | warning
              密码 | password | Change Password... | 更改暗号，别忘了它。 | warning
            """)
    void warnsOfMissingTranslation(
            String chinese, String english, String source, String target, @Nullable String severity) {
        assertThat(findings(chinese, english, Units.of(source, target)))
                .hasSize(severity == null ? 0 : 1)
                .allSatisfy(finding -> {
                    assertThat(finding.severity()).hasToString(severity);
                    assertThat(finding.message()).contains(source.contains(chinese) ? "(" + english + ")" : chinese);
                });
    }

    @Test
    void suggestsTranslationInFormOfReplacedWords() {
        assertThat(findings("密码", "password", Units.of("请更改两个密码。", "Please change both codes.")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message())
                            .isEqualTo("\"codes\" stands for 密码; the glossary has another translation (password)");
                    assertThat(finding.suggestions()).containsExactly("passwords");
                    assertThat(finding.spans()).extracting(finding.unit()::text).containsExactly("密码", "codes");
                });
    }

    @Test
    void forgetsTranslationsOfAnotherFile() {
        CheckedUnit first = Units.of("a.tmx", "基础研究需要时间。", "Basic research takes time.");
        for (String file : List.of("a.tmx", "b.tmx")) {
            CheckedUnit second = Units.of(file, "基础研究也需要耐心。", "It takes patience as well.");
            assertThat(findings("基础研究", "basic research", first, second))
                    .extracting(Finding::severity)
                    .containsExactly(file.equals("a.tmx") ? Severity.NOTE : Severity.WARNING);
        }
    }

    @Test
    void notesTermsOfUnitThatIsNoTranslation() {
        CheckedUnit unit = Units.of(
                "委员会昨天在首都讨论了新的水库和桥梁的服务器。", "My favourite songs always remind me of happy holidays beside mountains.");
        assertThat(findings("服务器", "server", unit)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.NOTE);
            assertThat(finding.message()).endsWith("; the whole text may be no translation");
        });
    }

    /** Tests inflected forms of a translation. */
    @ParameterizedTest
    @CsvSource({
        "agency, The agencies",
        "analysis, ANALYSES",
        "branch, this new-branches",
        "city, The \"City's",
        "datum, data",
        "knife, knives",
        "laboratory, a LABORATORY",
        "policy, Policy's",
        "server, servers",
    })
    void acceptsInflectionsOfListedTranslation(String noun, String words) {
        assertThat(findings("理事机构", noun, Units.of("他们又提到理事机构。", "They mentioned " + words + " again.")))
                .isEmpty();
    }

    private static Stream<String[]> synonyms() throws IOException {
        Path folder = Path.of("src/test/resources/deviations");
        return Stream.concat(
                        Files.readAllLines(folder.resolve("english.tsv")).stream(),
                        Files.readAllLines(folder.resolve("chinese.tsv")).stream())
                .map(line -> line.split("\t"))
                .filter(pair -> !pair[0].codePoints().anyMatch(Character::isIdeographic) || !pair[1].contains(pair[0]));
    }

    @Test
    void isNeverSilentAboutSynonym() throws IOException {
        for (String[] pair : synonyms().toList()) {
            boolean isChinese = pair[0].codePoints().anyMatch(Character::isIdeographic);
            for (int k = 0; k < 2; k++) {
                CheckedUnit unit = isChinese
                        ? Units.of("Open the widgets.", "打开" + pair[k] + "。")
                        : Units.of("他们又提到理事机构。", "They mentioned the " + pair[k] + " again.");
                assertThat(findings(isChinese ? pair[0] : "理事机构", isChinese ? "widget" : pair[0], unit))
                        .as(pair[k])
                        .hasSize(k);
            }
        }
    }
}
