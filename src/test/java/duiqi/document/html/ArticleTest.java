package duiqi.document.html;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.document.DocumentReader.Input;
import duiqi.text.FormatException;
import duiqi.text.Paragraph;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /**
     * Each line is the content of a page with a list of links and a footer, then the paragraphs of its article, separated
     * by ¶. R, M and B are long paragraphs, T is a list of teasers.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '⇒', quoteCharacter = '`', textBlock = """
            # an article in several containers, in marked articles, in rows of a table
            <div><div><div><div><p>{R}</p><p>{B}</p></div></div></div><div><p>A photo</p></div><div><div><p>{M}</p><p>{R}</p></div></div></div>{T} ⇒ {R} ¶ {B} ¶ A photo ¶ {M} ¶ {R}
            <div><article><h2>River</h2><p>{R}</p><p>{B}</p></article><article><p>{M}</p></article></div>{T} ⇒ River ¶ {R} ¶ {B} ¶ {M}
            <table><tr><td><ul><li><a href=1>One</a><li><a href=2>Two</a></ul><td><table><tr><td><font>{R}</font><tr><td>{M}<br><br>{B}</table><td>{T}</table> ⇒ {R} ¶ {M} ¶ {B}
            # short posts and lines under their headline, a lead above the text
            <title>Still water</title><div class=page><h1>Still water</h1><div class=txt><p>{R}</p></div></div>{T} ⇒ Still water ¶ {R}
            <title>Take</title><div><h1>Take</h1><ul><li>Two warm coats<li>A lamp with oil<li>Bread for three days<li>A map of the valley</ul></div> ⇒ Take ¶ Two warm coats ¶ A lamp with oil ¶ Bread for three days ¶ A map of the valley
            <div class=art><div class=lead>{B}</div><div class=txt><p>{R}</p><p>{M}</p></div><div class=more>Read all about boats in our new book, in shops from Monday on.</div></div> ⇒ {B} ¶ {R} ¶ {M}
            # formulas of MathJax and KaTeX
            <div><p>{R}</p><p>{M}</p><p>The depth is <mjx-container class='MathJax CtxtMenu_Attached'><mjx-math aria-hidden=true><mjx-mi></mjx-mi></mjx-math><mjx-assistive-mml><math><mi>d</mi><mo>=</mo><mn>2</mn><mi>h</mi></math></mjx-assistive-mml></mjx-container> here.</div> ⇒ {R} ¶ {M} ¶ The depth is d = 2 h here.
            <div><p>{R}</p><p>{M}</p><p><span class=katex><span class=katex-mathml><math><semantics><mrow><mi>h</mi></mrow><annotation encoding='application/x-tex'>h_0</annotation></semantics></math></span><span class=katex-html aria-hidden=true>h</span></span> is the height.</div> ⇒ {R} ¶ {M} ¶ h is the height.
            # invisible parts, but not if the article is invisible
            <div><p>{R}</p><p>{B}</p></div><div style='opacity:0;visibility: hidden'><p>{M}</p><p>{R}</p></div> ⇒ {R} ¶ {B}
            <p>Share</p><div style='opacity:0;visibility: hidden'><p>{M}</p><p>{R}</p></div> ⇒ {M} ¶ {R}
            # a table with links in cells, a byline, a hidden translation
            <div class=art><p>{R}</p><p>{M}</p><div><table><tr><th>Boat<th>Port<tr><td><a href=1>Swan</a><td><a href=2>Old Haven</a><tr><td><a href=3>Duck</a><td><a href=4>Sandy Bay</a></table></div></div> ⇒ {R} ¶ {M} ¶ Boat ¶ Port ¶ Swan ¶ Old Haven ¶ Duck ¶ Sandy Bay
            <div class=art><p class=author>By Ann Lee, our reporter in the valley</p><p>{R}</p><p>{M}</p></div> ⇒ {R} ¶ {M}
            <div><div lang=en><p>{R}</p><p>{M}</p></div><div class=zh style=display:none><p>河水每年春天上涨。</p></div></div>{T} ⇒ {R} ¶ {M} ¶ COMMENT 河水每年春天上涨。
            """)
    void extracts(String content, String article) throws FormatException {
        String page =
                "<body><div id=top><a href=/>River Daily</a><a href=/s>Section</a></div>" + filled(content) + FOOT;
        assertThat(HtmlReader.ofArticles()
                        .read(new Input("a.html", page.getBytes(StandardCharsets.UTF_8), Optional.empty()))
                        .paragraphs()
                        .stream()
                        .map(one -> (one.kind() == Paragraph.Kind.COMMENT ? "COMMENT " : "") + one.text())
                        .collect(Collectors.joining(" ¶ ")))
                .isEqualTo(filled(article));
    }

    private static String filled(String text) {
        return text.replace("{R}", RIVER)
                .replace("{M}", MILL)
                .replace("{B}", BOATS)
                .replace("{T}", TEASERS);
    }
}
