package duiqi.document.plain;

import duiqi.document.DocumentReader;
import duiqi.document.DocumentReader.Input;
import duiqi.text.Characters;
import duiqi.text.Document;
import duiqi.text.Line;
import duiqi.text.Located;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/**
 * Reads text files. An empty line ends a paragraph. {@link Wrapping} decides for each region between empty lines
 * whether each line is a paragraph or the lines are joined. All characters except white space at line ends are kept.
 */
public final class PlainTextReader implements DocumentReader {
    /** Collects the lines of a paragraph, with the data that determines its kind. */
    private record Block(Located.Builder text, Line first, Line last, boolean listItem) {
        boolean isSingleLine() {
            return first.number() == last.number();
        }

        boolean isTitle() {
            return isSingleLine() && Shape.isTitle(text.toString());
        }

        boolean isNextTo(Block other) {
            return other.first.number() == last.number() + 1;
        }
    }

    @Override
    public Document read(Input input) throws IOException {
        TextDecoder.Decoded decoded = TextDecoder.decode(input);
        List<Block> blocks = blocks(Line.of(decoded.text()));
        List<Paragraph> paragraphs = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            blocks.get(i).text().paragraph(kind(blocks, i)).ifPresent(paragraphs::add);
        }
        return new Document(input.name(), paragraphs).with(decoded.damage());
    }

    private static List<Block> blocks(List<Line> lines) {
        Joiner joiner = Joiner.of(lines);
        List<Block> blocks = new ArrayList<>();
        for (Wrapping.Region region : Wrapping.regions(lines)) {
            Wrapping wrapping = region.wrapping();
            Line first = region.lines().get(0);
            Block current = begin(first, true);
            for (Line line : region.lines().subList(1, region.lines().size())) {
                if (wrapping.wrapped() && continues(current, line, wrapping)) {
                    joiner.join(current.text(), content(line, first));
                    current = new Block(current.text(), current.first(), line, current.listItem());
                } else {
                    blocks.add(current);
                    current = begin(line, !wrapping.wrapped() || mayBeginItem(current, line, wrapping));
                }
            }
            blocks.add(current);
        }
        return blocks;
    }

    /** Returns the text of a line that continues a paragraph, without the marks that quote the whole paragraph. */
    private static Located.Builder content(Line line, Line first) {
        Matcher mark = Wrapping.QUOTATION.matcher(line.text());
        boolean isQuoted =
                mark.lookingAt() && Wrapping.QUOTATION.matcher(first.text()).lookingAt();
        Located.Builder content = new Located.Builder();
        content.append(line, isQuoted ? mark.end() : line.indent(), line.text().length())
                .truncateSpace();
        return content;
    }

    private static Block begin(Line line, boolean itemPossible) {
        String text = line.stripped();
        Located.Builder traced = new Located.Builder().append(line, line.indent(), line.indent() + text.length());
        boolean item = Shape.isListItem(text) || (itemPossible && Shape.mayBeListItem(text));
        return new Block(traced, line, line, item);
    }

    private static boolean continues(Block block, Line line, Wrapping wrapping) {
        String text = line.stripped();
        if (Shape.isChapter(block.text().toString()) || Shape.isChapter(text) || Shape.isListItem(text)) {
            return false;
        }
        if (Shape.mayBeListItem(text) && mayBeginItem(block, line, wrapping)) {
            return false;
        }
        boolean indented = indentWidth(line) > indentWidth(block.last()) + 1;
        if (line.text().startsWith("\u3000") || (indented && !block.listItem())) {
            return false;
        }
        return wrapping.isFull(block.last(), line)
                || (!Shape.SentenceEnd.closes(block.text()) && continuesParagraph(block, text, wrapping));
    }

    /** Returns whether a short line is not the last of its paragraph. */
    private static boolean continuesParagraph(Block block, String next, Wrapping wrapping) {
        char last = block.text().charAt(block.text().length() - 1);
        return ",，、-".indexOf(last) >= 0
                || Character.isLowerCase(next.charAt(0))
                || Characters.width(block.last().stripped()) * 3 > wrapping.margin() * 2;
    }

    private static boolean mayBeginItem(Block before, Line line, Wrapping wrapping) {
        return before.listItem()
                || Shape.SentenceEnd.closes(before.text())
                || ":：;；".indexOf(before.text().charAt(before.text().length() - 1)) >= 0
                || !wrapping.isFull(before.last(), line);
    }

    private static int indentWidth(Line line) {
        return Characters.width(line.text().substring(0, line.indent()));
    }

    /**
     * Returns the kind of a block. A title has empty lines or sentences above and below it. The first line of a
     * document may be a longer title. The last line is not a title, because no text follows it.
     */
    private static Kind kind(List<Block> blocks, int i) {
        Block block = blocks.get(i);
        boolean last = i + 1 == blocks.size();
        if (block.isSingleLine() && Shape.isChapter(block.text().toString())) {
            return Kind.HEADING;
        }
        boolean headline =
                i == 0 && block.isSingleLine() && Shape.isHeadline(block.text().toString());
        boolean alone = (i == 0 || isApart(blocks.get(i - 1), block)) && !last && isApart(block, blocks.get(i + 1));
        if (!last && alone && (headline || block.isTitle())) {
            return Kind.HEADING;
        }
        return block.listItem() ? Kind.LIST_ITEM : Kind.TEXT;
    }

    private static boolean isApart(Block above, Block below) {
        return !above.isNextTo(below) || !(above.isTitle() && below.isTitle());
    }
}
