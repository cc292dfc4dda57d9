package duiqi.benchmark;

import duiqi.align.Aligner;
import duiqi.align.AlignmentWeights;
import duiqi.align.CorpusTables;
import duiqi.align.CorpusTraining;
import duiqi.align.Evaluation;
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
 * What tables learnt from a corpus are worth: gold texts, whole and in pieces, aligned each alone and then taught by the tables that
 * all of them give, and by tables of a corpus a third of which is wrongly paired. Learning sees no gold, which only judges. And what
 * the tables cost.
 */
final class CorpusTeaching {
    private static final int PIECE = 20;

    private final Lexicon lexicon = Lexicon.standard();
    private final CorpusTraining training =
            new CorpusTraining(lexicon, Runtime.getRuntime().availableProcessors());
    private final Aligner aligner;
    private final PrintStream out;

    private CorpusTeaching(Aligner aligner, PrintStream out) {
        this.aligner = aligner;
        this.out = out;
    }

    /**
     * Prints the figures.
     *
     * @param arguments folders of gold; before them {@code --weights FOLDER} for weights that have not seen these texts
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        List<String> all =
                new ArrayList<>(List.of(String.join(" ", arguments).strip().split("\\s+")));
        Machine.print(
                out,
                "./mvnw -q -Pbenchmark test -Dbenchmark.main=duiqi.benchmark.CorpusTeaching \"-Dbenchmark="
                        + String.join(" ", all) + "\"");
        AlignmentWeights weights = AlignmentWeights.standard();
        if (all.get(0).equals("--weights")) {
            weights = AlignmentWeights.read(Path.of(all.get(1)));
            all.subList(0, 2).clear();
        }
        CorpusTeaching teaching = new CorpusTeaching(new Aligner(Lexicon.standard(), weights), out);
        List<GoldText> pieces = new ArrayList<>();
        for (String folder : all) {
            List<GoldText> texts = GoldText.in(Path.of(folder));
            List<GoldText> own = pieces(texts);
            pieces.addAll(own);
            teaching.measure(folder + ", whole texts", texts);
            teaching.measure(folder + ", pieces of " + PIECE, own);
        }
        teaching.measure("all folders, pieces of " + PIECE, pieces);
        teaching.measureNoise(pieces);
        teaching.measureCost(pieces);
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

    private static Evaluation judge(Aligner by, List<GoldText> texts) {
        return texts.parallelStream()
                .map(text -> Evaluation.of(
                        text.beads(), aligned(by, text).alignment().beads()))
                .reduce(Evaluation.NONE, Evaluation::plus);
    }

    private void measure(String name, List<GoldText> texts) {
        CorpusTables tables = training.learn(aligned(texts));
        out.println(name + ": " + texts.size() + " documents");
        out.println("  alone  " + judge(aligner, texts).toLine());
        out.println("  taught " + judge(aligner.withTables(tables), texts).toLine());
    }

    /** Every second piece a second time, with the English of another. */
    private void measureNoise(List<GoldText> pieces) {
        List<ParallelText> corpus = new ArrayList<>(aligned(pieces));
        List<GoldText> wrong = new ArrayList<>();
        for (int k = 0; k < pieces.size(); k += 2) {
            GoldText other = pieces.get((k + pieces.size() / 2) % pieces.size());
            wrong.add(new GoldText("wrong", pieces.get(k).chinese(), other.english(), List.of()));
        }
        List<ParallelText> alignedWrong = aligned(wrong);
        corpus.addAll(alignedWrong);
        CorpusTables tables = training.learn(corpus);
        CorpusTraining.Expectation expectation =
                new CorpusTraining.Expectation(lexicon, tables.vocabulary(), CorpusTables.EMPTY);
        long teachers = alignedWrong.stream()
                .filter(text -> expectation.add(text, new ExpectedCounts()))
                .count();
        out.println("all pieces, and wrong pairs as a third of the corpus, " + teachers + " of " + wrong.size()
                + " of which teach");
        out.println("  taught " + judge(aligner.withTables(tables), pieces).toLine());
    }

    private void measureCost(List<GoldText> pieces) throws IOException {
        List<ParallelText> corpus = aligned(pieces);
        CorpusTables tables = training.learn(corpus);
        int sentences = pieces.stream()
                .mapToInt(piece -> piece.chinese().segments().size())
                .sum();
        long start = System.nanoTime();
        pieces.forEach(piece -> aligned(aligner, piece));
        double align = (System.nanoTime() - start) / 1e3 / sentences;
        start = System.nanoTime();
        pieces.forEach(piece -> aligned(aligner.withTables(tables), piece));
        double taught = (System.nanoTime() - start) / 1e3 / sentences;
        CorpusTraining.Expectation expectation = new CorpusTraining.Expectation(lexicon, tables.vocabulary(), tables);
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
                "a sentence takes %.0f us to align, %.0f us taught, %.0f us to learn from in an iteration; tables of"
                        + " %d pairs and %d types, counted in %d pairs, have %.1f bytes a pair%n",
                align,
                taught,
                expect,
                tables.size(),
                tables.vocabulary().chineseSize() + tables.vocabulary().stemSize(),
                counts.size(),
                (double) bytes[0] / tables.size());
    }
}
