package duiqi.align;

import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Builds a book from pieces of the annotated texts. In English the pieces may have another order, and either language
 * may lack some.
 */
record GoldBook(Text chinese, Text english, List<Bead> gold) {
    private static final int PIECE = 10;

    /** Returns the six texts in order. */
    static List<GoldText> texts() throws IOException {
        return GoldText.in(Path.of("src/test/resources/gold"));
    }

    /** Returns the pieces of all texts in random order, repeated {@code copies} times. */
    static List<GoldText> pieces(int copies) throws IOException {
        List<GoldText> all = new ArrayList<>();
        Random random = new Random(7);
        for (int copy = 0; copy < copies; copy++) {
            List<GoldText> pieces = new ArrayList<>();
            texts().forEach(text -> pieces.addAll(text.pieces(PIECE)));
            Collections.shuffle(pieces, random);
            all.addAll(pieces);
        }
        return all;
    }

    static GoldBook of(List<GoldText> pieces) {
        return of(pieces, numbers(pieces.size()), numbers(pieces.size()));
    }

    static List<Integer> numbers(int end) {
        return new ArrayList<>(Aligner.range(0, end));
    }

    /**
     * Builds a book.
     *
     * @param chineseOrder numbers of the pieces of the Chinese text
     * @param englishOrder numbers of the pieces of the English text
     */
    static GoldBook of(List<GoldText> pieces, List<Integer> chineseOrder, List<Integer> englishOrder) {
        List<Segment> chinese = new ArrayList<>();
        List<Segment> english = new ArrayList<>();
        Map<Integer, Integer> chineseStarts = new LinkedHashMap<>();
        Map<Integer, Integer> englishStarts = new LinkedHashMap<>();
        for (int piece : chineseOrder) {
            chineseStarts.put(piece, chinese.size());
            add(pieces.get(piece).chinese(), chinese);
        }
        for (int piece : englishOrder) {
            englishStarts.put(piece, english.size());
            add(pieces.get(piece).english(), english);
        }
        List<Bead> gold = new ArrayList<>();
        Set<Integer> both = new HashSet<>(chineseOrder);
        both.retainAll(englishOrder);
        for (int piece : both) {
            for (Bead bead : pieces.get(piece).beads()) {
                gold.add(bead.moved(chineseStarts.getOrDefault(piece, 0), englishStarts.getOrDefault(piece, 0)));
            }
        }
        return new GoldBook(
                new Text("book.zh", Language.CHINESE, chinese), new Text("book.en", Language.ENGLISH, english), gold);
    }

    private static void add(Text text, List<Segment> all) {
        for (Segment segment : text.segments()) {
            int number = all.size();
            all.add(new Segment(segment.text(), new Location(text.name(), number + 1, 1), number, segment.kind()));
        }
    }

    Slicer.TextSentences sentences() {
        return new Slicer.TextSentences(chinese, english);
    }

    /** Returns the gold beads that have segments on both sides of a slice boundary. */
    List<Bead> cutThrough(Slicer.Slices slices) {
        return gold.stream()
                .filter(bead -> slices.parts().stream().noneMatch(slice -> holds(slice, bead)))
                .toList();
    }

    private static boolean holds(Slicer.Slice slice, Bead bead) {
        return bead.source().stream().allMatch(i -> i >= slice.chineseFrom() && i < slice.chineseEnd())
                && bead.target().stream().allMatch(j -> j >= slice.englishFrom() && j < slice.englishEnd());
    }
}
