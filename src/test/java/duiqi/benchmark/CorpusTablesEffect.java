package duiqi.benchmark;

import duiqi.align.Aligner;
import duiqi.align.AlignmentWeights;
import duiqi.align.CorpusTables;
import duiqi.align.CorpusTraining;
import duiqi.align.Evaluation;
import duiqi.align.Expectation;
import duiqi.align.ExpectedCounts;
import duiqi.align.GoldText;
import duiqi.align.ParallelText;
import duiqi.lexicon.Lexicon;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures the effect of tables trained on a corpus. It aligns gold texts, whole and in pieces, first separately, then
 * with tables trained on all of them, and then with tables of a corpus in which a third of the pairs is wrong. Training
 * does not use the gold. It also measures the cost of the tables.
 */
final class CorpusTablesEffect {
    private static final int PIECE = 20;

    private final Lexicon lexicon = Lexicon.standard();
    private final Aligner aligner;
    private final PrintStream out;

    private CorpusTablesEffect(Aligner aligner, PrintStream out) {
        this.aligner = aligner;
        this.out = out;
    }

    /**
     * Prints the figures.
     *
     * @param arguments folders of gold, optionally after {@code --weights FOLDER} for weights that were not trained on
     *     these texts
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        List<String> all =
                new ArrayList<>(List.of(String.join(" ", arguments).strip().split("\\s+")));
        Machine.print(
                out,
                "./mvnw -q -Pbenchmark test -Dbenchmark.main=duiqi.benchmark.CorpusTablesEffect \"-Dbenchmark="
                        + String.join(" ", all) + "\"");
        AlignmentWeights weights = AlignmentWeights.standard();
        if (all.get(0).equals("--weights")) {
            weights = AlignmentWeights.read(Path.of(all.get(1)));
            all.subList(0, 2).clear();
        }
        CorpusTablesEffect benchmark = new CorpusTablesEffect(new Aligner(Lexicon.standard(), weights), out);
        List<GoldText> pieces = new ArrayList<>();
        for (String folder : all) {
            List<GoldText> texts = GoldText.in(Path.of(folder));
            List<GoldText> own = pieces(texts);
            pieces.addAll(own);
            benchmark.measure(folder + ", whole texts", texts);
            benchmark.measure(folder + ", pieces of " + PIECE, own);
        }
        benchmark.measure("all folders, pieces of " + PIECE, pieces);
        benchmark.measureNoise(pieces);
        benchmark.measureCost(pieces);
    }

    private static List<GoldText> pieces(List<GoldText> texts) {
        return texts.stream().flatMap(text -> text.pieces(PIECE).stream()).toList();
    }

    private static ParallelText aligned(Aligner by, GoldText text) {
        return by.align(text.chinese(), text.english()).text();
    }

    private List<ParallelText> aligned(List<GoldText> texts) {
        return texts.parallelStream().map(text -> aligned(aligner, text)).toList();
    }

    private static Evaluation evaluate(Aligner by, List<GoldText> texts) {
        return texts.parallelStream()
                .map(text -> Evaluation.of(
                        text.beads(), aligned(by, text).alignment().beads()))
                .reduce(Evaluation.NONE, Evaluation::plus);
    }

    private void measure(String name, List<GoldText> texts) {
        CorpusTables tables = CorpusTraining.learn(lexicon, aligned(texts));
        out.println(name + ": " + texts.size() + " documents");
        out.println("  separately  " + evaluate(aligner, texts).toLine());
        out.println(
                "  with tables " + evaluate(aligner.withTables(tables), texts).toLine());
    }

    /** Adds every second piece again, with the English of another piece. */
    private void measureNoise(List<GoldText> pieces) {
        List<ParallelText> corpus = new ArrayList<>(aligned(pieces));
        List<GoldText> wrong = new ArrayList<>();
        for (int k = 0; k < pieces.size(); k += 2) {
            GoldText other = pieces.get((k + pieces.size() / 2) % pieces.size());
            wrong.add(new GoldText("wrong", pieces.get(k).chinese(), other.english(), List.of()));
        }
        List<ParallelText> alignedWrong = aligned(wrong);
        corpus.addAll(alignedWrong);
        CorpusTables tables = CorpusTraining.learn(lexicon, corpus);
        Expectation expectation = new Expectation(lexicon, tables.vocabulary(), CorpusTables.EMPTY);
        long used = alignedWrong.stream()
                .filter(text -> expectation.add(text, new ExpectedCounts()))
                .count();
        out.println("all pieces, with a third of wrong pairs; used for training: " + used + " of " + wrong.size()
                + " wrong pairs");
        out.println(
                "  with tables " + evaluate(aligner.withTables(tables), pieces).toLine());
    }

    private void measureCost(List<GoldText> pieces) throws IOException {
        List<ParallelText> corpus = aligned(pieces);
        CorpusTables tables = CorpusTraining.learn(lexicon, corpus);
        int sentences = pieces.stream()
                .mapToInt(piece -> piece.chinese().segments().size())
                .sum();
        long start = System.nanoTime();
        pieces.forEach(piece -> aligned(aligner, piece));
        double align = (System.nanoTime() - start) / 1e3 / sentences;
        start = System.nanoTime();
        pieces.forEach(piece -> aligned(aligner.withTables(tables), piece));
        double withTables = (System.nanoTime() - start) / 1e3 / sentences;
        Expectation expectation = new Expectation(lexicon, tables.vocabulary(), tables);
        ExpectedCounts counts = new ExpectedCounts();
        start = System.nanoTime();
        corpus.forEach(text -> expectation.add(text, counts));
        double expect = (System.nanoTime() - start) / 1e3 / sentences;
        long[] bytes = new long[1];
        tables.write(new OutputStream() {
            @Override
            public void write(int next) {
                bytes[0]++;
            }

            @Override
            public void write(byte[] block, int from, int length) {
                bytes[0] += length;
            }
        });
        out.printf(
                Locale.ROOT,
                "a sentence takes %.0f us to align, %.0f us with tables, %.0f us for an iteration of training; tables of"
                        + " %d pairs and %d types, counted in %d pairs, have %.1f bytes a pair%n",
                align,
                withTables,
                expect,
                tables.size(),
                tables.vocabulary().chineseSize() + tables.vocabulary().stemSize(),
                counts.size(),
                (double) bytes[0] / tables.size());
    }
}
