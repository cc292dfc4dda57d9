package duiqi.document.html;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.document.DocumentReader.Input;
import duiqi.document.Documents;
import duiqi.text.Document;
import duiqi.text.FormatException;
import duiqi.text.Paragraph;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which parts of pages of manuals are read. */
class WholePageTest {
    private static final String SAVE = "Save the file before you close the window, because the program does not ask.";

    private static final String PRINT = "The printer needs paper of the right size, and a cable that is not longer.";

    private static final String HEADING = "<h1>Files</h1>";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sidebar",
                "copyright",
                "print",
                "menu",
                "toolbar",
                "search",
                "footer",
                "navigation",
                "share",
                "toc",
                "comment",
                "related",
                "banner",
                "hot",
                "tags",
                "author"
            })
    void readsTextUnderAnyName(String name) throws FormatException {
        assertThat(read(HEADING + "<div class='" + name + "'><div class=para>" + SAVE + "</div></div><p>" + PRINT))
                .containsExactly("Files", SAVE, PRINT);
        assertThat(read(HEADING + "<p>" + PRINT + "<aside id=" + name + "><p>" + SAVE + "</aside>"))
                .containsExactly("Files", PRINT, SAVE);
    }

    @Test
    void readsAllContainers() throws FormatException {
        String small = "<div class=note><h3>Note</h3><p>Yes.</div>";
        assertThat(read("<div class=a><h2>One</h2><p>" + SAVE + "</p><p>" + PRINT + "</p></div>" + small
                        + "<table><tr><td>" + "<div class=b>Two</div></table>"))
                .containsExactly("One", SAVE, PRINT, "Note", "Yes.", "Two");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<nav><p>Choose the language of this page from the list of languages.<a href=1>English</a></nav>",
                "<footer><p>All rights reserved. No part of this page may be printed without permission.</footer>",
                "<div role=navigation><h3>Previous topic</h3><a href=1>Windows</a></div>",
                "<div class=breadcrumbs>You are here: <a href=1>Home</a> » <a href=2>Files</a> »</div>",
                "<div class='navbar top'><ul><li><a href=1>Home</a><li><a href=2>Guide</a></ul></div>",
                "<header><a href=/>The Handbook</a> 2.1</header>",
                "<aside class=left><input type=checkbox><label>Contents</label></aside>",
                "<div class=navheader><table><tr><td colspan=3>Chapter 2. Files<tr><td><a accesskey=p href=1><img"
                        + " alt=Prev></a><td>Part I. What to do first?<td><a accesskey=n href=3><img alt=Next></a></table></div>",
                "<ul><li class=previous><a accesskey=p href=1><strong>上一页</strong></a><li>手册<li><a accesskey=n href=3>"
                        + "下一页</a></ul>",
                "<p>Next: <a rel=next href=3>Windows</a>, Up: <a rel=up href=0>Guide</a> [<a href=c>Contents</a>]</p>",
                "<script>let a = 'b';</script><style>p {}</style><template><p>x</template><p hidden>x</p>",
                "<pre class=screen>$ ls -l</pre>",
                "<pre>int a = 3;\nprint(a);</pre>",
                "<div class=highlight><pre>copy file</pre></div>"
            })
    void omitsNavigationAndCode(String part) throws FormatException {
        assertThat(read(part + "<div>" + HEADING + "<p>" + SAVE + "</p></div>")).containsExactly("Files", SAVE);
        assertThat(read("<div>" + HEADING + "<p>" + SAVE + "</p></div>" + part)).containsExactly("Files", SAVE);
    }

    @Test
    void keepsHeadersAndSourcesOfQuotations() throws FormatException {
        assertThat(read("<header><h1>Files</h1><p>Ann Lee</p></header><blockquote><p>" + SAVE
                        + "</p><footer>A friend</footer></blockquote>"))
                .containsExactly("Files", "Ann Lee", SAVE, "A friend");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<footer class=footnotes><ol><li id=n>See the guide. <a href=#r>\u21A9</a></ol></footer>",
                "<footer><p id=n>See the guide.</p><p>All rights reserved.</p></footer>",
                "<footer role=doc-endnotes><p>See the guide.</footer>",
                "<footer><nav><a href=/>Home</a></nav><div class=footnotes><p>See the guide.</div></footer>",
                "<aside class='footnote-list brackets'><aside class=footnote><a href=x>See the guide.</a></aside></aside>",
                "<section role=doc-endnotes><p>See the guide.<a href=#r role=doc-backlink>\u21A9</a></section>",
                "<div id=footnotes><hr><div class=footnote>See the guide.</div></div>",
                "<ol class=references><li><span class=mw-cite-backlink><a href=#r>^</a></span> See the guide.</ol>"
            })
    void readsNotes(String notes) throws FormatException {
        String text = HEADING + "<p>" + SAVE + "<sup id=r><a href=#n>1</a></sup><p>" + PRINT;
        assertThat(read("<div>" + text + "</div>" + notes)).containsExactly("Files", SAVE, PRINT, "See the guide.");
        assertThat(read("<article>" + text + notes + "</article>"))
                .containsExactly("Files", SAVE, PRINT, "See the guide.");
    }

    @Test
    void keepsLinksInText() throws FormatException {
        String text = "See also the <a rel=next href=3>next chapter</a>.";
        assertThat(read(HEADING + "<p>" + text)).containsExactly("Files", "See also the next chapter.");
    }

    @Test
    void omitsContentsOfSamePageOnly() throws FormatException {
        String page =
                "<div class=toc><p><b>Contents</b></p><dl><dt><a href='%1$s#a'>1. Files</a><dt><a href='%1$s#b'>2."
                        + " Windows</a></dl></div><h2>1. Files</h2><p>" + SAVE + "</p><h2>2. %2$s</h2>";
        assertThat(read(page.formatted("", "Windows"))).containsExactly("1. Files", SAVE, "2. Windows");
        assertThat(read(page.formatted("b.html", "Doors")))
                .containsExactly("Contents", "1. Files", "2. Windows", "1. Files", SAVE, "2. Doors");
    }

    @Test
    void readsPreformattedText() throws FormatException {
        assertThat(read(
                        "<pre class=screen>Dear Ann,\nthe boat came late, and the mill is still closed.\n\nYours, Lee</pre>"
                                + "<pre>Still water\nruns deep</pre><pre><code>我们先保存文件，然后关闭窗口。</code></pre>"))
                .containsExactly(
                        "Dear Ann, the boat came late, and the mill is still closed.",
                        "Yours, Lee",
                        "Still water runs deep",
                        "我们先保存文件，然后关闭窗口。");
    }

    @Test
    void readsHiddenTabsButNoPermalinks() throws FormatException {
        assertThat(read("<h2>Files<a href=#files title=Permalink>¶</a></h2><div role=tabpanel><p>One</div>"
                        + "<div role=tabpanel hidden><p>Two</div><p>The sign <a href=#plus>+</a>"))
                .containsExactly("Files", "One", "Two", "The sign +");
    }

    @Test
    void readsHiddenSentencesButNoHiddenTranslations() throws FormatException {
        Document page = document("<p>One<span hidden=true><p>Choose <b>Load</b> in Writer.</p></span>"
                + "<div style='display: none'>It opens a file.</div><div hidden>Search</div>"
                + "<p lang=zh hidden>隐藏的译文。</p>");
        assertThat(Documents.withoutComments(page).paragraphs().stream().map(Paragraph::text))
                .containsExactly("One", "Choose Load in Writer.", "It opens a file.");
    }

    @Test
    void warnsAboutMuchOmittedText() throws FormatException {
        String links = "<div class=menu><a href=1>Files and folders</a> <a href=2>Windows and doors</a></div>";
        assertThat(document(links + "<p>" + SAVE).warnings())
                .containsExactly("a.html: skipped 33 % of the text, which is navigation; look at the page in a browser"
                        + " if text is missing");
        assertThat(document(links + ("<p>" + SAVE).repeat(5)).warnings()).isEmpty();
        assertThat(document("<nav>" + links + "</nav><p>" + SAVE).warnings()).isEmpty();
        assertThat(document("<footer><p>" + SAVE + "</footer><p>" + SAVE).warnings())
                .as("sentences in a footer")
                .hasSize(1);
    }

    private static List<String> read(String body) throws FormatException {
        return document(body).paragraphs().stream().map(Paragraph::text).toList();
    }

    private static Document document(String body) throws FormatException {
        byte[] page = ("<!DOCTYPE html><body>" + body).getBytes(StandardCharsets.UTF_8);
        return new HtmlReader().read(new Input("a.html", page, Optional.empty()));
    }
}
