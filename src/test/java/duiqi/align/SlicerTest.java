package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.lexicon.Lexicon;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SlicerTest {
    private static final int COPIES = 2;

    private static Slicer slicer(int most) {
        return new Slicer(Lexicon.standard(), AlignmentWeights.standard(), most);
    }

    @Test
    void splitsBetweenGoldBeadsIntoSlicesBelowTheLimit() throws IOException {
        GoldBook book = GoldBook.of(GoldBook.pieces(COPIES));
        Slicer.Slices slices = slicer(150).slices(book.sentences());
        assertThat(slices.parts()).hasSizeGreaterThan(2).allMatch(slice -> slice.size() > 37 && slice.size() <= 150);
        assertThat(book.cutThrough(slices)).isEmpty();
    }

    @Test
    void splitsPartByPartLikeAllAtOnce() throws IOException {
        Slicer.TextSentences book = GoldBook.of(GoldBook.pieces(2)).sentences();
        Slicer slicer = slicer(150);
        List<Slicer.Slice> done = new ArrayList<>();
        Deque<Slicer.Part> parts = new ArrayDeque<>(List.of(slicer.whole(book)));
        while (!parts.isEmpty()) {
            Slicer.Part part = parts.removeLast();
            List<Slicer.Part> cut = slicer.parts(book, part);
            if (part.isOpen()) {
                parts.addAll(cut);
            } else {
                assertThat(cut).containsExactly(part);
                done.add(0, part.slice());
            }
        }
        assertThat(slicer.slices(book).parts()).hasSizeGreaterThan(2).isEqualTo(done);
    }

    @Test
    void doesNotSplitShortTexts() throws IOException {
        Slicer.TextSentences sentences = GoldBook.of(GoldBook.texts()).sentences();
        assertThat(slicer(Slicer.MAX_COUNT).slices(sentences).parts()).containsExactly(Slicer.Slice.whole(sentences));
    }

    /** Checks that splitting alone changes no bead if the translation tables are the same, and few if they are not. */
    @Test
    void alignsSlicesLikeTheWholeText() throws IOException {
        GoldBook book = GoldBook.of(GoldBook.texts());
        Slicer.TextSentences sentences = book.sentences();
        Slicer.Slices slices = slicer(150).slices(sentences);
        List<HardBoundaries.Gate> cuts = slices.parts().stream()
                .skip(1)
                .map(slice -> new HardBoundaries.Gate(slice.chineseFrom(), slice.englishFrom()))
                .toList();
        assertThat(cuts).isNotEmpty();
        List<Bead> uncut = beads(new TextPair(book.chinese(), book.english()));
        List<Bead> gated = beads(new TextPair(book.chinese(), book.english(), new HardBoundaries(cuts)));
        assertThat(Bead.Link.of(gated)).isEqualTo(Bead.Link.of(uncut));
        Alignment joined = slices.join(slices.parts().stream()
                .map(slice -> new Aligner().align(sentences.pair(slice)).text().alignment())
                .toList());
        assertThat(joined.sourceSize()).isEqualTo(sentences.chineseSize());
        assertThat(Evaluation.of(book.gold(), joined.beads()).strict().f1())
                .isGreaterThan(Evaluation.of(book.gold(), uncut).strict().f1() - 0.02);
    }

    private static List<Bead> beads(TextPair texts) {
        return new Aligner().align(texts).text().alignment().beads();
    }

    @Test
    void readsOnlyWindows() throws IOException {
        Slicer.TextSentences book = GoldBook.of(GoldBook.pieces(6 * COPIES)).sentences();
        AtomicInteger most = new AtomicInteger();
        List<Slicer.Slice> halves = slicer(400).cut(new Watched(book, most), Slicer.Slice.whole(book));
        assertThat(halves).hasSize(2);
        assertThat(most.get()).isPositive().isLessThan(1000);
        assertThat(book.chineseSize()).isGreaterThan(2000);
    }

    @Test
    void doesNotSplitOneRepeatedSentence() {
        Text chinese = Segments.chinese(Collections.nCopies(900, "园丁在花园里种了三棵苹果树。"));
        Text english =
                Segments.english(Collections.nCopies(900, "The gardener planted three apple trees in the garden."));
        Slicer.TextSentences sentences = new Slicer.TextSentences(chinese, english);
        assertThat(slicer(130).slices(sentences).parts()).containsExactly(Slicer.Slice.whole(sentences));
    }

    @Test
    void doesNotSplitUnrelatedTexts() throws IOException {
        List<GoldText> texts = GoldBook.texts();
        GoldBook book = GoldBook.of(texts, List.of(0, 1, 2), List.of(3, 4, 5));
        assertThat(slicer(50).slices(book.sentences()).parts()).hasSize(1);
    }

    /** Checks the windows near the ends, where also texts of mixed kinds correspond to the expected position. */
    @Test
    void splitsNearTheEndIfNoOtherPositionIsCertain() throws IOException {
        List<Integer> chinese = GoldBook.numbers(4);
        List<Integer> english = GoldBook.numbers(4);
        chinese.addAll(Collections.nCopies(100, 4));
        english.addAll(Collections.nCopies(100, 5));
        GoldBook book = GoldBook.of(GoldBook.texts(), chinese, english);
        Slicer.Slices slices = slicer(400).slices(book.sentences());
        assertThat(slices.parts()).hasSize(2);
        assertThat(book.cutThrough(slices)).isEmpty();
    }

    @Test
    void doesNotSplitTextsWithAnEmptySide() {
        Slicer.TextSentences sentences =
                new Slicer.TextSentences(Segments.chinese(Collections.nCopies(300, "水。")), Segments.english(List.of()));
        assertThat(slicer(100).slices(sentences).parts()).containsExactly(Slicer.Slice.whole(sentences));
    }

    /** Uses a book that lacks a chapter in English near its start, and another one in Chinese in the middle. */
    @Test
    void doesNotSplitInsideAMissingChapter() throws IOException {
        List<GoldText> pieces = GoldBook.pieces(COPIES);
        List<Integer> chinese = GoldBook.numbers(pieces.size());
        chinese.subList(pieces.size() / 2, pieces.size() / 2 + 9).clear();
        List<Integer> english = GoldBook.numbers(pieces.size());
        english.subList(pieces.size() / 8, pieces.size() / 8 + 9).clear();
        GoldBook book = GoldBook.of(pieces, chinese, english);
        Slicer.Slices slices = slicer(130).slices(book.sentences());
        assertThat(book.cutThrough(slices)).isEmpty();
        assertThat(slices.parts()).hasSizeGreaterThan(1);
    }

    @Test
    void splitsTextsWithAnAppendixOnOneSide() throws IOException {
        List<GoldText> pieces = GoldBook.pieces(COPIES);
        GoldBook book = GoldBook.of(pieces, GoldBook.numbers(pieces.size() * 2 / 3), GoldBook.numbers(pieces.size()));
        Slicer.Slices slices = slicer(130).slices(book.sentences());
        assertThat(book.cutThrough(slices)).isEmpty();
        assertThat(slices.parts()).hasSizeGreaterThan(2);
    }

    @Test
    void doesNotSplitBetweenSwappedChapters() throws IOException {
        List<GoldText> pieces = GoldBook.pieces(COPIES);
        for (int size : List.of(5, 9)) {
            GoldBook book = swapped(pieces, size, size);
            Slicer.Slices slices = slicer(130).slices(book.sentences());
            assertThat(book.cutThrough(slices)).isEmpty();
            assertThat(slices.parts()).hasSizeGreaterThan(1);
        }
    }

    /**
     * Checks that pairs are split only if they are so far apart that the alignment of the whole texts does not find
     * them either.
     */
    @Test
    void keepsPairsOfTheWholeTextInOneSlice() throws IOException {
        GoldBook book = swapped(GoldBook.pieces(COPIES), 12, 2);
        Slicer.Slices slices = slicer(130).slices(book.sentences());
        Alignment uncut =
                new Aligner().align(book.chinese(), book.english()).text().alignment();
        assertThat(GoldBook.cutThrough(uncut.beads(), slices)).isEmpty();
        assertThat(slices.parts()).hasSizeGreaterThan(1);
    }

    /** Returns a book whose middle has two neighbouring runs of pieces swapped in English. */
    private static GoldBook swapped(List<GoldText> pieces, int before, int behind) {
        List<Integer> order = GoldBook.numbers(pieces.size());
        int middle = pieces.size() / 2;
        Collections.rotate(order.subList(middle - before, middle + behind), behind);
        return GoldBook.of(pieces, GoldBook.numbers(pieces.size()), order);
    }

    @Test
    void rejectsInvalidSlices() {
        assertThatThrownBy(() -> new Slicer.Slice(2, 1, 0, 0)).hasMessageContaining("2 to 1");
        assertThatThrownBy(() -> slicer(0)).hasMessageContaining("not 0");
    }

    /** Records the size of the largest requested window. */
    private record Watched(Slicer.TextSentences texts, AtomicInteger most) implements Slicer.Sentences {
        private List<Segment> noted(List<Segment> window) {
            most.accumulateAndGet(window.size(), Math::max);
            return new ArrayList<>(window);
        }

        @Override
        public int chineseSize() {
            return texts.chineseSize();
        }

        @Override
        public int englishSize() {
            return texts.englishSize();
        }

        @Override
        public List<Segment> chinese(int from, int end) {
            return noted(texts.chinese(from, end));
        }

        @Override
        public List<Segment> english(int from, int end) {
            return noted(texts.english(from, end));
        }

        @Override
        public long chineseBefore(int segment) {
            return texts.chineseBefore(segment);
        }

        @Override
        public long englishBefore(int segment) {
            return texts.englishBefore(segment);
        }
    }

    @Test
    void addsContextUpToLimit() {
        Slicer.Slices slices = new Slicer.Slices(List.of(
                new Slicer.Slice(0, 100, 0, 200),
                new Slicer.Slice(100, 200, 200, 300),
                new Slicer.Slice(200, 250, 300, 350),
                new Slicer.Slice(250, 350, 350, 450)));
        assertThat(slices.withContext(1, 100)).isEqualTo(slices.parts().get(1));
        assertThat(slices.withContext(1, 200)).isEqualTo(new Slicer.Slice(75, 250, 150, 350));
        // A side without enough text leaves its room to the other.
        assertThat(slices.withContext(0, 300)).isEqualTo(new Slicer.Slice(0, 200, 0, 300));
        assertThat(slices.withContext(3, 200)).isEqualTo(new Slicer.Slice(150, 350, 250, 450));
        assertThat(slices.withContext(2, 4000)).isEqualTo(new Slicer.Slice(0, 350, 0, 450));
    }
}
