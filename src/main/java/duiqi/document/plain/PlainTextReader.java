package duiqi.document.plain;

import duiqi.document.DocumentReader;
import duiqi.document.DocumentReader.Input;
import duiqi.text.Document;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads text files. An empty line ends a paragraph. {@link Wrapping} decides whether each line of a block is a
 * paragraph or the lines are joined. All characters except white space at line ends are kept.
 */
public final class PlainTextReader implements DocumentReader {
    /** Collects the lines of a paragraph, with the data that determines its kind. */
    private record Block(SourceMappedText text, Line first, Line last, boolean listItem) {
        boolean isSingleLine() {
            return first.number() == last.number();
        }

        boolean isTitle() {
            return isSingleLine() && Line.Shape.isTitle(text.toString());
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
        TextDecoder.Decoded decoded = TextDecoder.decode(input);
        List<Block> blocks = blocks(Line.of(decoded.text()));
        List<Paragraph> paragraphs = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            blocks.get(i).text().paragraph(kind(blocks, i)).ifPresent(paragraphs::add);
        }
        return new Document(input.name(), paragraphs).with(decoded.damage());
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
        boolean item = Line.Shape.isListItem(text) || (itemPossible && Line.Shape.mayBeListItem(text));
        return new Block(traced, line, line, item);
    }

    private static boolean continues(Block block, Line line, Wrapping wrapping) {
        String text = line.stripped();
        if (Line.Shape.isChapter(block.text().toString())
                || Line.Shape.isChapter(text)
                || Line.Shape.isListItem(text)) {
            return false;
        }
        if (Line.Shape.mayBeListItem(text) && mayBeginItem(block, line, wrapping)) {
            return false;
        }
        boolean indented = indentWidth(line) > indentWidth(block.last()) + 1;
        if (line.text().startsWith("\u3000") || (indented && !block.listItem())) {
            return false;
        }
        return wrapping.isFull(block.last(), line)
                || (!Line.Shape.SentenceEnd.closes(block.text()) && continuesParagraph(block, text, wrapping));
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
                || Line.Shape.SentenceEnd.closes(before.text())
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
        if (block.isSingleLine() && Line.Shape.isChapter(block.text().toString())) {
            return Kind.HEADING;
        }
        boolean headline = i == 0
                && block.isSingleLine()
                && Line.Shape.isHeadline(block.text().toString());
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
     * Detects the margin at which the lines of a text were wrapped, if they were.
     *
     * <p>In wrapped text most lines end in mid-sentence, where the next word would have passed the margin. Chinese text
     * files usually have one paragraph a line. Their lines end at the end of a sentence or are much longer than any
     * margin. Immutable.
     *
     * @param wrapped true if lines are joined
     * @param margin widest line, in columns, without the widest tenth of the lines
     */
    private record Wrapping(boolean wrapped, int margin) {
        /** Minimum margin; narrower text is verse or a list. */
        private static final int NARROWEST_MARGIN = 36;

        /** Maximum margin; editors wrap at 72 to 100 columns, mail programs at up to 78. */
        private static final int MAX_MARGIN = 130;

        /**
         * Minimum share of line ends in mid-sentence; wrapped text reaches 0.85, text with one paragraph a line rarely
         * 0.3.
         */
        private static final double MID_SENTENCE_SHARE = 0.5;

        /** Minimum share of these line ends at which the next word did not fit. */
        private static final double FULL_SHARE = 0.75;

        /** Number of columns that a line may be short, to keep a word whole or a mark off the start of a line. */
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
                if (!Line.Shape.SentenceEnd.closes(line.stripped())) {
                    midSentence++;
                    full += wrapping.isFull(line, next) ? 1 : 0;
                }
            }
            return midSentence > 0 && midSentence >= MID_SENTENCE_SHARE * all && full >= FULL_SHARE * midSentence;
        }

        private static boolean isMarked(Line line) {
            return Line.Shape.isListItem(line.stripped()) || Line.Shape.isChapter(line.stripped());
        }

        /** Returns whether the first word of the next line did not fit on this line. */
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
