package duiqi.document.markdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import duiqi.document.Input;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Origin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
                "1 < 2 and <b class=\"x\">bold</b><!-- no -->|1 < 2 and bold",
                "~~gone~~ ~kept~|gone ~kept~",
                "\\# \\[x\\]|# [x]",
                "**“引文。”**后文|“引文。”后文",
                "<button @click=\"open = a > b\">Toggle</button>|Toggle",
                "<div style={{top: 0, left: 1}}>text</div>|text",
                "<a 1 < 2> it's <https://example.org> <me@example.org>|<a 1 < 2> it's https://example.org me@example.org",
                "- [x] done|done",
                "<!-- no --> text|text",
            })
    void removesMarkup(String markdown, String text) throws IOException {
        assertThat(read(markdown))
                .extracting(paragraph -> paragraph.text().strip())
                .containsExactly(text);
    }

    @Test
    void keepsTextAfterUnclosedFrontMatter() throws IOException {
        assertThat(read("---\nno: front matter\n\ntext")).hasSize(2);
    }

    @Test
    void omitsInvisibleParts() throws IOException {
        assertThat(read("a\n<!-- b\n\nc -->\nd\n<pre>e\n\nf</pre>\ng\n<script>\n\nh\n</script>"))
                .extracting(Paragraph::text)
                .containsExactly("a", "d", "g");
    }

    @Test
    void beginsParagraphAtEachHtmlBlock() throws IOException {
        assertThat(
                        read(
                                "| a | b |\n|---|---|\n| <ul><li>c</li><li>**d**</li></ul> | e |\n\n<div>\nf\n<p>g</p>\n</div>"))
                .extracting(Paragraph::text)
                .containsExactly("a", "b", "c", "d", "e", "f", "g");
    }

    @Test
    void locatesWrappedCodeAndCellsWithEscapedBars() throws IOException {
        Paragraph code = read("a `` b`c\n  d `` e").get(0);
        assertThat(code.text()).isEqualTo("a b`c d e");
        assertThat(code.origins())
                .containsExactly(new Origin(0, 1, 1), new Origin(2, 1, 6), new Origin(6, 2, 3), new Origin(7, 2, 7));
        Paragraph cell = read("| x |\n|---|\n| 𠀀 \\| `a \\| b` \\* |").get(1);
        assertThat(cell.text()).isEqualTo("𠀀 | a | b *");
        assertThat(cell.origins())
                .containsExactly(
                        new Origin(0, 3, 3),
                        new Origin(3, 3, 6),
                        new Origin(5, 3, 9),
                        new Origin(7, 3, 12),
                        new Origin(10, 3, 16),
                        new Origin(11, 3, 18));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "![",
                "*a ",
                "_a_",
                "`",
                "<a ",
                "&#",
                "> ",
                "- ",
                "a`",
                "](",
                "|",
                "- + ",
                "- > ",
                "<!-- ",
                "# ",
                "[\\a",
                "<a \"",
                "<a '\"",
                "* a _b ",
                "[a](",
                "[^a]: ",
                "&amp",
                "a\n===\n",
                "```\n",
                "1. ",
                "[a]: b\n",
                "a*b_",
                "![a][",
                "~~a ",
                "<b>`",
                "<div>",
                "  - "
            })
    @Timeout(60)
    void readsHostileInputInLinearTime(String part) {
        assertThat(catchThrowable(() -> read(part.repeat(100_000)))).isNull();
    }

    private static List<Paragraph> read(String text) throws IOException {
        return new MarkdownReader()
                .read(new Input("t.md", text.getBytes(StandardCharsets.UTF_8), Optional.empty()))
                .paragraphs();
    }
}
