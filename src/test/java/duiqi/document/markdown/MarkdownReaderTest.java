package duiqi.document.markdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import duiqi.document.Input;
import duiqi.text.Paragraph;
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
            })
    void takesMarkupOff(String markdown, String text) throws IOException {
        assertThat(read(markdown))
                .extracting(paragraph -> paragraph.text().strip())
                .containsExactly(text);
    }

    @Test
    void keepsTextBehindUnclosedFrontMatter() throws IOException {
        assertThat(read("---\nno: front matter\n\ntext")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[", "![", "*a ", "_a_", "`", "<a ", "&#", "> ", "- ", "a`", "](", "|", "- + ", "- > ", "<!-- ", "# ",
                "[\\a"
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
