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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which parts of pages of manuals are read. */
class WholePageTest {
    private static final String SAVE = "Save the file before you close the window, because the program does not ask.";

    private static final String PRINT = "The printer needs paper of the right size, and a cable that is not longer.";

    private static final String HEADING = "<h1>Files</h1>";

    @Test
    void readsTextUnderAnyName() throws FormatException {
        for (String name : ("sidebar copyright print menu toolbar search footer navigation share toc comment related"
                        + " banner hot tags author")
                .split(" ")) {
            assertThat(read(HEADING + "<div class='" + name + "'><div class=para>" + SAVE + "</div></div><p>" + PRINT))
                    .as(name)
                    .containsExactly("Files", SAVE, PRINT);
            assertThat(read(HEADING + "<p>" + PRINT + "<aside id=" + name + "><p>" + SAVE + "</aside>"))
                    .as(name)
                    .containsExactly("Files", PRINT, SAVE);
        }
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

    /** Each line is a page, then its paragraphs, separated by ¶. {S} and {P} are long sentences. */
    @ParameterizedTest
    @CsvSource(delimiter = '⇒', quoteCharacter = '`', textBlock = """
            # all containers
            <div><h2>One</h2><p>{S}</p><p>{P}</div><div class=note><h3>Note</h3><p>Yes.</div><table><tr><td><div>Two</div></table> ⇒ One ¶ {S} ¶ {P} ¶ Note ¶ Yes. ¶ Two
            # headers and the sources of quotations
            <header><h1>Files</h1><p>Ann Lee</p></header><blockquote><p>{S}</p><footer>A friend</footer></blockquote> ⇒ Files ¶ Ann Lee ¶ {S} ¶ A friend
            # links in text
            <h1>Files</h1><p>See also the <a rel=next href=3>next chapter</a>. ⇒ Files ¶ See also the next chapter.
            # the contents of the same page, and those of another
            <dl class=toc><dt><a href='#a'>1. Files</a><dt><a href='#b'>2. Doors</a></dl><h2>1. Files</h2><p>{S}</p><h2>2. Doors</h2> ⇒ 1. Files ¶ {S} ¶ 2. Doors
            <dl class=toc><dt><a href='b#a'>1. Files</a><dt><a href='b#b'>2. Doors</a></dl><h2>1. Files</h2><p>{S}</p><h2>2. Lids</h2> ⇒ 1. Files ¶ 2. Doors ¶ 1. Files ¶ {S} ¶ 2. Lids
            # preformatted text that is no code
            <pre class=screen>Dear Ann,\\nthe boat came late, and the mill is still closed.\\n\\nYours, Lee</pre> ⇒ Dear Ann, the boat came late, and the mill is still closed. ¶ Yours, Lee
            <pre>Still water\\nruns deep</pre><pre><code>我们先保存文件，然后关闭窗口。</code></pre> ⇒ Still water runs deep ¶ 我们先保存文件，然后关闭窗口。
            # hidden tabs, but no permanent links
            <h2>Files<a href=#files title=Permalink>¶</a></h2><div role=tabpanel><p>One</div><div role=tabpanel hidden><p>Two</div> ⇒ Files ¶ One ¶ Two
            <p>The sign <a href=#plus>+</a> ⇒ The sign +
            # hidden sentences, but no hidden translations
            <p>One<span hidden=true><p>Choose <b>Load</b> in Writer.</p></span><div style='display: none'>It opens a file.</div> ⇒ One ¶ Choose Load in Writer. ¶ It opens a file.
            <p>One</p><div hidden>Search</div><p lang=zh hidden>隐藏的译文。</p> ⇒ One
            """)
    void readsParagraphs(String page, String paragraphs) throws FormatException {
        String filled = page.replace("\\n", "\n").replace("{S}", SAVE).replace("{P}", PRINT);
        assertThat(Documents.withoutComments(document(filled)).paragraphs())
                .extracting(Paragraph::text)
                .containsExactly(
                        paragraphs.replace("{S}", SAVE).replace("{P}", PRINT).split(" ¶ "));
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
