package duiqi.benchmark;

import duiqi.align.Bead;
import duiqi.align.GoldText;
import duiqi.text.Language;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Builds a book with its gold from annotated texts. The same texts make the same book.
 *
 * @param chinese the Chinese text
 * @param english the English text
 * @param gold beads of the whole book
 */
record Book(Text chinese, Text english, List<Bead> gold) {
    private static final long SEED = 20_261_126;
    private static final int DIGITS = 10;

    /** Joins the texts in order. */
    static Book of(List<GoldText> texts) {
        return joined(texts, texts.size(), new Random(SEED), false);
    }

    /**
     * Joins pieces of the texts in random order, repeated. Digits differ from copy to copy, in both languages in the
     * same way, so that no copy equals another.
     *
     * @param piece minimum number of Chinese sentences in a piece
     * @param sentences minimum number of Chinese sentences in the book
     */
    static Book of(List<GoldText> texts, int piece, int sentences) {
        List<GoldText> pieces =
                texts.stream().flatMap(text -> text.pieces(piece).stream()).toList();
        int size = pieces.stream()
                .mapToInt(part -> part.chinese().segments().size())
                .sum();
        int copies = (sentences + size - 1) / size;
        Random random = new Random(SEED);
        List<GoldText> all = new ArrayList<>();
        for (int copy = 0; copy < copies; copy++) {
            List<GoldText> shuffled = new ArrayList<>(pieces);
            Collections.shuffle(shuffled, random);
            all.addAll(shuffled);
        }
        return joined(all, pieces.size(), random, true);
    }

    private static Book joined(List<GoldText> parts, int ofCopy, Random random, boolean changed) {
        List<Segment> chinese = new ArrayList<>();
        List<Segment> english = new ArrayList<>();
        List<Bead> gold = new ArrayList<>();
        List<Integer> digits = Arrays.asList(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        for (int k = 0; k < parts.size(); k++) {
            if (changed && k % ofCopy == 0) {
                Collections.shuffle(digits, random);
            }
            GoldText part = parts.get(k);
            for (Bead bead : part.beads()) {
                gold.add(new Bead(
                        moved(bead.source(), chinese.size()),
                        moved(bead.target(), english.size()),
                        bead.probability()));
            }
            add(part.chinese(), digits, chinese);
            add(part.english(), digits, english);
        }
        return new Book(
                new Text("book.zh", Language.CHINESE, chinese), new Text("book.en", Language.ENGLISH, english), gold);
    }

    private static List<Integer> moved(List<Integer> segments, int by) {
        return segments.stream().map(segment -> segment + by).toList();
    }

    /** Adds segments with other digits. As in the gold, each segment is a paragraph. */
    private static void add(Text text, List<Integer> digits, List<Segment> all) {
        for (Segment segment : text.segments()) {
            String changed = segment.text()
                    .codePoints()
                    .mapToObj(c ->
                            c >= '0' && c < '0' + DIGITS ? digits.get(c - '0').toString() : Character.toString(c))
                    .collect(Collectors.joining());
            all.add(new Segment(changed, segment.location(), all.size(), segment.kind()));
        }
    }
}
