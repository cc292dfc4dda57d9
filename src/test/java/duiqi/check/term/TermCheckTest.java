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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermCheckTest {
    private static final Lexicon LEXICON = Lexicon.standard();

    private static final List<String> NOUNS = List.of(
            "agency", "analysis", "branch", "city", "committee", "datum", "knife", "laboratory", "policy", "server");

    private static TermEntry entry(String chinese, String english) {
        return new TermEntry(chinese, chinese, english, TermStatus.PREFERRED, new Location("g.csv", 1, 1));
    }

    private static List<Finding> findings(List<TermEntry> entries, CheckedUnit... units) {
        TermCheck check = new TermCheck(
                new Glossary(entries),
                CheckSettings.defaults(Path.of("")),
                LEXICON,
                new ChineseTokenizer(LEXICON),
                new EnglishWords());
        List<Finding> findings = new ArrayList<>();
        for (CheckedUnit unit : units) {
            findings.addAll(check.check(unit));
        }
        return findings;
    }

    private static CheckedUnit intoEnglish(String chinese, String english) {
        return Units.unit("a.tmx", 1, chinese, english);
    }

    private static CheckedUnit intoChinese(String english, String chinese) {
        return Units.intoChinese("a.tmx", 1, english, chinese, Map.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            理事机构 | governing body | 管理机构说，理事机构将开会。 | The management said that the Managing Organs would meet.
            服务器 | server | 请重新启动服务器。 | Please restart the mainframe.
            编辑 | editor | 他请一位编辑看了文章。 | He asked a redactor to read the article.
            """)
    void namesWordsInPlaceOfTranslation(String chinese, String english, String source, String target) {
        assertThat(findings(List.of(entry(chinese, english)), intoEnglish(source, target)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                    assertThat(finding.message()).contains(chinese).contains("(" + english + ")");
                });
    }

    @Test
    void suggestsTranslationInFormOfReplacedWords() {
        Finding finding = findings(
                        List.of(entry("密码", "password")), intoEnglish("请更改两个密码。", "Please change both codes."))
                .get(0);
        assertThat(finding.message())
                .isEqualTo("\"codes\" stands for 密码; the glossary has another translation (password)");
        assertThat(finding.suggestions()).containsExactly("passwords");
        assertThat(finding.spans()).extracting(finding.unit()::text).containsExactly("密码", "codes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"更改通行码", "更改口令", "更改它", "更改暗号，别忘了它。"})
    void warnsIntoChinese(String target) {
        assertThat(findings(List.of(entry("密码", "password")), intoChinese("Change Password...", target)))
                .extracting(Finding::severity)
                .containsExactly(Severity.WARNING);
    }

    @Test
    void countsEachOccurrence() {
        List<TermEntry> glossary = List.of(entry("服务器", "server"));
        CheckedUnit one = intoEnglish("服务器连接另一台服务器，再连接第三台服务器。", "The server calls a host and a mainframe.");
        assertThat(findings(glossary, one)).hasSize(1);
        CheckedUnit all = intoEnglish("服务器连接服务器。", "The server calls the server.");
        assertThat(findings(glossary, all)).isEmpty();
    }

    @Test
    void forgetsTranslationsOfAnotherFile() {
        List<TermEntry> glossary = List.of(entry("基础研究", "basic research"));
        CheckedUnit first = Units.unit("a.tmx", 1, "基础研究需要时间。", "Basic research takes time.");
        String pronoun = "It takes patience as well.";
        assertThat(findings(glossary, first, Units.unit("a.tmx", 3, "基础研究也需要耐心。", pronoun)))
                .extracting(Finding::severity)
                .containsExactly(Severity.NOTE);
        assertThat(findings(glossary, first, Units.unit("b.tmx", 3, "基础研究也需要耐心。", pronoun)))
                .extracting(Finding::severity)
                .containsExactly(Severity.WARNING);
    }

    @Test
    void notesTermsOfUnitThatIsNoTranslation() {
        CheckedUnit unit = intoEnglish(
                "委员会昨天在首都讨论了新的水库和桥梁的服务器。", "My favourite songs always remind me of happy holidays beside mountains.");
        assertThat(findings(List.of(entry("服务器", "server")), unit))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.NOTE);
                    assertThat(finding.message()).endsWith("; the whole text may be no translation");
                });
    }

    @Provide
    Arbitrary<String> inflected() {
        return Combinators.combine(
                        Arbitraries.of(NOUNS),
                        Arbitraries.of("", "a ", "the ", "The \"", "this new-"),
                        Arbitraries.of(0, 1, 2, 3))
                .as((noun, before, form) -> noun + "|" + before + form(noun, form));
    }

    private static String form(String noun, int form) {
        String plural = switch (noun) {
            case "analysis" -> "analyses";
            case "datum" -> "data";
            case "knife" -> "knives";
            default ->
                noun.endsWith("y")
                        ? noun.substring(0, noun.length() - 1) + "ies"
                        : noun + (noun.endsWith("ch") ? "es" : "s");
        };
        return switch (form) {
            case 0 -> noun;
            case 1 -> plural;
            case 2 -> Character.toUpperCase(noun.charAt(0)) + noun.substring(1) + "'s";
            default -> plural.toUpperCase(Locale.ROOT);
        };
    }

    @Property(tries = 200)
    void acceptsEachInflectionOfListedTranslation(@ForAll("inflected") String example) {
        String noun = example.substring(0, example.indexOf('|'));
        String text = "They mentioned " + example.substring(example.indexOf('|') + 1) + " again.";
        assertThat(findings(List.of(entry("理事机构", noun)), intoEnglish("他们又提到理事机构。", text)))
                .as(text)
                .isEmpty();
    }

    private static List<String[]> synonyms(String file) {
        try {
            return Files.readAllLines(Path.of("src/test/resources/deviations", file)).stream()
                    .map(line -> line.split("\t"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Provide
    Arbitrary<String[]> english() {
        return Arbitraries.of(synonyms("english.tsv"));
    }

    @Provide
    Arbitrary<String[]> chinese() {
        return Arbitraries.of(synonyms("chinese.tsv").stream()
                .filter(pair -> !pair[1].contains(pair[0]))
                .toList());
    }

    @Property(tries = 300)
    void isNeverSilentAboutSynonym(@ForAll("english") String[] pair) {
        List<TermEntry> glossary = List.of(entry("理事机构", pair[0]));
        assertThat(findings(glossary, intoEnglish("他们又提到理事机构。", "They mentioned the " + pair[0] + " again.")))
                .as(pair[0])
                .isEmpty();
        assertThat(findings(glossary, intoEnglish("他们又提到理事机构。", "They mentioned the " + pair[1] + " again.")))
                .as(pair[1])
                .hasSize(1);
    }

    @Property(tries = 100)
    void isNeverSilentAboutChineseSynonym(@ForAll("chinese") String[] pair) {
        List<TermEntry> glossary = List.of(entry(pair[0], "widget"));
        assertThat(findings(glossary, intoChinese("Open the widgets.", "打开" + pair[0] + "。")))
                .as(pair[0])
                .isEmpty();
        assertThat(findings(glossary, intoChinese("Open the widgets.", "打开" + pair[1] + "。")))
                .as(pair[1])
                .hasSize(1);
    }
}
