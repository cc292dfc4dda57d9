package duiqi.document;

import duiqi.text.Document;
import duiqi.text.FormatException;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/** Reads the article of an HTML page, or the whole of a page that has nothing else. */
final class HtmlReader implements DocumentReader {
    @Override
    public String format() {
        return "HTML";
    }

    @Override
    public Set<String> extensions() {
        return Set.of("html", "htm", "xhtml", "shtml");
    }

    @Override
    public Document read(Input input) throws FormatException {
        HtmlSource source = HtmlSource.of(input);
        Element page = source.html();
        Optional<Headline> headline = Headline.of(page);
        Blocks blocks = new Blocks();
        Element body = page.selectFirst("body");
        List<Node> article = body == null ? List.of() : Article.in(body);
        headline.filter(found -> article.stream().noneMatch(found::isUnder)).ifPresent(found -> {
            blocks.begin(Kind.HEADING);
            found.copy(source, blocks);
            blocks.begin(Kind.TEXT);
        });
        for (Node node : article) {
            HtmlBlocks.copy(source, node, blocks);
        }
        List<Paragraph> paragraphs = blocks.finish();
        if (article.isEmpty() || paragraphs.isEmpty()) {
            throw new FormatException(
                    input.name(),
                    "holds no text of an article",
                    "give the address of the article itself, or copy its text into a .txt file");
        }
        return new Document(input.name(), paragraphs);
    }
}
