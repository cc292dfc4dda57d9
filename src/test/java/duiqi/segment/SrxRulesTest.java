package duiqi.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.document.DocumentReader.Input;
import duiqi.text.Deadline;
import duiqi.text.Document;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /** Returns a file with two language rules, one for every language and one for English, in the notation of a rule. */
    private static String file(String cascade, String general, String english) {
        return HEAD
                + "<header segmentsubflows=\"yes\" cascade=\"" + cascade + "\">"
                + "<formathandle type=\"start\" include=\"no\"/></header>\n"
                + "<body><languagerules>\n"
                + "<languagerule languagerulename=\"General\">" + rules(general) + "</languagerule>\n"
                + "<languagerule languagerulename=\"English\">" + rules(english) + "</languagerule>\n"
                + "</languagerules><maprules>\n"
                + "<languagemap languagepattern=\"[Ee][Nn].*\" languagerulename=\"English\"/>\n"
                + "<languagemap languagepattern=\".*\" languagerulename=\"General\"/>\n"
                + "</maprules></body></srx>\n";
    }

    /** Returns rules from {@code yes BEFORE ~ AFTER}, separated by &. */
    private static String rules(String rules) {
        return rules.replaceAll(
                "(yes|no|maybe) ([^&~]*?) ?~ ?([^&~]*?)(?: & |$)",
                "<rule break=\"$1\"><beforebreak>$2</beforebreak><afterbreak>$3</afterbreak></rule>");
    }

    /** Each line is the cascade, rules for all languages, rules for English, a language, a text and its segments. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # the first rule that matches counts
            no | `` | no \\bMr\\. ~ \\s & yes \\. ~ \\s | en-US | Mr. A. B. | Mr. A. ¶ B.
            no | `` | yes \\. ~ \\s & no \\bMr\\. ~ \\s | en-US | Mr. A. B. | Mr. ¶ A. ¶ B.
            # the first map, or all with a cascade
            no | yes ! ~ | yes \\? ~ | en-US | a! b? c | a! b? ¶ c
            no | yes ! ~ | yes \\? ~ | zh-CN | a! b? c | a! ¶ b? c
            yes | yes ! ~ | yes \\? ~ | en-US | a! b? c | a! ¶ b? ¶ c
            yes | yes ! ~ | yes \\? ~ | zh-CN | a! b? c | a! ¶ b? c
            # expressions that are empty, unlimited, subtract sets or name scripts
            no | `` | <rule><beforebreak>;</beforebreak></rule> | en-US | a;b;c | a; ¶ b; ¶ c
            no | `` | no ^\\d+\\s*\\. ~ \\s+ & yes [.!]+[)"]* ~ \\s+ | en-US | 12345 . One!!") Two. 3. Three | 12345 . One!!") ¶ Two. ¶ 3. ¶ Three
            no | `` | yes [\\p{L}--[a-y]] ~ | en-US | xyza | xyz ¶ a
            no | `` | yes \\p{Han} ~ \\P{Han} | en-US | 水a火b | 水 ¶ a火 ¶ b
            # elements of other namespaces
            no | `` | <x:note xmlns:x="urn:x">my <x:b/> note</x:note>yes \\. ~ \\s | en-US | a. b. | a. ¶ b.
            """)
    void segments(String cascade, String general, String english, Language language, String text, String segments)
            throws IOException {
        assertThat(segment(read(file(cascade, general, english)), language, text))
                .containsExactly(segments.split(" ¶ "));
    }

    @Test
    void readsOtherForms() throws IOException {
        String stops = file("no", "", "yes \\. ~ \\s");
        for (String srx : List.of(
                stops.replace("\n", "\r\n"),
                stops.replace("[Ee][Nn].*", "EN-us"),
                "<srx version=\"1.0\"><header segmentsubflows=\"yes\"/><body><languagerules>"
                        + "<languagerule languagerulename=\"Default\">" + rules("yes \\. ~ \\s")
                        + "</languagerule></languagerules><maprules><maprule maprulename=\"Default\"><languagemap"
                        + " languagepattern=\".*\" languagerulename=\"Default\"/></maprule></maprules></body></srx>")) {
            assertThat(segment(read(srx), Language.ENGLISH, "a. b.")).containsExactly("a.", "b.");
        }
        assertThat(segment(SrxRules.standard(), new Language("fr"), "Un. Deux."))
                .containsExactly("Un.", "Deux.");
    }

    @Test
    void reportsLanguageWithoutRules() throws IOException {
        SrxRules rules = read(file("no", "", "").replace("\".*\"", "\"fr\""));
        assertThatThrownBy(() -> segment(rules, Language.CHINESE, "a"))
                .isInstanceOf(FormatException.class)
                .hasMessage("my.srx: has no rules for zh-CN, only for languages that match [Ee][Nn].*, fr; "
                        + "add a <languagemap> whose languagepattern matches zh-CN");
    }

    /** Each line is rules for English, a text of the file and its replacement, and the message. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            yes (a ~ | `` | `` | 5:60: "(a" is not a valid regular expression (Unclosed group); correct it, and escape literal
            yes [[:alpha:]x] ~ | `` | `` | 5:60: "[[:alpha:]x]" is not a valid regular expression (name of POSIX in a set; write \\p{Alpha} for [:alpha:])
            maybe a ~ b | `` | `` | 5:42: break is "maybe"; write break="yes" or break="no"
            <role/> | `` | `` | 5:42: <role> is not allowed here
            `` | ".*" | "*" | 8:1: "*" is not a valid regular expression (
            `` | "General"/> | "Generel"/> | 8:1: there is no <languagerule> named "Generel"; use one of General, English
            `` | "General" | "English" | 5:1: two <languagerule> elements are named "English"
            """)
    void reportsLocationOfMistake(String english, String old, String wrong, String message) {
        String srx = file("no", "", english);
        assertThatThrownBy(() -> read(old.isEmpty() ? srx : srx.replace(old, wrong)))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("my.srx:" + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            \\n <tmx version="1.4"/> | my.srx:2:2: the root element is <tmx>, not <srx>; use an SRX 2.0 file
            <srx><header/><body/></srx> | my.srx: has no <languagemap>
            <!DOCTYPE srx [<!ENTITY e SYSTEM "file:///etc/hostname">]><srx>&e;</srx> | my.srx:1:
            """)
    void rejectsOtherFile(String srx, String message) {
        assertThatThrownBy(() -> read(srx.replace("\\n", "\n")))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain text", "<srx>", "<srx><body></srx>", "<srx>&undeclared;</srx>", "\u0000\u0001"})
    void reportsLocationOfInvalidXml(String content) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(FormatException.class)
                .hasMessageMatching("my\\.srx(?::\\d+:\\d+)?: [^\\n]*; [^\\n]*");
    }

    @Test
    @Tag("hostile")
    void reportsExponentialRule() {
        String rules = file("no", "", "yes  ~ (.*a){20}b");
        Deadline.within(
                Duration.ofSeconds(2),
                () -> assertThatThrownBy(() -> segment(read(rules), Language.ENGLISH, "a".repeat(3_000) + "b"))
                        .isInstanceOf(FormatException.class)
                        .hasMessage("my.srx:5:42: the rule takes too long on a text; "
                                + "remove nested repetitions, for example (a+)+"));
    }

    @Test
    void shortensLongExpressionInMessage() {
        assertThatThrownBy(() -> read(file("no", "", "yes [" + "a".repeat(10_000) + " ~")))
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
