package duiqi.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/**
 * How much text each element of a page holds, and how much of it is links. The unit is a Latin letter; a Han character
 * counts as three. Invisible elements hold nothing. A snapshot: it does not follow changes of the tree.
 */
final class TextMass implements NodeFilter {
    /** As in {@link duiqi.text.Language#of}: an English word takes about three letters for each Han character. */
    private static final int LETTERS_PER_HAN = 3;

    private record Amount(int text, int linked) {
        static final Amount NONE = new Amount(0, 0);

        Amount plus(Amount other) {
            return new Amount(text + other.text, linked + other.linked);
        }

        double linkShare() {
            return text == 0 ? 0 : (double) linked / text;
        }
    }

    private final Map<Element, Amount> all = new HashMap<>();

    /** What belongs to a block itself, not to blocks inside it. */
    private final Map<Element, Amount> own = new HashMap<>();

    private final List<Element> blocks = new ArrayList<>();
    private int linkDepth;

    TextMass(Element root) {
        NodeTraversor.filter(this, root);
    }

    /** Blocks that have text of their own, in the order of their ends. */
    List<Element> blocks() {
        return blocks;
    }

    int of(Element element) {
        return all.getOrDefault(element, Amount.NONE).text();
    }

    double linkShare(Element element) {
        return all.getOrDefault(element, Amount.NONE).linkShare();
    }

    int own(Element block) {
        return own.getOrDefault(block, Amount.NONE).text();
    }

    double ownLinkShare(Element block) {
        return own.getOrDefault(block, Amount.NONE).linkShare();
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof Element element) {
            if (HtmlBlocks.isInvisible(element)) {
                return FilterResult.SKIP_ENTIRELY;
            }
            linkDepth += isLink(element) ? 1 : 0;
        } else if (node instanceof TextNode text) {
            Element parent = text.parent();
            int mass = mass(text.getWholeText());
            if (parent != null && mass > 0) {
                add(parent, new Amount(mass, linkDepth > 0 ? mass : 0));
            }
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element) {
            linkDepth -= isLink(element) ? 1 : 0;
            boolean block = HtmlBlocks.isBlock(element);
            if (block && own(element) > 0) {
                blocks.add(element);
            }
            Element parent = element.parent();
            if (parent != null) {
                all.merge(parent, all.getOrDefault(element, Amount.NONE), Amount::plus);
                if (!block) {
                    own.merge(parent, own.getOrDefault(element, Amount.NONE), Amount::plus);
                }
            }
        }
        return FilterResult.CONTINUE;
    }

    private void add(Element parent, Amount amount) {
        all.merge(parent, amount, Amount::plus);
        own.merge(parent, amount, Amount::plus);
    }

    private static boolean isLink(Element element) {
        return element.normalName().equals("a") && element.hasAttr("href");
    }

    private static int mass(String text) {
        return text.codePoints()
                .filter(Character::isLetterOrDigit)
                .map(c -> Character.isIdeographic(c) ? LETTERS_PER_HAN : 1)
                .sum();
    }
}
