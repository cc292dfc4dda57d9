package duiqi.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.document.DocumentReader.Input;
import duiqi.text.Document;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SrxRulesTest {
    private static final String HEAD = "<srx xmlns=\"http://www.lisa.org/srx20\" version=\"2.0\">\n";

    private static SrxRules read(String srx) throws IOException {
        return SrxRules.read(new Input("my.srx", srx.getBytes(StandardCharsets.UTF_8), Optional.empty()));
    }

    private static List<String> segment(SrxRules rules, Language language, String text) throws IOException {
        Document document = new Document("a.txt", List.of(Paragraph.of(Paragraph.Kind.TEXT, text, 1, 1)));
        return new Segmenter(rules)
                .segment(document, language).segments().stream()
                        .map(Segment::text)
                        .toList();
    }

    /** Returns a file with two language rules, one for every language and one for English. */
    private static String file(String cascade, String general, String english) {
        return HEAD
                + "<header segmentsubflows=\"yes\" cascade=\"" + cascade + "\">"
                + "<formathandle type=\"start\" include=\"no\"/></header>\n"
                + "<body><languagerules>\n"
                + "<languagerule languagerulename=\"General\">" + general + "</languagerule>\n"
                + "<languagerule languagerulename=\"English\">" + english + "</languagerule>\n"
                + "</languagerules><maprules>\n"
                + "<languagemap languagepattern=\"[Ee][Nn].*\" languagerulename=\"English\"/>\n"
                + "<languagemap languagepattern=\".*\" languagerulename=\"General\"/>\n"
                + "</maprules></body></srx>\n";
    }

    private static String rule(String breaks, String before, String after) {
        return "<rule break=\"" + breaks + "\"><beforebreak>" + before + "</beforebreak><afterbreak>" + after
                + "</afterbreak></rule>";
    }

    @Test
    void appliesFirstMatchingRule() throws IOException {
        String exception = rule("no", "\\bMr\\.", "\\s");
        String stop = rule("yes", "\\.", "\\s");
        assertThat(segment(read(file("no", "", exception + stop)), Language.ENGLISH, "Mr. A. B."))
                .containsExactly("Mr. A.", "B.");
        assertThat(segment(read(file("no", "", stop + exception)), Language.ENGLISH, "Mr. A. B."))
                .containsExactly("Mr.", "A.", "B.");
    }

    @Test
    void usesFirstMapWithoutCascade() throws IOException {
        SrxRules rules = read(file("no", rule("yes", "!", ""), rule("yes", "\\?", "")));
        assertThat(segment(rules, Language.ENGLISH, "a! b? c")).containsExactly("a! b?", "c");
        assertThat(segment(rules, Language.CHINESE, "a! b? c")).containsExactly("a!", "b? c");
    }

    @Test
    void usesAllMatchingMapsWithCascade() throws IOException {
        SrxRules rules = read(file("yes", rule("yes", "!", ""), rule("yes", "\\?", "")));
        assertThat(segment(rules, Language.ENGLISH, "a! b? c")).containsExactly("a!", "b?", "c");
        assertThat(segment(rules, Language.CHINESE, "a! b? c")).containsExactly("a!", "b? c");
    }

    @Test
    void matchesEverywhereWithoutExpression() throws IOException {
        SrxRules rules = read(file("no", "", "<rule><beforebreak>;</beforebreak></rule>"));
        assertThat(segment(rules, Language.ENGLISH, "a;b;c")).containsExactly("a;", "b;", "c");
    }

    @Test
    void looksBackForUnlimitedExpressions() throws IOException {
        SrxRules rules = read(file("no", "", rule("no", "^\\d+\\s*\\.", "\\s+") + rule("yes", "[.!]+[)\"]*", "\\s+")));
        assertThat(segment(rules, Language.ENGLISH, "12345 . One!!\") Two. 3. Three"))
                .containsExactly("12345 . One!!\")", "Two.", "3.", "Three");
    }

    @Test
    void readsSrx1() throws IOException {
        SrxRules rules = read("<srx version=\"1.0\"><header segmentsubflows=\"yes\"/><body><languagerules>"
                + "<languagerule languagerulename=\"Default\">" + rule("yes", "\\.", "\\s")
                + "</languagerule></languagerules><maprules><maprule"
                + " maprulename=\"Default\"><languagemap"
                + " languagepattern=\".*\""
                + " languagerulename=\"Default\"/></maprule></maprules></body></srx>");
        assertThat(segment(rules, Language.ENGLISH, "a. b.")).containsExactly("a.", "b.");
    }

    @Test
    void ignoresLineEnds() throws IOException {
        SrxRules rules = read(file("no", "", rule("yes", "\\.", "\\s")).replace("\n", "\r\n"));
        assertThat(segment(rules, Language.ENGLISH, "a. b.")).containsExactly("a.", "b.");
    }

    @Test
    void skipsExtensionsOfOtherNamespaces() throws IOException {
        String extended =
                file("no", "", "<x:note xmlns:x=\"urn:x\">my <x:b/> note</x:note>" + rule("yes", "\\.", "\\s"));
        assertThat(segment(read(extended), Language.ENGLISH, "a. b.")).containsExactly("a.", "b.");
    }

    @Test
    void ignoresCaseOfLanguages() throws IOException {
        SrxRules rules = read(file("no", "", rule("yes", "\\.", "\\s")).replace("[Ee][Nn].*", "EN-us"));
        assertThat(segment(rules, Language.ENGLISH, "a. b.")).containsExactly("a.", "b.");
    }

    @Test
    void reportsLanguageWithoutRules() throws IOException {
        SrxRules rules = read(file("no", "", "").replace("\".*\"", "\"fr\""));
        assertThatThrownBy(() -> segment(rules, Language.CHINESE, "a"))
                .isInstanceOf(FormatException.class)
                .hasMessage("my.srx: has no rules for zh-CN, only for languages that match [Ee][Nn].*, fr; "
                        + "add a <languagemap> whose languagepattern matches zh-CN");
    }

    @Test
    void reportsLocationOfInvalidExpression() {
        assertThatThrownBy(() -> read(file("no", "", "\n  " + rule("yes", "(a", ""))))
                .isInstanceOf(FormatException.class)
                .hasMessage("my.srx:6:21: \"(a\" is not a valid regular expression (Unclosed group); "
                        + "correct it, and escape literal characters with \\");
    }

    @Test
    void reportsLocationOfInvalidLanguagePattern() {
        assertThatThrownBy(() -> read(file("no", "", "").replace("\".*\"", "\"*\"")))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("my.srx:8:1: \"*\" is not a valid regular expression (");
    }

    @Test
    void rejectsOtherRootElement() {
        assertThatThrownBy(() -> read("\n <tmx version=\"1.4\"/>"))
                .isInstanceOf(FormatException.class)
                .hasMessage("my.srx:2:2: the root element is <tmx>, not <srx>; use an SRX 2.0 file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain text", "<srx>", "<srx><body></srx>", "<srx>&undeclared;</srx>", "\u0000\u0001"})
    void reportsLocationOfInvalidXml(String content) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(FormatException.class)
                .hasMessageMatching("my\\.srx(?::\\d+:\\d+)?: [^\\n]*; [^\\n]*");
    }

    @Test
    void rejectsMissingLanguageMap() {
        assertThatThrownBy(() -> read(HEAD + "<header/><body/></srx>"))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("my.srx: has no <languagemap>");
    }

    @Test
    void rejectsMapToMissingRules() {
        String wrong = file("no", "", "").replace("languagerulename=\"General\"/>", "languagerulename=\"Generel\"/>");
        assertThatThrownBy(() -> read(wrong))
                .isInstanceOf(FormatException.class)
                .hasMessage("my.srx:8:1: there is no <languagerule> named \"Generel\"; use one of General, English");
    }

    @Test
    void rejectsLanguageRulesOfSameName() {
        assertThatThrownBy(() -> read(file("no", "", "").replace("\"General\"", "\"English\"")))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("my.srx:5:1: two <languagerule> elements are named \"English\"");
    }

    @Test
    void rejectsInvalidBreak() {
        assertThatThrownBy(() -> read(file("no", "", rule("maybe", "a", "b"))))
                .isInstanceOf(FormatException.class)
                .hasMessage("my.srx:5:42: break is \"maybe\"; write break=\"yes\" or break=\"no\"");
    }

    @Test
    void rejectsUnknownElement() {
        assertThatThrownBy(() -> read(file("no", "", "<role/>")))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("my.srx:5:42: <role> is not allowed here");
    }

    @Test
    void doesNotFetchExternalEntity() {
        String srx = "<!DOCTYPE srx [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><srx>&e;</srx>";
        assertThatThrownBy(() -> read(srx)).isInstanceOf(FormatException.class);
    }

    @Test
    void supportsEveryLanguageByDefault() throws IOException {
        assertThat(segment(SrxRules.standard(), new Language("fr"), "Un. Deux."))
                .containsExactly("Un.", "Deux.");
    }

    /** A paragraph of 3,000 characters has a deadline of 20 seconds. */
    @Test
    @Tag("hostile")
    void reportsExponentialRule() {
        assertThatThrownBy(() -> segment(
                        read(file("no", "", rule("yes", "", "(.*a){20}b"))), Language.ENGLISH, "a".repeat(3_000) + "b"))
                .isInstanceOf(FormatException.class)
                .hasMessage("my.srx:5:42: the rule takes too long on a text; "
                        + "remove nested repetitions, for example (a+)+");
    }

    @Test
    void rejectsPosixNames() {
        assertThatThrownBy(() -> read(file("no", "", rule("yes", "[[:alpha:]x]", ""))))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("(name of POSIX in a set; write \\p{Alpha} for [:alpha:])");
    }

    @Test
    void subtractsSets() throws IOException {
        assertThat(segment(read(file("no", "", rule("yes", "[\\p{L}--[a-y]]", ""))), Language.ENGLISH, "xyza"))
                .containsExactly("xyz", "a");
    }

    @Test
    void readsNamesOfScripts() throws IOException {
        assertThat(segment(read(file("no", "", rule("yes", "\\p{Han}", "\\P{Han}"))), Language.ENGLISH, "水a火b"))
                .containsExactly("水", "a火", "b");
    }

    @Test
    void shortensLongExpressionInMessage() {
        assertThatThrownBy(() -> read(file("no", "", rule("yes", "[" + "a".repeat(10_000), ""))))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("my.srx:5:")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
    }

    @Test
    void rejectsWrongDeclaredEncoding() {
        byte[] srx = (HEAD + "<!-- 句号 -->").getBytes(Charset.forName("GBK"));
        assertThatThrownBy(() -> SrxRules.read(new Input("my.srx", srx, Optional.empty())))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("my.srx: declares no encoding and is not valid UTF-8; ");
    }
}
