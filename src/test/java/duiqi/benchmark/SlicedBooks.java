package duiqi.benchmark;

import duiqi.align.Aligner;
import duiqi.align.Alignment;
import duiqi.align.AlignmentWeights;
import duiqi.align.Bead;
import duiqi.align.CorpusTables;
import duiqi.align.CorpusTraining;
import duiqi.align.Evaluation;
import duiqi.align.GoldText;
import duiqi.align.ParallelText;
import duiqi.align.Slicer;
import duiqi.lexicon.Lexicon;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Measures the accuracy and the time of aligning a long text in slices, compared with the whole text and with its gold.
 */
final class SlicedBooks {
    private static final int PIECE = 20;

    private final Bench bench;
    private final Book book;
    private final Slicer.TextSentences sentences;
    private final Aligner aligner = new Aligner();

    /** Maximum number of sentences of a slice with its context; 0 for no context. */
    private final int context;

    private SlicedBooks(Bench bench, Book book, int context) {
        this.bench = bench;
        this.book = book;
        this.context = context;
        sentences = new Slicer.TextSentences(book.chinese(), book.english());
    }

    /**
     * Prints a line for the whole book, if requested, and one for each slice size.
     *
     * @param arguments mode: {@code uncut} to align the whole book too, {@code trained} to repeat both with tables
     *     trained on the book, {@code sliced} for slices only, or {@code cut} to split without aligning; then the
     *     Chinese sentences of the book, 0 for the texts without repetition; then slice sizes separated by commas, and /0
     *     to align slices without their context; then folders of gold
     */
    public static void main(String[] arguments) throws IOException {
        Bench bench = new Bench(SlicedBooks.class, arguments);
        String mode = bench.next("sliced");
        int size = bench.nextNumber(0);
        String[] sizes = bench.next("4000").split("/");
        int context = sizes.length == 1 ? Slicer.MAX_COUNT : Integer.parseInt(sizes[1]);
        List<GoldText> texts = bench.gold();
        SlicedBooks books = new SlicedBooks(bench, size == 0 ? Book.of(texts) : Book.of(texts, PIECE, size), context);
        Set<List<List<Integer>>> uncut = mode.equals("uncut") || mode.equals("trained") ? books.uncut() : Set.of();
        Set<List<List<Integer>>> uncutWithTables = mode.equals("trained") ? books.withTables(uncut) : Set.of();
        for (String most : sizes[0].split(",")) {
            Slicer.Slices slices = books.cut(Integer.parseInt(most));
            if (!mode.equals("cut")) {
                books.sliced(slices, uncut);
            }
            if (mode.equals("trained")) {
                books.withTables(slices, uncut, uncutWithTables);
            }
        }
    }

    private Set<List<List<Integer>>> uncut() {
        long start = System.nanoTime();
        Alignment alignment =
                aligner.align(book.chinese(), book.english()).text().alignment();
        bench.say(
                "uncut: %d and %d sentences, strict F1 %.4f, %.1f s",
                alignment.sourceSize(),
                alignment.targetSize(),
                Evaluation.of(book.gold(), alignment.beads()).strict().f1(),
                Bench.seconds(start));
        return links(alignment.beads());
    }

    /** Aligns the whole book with tables trained on it, like a corpus of one document. */
    private Set<List<List<Integer>>> withTables(Set<List<List<Integer>>> uncut) {
        List<Slicer.Slice> whole = List.of(Slicer.Slice.whole(sentences));
        List<Bead> beads = new Slicer.Slices(whole).join(withTables(whole)).beads();
        Set<List<List<Integer>>> links = links(beads);
        print("  uncut, with tables", beads, uncut, links);
        return links;
    }

    /** Aligns slices with tables trained on them, like a corpus with a document for each slice. */
    private void withTables(
            Slicer.Slices slices, Set<List<List<Integer>>> uncut, Set<List<List<Integer>>> uncutWithTables) {
        print("  with tables", slices.join(withTables(slices.parts())).beads(), uncut, uncutWithTables);
    }

    private List<Alignment> withTables(List<Slicer.Slice> slices) {
        List<ParallelText> texts = inContext(aligner, slices);
        CorpusTables tables = CorpusTraining.learn(Lexicon.standard(), texts);
        return inContext(aligner.withTables(tables), slices).stream()
                .map(ParallelText::alignment)
                .toList();
    }

