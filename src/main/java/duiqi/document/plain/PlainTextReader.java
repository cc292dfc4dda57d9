package duiqi.document.plain;

import duiqi.document.DocumentReader;
import duiqi.document.Input;
import duiqi.text.Document;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads text files. An empty line ends a paragraph; within a block of lines, {@link Wrapping} says whether each line is a
 * paragraph of its own or whether they are to be joined. All characters but the white space at line ends are kept.
 */
public final class PlainTextReader implements DocumentReader {
    /** A paragraph in the making, with what is needed to tell what it is. */
    private record Block(SourceMappedText text, Line first, Line last, boolean listItem) {
        boolean isSingleLine() {
            return first.number() == last.number();
        }

        boolean isTitle() {
            return isSingleLine() && LineShape.isTitle(text.toString());
        }

        boolean isNextTo(Block other) {
            return other.first.number() == last.number() + 1;
        }
    }

    @Override
    public String format() {
        return "plain text";
    }

    @Override
    public Set<String> extensions() {
        return Set.of("txt", "text");
    }

    @Override
    public Document read(Input input) throws IOException {
        List<Line> lines = Line.of(TextDecoder.decode(input).text());
        List<Block> blocks = blocks(lines);
        List<Paragraph> paragraphs = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            blocks.get(i).text().paragraph(kind(blocks, i)).ifPresent(paragraphs::add);
        }
        return new Document(input.name(), paragraphs);
    }

    private static List<Block> blocks(List<Line> lines) {
        Wrapping wrapping = Wrapping.of(lines);
        Line.Joiner joiner = Line.Joiner.of(lines);
        List<Block> blocks = new ArrayList<>();
        boolean open = false;
        for (Line line : lines) {
            if (line.isBlank()) {
                open = false;
                continue;
            }
            Block current = open ? blocks.remove(blocks.size() - 1) : begin(line, true);
            if (open && wrapping.wrapped() && continues(current, line, wrapping)) {
                joiner.join(current.text(), line);
                blocks.add(new Block(current.text(), current.first(), line, current.listItem()));
            } else {
                if (open) {
                    blocks.add(current);
                    current = begin(line, !wrapping.wrapped() || mayBeginItem(current, line, wrapping));
                }
                blocks.add(current);
            }
            open = true;
        }
        return blocks;
    }

    private static Block begin(Line line, boolean itemPossible) {
        String text = line.stripped();
        SourceMappedText traced = new SourceMappedText().append(line, line.indent(), line.indent() + text.length());
        boolean item = LineShape.isListItem(text) || (itemPossible && LineShape.mayBeListItem(text));
        return new Block(traced, line, line, item);
    }

    private static boolean continues(Block block, Line line, Wrapping wrapping) {
        String text = line.stripped();
        if (LineShape.isChapter(block.text().toString()) || LineShape.isChapter(text) || LineShape.isListItem(text)) {
            return false;
        }
        if (LineShape.mayBeListItem(text) && mayBeginItem(block, line, wrapping)) {
            return false;
        }
        boolean indented = indentWidth(line) > indentWidth(block.last()) + 1;
        if (line.text().startsWith("\u3000") || (indented && !block.listItem())) {
            return false;
        }
        return wrapping.isFull(block.last(), line)
                || (!LineShape.SentenceEnd.closes(block.text()) && goesOn(block, text, wrapping));
    }

    /** Returns whether a line that had room for more was still not the last of its paragraph. */
    private static boolean goesOn(Block block, String next, Wrapping wrapping) {
        char last = block.text().charAt(block.text().length() - 1);
        return ",，、-".indexOf(last) >= 0
                || Character.isLowerCase(next.charAt(0))
                || Characters.width(block.last().stripped()) * 3 > wrapping.margin() * 2;
    }

    private static boolean mayBeginItem(Block before, Line line, Wrapping wrapping) {
        return before.listItem()
                || LineShape.SentenceEnd.closes(before.text())
                || ":：;；".indexOf(before.text().charAt(before.text().length() - 1)) >= 0
                || !wrapping.isFull(before.last(), line);
    }

    private static int indentWidth(Line line) {
        return Characters.width(line.text().substring(0, line.indent()));
    }

    /**
     * A title stands alone: above and below it are empty lines or sentences. The first line of a document may be longer; its
     * last one is no title, since there is nothing below it.
     */
    private static Kind kind(List<Block> blocks, int i) {
        Block block = blocks.get(i);
        boolean last = i + 1 == blocks.size();
        if (block.isSingleLine() && LineShape.isChapter(block.text().toString())) {
            return Kind.HEADING;
        }
        boolean headline = i == 0
                && block.isSingleLine()
                && LineShape.isHeadline(block.text().toString());
        boolean alone = (i == 0 || isApart(blocks.get(i - 1), block)) && !last && isApart(block, blocks.get(i + 1));
        if (!last && alone && (headline || block.isTitle())) {
            return Kind.HEADING;
        }
        return block.listItem() ? Kind.LIST_ITEM : Kind.TEXT;
    }

    private static boolean isApart(Block above, Block below) {
        return !above.isNextTo(below) || !(above.isTitle() && below.isTitle());
    }

    /**
     * The margin at which the lines of a text were broken, if they were.
     *
     * <p>In wrapped text most lines stop in mid-sentence, and they stop where the next word would have passed the margin. In text
     * with one paragraph a line, the usual form of Chinese text files, lines stop at the end of a sentence, or run far beyond any
     * margin. Immutable.
     *
     * @param wrapped whether lines are to be joined
     * @param margin widest line, in columns, when a tenth of them is left aside as overlong
     */
    private record Wrapping(boolean wrapped, int margin) {
        /** Narrower columns are verse or lists. */
        private static final int NARROWEST_MARGIN = 36;

        /** Editors wrap at 72 to 100 columns, mail at up to 78; nobody wraps by hand beyond this. */
        private static final int MAX_MARGIN = 130;

        /** Share of line ends in mid-sentence. Wrapped text reaches 0.85 and more, one paragraph a line seldom 0.3. */
        private static final double MID_SENTENCE_SHARE = 0.5;

        /** Share of those ends where the next word had no room. */
        private static final double FULL_SHARE = 0.75;

        /** Columns that a line may stay short, for a word kept whole or a mark kept from the start of a line. */
        private static final int SLACK = 6;

        static Wrapping of(List<Line> lines) {
            int[] widths = lines.stream()
                    .filter(line -> !line.isBlank())
                    .mapToInt(Wrapping::width)
                    .sorted()
                    .toArray();
            if (widths.length == 0) {
                return new Wrapping(false, 0);
            }
            int margin = widths[(int) Math.ceil(0.9 * widths.length) - 1];
            return new Wrapping(
                    margin >= NARROWEST_MARGIN
                            && margin <= MAX_MARGIN
                            && linesStopAt(new Wrapping(true, margin), lines),
                    margin);
        }

        private static boolean linesStopAt(Wrapping wrapping, List<Line> lines) {
            int all = 0;
            int midSentence = 0;
            int full = 0;
            for (int i = 1; i < lines.size(); i++) {
                Line line = lines.get(i - 1);
                Line next = lines.get(i);
                if (line.isBlank()
                        || next.isBlank()
                        || next.text().startsWith("\u3000")
                        || isMarked(line)
                        || isMarked(next)) {
                    continue;
                }
                all++;
                if (!LineShape.SentenceEnd.closes(line.stripped())) {
                    midSentence++;
                    full += wrapping.isFull(line, next) ? 1 : 0;
                }
            }
            return midSentence > 0 && midSentence >= MID_SENTENCE_SHARE * all && full >= FULL_SHARE * midSentence;
        }

        private static boolean isMarked(Line line) {
            return LineShape.isListItem(line.stripped()) || LineShape.isChapter(line.stripped());
        }

        /** Returns whether the first word of the next line had no room on this one. */
        boolean isFull(Line line, Line next) {
            String text = next.stripped();
            int firstWord = Characters.width(text.substring(0, Characters.endOfFirstWord(text)));
            return width(line) + firstWord + SLACK > margin;
        }

        private static int width(Line line) {
            int end = line.text().length();
            while (end > 0 && Characters.isSpace(line.text().charAt(end - 1))) {
                end--;
            }
            return Characters.width(line.text().substring(0, end));
        }
    }
}
