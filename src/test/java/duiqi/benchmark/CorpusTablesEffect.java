package duiqi.benchmark;

import duiqi.align.Aligner;
import duiqi.align.AlignmentWeights;
import duiqi.align.CorpusTables;
import duiqi.align.CorpusTraining;
import duiqi.align.Evaluation;
import duiqi.align.GoldText;
import duiqi.align.ParallelText;
import duiqi.lexicon.Lexicon;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures the effect of tables trained on a corpus. It aligns gold texts, whole and in pieces, first separately, and
 * then with tables trained on all of them. Training does not use the gold.
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
}
