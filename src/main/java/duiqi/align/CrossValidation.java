package duiqi.align;

import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Judges the method and not the memory of it: every text is aligned with weights learnt from the other texts only. Texts are
 * dealt into folds in turn, so that each fold has some of every set. Thread-safe.
 */
public final class CrossValidation {
    private final Lexicon lexicon;
    private final int folds;
    private final int pieces;

    /**
     * @param folds number of folds, 2 or more
     * @param pieces size of the pieces that are trained on beside the whole texts; 0 for none
     */
    public CrossValidation(Lexicon lexicon, int folds, int pieces) {
        if (folds < 2) {
            throw new IllegalArgumentException("cross-validation takes 2 folds or more, not " + folds);
        }
        this.lexicon = lexicon;
        this.folds = folds;
        this.pieces = pieces;
    }

    /**
     * Aligns every text with the weights of the others.
     *
     * @return the evaluation of each text by its name, and under {@code "pieces"} that of all pieces of all texts
     */
    public Map<String, Evaluation> evaluate(List<GoldText> texts) {
        Map<String, Evaluation> evaluations = new TreeMap<>();
        for (int fold = 0; fold < folds; fold++) {
            List<GoldText> training = new ArrayList<>();
            List<GoldText> held = new ArrayList<>();
            for (int k = 0; k < texts.size(); k++) {
                (k % folds == fold ? held : training).add(texts.get(k));
            }
            if (training.isEmpty()) {
                throw new IllegalArgumentException("a single text cannot be held out from itself");
            }
            Aligner aligner = new Aligner(lexicon, new Trainer(lexicon, pieces).train(training));
            for (GoldText text : held) {
                evaluations.put(text.name(), evaluate(aligner, text));
                if (pieces > 0) {
                    for (GoldText piece : text.pieces(pieces)) {
                        evaluations.merge("pieces", evaluate(aligner, piece), Evaluation::plus);
                    }
                }
            }
        }
        return evaluations;
    }

    private static Evaluation evaluate(Aligner aligner, GoldText text) {
        Alignment alignment =
                aligner.align(text.chinese(), text.english()).text().alignment();
        return Evaluation.of(text.beads(), alignment.beads());
    }
}
