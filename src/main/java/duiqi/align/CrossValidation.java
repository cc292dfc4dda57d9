package duiqi.align;

import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Judges the method and not the memory of it: every text is aligned with weights learnt from the texts of other folds only. Folds
 * and texts are spread over the processors; the figures are the same on any number of them. Thread-safe.
 */
public final class CrossValidation {
    private final Lexicon lexicon;
    private final Augmentation augmentation;
    private final Examination examination;

    /**
     * @param augmentation what is learnt from besides the texts
     * @param examination what is asked about each text
     */
    public CrossValidation(Lexicon lexicon, Augmentation augmentation, Examination examination) {
        this.lexicon = lexicon;
        this.augmentation = augmentation;
        this.examination = examination;
    }

    /** Judges every text by the weights of the other folds. */
    public HeldOut judge(Folds folds) {
        // Texts that cannot be augmented are refused here: out of another thread the message would come wrapped.
        IntStream.range(0, folds.number()).forEach(fold -> augmentation.of(folds.training(fold)));
        List<List<Judgement>> byFold = IntStream.range(0, folds.number())
                .parallel()
                .mapToObj(fold -> judge(folds, fold))
                .toList();
        List<Judgement> texts = byFold.stream().flatMap(List::stream).toList();
        List<Judgement> sets = new ArrayList<>();
        for (int fold = 0; fold < folds.names().size(); fold++) {
            sets.add(Judgement.sum(folds.names().get(fold), byFold.get(fold)));
        }
        return new HeldOut(examination, texts, sets, Judgement.sum("all", texts));
    }

    private List<Judgement> judge(Folds folds, int fold) {
        Aligner aligner = new Aligner(lexicon, new Trainer(lexicon, augmentation).train(folds.training(fold)));
        return folds.held(fold).parallelStream()
                .map(text -> examination.judge(aligner, text, folds.texts()))
                .toList();
    }
}
