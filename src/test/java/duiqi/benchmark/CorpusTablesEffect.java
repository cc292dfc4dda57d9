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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures the effect of tables trained on a corpus. It aligns gold texts, whole and in pieces, first separately, then
 * with tables trained on all of them, and then with tables of a corpus in which a third of the pairs is wrong. Training
 * does not use the gold.
 */
final class CorpusTablesEffect {
    private static final int PIECE = 20;

    private final Lexicon lexicon = Lexicon.standard();
    private final Aligner aligner;
    private final Bench bench;

    private CorpusTablesEffect(Aligner aligner, Bench bench) {
        this.aligner = aligner;
        this.bench = bench;
    }

    /**
     * Prints the figures.
     *
     * @param arguments folders of gold, optionally after {@code --weights FOLDER} for weights that were not trained on
     *     these texts
     */
    public static void main(String[] arguments) throws IOException {
        Bench bench = new Bench(CorpusTablesEffect.class, arguments);
        Optional<String> folder = bench.after("--weights");
        AlignmentWeights weights =
                folder.isPresent() ? AlignmentWeights.read(Path.of(folder.get())) : AlignmentWeights.standard();
        CorpusTablesEffect benchmark = new CorpusTablesEffect(new Aligner(Lexicon.standard(), weights), bench);
        List<GoldText> pieces = new ArrayList<>();
        for (Path place : bench.paths()) {
            List<GoldText> texts = GoldText.in(place);
            List<GoldText> own = pieces(texts);
            pieces.addAll(own);
            benchmark.measure(place + ", whole texts", texts);
            benchmark.measure(place + ", pieces of " + PIECE, own);
        }
        benchmark.measure("all folders, pieces of " + PIECE, pieces);
        benchmark.measureNoise(pieces);
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
        bench.say(
                "%s: %d documents%n  separately  %s%n  with tables %s",
                name,
                texts.size(),
                evaluate(aligner, texts).toLine(),
                evaluate(aligner.withTables(tables), texts).toLine());
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
        bench.say(
                "all pieces, with a third of wrong pairs; used for training: %d of %d wrong pairs%n  with tables %s",
                used, wrong.size(), evaluate(aligner.withTables(tables), pieces).toLine());
    }
}
