package duiqi.document.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import duiqi.document.DocumentDump;
import duiqi.document.DocumentReader.Input;
import duiqi.text.Paragraph;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownReaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "***both*** and **one *two* three**|both and one two three",
                "**open|**open",
                "a * b * c|a * b * c",
                "`` a ` b `` `c|a ` b `c",
                "![](p.png)text|text",
                "[![logo](l.png)](https://example.org)|logo",
                "[text](<a b> 'title') [not a link]|text [not a link]",
                "a&nbsp;b &copy; &unknown; &|a\u00A0b © &unknown; &",
                "1 < 2 and <b class=\"x\">bold</b>|1 < 2 and bold",
                "~~gone~~ ~kept~|gone ~kept~",
                "\\# \\[x\\]|# [x]",
                "**“引文。”**后文|“引文。”后文",
                "<button @click=\"open = a > b\">Toggle</button>|Toggle",
                "<div style={{top: 0, left: 1}}>text</div>|text",
                "<a 1 < 2> it's <https://example.org> <me@example.org>|<a 1 < 2> it's https://example.org me@example.org",
                "- [x] done|done",
                "text {{< tip x=\"y\" >}}goes{{% /tip %}} on {{ site.x }}|text goes on",
                "Use {{< term text=\"hives\" id=\"h\" >}} here|Use hives here",
                "[link]({{< ref \"a b.md\" >}}) and [other]({% link x.md %})|link and other",
                "text {/* a note */}here{.small} :smile: 12:30:45|text here 12:30:45",
                "`{{ kept }}` $\\frac{{a}}{b}$ {kept} ${kept}|{{ kept }} $\\frac{{a}}{b}$ {kept} ${kept}",
                "![](p.png){width=50%}text <Foo bar={() => 1}>of</Foo> List<String> <NAME>|text of List<String> <NAME>",
                "std::env::args and {:?}|std::env::args and {:?}",
            })
    void removesMarkup(String markdown, String text) throws IOException {
        assertThat(read(markdown))
                .extracting(paragraph -> paragraph.text().strip())
                .containsExactly(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "# Bees {#bees}|HEADING 1:3 Bees",
                "# Bees {/*bees*/}|HEADING 1:3 Bees",
                "Bees {: .big}\\n----|HEADING 1:1 Bees",
                "::: tip Care\\nSmoke.\\n:::|CAPTION 1:9 Care, TEXT 2:1 Smoke.",
                ":::note[Care]\\nSmoke.\\n:::\\nMore.|CAPTION 1:9 Care, TEXT 2:1 Smoke., TEXT 4:1 More.",
                "/// note \\x7C Care\\nSmoke.\\n///|CAPTION 1:12 Care, TEXT 2:1 Smoke.",
                "!!! note \"Care\"\\n    Smoke.\\n\\nMore.|CAPTION 1:11 Care, TEXT 2:5 Smoke., TEXT 4:1 More.",
                "> [!NOTE]\\n> Smoke.|QUOTATION 2:3 Smoke.",
                "> [!TIP] Care\\n> Smoke.|CAPTION 1:10 Care, QUOTATION 2:3 Smoke.",
                "Nectar\\n: A liquid.|LIST_ITEM 1:1 Nectar, LIST_ITEM 2:3 A liquid.",
                "<Listing number=\"1\" file=\"a.rs\" caption=\"A `bee`\">\\nText|CAPTION 1:42 A bee, TEXT 2:1 Text",
                "{{< figure src=\"a.png\" caption=\"A bee\" >}}|CAPTION 1:33 A bee",
                "<span class=\"caption\">A bee</span>|CAPTION 1:23 A bee",
                "[[toc]]\\n\\n[TOC]\\n\\nText|TEXT 5:1 Text",
                "import A from '@b/c';\\nexport const x = {\\n}\\n\\nText {1 + 1}|TEXT 5:1 Text",
                "<Intro>\\nText\\n</Intro>\\nMore|TEXT 2:1 Text, TEXT 4:1 More",
                "{% highlight c %}\\nint x;\\n{% endhighlight %}\\nText|TEXT 4:1 Text",
                "<CodeBlock>\\nint x;\\n</CodeBlock>\\nText|TEXT 4:1 Text",
                "<h1>Bees</h1>\\n<ul><li>one</ul>|HEADING 1:5 Bees, LIST_ITEM 2:9 one",
                "---\\ntitle: 'Bees' # all\\n---\\nc|HEADING 2:9 Bees, TEXT 4:1 c",
                "---\\nx:\\n  tagline: >\\n    a\\n    b\\n---\\nc|TEXT 4:5 a b, TEXT 7:1 c",
                "+++\\ntitle = \"Bees\"\\n+++\\nc|HEADING 2:10 Bees, TEXT 4:1 c",
                "<!-- no --> text|COMMENT 1:6 no, TEXT 1:13 text",
                "text <!-- no --> on|TEXT 1:1 text on, COMMENT 1:11 no",
                "<!--\\n## A\\n\\nb\\n\\n- c\\n-->\\n## 甲|COMMENT 2:4 A, COMMENT 4:1 b, COMMENT 6:3 c, HEADING 8:4 甲",
                "* <!--\\n  one\\n  -->\\n  一|COMMENT 2:3 one, LIST_ITEM 4:3 一",
                "<!--\\na\\nb\\n-->后文|COMMENT 2:1 a b, TEXT 4:4 后文",
                "<!--\\ntitle: Bees\\nweight: 1\\n-->\\n蜂|COMMENT 2:8 Bees, TEXT 5:1 蜂",
                "`<!-- code -->`|TEXT 1:2 <!-- code -->",
            })
    void readsMarkupOfSiteGenerators(String markdown, String paragraphs) throws IOException {
        assertThat(dump(markdown)).isEqualTo(paragraphs);
    }

    /** Each line is Markdown, then its paragraphs. */
    @ParameterizedTest
    @CsvSource(delimiter = '⇒', quoteCharacter = '~', textBlock = """
            | a | b |\\n|---|---|\\n| c | d | ⇒ TABLE_CELL 1:3 a (0/0/0), TABLE_CELL 1:7 b (0/0/1), TABLE_CELL 3:3 c (0/1/0), TABLE_CELL 3:7 d (0/1/1)
            <table><tr><td colspan=2>e</td><td>f</td></tr></table>\\n\\ng ⇒ TABLE_CELL 1:26 e (0/0/0), TABLE_CELL 1:36 f (0/0/2), TEXT 3:1 g
            | a | b |\\n|---|---|\\n| c | ⇒ TABLE_CELL 1:3 a (0/0/0), TABLE_CELL 1:7 b (0/0/1), TABLE_CELL 3:3 c (0/1/0)
            | a |\\n|---|\\n| <ul><li>c</li><li>**d**</li></ul> | ⇒ TABLE_CELL 1:3 a (0/0/0), TABLE_CELL 3:11 c (0/1/0), TABLE_CELL 3:23 d (0/1/0)
            <div>\\nf\\n<p>g</p>\\n</div> ⇒ TEXT 2:1 f, TEXT 3:4 g
            ---\\nno: front matter\\n\\ntext ⇒ TEXT 2:1 no: front matter, TEXT 4:1 text
            a\\n<!-- b\\n\\nc -->\\nd\\n<pre>e\\n\\nf</pre>\\ng\\n<script>\\n\\nh\\n</script> ⇒ TEXT 1:1 a, COMMENT 2:6 b, COMMENT 4:1 c, TEXT 5:1 d, TEXT 9:1 g
            """)
    void readsTablesAndHtml(String markdown, String paragraphs) throws IOException {
        assertThat(dump(markdown)).isEqualTo(paragraphs);
    }

    @Test
    void locatesWrappedCodeAndCellsWithEscapedBars() throws IOException {
        Paragraph code = read("a `` b`c\n  d `` e").get(0);
        assertThat(code.text()).isEqualTo("a b`c d e");
        assertThat(code.origins())
                .containsExactly(
                        new Paragraph.Origin(0, 1, 1),
                        new Paragraph.Origin(2, 1, 6),
                        new Paragraph.Origin(6, 2, 3),
                        new Paragraph.Origin(7, 2, 7));
        Paragraph cell = read("| x |\n|---|\n| 𠀀 \\| `a \\| b` \\* |").get(1);
        assertThat(cell.text()).isEqualTo("𠀀 | a | b *");
        assertThat(cell.origins())
                .containsExactly(
                        new Paragraph.Origin(0, 3, 3),
                        new Paragraph.Origin(3, 3, 6),
                        new Paragraph.Origin(5, 3, 9),
                        new Paragraph.Origin(7, 3, 12),
                        new Paragraph.Origin(10, 3, 16),
                        new Paragraph.Origin(11, 3, 18));
    }

    /** Reads repeated parts of hostile texts, by kind. In them, ␣ is a space and ⏎ is a line end. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[ ![ ]( [a]( [\\a [^a]:␣ [a]:␣b⏎ ![a][ [toc]⏎ <!--␣ <!--␣a⏎ a␣<!-- -␣<!--⏎ &# &amp | <td> ::: :::␣a⏎",
                "*a␣ _a_ *␣a␣_b␣ a*b_ ~~a␣ ` a` `␣``␣ <b>` ```⏎ $a :a #␣ a⏎===⏎ >␣ -␣ -␣+␣ -␣>␣ ␣␣-␣ 1.␣ >␣[!a]␣ ///␣a⏎",
                "<a␣ <a␣\" <a␣'\" <div> <A␣ <A␣b=' <AA <A-a.a <CodeBlock> {/* {#a {a␣ {.a␣ {a=b␣ import␣{a",
                "{{<␣ {{␣ {%␣highlight␣%} {{<␣highlight␣>}} !!!␣a␣\"b\"⏎␣␣␣␣ a⏎:␣ ===␣a⏎",
            })
    @Tag("hostile")
    void readsHostileInputInLinearTime(String parts) {
        for (String part : parts.split(" ")) {
            String text = part.replace('␣', ' ').replace('⏎', '\n').repeat(10_000);
            assertTimeoutPreemptively(Duration.ofSeconds(60), () -> read(text), part);
        }
    }

    @Test
    void readsManyBlocks() throws IOException {
        assertThat(read("> ".repeat(100_000))).isNotNull();
    }

    private static String dump(String text) throws IOException {
        return DocumentDump.inLine(read(text.replace("\\n", "\n").replace("\\x7C", "|")));
    }

    private static List<Paragraph> read(String text) throws IOException {
        return new MarkdownReader()
                .read(new Input("t.md", text.getBytes(StandardCharsets.UTF_8), Optional.empty()))
                .paragraphs();
    }
}
