package duiqi.check.term;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.CheckSettings;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.check.TextSpan;
import duiqi.check.Units;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.glossary.TermMatches;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermCheckTest {
    private static final Lexicon LEXICON = Lexicon.standard();

    private static List<Finding> findings(String chinese, String english, CheckedUnit... units) {
        TermEntry entry = new TermEntry(chinese, chinese, english, TermStatus.PREFERRED, new Location("g.csv", 1, 1));
        return Units.findings(check(new Glossary(List.of(entry)), Path.of("")), units);
    }

    static TermCheck check(Glossary glossary, Path folder) {
        CheckSettings settings = CheckSettings.defaults(folder);
        return new TermCheck(glossary, settings, LEXICON, new ChineseTokenizer(LEXICON), new EnglishWords());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
              理事机构 | governing body | 管理机构说，理事机构将开会。 | The management said that the Managing Organs would meet. | warning
              服务器 | server | 请重新启动服务器。 | Please restart the mainframe. | warning
              编辑 | editor | 他请一位编辑看了文章。 | He asked a redactor to read the article. | warning
              服务器 | server | 服务器连接另一台服务器，再连接第三台服务器。 | The server calls a host and a mainframe. | note
              服务器 | server | 服务器连接服务器。 | The server calls the server. |
              定义 | definition | 使用自定义颜色。 | Use custom colours. |
              湖北 | Hubei | 湖北省的人口很多。 | The province has many people. | warning
              罐子 | cans | It could be open. | 它可能开着。 |
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
        "matrix, matrices",
        "spectrum, spectra",
        "fungus, fungi",
        "formula, formulae",
        "grandchild, grandchildren",
        "override, overridden",
        "leukaemia, leukemia",
        "diarrhoea, diarrhea",
        "third party, the 3rd-party",
        "Group of Twenty, the Group of 20",
        "to log in, Log in",
        "certificate (document), certificates",
        "World Health Organization (WHO), the World Health Organisation",
        "World Health Organization (WHO), the WHO",
        "server; host, the hosts",
        "help desk / service desk, the service desk",
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

    @ParameterizedTest
    @CsvSource({
        "基础研究需要耐心。, It takes patience., true",
        "它需要耐心。, It takes patience., false",
        "基础研究需要耐心。, Patience is needed., false",
        "这项研究和那项研究, this study and its successor, true",
        "The server stops., 它停止。, true",
        "It stops., 它停止。, false",
        "The other server stops., 其他停止。, false",
    })
    void countsPronounsOfBothSides(String source, String target, boolean refersBack) {
        assertThat(Anaphora.refersBack(Units.of(source, target))).isEqualTo(refersBack);
    }

    @ParameterizedTest
    @CsvSource({
        "governing body, management organ, governing body",
        "governing body, management organs, governing bodies",
        "governing body, Management Organs, Governing Bodies",
        "governing body, Management organ, Governing body",
        "right of way, passages, rights of way",
        "analysis, examinations, analyses",
        "branch, forks, branches",
        "news, reports, news",
        "women, females, women",
        "governing body, management  organs, governing bodies",
        "server, access, server",
        "folder, a directory, a folder",
        "agency, A bureau, An agency",
        "university, an institute, a university",
    })
    void hasNumberCapitalsAndArticleOfReplacedWords(String translation, String words, String expected) {
        assertThat(FittingForm.of(translation, words)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "He is an editor., editor, redactor, an editor",
        "He is a redactor., redactor, editor, a redactor",
        "He is a redactor., redactor, writer, redactor",
        "The redactor left., redactor, editor, redactor",
    })
    void replacesArticleThatDoesNotFit(String target, String words, String translation, String expected) {
        int start = target.indexOf(words);
        TextSpan span = FittingForm.span(
                target, new TextSpan(TextSpan.Side.TARGET, start, start + words.length()), translation);
        assertThat(target.substring(span.start(), span.end())).isEqualTo(expected);
    }

    private final Glossary fund = new Glossary(List.of(new TermEntry(
            "imf", "国际货币基金组织", "International Monetary Fund", TermStatus.PREFERRED, new Location("g.csv", 1, 1))));
    private final Abbreviations abbreviations = new Abbreviations();

    /** Returns the translations of the term in a unit of a file. */
    private List<String> found(String file, String english) {
        CheckedUnit unit = Units.unit(file, 1, "国际货币基金组织发表了报告。", english);
        TermMatches.TermSearch search = TermMatches.TermSearch.of(
                fund,
                unit.direction(),
                Lexicon.standard(),
                new ChineseTokenizer(Lexicon.standard()),
                new EnglishWords());
        TermMatches matches = abbreviations.with(
                unit, search.find(unit.source().text(), unit.target().text()));
        return matches.of(fund.concepts(unit.direction()).get(0)).stream()
                .map(match -> english.substring(match.start(), match.end()))
                .toList();
    }

    @Test
    void countsAbbreviationAfterIntroductionInSameFile() {
        assertThat(found("a.tmx", "The IMF published a report.")).isEmpty();
        assertThat(found("a.tmx", "The International Monetary Fund (IMF) published a report."))
                .containsExactly("International Monetary Fund");
        assertThat(found("a.tmx", "The IMF published a report.")).containsExactly("IMF");
        assertThat(found("a.tmx", "The WHO published a report.")).isEmpty();
        assertThat(found("b.tmx", "The IMF published a report.")).isEmpty();
    }

    private static final Location ROW = new Location("g.csv", 1, 1);

    private final TermCheck use = check(
            new Glossary(Stream.of("repository", "storehouse", "depot")
                    .map(english -> new TermEntry("仓库", "仓库", english, TermStatus.ADMITTED, ROW))
                    .toList()),
            Path.of(""));

    private void use(String file, int line, String target) {
        use.check(Units.unit(file, line, "打开仓库。", target));
    }

    @Test
    void allowsAnotherTranslationInEachDocument() {
        use("a.po", 1, "Open the repository.");
        use("b.po", 1, "Open the storehouse.");
        assertThat(use.finish()).isEmpty();
    }

    @Test
    void givesOneNoteForEachTermOfDocument() {
        List.of(4, 1, 2).forEach(line -> use("a.po", line, "Open the repository."));
        use("a.po", 5, "Open the depot.");
        use("a.po", 3, "Open the storehouse.");
        use("b.po", 1, "Open the repository.");
        assertThat(use.finish()).singleElement().satisfies(found -> {
            assertThat(found.severity()).isEqualTo(Severity.NOTE);
            assertThat(found.message())
                    .isEqualTo("仓库 is translated as \"storehouse\" here, but as \"repository\" at a.po:2:10"
                            + " and in 2 more places; 1 more place differs");
        });
    }

    private final Meanings meanings =
            new Meanings(Lexicon.standard(), new ChineseTokenizer(Lexicon.standard()), new EnglishWords());

    /** The last columns are stems that the first word means and does not mean. */
    @ParameterizedTest
    @CsvSource({
        "设置密码(&P), 设置 密码, instal, cipher",
        "拿走文件时, 拿走 文件, away, take",
        "榘, 榘, abandon, han",
        "You should make the settings, settings, set, make",
    })
    void givesContentWordsTheirMeanings(String text, String words, String meant, String other) {
        CheckedUnit unit = Units.of(text, text.contains("the") ? "水" : "Water.");
        List<Meanings.Word> found = meanings.of(unit, TextSpan.Side.SOURCE);
        assertThat(found)
                .extracting(word -> text.substring(word.start(), word.end()))
                .containsExactly(words.split(" "));
        assertThat(found.get(0).stems()).contains(meant).doesNotContain(other);
    }

    /** The words in place of the translation are in the fifth column; those in the last translate another term. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
              密码 | password | 请更改密码。 | Please change the code. | code |
              密码 | password | 请更改密码。 | Please change the code. | | code
              理事机构 | governing body | 理事机构在日内瓦开会。 | The management organ meets in Geneva. | management organ |
              联合国 | United Nations | 联合国发表了报告。 | The UN has issued a report. | UN |
              基础研究 | basic research | 基础研究需要耐心。 | Patience is needed. | |
              file | 文件 | Move the file to the trash. | 把档案移到回收站。 | 档案 |
              RNA | 核糖核酸 | The RNA was sequenced. | 对 RNA 进行了测序。 | RNA |
            """)
    void findsWordsOfDictionaryOrBetweenNeighbours(
            String term,
            String translation,
            String source,
            String target,
            @Nullable String expected,
            @Nullable String taken) {
        CheckedUnit unit = Units.of(source, target);
        TermEntry entry = new TermEntry(
                "t",
                unit.isIntoChinese() ? translation : term,
                unit.isIntoChinese() ? term : translation,
                TermStatus.PREFERRED,
                new Location("g.csv", 1, 1));
        Glossary.Concept concept =
                new Glossary(List.of(entry)).concepts(unit.direction()).get(0);
        int start = source.indexOf(term);
        BitSet places = new BitSet();
        if (taken != null) {
            places.set(target.indexOf(taken), target.indexOf(taken) + taken.length());
        }
        TermMatches.Hit hit = new TermMatches.Hit(concept, term, start, start + term.length());
        assertThat(new StandIn(unit, meanings).find(hit, places, translation).map(unit::text))
                .isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "Yesterday the committee discussed the new reservoir and the bridges., false",
        "My favourite songs always remind me of happy holidays beside mountains., true"
    })
    void judgesWholeUnit(String english, boolean isNoTranslation) {
        CheckedUnit unit = Units.of("委员会昨天在首都讨论了新的水库和桥梁。", english);
        assertThat(new StandIn(unit, meanings).isNoTranslation()).isEqualTo(isNoTranslation);
    }
}