    /** Aligns each slice with its context, as a corpus run does. */
    private List<ParallelText> inContext(Aligner used, List<Slicer.Slice> slices) {
        Slicer.Slices all = new Slicer.Slices(slices);
        return IntStream.range(0, slices.size())
                .mapToObj(number -> inContext(used, slices.get(number), all.withContext(number, context)))
                .toList();
    }

    private ParallelText inContext(Aligner used, Slicer.Slice slice, Slicer.Slice window) {
        return used.align(List.of(
                        sentences.pair(new Slicer.Slice(
                                window.chineseFrom(), slice.chineseFrom(), window.englishFrom(), slice.englishFrom())),
                        sentences.pair(slice),
                        sentences.pair(new Slicer.Slice(
                                slice.chineseEnd(), window.chineseEnd(), slice.englishEnd(), window.englishEnd()))))
                .get(1)
                .text();
    }

    private void print(
            String name, List<Bead> beads, Set<List<List<Integer>>> uncut, Set<List<List<Integer>>> uncutWithTables) {
        Set<List<List<Integer>>> links = links(beads);
        bench.say(
                "%s: strict F1 %.4f, of %d beads %d not in the uncut alignment, %d not in the uncut alignment with tables",
                name,
                Evaluation.of(book.gold(), beads).strict().f1(),
                beads.size(),
                links.stream().filter(link -> !uncut.contains(link)).count(),
                links.stream().filter(link -> !uncutWithTables.contains(link)).count());
    }

    private Slicer.Slices cut(int most) {
        long start = System.nanoTime();
        Slicer.Slices slices = new Slicer(Lexicon.standard(), AlignmentWeights.standard(), most).slices(sentences);
        bench.say(
                "at most %d: %d slices of %d to %d sentences, %d wrong cuts, %.1f s",
                most,
                slices.parts().size(),
                slices.parts().stream().mapToInt(Slicer.Slice::size).min().orElse(0),
                slices.parts().stream().mapToInt(Slicer.Slice::size).max().orElse(0),
                wrongCuts(slices),
                Bench.seconds(start));
        return slices;
    }

    private void sliced(Slicer.Slices slices, Set<List<List<Integer>>> uncut) {
        List<Alignment> alignments = new ArrayList<>();
        double[] times = new double[slices.parts().size()];
        for (int k = 0; k < times.length; k++) {
            long start = System.nanoTime();
            alignments.add(inContext(aligner, slices.parts().get(k), slices.withContext(k, context))
                    .alignment());
            times[k] = Bench.seconds(start);
        }
        List<Bead> beads = slices.join(alignments).beads();
        double aligning = Arrays.stream(times).sum();
        Arrays.sort(times);
        Set<List<List<Integer>>> links = links(beads);
        links.removeAll(uncut);
        bench.say(
                "  aligned: strict F1 %.4f, %s of %d beads not in the uncut; %.1f s, longest %.2f s, median %.2f s",
                Evaluation.of(book.gold(), beads).strict().f1(),
                uncut.isEmpty() ? "?" : links.size(),
                beads.size(),
                aligning,
                times[times.length - 1],
                times[times.length / 2]);
    }

    /** Returns the number of slice boundaries inside a gold bead. */
    private long wrongCuts(Slicer.Slices slices) {
        Set<Slicer.Slice> wrong = new HashSet<>();
        for (Bead bead : book.gold()) {
            int from = 0;
            int end = slices.parts().size();
            while (end - from > 1) {
                int middle = (from + end) >>> 1;
                boolean behind = bead.source().isEmpty()
                        ? slices.parts().get(middle).englishFrom()
                                <= bead.target().get(0)
                        : slices.parts().get(middle).chineseFrom()
                                <= bead.source().get(0);
                from = behind ? middle : from;
                end = behind ? end : middle;
            }
            Slicer.Slice slice = slices.parts().get(from);
            if (bead.source().stream().anyMatch(i -> i < slice.chineseFrom() || i >= slice.chineseEnd())
                    || bead.target().stream().anyMatch(j -> j < slice.englishFrom() || j >= slice.englishEnd())) {
                wrong.add(slice);
            }
        }
        return wrong.size();
    }

    private static Set<List<List<Integer>>> links(List<Bead> beads) {
        Set<List<List<Integer>>> links = new HashSet<>();
        beads.forEach(bead -> links.add(List.of(bead.source(), bead.target())));
        return links;
    }
}
