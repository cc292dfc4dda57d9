package duiqi.align;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a text was aligned by weights that were not learnt from it, in all that an {@link EvaluationPlan} asks; or several texts
 * together. Immutable; maps keep the order of the examination.
 *
 * @param name name of the text, or of what the texts have in common
 * @param whole the text as a whole
 * @param unpaired what has no partner in the whole text
 * @param reliability the probabilities of the beads of the whole text
 * @param pieces all its pieces together; nothing where none are asked for
 * @param noisy the copies with each noise
 * @param recognition by size of pieces, 0 for the whole text: whether it is told from other texts
 */
public record EvaluationResult(
        String name,
        Evaluation whole,
        Unpaired unpaired,
        Reliability reliability,
        Evaluation pieces,
        Map<Noise, Noisy> noisy,
        Map<Integer, ParallelTextEvaluation> recognition) {

    /** How copies with noise were aligned. */
    public record Noisy(Evaluation evaluation, Unpaired unpaired) {
        /** Of no copy at all. */
        static final Noisy NONE = new Noisy(Evaluation.NONE, Unpaired.NONE);

        /** What the noise changes in strict F1; below 0 where it does harm. */
        public double change(Evaluation clean) {
            return evaluation.strictF1() - clean.strictF1();
        }

        Noisy plus(Noisy other) {
            return new Noisy(evaluation.plus(other.evaluation), unpaired.plus(other.unpaired));
        }
    }

    public EvaluationResult {
        noisy = Collections.unmodifiableMap(new LinkedHashMap<>(noisy));
        recognition = Collections.unmodifiableMap(new LinkedHashMap<>(recognition));
    }

    /** The counts of several texts added up. */
    static EvaluationResult sum(String name, Collection<EvaluationResult> judgements) {
        EvaluationResult none = new EvaluationResult(
                name, Evaluation.NONE, Unpaired.NONE, Reliability.NONE, Evaluation.NONE, Map.of(), Map.of());
        return judgements.stream().reduce(none, EvaluationResult::plus);
    }

    private EvaluationResult plus(EvaluationResult other) {
        Map<Noise, Noisy> noisySums = new LinkedHashMap<>(noisy);
        other.noisy.forEach((noise, figures) -> noisySums.merge(noise, figures, Noisy::plus));
        Map<Integer, ParallelTextEvaluation> recognitionSums = new LinkedHashMap<>(recognition);
        other.recognition.forEach(
                (size, figures) -> recognitionSums.merge(size, figures, ParallelTextEvaluation::plus));
        return new EvaluationResult(
                name,
                whole.plus(other.whole),
                unpaired.plus(other.unpaired),
                reliability.plus(other.reliability),
                pieces.plus(other.pieces),
                noisySums,
                recognitionSums);
    }
}
