package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.lexicon.Lexicon;
import duiqi.text.Text;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlicerTest {
    private static Slicer slicer(int most) {
        return new Slicer(Lexicon.standard(), AlignmentWeights.standard(), most);
    }

    @Test
    void splitsPartByPartLikeAllAtOnce() throws IOException {
        GoldBook book = GoldBook.of(GoldBook.pieces(2));
        Slicer slicer = slicer(150);
        Slicer.Slices slices = slicer.slices(book.sentences());
        assertThat(slices.parts()).hasSizeGreaterThan(2).allMatch(slice -> slice.size() > 37 && slice.size() <= 150);
        assertThat(book.cutThrough(slices)).isEmpty();
        List<Slicer.Slice> done = new ArrayList<>();
        Deque<Slicer.Part> parts = new ArrayDeque<>(List.of(slicer.whole(book.sentences())));
        while (!parts.isEmpty()) {
            Slicer.Part part = parts.removeLast();
            List<Slicer.Part> cut = slicer.parts(book.sentences(), part);
            if (part.isOpen()) {
                parts.addAll(cut);
            } else {
                assertThat(cut).containsExactly(part);
                done.add(0, part.slice());
            }
        }
        assertThat(slices.parts()).isEqualTo(done);
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
        Aligner aligner = new Aligner();
        List<Bead> uncut = Segments.beads(aligner.align(new TextPair(book.chinese(), book.english())));
        List<Bead> gated =
                Segments.beads(aligner.align(new TextPair(book.chinese(), book.english(), new HardBoundaries(cuts))));
        assertThat(Bead.Link.of(gated)).isEqualTo(Bead.Link.of(uncut));
        Alignment joined = slices.join(slices.parts().stream()
                .map(slice -> new Aligner().align(sentences.pair(slice)).text().alignment())
                .toList());
        assertThat(joined.sourceSize()).isEqualTo(sentences.chineseSize());
        assertThat(Evaluation.of(book.gold(), joined.beads()).strict().f1())
                .isGreaterThan(Evaluation.of(book.gold(), uncut).strict().f1() - 0.02);
    }

    @Test
    void readsOnlyWindows() throws IOException {
        Slicer.TextSentences book = GoldBook.of(GoldBook.pieces(12)).sentences();
        AtomicInteger most = new AtomicInteger();
        List<Slicer.Slice> halves = slicer(400).cut(watched(book, most), Slicer.Slice.whole(book));
        assertThat(halves).hasSize(2);
        assertThat(most.get()).isPositive().isLessThan(1000);
        assertThat(book.chineseSize()).isGreaterThan(2000);
    }

    private static void assertWhole(Slicer slicer, Slicer.TextSentences sentences) {
        assertThat(slicer.slices(sentences).parts()).containsExactly(Slicer.Slice.whole(sentences));
    }

    @Test
    void doesNotSplitShortEmptyOrRepetitiveTexts() throws IOException {
        assertWhole(slicer(Slicer.MAX_COUNT), GoldBook.of(GoldBook.texts()).sentences());
        Text water = Segments.chinese(Collections.nCopies(300, "水。"));
        assertWhole(slicer(100), new Slicer.TextSentences(water, Segments.english(List.of())));
        Text chinese = Segments.chinese(Collections.nCopies(300, "园丁在花园里种了三棵苹果树。"));
        Text english =
                Segments.english(Collections.nCopies(300, "The gardener planted three apple trees in the garden."));
        assertWhole(slicer(130), new Slicer.TextSentences(chinese, english));
    }

    /** Uses books that lack a chapter on either side, have an appendix on one side or swapped chapters. */
    @ParameterizedTest
    @ValueSource(strings = {"missing", "appendix", "swapped 5", "swapped 9"})
    @Tag("soak")
    void keepsGoldBeadsInOneSlice(String kind) throws IOException {
        List<GoldText> pieces = GoldBook.pieces(2);
        int size = pieces.size();
        List<Integer> chinese = GoldBook.numbers(kind.equals("appendix") ? size * 2 / 3 : size);
        List<Integer> english = GoldBook.numbers(size);
        if (kind.equals("missing")) {
            chinese.subList(size / 2, size / 2 + 9).clear();
            english.subList(size / 8, size / 8 + 9).clear();
        } else if (kind.startsWith("swapped")) {
            swap(english, Integer.parseInt(kind.substring(8)), Integer.parseInt(kind.substring(8)));
        }
        GoldBook book = GoldBook.of(pieces, chinese, english);
        Slicer.Slices slices = slicer(130).slices(book.sentences());
        assertThat(book.cutThrough(slices)).isEmpty();
        assertThat(slices.parts()).hasSizeGreaterThan(1);
    }

    /** Swaps two neighbouring runs of pieces in the middle. */
    private static void swap(List<Integer> order, int before, int behind) {
        int middle = order.size() / 2;
        Collections.rotate(order.subList(middle - before, middle + behind), behind);
    }

    /** Checks the windows near the ends, where also texts of mixed kinds correspond to the expected position. */
    @Test
    @Tag("soak")
    void splitsUnrelatedTextsOnlyNearTheEnd() throws IOException {
        GoldBook unrelated = GoldBook.of(GoldBook.texts(), List.of(0, 1, 2), List.of(3, 4, 5));
        assertThat(slicer(50).slices(unrelated.sentences()).parts()).hasSize(1);
        List<Integer> chinese = GoldBook.numbers(4);
        List<Integer> english = GoldBook.numbers(4);
        chinese.addAll(Collections.nCopies(100, 4));
        english.addAll(Collections.nCopies(100, 5));
        GoldBook book = GoldBook.of(GoldBook.texts(), chinese, english);
        Slicer.Slices slices = slicer(400).slices(book.sentences());
        assertThat(slices.parts()).hasSize(2);
        assertThat(book.cutThrough(slices)).isEmpty();
    }

    /** Records the size of the largest requested window. */
    private static Slicer.Sentences watched(Slicer.TextSentences texts, AtomicInteger most) {
        return (Slicer.Sentences) Proxy.newProxyInstance(
                SlicerTest.class.getClassLoader(),
                new Class<?>[] {Slicer.Sentences.class},
                (proxy, method, arguments) -> {
                    if (method.getReturnType() == List.class) {
                        most.accumulateAndGet((int) arguments[1] - (int) arguments[0], Math::max);
                    }
                    return method.invoke(texts, arguments);
                });
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

    private static final Slicer.Slices TWO =
            new Slicer.Slices(List.of(new Slicer.Slice(0, 2, 0, 1), new Slicer.Slice(2, 3, 1, 3)));
    private static final Alignment FIRST = new Alignment(2, 1, List.of(new Bead(List.of(0, 1), List.of(0), 0.5)));
    private static final Alignment SECOND =
            new Alignment(1, 2, List.of(new Bead(List.of(0), List.of(1), 1), new Bead(List.of(), List.of(0), 1)));

    @Test
    void joinsAlignmentsWithTheIndicesOfTheWholeText() {
        Alignment joined = TWO.join(List.of(FIRST, SECOND));
        assertThat(Segments.links(joined.beads())).containsExactly("[0, 1]:[0]", "[2]:[2]", "[]:[1]");
        assertThat(joined.beads().get(0).probability()).isEqualTo(0.5);
        assertThatThrownBy(() -> TWO.join(List.of(FIRST))).hasMessageContaining("1 alignments for 2 slices");
        assertThatThrownBy(() -> TWO.join(List.of(SECOND, FIRST))).hasMessageContaining("1 and 2 segments");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, must start with both texts",
                "1 2 0 1, must start with both texts",
                "0 2 0 1/2 3 2 3, must start at the end of the previous slice",
                "0 2 0 2/1 3 2 3, must start at the end of the previous slice",
                "2 1 0 0, 2 to 1",
            })
    void rejectsGapsAndOverlaps(@Nullable String slices, String problem) {
        assertThatThrownBy(() -> new Slicer.Slices(Stream.of(slices == null ? new String[0] : slices.split("/"))
                        .map(slice -> Stream.of(slice.split(" "))
                                .mapToInt(Integer::parseInt)
                                .toArray())
                        .map(n -> new Slicer.Slice(n[0], n[1], n[2], n[3]))
                        .toList()))
                .hasMessageContaining(problem);
        assertThatThrownBy(() -> slicer(0)).hasMessageContaining("not 0");
    }
}
