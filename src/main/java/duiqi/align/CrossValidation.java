package duiqi.align;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Judges the method and not the memory of it: every text is aligned with weights learnt from the texts of other folds only. Folds
 * and texts are spread over the processors; the figures are the same on any number of them. Thread-safe.
 */
public final class CrossValidation {
    private final Trainer trainer;
    private final EvaluationPlan examination;
    private final boolean pooled;

    /**
     * @param trainer what learns
     * @param examination what is asked about each text
     * @param pooled whether the whole texts of a fold are aligned together
     */
    public CrossValidation(Trainer trainer, EvaluationPlan examination, boolean pooled) {
        this.trainer = trainer;
        this.examination = examination;
        this.pooled = pooled;
    }

    /** Judges every text by the weights of the other folds. */
    public HeldOut judge(Folds folds) {
        // Texts that cannot be augmented are refused here: out of another thread the message would come wrapped.
        IntStream.range(0, folds.number())
                .forEach(fold -> trainer.augmentation().of(folds.training(fold)));
        List<List<EvaluationResult>> byFold = IntStream.range(0, folds.number())
                .parallel()
                .mapToObj(fold -> judge(folds, fold))
                .toList();
        List<EvaluationResult> texts = byFold.stream().flatMap(List::stream).toList();
        List<EvaluationResult> sets = new ArrayList<>();
        for (int fold = 0; fold < folds.names().size(); fold++) {
            sets.add(EvaluationResult.sum(folds.names().get(fold), byFold.get(fold)));
        }
        return new HeldOut(examination, texts, sets, EvaluationResult.sum("all", texts));
    }

    private List<EvaluationResult> judge(Folds folds, int fold) {
        Aligner aligner = trainer.aligner(folds.training(fold));
        List<GoldText> held = folds.held(fold);
        List<List<Bead>> beads = pooled ? together(aligner, held) : alone(aligner, held);
        return IntStream.range(0, held.size())
                .parallel()
                .mapToObj(k -> examination.judge(aligner, held.get(k), beads.get(k), folds.texts()))
                .toList();
    }

    private static List<List<Bead>> alone(Aligner aligner, List<GoldText> texts) {
        return texts.parallelStream().map(text -> text.alignedBy(aligner)).toList();
    }

    private static List<List<Bead>> together(Aligner aligner, List<GoldText> texts) {
        List<TextPair> pairs = texts.stream()
                .map(text -> new TextPair(text.chinese(), text.english()))
                .toList();
        return aligner.align(pairs).stream()
                .map(outcome -> outcome.text().alignment().beads())
                .toList();
    }
}
