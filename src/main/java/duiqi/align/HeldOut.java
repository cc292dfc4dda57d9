package duiqi.align;

import java.util.List;

/**
 * What a cross-validation finds. Immutable.
 *
 * @param examination what was asked
 * @param texts a judgement for each text, fold by fold
 * @param sets a judgement for each set, where folds are sets
 * @param all all texts together
 */
public record HeldOut(
        EvaluationPlan examination, List<EvaluationResult> texts, List<EvaluationResult> sets, EvaluationResult all) {
    public HeldOut {
        texts = List.copyOf(texts);
        sets = List.copyOf(sets);
    }
}
