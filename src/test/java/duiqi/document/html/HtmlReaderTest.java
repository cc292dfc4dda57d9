package duiqi.document.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.document.DocumentDump;
import duiqi.document.DocumentReader.Input;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlReaderTest {
    /** Each line is a page, the encoding of its bytes, and the encoding that the server gives. */
    @ParameterizedTest
    @CsvSource(delimiter = '⇒', quoteCharacter = '`', textBlock = """
            河水清 ⇒ UTF-8 ⇒ UTF-8
            河水清 ⇒ GB18030 ⇒ GB18030
            河水清 ⇒ Big5 ⇒ Big5
            河水清 ⇒ UTF-16LE ⇒ UTF-16LE
            河水清 ⇒ UTF-16BE ⇒ UTF-16BE
            <meta charset=gb2312>囍字镕 ⇒ GB18030 ⇒
            <META http-equiv=Content-Type content='text/html; charset=GBK'>囍字镕 ⇒ GB18030 ⇒
            \\uFEFF<meta charset=gbk>河 ⇒ UTF-8 ⇒
            <meta charset=utf-8>河水清 ⇒ GB18030 ⇒
            河水清 ⇒ GB18030 ⇒
            河水很清，我们去看船 ⇒ GB18030 ⇒
            河水很清，我們去看船 ⇒ Big5 ⇒
            The café’s owner said “no”. ⇒ windows-1252 ⇒
            我们去看船 ⇒ UTF-16LE ⇒
            """)
    void readsEncoding(String html, String charset, @Nullable String server) throws IOException {
        byte[] bytes = html.replace("\\uFEFF", "\uFEFF").getBytes(Charset.forName(charset));
        List<Paragraph> paragraphs = new HtmlReader()
                .read(new Input("a.html", bytes, Optional.ofNullable(server).map(Charset::forName)))
                .paragraphs();
        assertThat(paragraphs).extracting(Paragraph::text).containsExactly(html.replaceFirst(".*>", ""));
    }

    @Test
    void keepsReplacementForInvalidCharacter() throws IOException {
        String text = "清".repeat(300);
        byte[] bytes = ("<meta charset=utf-8><p>" + text + "X</p>").getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 5] = (byte) 0xFF;
        assertThat(read(bytes)).extracting(Paragraph::text).containsExactly(text + "\uFFFD");
        Arrays.fill(bytes, (byte) 0xFF);
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("a.html: is not valid UTF-8; give its encoding with --encoding NAME, or");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><head><title>Loading</title></head><body><div id=root></div><script>go()</script></body></html>",
                "<body><noscript>Please switch on JavaScript to read this page, which cannot be shown.</noscript></body>",
                "<body><nav><a href=/>Home</a> <a href=/n>News</a></nav><div><a href=/1>First story</a></div></body>",
                "<body><nav><a href=1>首页</a></nav><ul><li><a href=2>新闻</a><li><a href=3>图片</a></ul>",
                "<body><p hidden>Nobody sees these words, however many there are of them.</p></body>"
            })
    void rejectsPageWithoutArticle(String html) {
        assertThatThrownBy(() -> readArticle(html))
                .isInstanceOf(FormatException.class)
                .hasMessage("a.html: contains no article text; "
                        + "use the address of the article itself, or copy its text into a .txt file");
    }

    @Test
    void takesHeadlineFromTitle() throws IOException {
        assertThat(readArticle("<title>Still water | News</title><meta property=og:title content='Still water'>"
                        + "<p>The river has been still for a week.</p>"))
                .containsExactly("HEADING 1:8 Still water", "The river has been still for a week.");
    }

    @Test
    void takesOnlyHeadingAsHeadline() throws IOException {
        String start = "<title>%s</title><div class=head><h1>%s</h1></div><nav>x</nav><div class=text><p>The river has"
                + " been still for a week, and nobody along the banks remembers that.</p><p>Fishermen wait. The mill has"
                + " stopped, and the miller reads the almanac to his children.</p></div>";
        assertThat(readArticle(start.formatted("Paper", "Still water")))
                .hasSize(3)
                .startsWith("HEADING 1:41 Still water");
        assertThat(readArticle(start.formatted("News", "<a href=/>Paper</a>"))).hasSize(2);
    }

    /** Each line is a page, then its paragraphs, separated by ¶. A paragraph of text has no kind and location. */
    @ParameterizedTest
    @CsvSource(delimiter = '⇒', quoteCharacter = '`', textBlock = """
            <p> a&nbsp;&nbsp;b\\n\t c<b>d</b> <i>e</i>&shy;f&#8203;g<wbr>h &zwj;</p> ⇒ a b cd efgh \u200D
            <p>我们\\n  使用\\n<b>Java</b>\\n语言，“\\n好”。</p> ⇒ 我们使用 Java 语言，“好”。
            <p>one<br>two<br><br>three.<br>four<br>&emsp;&emsp;five<br>　　六</p> ⇒ one two ¶ three. ¶ four ¶ five ¶ 六
            <h1>One.<br>Two</h1> ⇒ HEADING 1:5 One. Two
            <p>a<sup>[12]</sup>b<sup><a href=#n>3</a></sup>c<sup>*</sup> ⇒ abc
            <p>10<sup>-3</sup> m<sup>2</sup> 5<sup>th</sup> <ruby>北<rp>(</rp><rt>běi</rt><rp>)</rp></ruby></p> ⇒ 10⁻³ m² 5th 北
            <p>河<ol role=doc-endnotes><li>注文。<a href=#a role=doc-backlink>↩︎</a></ol> ⇒ 河 ¶ LIST_ITEM 1:31 注文。
            <table><tr><td>side<td><p>a</p><p>b</p><p>c</p></table> ⇒ side (0/0/0) ¶ a (0/0/1) ¶ b (0/0/1) ¶ c (0/0/1)
            <table><tr><td>a<td><p>b</p></table> ⇒ TABLE_CELL 1:16 a (0/0/0) ¶ TABLE_CELL 1:24 b (0/0/1)
            <table><tr><td>only<tr><td><table><tr><td>a<td>b</table></table> ⇒ only ¶ TABLE_CELL 1:43 a (0/0/0) ¶ TABLE_CELL 1:48 b (0/0/1)
            <table><tr><th colspan=2>a<th>b<tr><td rowspan=2>c<td>d<td>e<tr><td>f<td>g</table> ⇒ TABLE_CELL 1:26 a (0/0/0) ¶ TABLE_CELL 1:31 b (0/0/2) ¶ TABLE_CELL 1:50 c (0/1/0) ¶ TABLE_CELL 1:55 d (0/1/1) ¶ TABLE_CELL 1:60 e (0/1/2) ¶ TABLE_CELL 1:69 f (0/2/1) ¶ TABLE_CELL 1:74 g (0/2/2)
            <body lang=EN><p>The water is clear.<p lang=zh_Hans>河水清。<p class=lang-zh>船来了。 ⇒ The water is clear. ¶ 河水清。 [zh-hans] ¶ 船来了。 [zh]
            <body lang=EN><p class=en>船来了。<p>住在<span lang=fr>Paris</span>。 ⇒ 船来了。 ¶ 住在Paris。
            <p>1. <span lang=en>Still</span> <span lang=zh-hans>静水</span><span lang=zh-hant>靜水</span> ⇒ 1. Still [en] ¶ 静水 [zh-hans] ¶ 靜水 [zh-hant]
            <p>船来了<br>The boat has come<p>高<br>山流水<br>The water<br>runs</p> ⇒ 船来了 ¶ The boat has come ¶ 高山流水 ¶ The water runs
            <p>河<!-- <p lang=en>The <b>river</b></p> -->水清。</p><!-- end of text --><!--[if IE]>No!<![endif]--> ⇒ 河水清。 ¶ COMMENT 1:21 The river [en]
            <p lang=zh>船来了。\\n<p lang=en hidden>The boat has come.</p><p hidden>secret ⇒ 船来了。 [zh] ¶ COMMENT 2:19 The boat has come. [en]
            <p lang=en hidden>The boat.</p><!-- We wait for the boat. --><p>等船。</p> ⇒ COMMENT 1:19 The boat. [en] ¶ COMMENT 1:37 We wait for the boat. ¶ 等船。
            """)
    void readsParagraphs(String html, String paragraphs) throws IOException {
        assertThat(shown(read(html.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8))))
                .containsExactly(paragraphs.split(" ¶ "));
    }

    @Test
    void locatesCharacterReferences() throws IOException {
        String html = "<p>x&ampy &amp;amp; &#x4E2D;&NotEqualTilde;&notit;𠮷&lt&bogus;z";
        Paragraph paragraph = read(html.getBytes(StandardCharsets.UTF_8)).get(0);
        assertThat(paragraph.text()).isEqualTo("x&y &amp; 中≂̸¬it;𠮷<&bogus;z");
        assertThat(List.of("x", "y", "amp;", "中", "≂", "it;", "<", "&bogus", "z"))
                .extracting(part -> paragraph
                        .locate("a.html", paragraph.text().indexOf(part))
                        .column())
                .containsExactly(4, 9, 16, 21, 29, 48, 52, 55, 62);
    }

    @Property(tries = 300)
    void locatesEveryLetter(@ForAll("pages") List<String> pieces) throws IOException {
        String html = "<p>A" + String.join("", pieces);
        List<String> lines = html.lines().toList();
        for (Paragraph paragraph : read(html.getBytes(StandardCharsets.UTF_8))) {
            String text = paragraph.text();
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) != ' ' && !Character.isLowSurrogate(text.charAt(i))) {
                    Location place = paragraph.locate("a.html", i);
                    String line = lines.get(place.line() - 1);
                    int found = line.codePointAt(line.offsetByCodePoints(0, place.column() - 1));
                    assertThat(found).isIn(text.codePointAt(i), (int) '&');
                }
            }
        }
    }

    @Provide
    Arbitrary<List<String>> pages() {
        String pieces =
                "a|b |中|𠮷|😊|\n|\r\n|\r|\t|&amp;|&lt|&nbsp;|&#20013;|&#x1F60A;|&copy|&shy;|&|& |&x;|<b>|</b>|<br>|<p>"
                        + "|<pre>|</pre>|<!-- c -->|<script>s</script>|<ul><li>|<table><tr><td>|</table>|　　|。";
        return Arbitraries.of(pieces.split("\\|")).list().ofMaxSize(40);
    }

    private static List<Paragraph> read(byte[] bytes) throws IOException {
        return new HtmlReader()
                .read(new Input("a.html", bytes, Optional.empty()))
                .paragraphs();
    }

    private static List<String> readArticle(String html) throws IOException {
        return shown(HtmlReader.ofArticles()
                .read(new Input("a.html", html.getBytes(StandardCharsets.UTF_8), Optional.empty()))
                .paragraphs());
    }

    private static List<String> shown(List<Paragraph> paragraphs) {
        return DocumentDump.lines(paragraphs).stream()
                .map(line -> line.replaceFirst("^TEXT \\d+:\\d+ ", ""))
                .toList();
    }
}
