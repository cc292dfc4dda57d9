package duiqi.document.html;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.document.DocumentReader.Input;
import duiqi.text.FormatException;
import duiqi.text.Paragraph;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests the extraction of articles from pages of several kinds. */
class ArticleTest {
    private static final String RIVER =
            "The river rises every spring, and the people on its banks carry their boats to higher ground.";

    private static final String MILL =
            "The mill has been still for three years, and the miller reads the almanac to the children.";

    private static final String BOATS =
            "Boats come up from the sea in autumn, laden with salt, and go back with grain and wool.";

    private static final String TEASERS = "<div class=right>"
            + ("<div class=box><h4><a href=/t>The council votes on a new bridge</a></h4><p>Members of the council met on"
                            + " Tuesday evening to discuss the plan for the new bridge.</p></div>")
                    .repeat(6)
            + "</div>";

    private static final String FOOT =
            "<div class=bottom><p>All rights reserved. Reproduction without written permission is not allowed.</p>"
                    + "<a href=/a>About</a> <a href=/c>Contact</a></div>";

    @Test
    void readsArticleInSeveralContainers() throws FormatException {
        assertThat(read("<div class=top><div class=part><div class=in><div class='txt'><p>" + RIVER + "</p><p>" + BOATS
                        + "</p></div></div></div><div class=pic><p>A photo</p></div><div class=part><div class='txt'><p>"
                        + MILL + "</p><p>" + RIVER + "</p></div></div></div>" + TEASERS))
                .containsExactly(RIVER, BOATS, "A photo", MILL, RIVER);
    }

    @Test
    void readsAllMarkedArticles() throws FormatException {
        assertThat(read("<div><article><h2>River</h2><p>" + RIVER + "</p><p>" + BOATS + "</p></article><article><p>"
                        + MILL + "</p></article></div>" + TEASERS))
                .containsExactly("River", RIVER, BOATS, MILL);
    }

    @Test
    void readsArticleInRowsOfTable() throws FormatException {
        assertThat(read("<table><tr><td><ul><li><a href=1>One</a><li><a href=2>Two</a></ul></td><td><table><tr><td>"
                        + "<font>" + RIVER + "</font></td></tr><tr><td>" + MILL + "<br><br>" + BOATS
                        + "</td></tr></table></td><td>" + TEASERS + "</td></tr></table>"))
                .containsExactly(RIVER, MILL, BOATS);
    }

    @Test
    void prefersShortPostUnderHeadlineToTeasers() throws FormatException {
        assertThat(read("<title>Still water</title><div class=page><h1>Still water</h1><div class=txt><p>" + RIVER
                        + "</p></div></div>" + TEASERS))
                .containsExactly("Still water", RIVER);
    }

    @Test
    void readsShortLinesUnderHeadline() throws FormatException {
        assertThat(read("<title>What to take</title><div class=page><h1>What to take</h1><ul><li>Two warm coats<li>A"
                        + " lamp with oil<li>Bread for three days<li>A map of the valley</ul></div>"))
                .containsExactly(
                        "What to take",
                        "Two warm coats",
                        "A lamp with oil",
                        "Bread for three days",
                        "A map of the valley");
    }

    @Test
    void readsLeadAboveText() throws FormatException {
        assertThat(read("<div class=art><div class=lead>" + BOATS + "</div><div class=txt><p>" + RIVER + "</p><p>"
                        + MILL
                        + "</p></div><div class=more>Read all about boats in our new book, in shops from Monday on.</div>"
                        + "</div>"))
                .containsExactly(BOATS, RIVER, MILL);
    }

    @Test
    void keepsTextOfFormulas() throws FormatException {
        assertThat(read("<div class=art><p>" + RIVER
                        + "</p><p>" + MILL + "</p><p>The depth is <mjx-container class='MathJax CtxtMenu_Attached'>"
                        + "<mjx-math aria-hidden=true><mjx-mi></mjx-mi></mjx-math><mjx-assistive-mml><math><mi>d</mi><mo>=</mo>"
                        + "<mn>2</mn><mi>h</mi></math></mjx-assistive-mml></mjx-container> and <span class=katex><span"
                        + " class=katex-mathml><math><semantics><mrow><mi>h</mi></mrow><annotation"
                        + " encoding='application/x-tex'>h_0</annotation></semantics></math></span><span class=katex-html"
                        + " aria-hidden=true>h</span></span> is the height.</p></div>"))
                .containsExactly(RIVER, MILL, "The depth is d = 2 h and h is the height.");
    }

    @Test
    void omitsInvisiblePartsButNotInvisibleArticle() throws FormatException {
        String visible = "<div><p>" + RIVER + "</p><p>" + BOATS + "</p></div>";
        String invisible = "<div style='opacity:0;visibility: hidden'><p>" + MILL + "</p><p>" + RIVER + "</p></div>";
        assertThat(read(visible + invisible)).containsExactly(RIVER, BOATS);
        assertThat(read("<p>Share</p>" + invisible)).contains(MILL);
    }

    @Test
    void keepsTablesWithLinksInCells() throws FormatException {
        String table = "<table><tr><th>Boat<th>Port<tr><td><a href=1>Swan</a><td><a href=2>Old Haven</a><tr><td><a"
                + " href=3>Duck</a><td><a href=4>Sandy Bay</a></table>";
        assertThat(read("<div class=art><p>" + RIVER + "</p><p>" + MILL + "</p><div>" + table + "</div></div>"))
                .containsExactly(RIVER, MILL, "Boat", "Port", "Swan", "Old Haven", "Duck", "Sandy Bay");
    }

    @Test
    void omitsBylines() throws FormatException {
        assertThat(read("<div class=art><p class=author>By Ann Lee, our reporter in the valley</p><p>" + RIVER
                        + "</p><p>" + MILL + "</p></div>"))
                .containsExactly(RIVER, MILL);
    }

    @Test
    void keepsHiddenTranslationNextToArticle() throws FormatException {
        assertThat(read("<div><div lang=en><p>" + RIVER + "</p><p>" + MILL
                        + "</p></div><div class=zh style=display:none>" + "<p>河水每年春天上涨。</p></div></div>" + TEASERS))
                .containsExactly(RIVER, MILL, "COMMENT 河水每年春天上涨。");
    }

    /** Reads a page with a list of links and a footer. */
    private static List<String> read(String content) throws FormatException {
        String page = "<body><div id=top><a href=/>River Daily</a><a href=/s>Section</a></div>" + content + FOOT;
        return HtmlReader.ofArticles()
                .read(new Input("a.html", page.getBytes(StandardCharsets.UTF_8), Optional.empty()))
                .paragraphs()
                .stream()
                .map(paragraph -> (paragraph.kind() == Paragraph.Kind.COMMENT ? "COMMENT " : "") + paragraph.text())
                .toList();
    }
}
