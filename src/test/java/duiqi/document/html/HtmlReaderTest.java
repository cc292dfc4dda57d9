package duiqi.document.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.document.DocumentReader.Input;
import duiqi.text.Document;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlReaderTest {
    private static final Charset GB18030 = Charset.forName("GB18030");

    @ParameterizedTest
    @CsvSource({"UTF-8", "GB18030", "Big5", "UTF-16LE", "UTF-16BE"})
    void usesEncodingFromServer(String charset) throws IOException {
        byte[] bytes = "<p>河水清</p>".getBytes(Charset.forName(charset));
        Document document = new HtmlReader().read(new Input("a.html", bytes, Optional.of(Charset.forName(charset))));
        assertThat(texts(document)).containsExactly("河水清");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<meta charset=gb2312>", "<META http-equiv=Content-Type content='text/html; charset=GBK'>"})
    void usesDeclaredEncoding(String meta) throws IOException {
        assertThat(texts(read((meta + "<p>囍字镕</p>").getBytes(GB18030)))).containsExactly("囍字镕");
    }

    @Test
    void omitsBackLinksOfNotes() throws IOException {
        assertThat(texts(read("<p>河水清</p><section role=doc-endnotes><ol><li><p>注文。<a href=#a class=footnote-back"
                        + " role=doc-backlink>↩︎</a></p></ol></section>")))
                .containsExactly("河水清", "注文。");
    }

    @Test
    void rejectsPageOfLinks() {
        assertThatThrownBy(() -> readArticle(
                        "<body><nav><a href=1>首页</a></nav><ul><li><a href=2>新闻</a><li><a href=3>图片</a></ul>"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("contains no article text");
    }

    @Test
    void prefersByteOrderMarkToDeclaration() throws IOException {
        byte[] bytes = "\uFEFF<meta charset=gbk><p>河</p>".getBytes(StandardCharsets.UTF_8);
        Document document = read(bytes);
        assertThat(texts(document)).containsExactly("河");
        assertThat(document.paragraphs().get(0).locate("a.html", 0)).hasToString("a.html:1:22");
    }

    @Test
    void ignoresWrongDeclaration() throws IOException {
        assertThat(texts(read("<meta charset=utf-8><p>河水清</p>".getBytes(GB18030))))
                .containsExactly("河水清");
        assertThat(texts(read("<p>河水清</p>".getBytes(GB18030)))).containsExactly("河水清");
    }

    @ParameterizedTest
    @CsvSource({
        "河水很清，我们去看船, GB18030",
        "河水很清，我們去看船, Big5",
        "The café’s owner said “no”., windows-1252",
        "我们去看船, UTF-16LE"
    })
    void detectsUndeclaredEncoding(String text, String charset) throws IOException {
        assertThat(texts(read(("<p>" + text + "</p>").getBytes(Charset.forName(charset)))))
                .containsExactly(text);
    }

    @Test
    void keepsReplacementForInvalidCharacter() throws IOException {
        String text = "清".repeat(300);
        byte[] bytes = ("<meta charset=utf-8><p>" + text + "X</p>").getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 5] = (byte) 0xFF;
        assertThat(texts(read(bytes))).containsExactly(text + "\uFFFD");
    }

    @Test
    void rejectsBytesInNoEncoding() {
        byte[] bytes = new byte[64];
        Arrays.fill(bytes, (byte) 0xFF);
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(FormatException.class)
                .hasMessage(
                        "a.html: is not valid UTF-8; give its encoding with --encoding NAME, or save the page as UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><head><title>Loading</title></head><body><div id=root></div><script>go()</script></body></html>",
                "<body><noscript>Please switch on JavaScript to read this page, which cannot be shown without"
                        + " it.</noscript></body>",
                "<body><nav><a href=/>Home</a> <a href=/news>News</a></nav><div><a href=/1>First"
                        + " story</a></div></body>",
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
        Document document =
                readArticle("<title>Still water | News</title><meta property=og:title content='Still water'>"
                        + "<p>The river has been still for a week.</p>");
        assertThat(texts(document)).containsExactly("Still water", "The river has been still for a week.");
        assertThat(document.paragraphs().get(0).kind()).isEqualTo(Paragraph.Kind.HEADING);
        assertThat(document.paragraphs().get(0).locate("a.html", 0)).hasToString("a.html:1:8");
    }

    @Test
    void takesOnlyHeadingAsHeadline() throws IOException {
        String article = "<div class=text><p>The river has been still for a week, and nobody along the banks remembers"
                + " that.</p><p>Fishermen wait. The mill has stopped, and the miller reads the almanac to his"
                + " children.</p></div>";
        assertThat(texts(readArticle(
                        "<title>Paper</title><div class=head><h1>Still water</h1></div><nav>x</nav>" + article)))
                .hasSize(3)
                .startsWith("Still water");
        assertThat(texts(readArticle(
                        "<title>News</title><div class=head><h1><a href=/>Paper</a></h1></div><nav>x</nav>" + article)))
                .hasSize(2);
    }

    @Test
    void collapsesWhiteSpace() throws IOException {
        assertThat(texts(read("<p> a&nbsp;&nbsp;b\n\t c<b>d</b> <i>e</i>&shy;f&#8203;g<wbr>h &zwj;</p>")))
                .containsExactly("a b cd efgh \u200D");
        assertThat(texts(read("<p>我们\n  使用\n<b>Java</b>\n语言，“\n好”。</p>"))).containsExactly("我们使用 Java 语言，“好”。");
    }

    @Test
    void endsParagraphsAtSomeLineBreaks() throws IOException {
        assertThat(texts(read("<p>one<br>two<br><br>three.<br>four<br>&emsp;&emsp;five<br>　　六</p>")))
                .containsExactly("one two", "three.", "four", "five", "六");
        assertThat(texts(read("<h1>One.<br>Two</h1>"))).containsExactly("One. Two");
    }

    @Test
    void omitsFootnoteMarksAndRubyButKeepsPowers() throws IOException {
        assertThat(texts(read(
                        "<p>a<sup>[12]</sup>b<sup><a href=#n>3</a></sup>c<sup>*</sup> 10<sup>-3</sup> m<sup>2</sup>"
                                + " 5<sup>th</sup> <ruby>北<rp>(</rp><rt>běi</rt><rp>)</rp></ruby></p>")))
                .containsExactly("abc 10⁻³ m² 5th 北");
    }

    @Test
    void distinguishesLayoutTablesFromDataTables() throws IOException {
        Document data = read("<table><tr><td>a</td><td><p>b</p></td></tr></table>");
        Document layout = read("<table><tr><td>side</td><td><p>a</p><p>b</p><p>c</p></td></tr></table>");
        assertThat(data.paragraphs()).extracting(Paragraph::kind).containsOnly(Paragraph.Kind.TABLE_CELL);
        assertThat(layout.paragraphs()).extracting(Paragraph::kind).containsOnly(Paragraph.Kind.TEXT);
    }

    @Test
    void marksCellsOfTables() throws IOException {
        assertThat(marked("<table><tr><th colspan=2>甲乙<th>English<tr><td rowspan=2>一<td>河水清<td>Clear water"
                        + "<tr><td>船来了<td>The boat has come</table>"
                        + "<table><tr><td>only<tr><td><table><tr><td>left<td>right</table></table>"))
                .containsExactly(
                        "甲乙 0/0/0",
                        "English 0/0/2",
                        "一 0/1/0",
                        "河水清 0/1/1",
                        "Clear water 0/1/2",
                        "船来了 0/2/1",
                        "The boat has come 0/2/2",
                        "only",
                        "left 1/0/0",
                        "right 1/0/1");
    }

    @Test
    void marksDeclaredLanguages() throws IOException {
        assertThat(marked("<body lang=EN><p>The water is clear.<p lang=zh_Hans>河水清。<p class=lang-zh>船来了。"
                        + "<p class=en>船来了。<p>住在<span lang=fr>Paris</span>。"))
                .containsExactly("The water is clear.", "河水清。 zh-hans", "船来了。 zh", "船来了。", "住在Paris。");
    }

    @Test
    void splitsBlocksByLanguage() throws IOException {
        assertThat(marked("<h2>1. <span lang=en>Still water</span> <span lang=zh-hans>静水</span><span"
                        + " lang=zh-hant>靜水</span></h2><h3>船来了<br>The boat has come</h3><p>高<br>山流水<br>The"
                        + " water<br>runs</p><p><span lang=zh>甲</span></p>"))
                .containsExactly(
                        "1. Still water en",
                        "静水 zh-hans",
                        "靜水 zh-hant",
                        "船来了",
                        "The boat has come",
                        "高山流水",
                        "The water runs",
                        "甲 zh");
    }

    @Test
    void readsCommentsAndHiddenTranslationsForBilingualPages() throws IOException {
        String page =
                "<p>河<!-- <p lang=en>The <b>river</b></p> -->水清。</p><!-- end of text --><!--[if IE]>No!<![endif]-->"
                        + "<p lang=zh>船来了。</p>\n<p lang=en hidden>The boat has come.</p><!-- We wait for the boat. -->"
                        + "<p hidden>secret</p><p>等船。</p>";
        assertThat(read(page).paragraphs())
                .extracting(p -> p.kind() + " " + p.locate("a.html", 0) + " " + p.text())
                .containsExactly(
                        "TEXT a.html:1:4 河水清。",
                        "COMMENT a.html:1:21 The river",
                        "TEXT a.html:1:110 船来了。",
                        "COMMENT a.html:2:19 The boat has come.",
                        "COMMENT a.html:2:46 We wait for the boat.",
                        "TEXT a.html:2:94 等船。");
    }

    @Test
    void locatesCharacterReferences() throws IOException {
        String html = "<p>x&ampy &amp;amp; &#x4E2D;&NotEqualTilde;&notit;𠮷&lt&bogus;z";
        Paragraph paragraph = read(html).paragraphs().get(0);
        assertThat(paragraph.text()).isEqualTo("x&y &amp; 中≂̸¬it;𠮷<&bogus;z");
        assertThat(column(paragraph, "x")).isEqualTo(4);
        assertThat(column(paragraph, "y")).isEqualTo(9);
        assertThat(column(paragraph, "amp;")).isEqualTo(16);
        assertThat(column(paragraph, "中")).isEqualTo(21);
        assertThat(column(paragraph, "≂")).isEqualTo(29);
        assertThat(column(paragraph, "it;")).isEqualTo(48);
        assertThat(column(paragraph, "<")).isEqualTo(52);
        assertThat(column(paragraph, "&bogus")).isEqualTo(55);
        assertThat(column(paragraph, "z")).isEqualTo(62);
    }

    private static int column(Paragraph paragraph, String part) {
        return paragraph.locate("a.html", paragraph.text().indexOf(part)).column();
    }

    @Property(tries = 300)
    void locatesEveryLetter(@ForAll("pages") List<String> pieces) throws IOException {
        String html = "<p>A" + String.join("", pieces);
        List<String> lines = html.lines().toList();
        for (Paragraph paragraph : read(html).paragraphs()) {
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

    @Property(tries = 200)
    void readsOrRejectsDamagedPage(
            @ForAll("goldenPages") Path path, @ForAll Random random, @ForAll @IntRange(max = 40) int faults)
            throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        for (int i = 0; i < faults; i++) {
            int from = random.nextInt(bytes.length);
            int to = random.nextInt(bytes.length);
            int length = Math.min(random.nextInt(40), bytes.length - Math.max(from, to));
            System.arraycopy(bytes, from, bytes, to, length);
        }
        try {
            read(bytes);
            assertThat(HtmlReader.ofArticles()
                            .read(new Input("a.html", bytes, Optional.empty()))
                            .paragraphs())
                    .isNotEmpty();
        } catch (FormatException refused) {
            assertThat(refused.getMessage())
                    .startsWith("a.html: ")
                    .contains("; ")
                    .doesNotContain("\n");
        }
    }

    @Provide
    Arbitrary<Path> goldenPages() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/golden/reader"))) {
            return Arbitraries.of(files.filter(path -> path.toString().endsWith(".html"))
                    .sorted()
                    .toList());
        }
    }

    @Provide
    Arbitrary<List<String>> pages() {
        return Arbitraries.of(
                        "a",
                        "b ",
                        "中",
                        "𠮷",
                        "😊",
                        "\n",
                        "\r\n",
                        "\r",
                        "\t",
                        "&amp;",
                        "&lt",
                        "&nbsp;",
                        "&#20013;",
                        "&#x1F60A;",
                        "&copy",
                        "&shy;",
                        "&",
                        "& ",
                        "&x;",
                        "<b>",
                        "</b>",
                        "<br>",
                        "<p>",
                        "<pre>",
                        "</pre>",
                        "<!-- c -->",
                        "<script>s</script>",
                        "<ul><li>",
                        "<table><tr><td>",
                        "</table>",
                        "　　",
                        "。")
                .list()
                .ofMaxSize(40);
    }

    private static Document read(String html) throws IOException {
        return read(html.getBytes(StandardCharsets.UTF_8));
    }

    private static Document readArticle(String html) throws IOException {
        return HtmlReader.ofArticles()
                .read(new Input("a.html", html.getBytes(StandardCharsets.UTF_8), Optional.empty()));
    }

    private static Document read(byte[] bytes) throws IOException {
        return new HtmlReader().read(new Input("a.html", bytes, Optional.empty()));
    }

    private static List<String> marked(String html) throws IOException {
        return read(html).paragraphs().stream()
                .map(paragraph -> paragraph.text()
                        + paragraph.marks().language().map(tag -> " " + tag).orElse("")
                        + paragraph
                                .marks()
                                .cell()
                                .map(cell -> " %d/%d/%d".formatted(cell.table(), cell.row(), cell.column()))
                                .orElse(""))
                .toList();
    }

    private static List<String> texts(Document document) {
        return document.paragraphs().stream().map(Paragraph::text).toList();
    }
}
