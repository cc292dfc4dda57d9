package duiqi.align;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an aligner is asked about a text of which it has learnt nothing. The whole text is always asked. Immutable.
 *
 * @param pieces size of the pieces to align each by itself, in Chinese segments, 0 for none
 * @param noises with each of them several copies are aligned
 * @param recognition sizes of pieces to be told from pieces of another text, 0 for whole texts
 */
public record EvaluationPlan(int pieces, List<Noise> noises, List<Integer> recognition) {
    private static final List<Double> SHARES = List.of(0.1, 0.3);

    /** Copies for judging differ from those for learning; a single one of a few texts would rest on a few paragraphs. */
    static final List<Integer> COPIES = List.of(1, 2, 3);

    public EvaluationPlan {
        noises = List.copyOf(noises);
        recognition = List.copyOf(recognition);
    }

    /** Everything: each kind of noise at 0.1 and 0.3, and pieces of 5 and 20 and whole texts to be told from others. */
    public static EvaluationPlan full(int pieces) {
        List<Noise> noises = new ArrayList<>();
        for (NoiseKind kind : NoiseKind.values()) {
            SHARES.forEach(share -> noises.add(new Noise(kind, share)));
        }
        return new EvaluationPlan(pieces, noises, List.of(5, 20, 0));
    }

    /**
     * Asks.
     *
     * @param beads how the whole text was aligned
     * @param texts all texts of the run, this one among them: foreign paragraphs and wrong renderings are taken from there
     */
    EvaluationResult judge(Aligner aligner, GoldText text, List<Bead> beads, List<GoldText> texts) {
        Evaluation ofPieces = Evaluation.NONE;
        if (pieces > 0) {
            for (GoldText piece : text.pieces(pieces)) {
                ofPieces = ofPieces.plus(Evaluation.of(piece.beads(), piece.alignedBy(aligner)));
            }
        }
        Map<Noise, EvaluationResult.Noisy> noisy = new LinkedHashMap<>();
        for (Noise noise : noises) {
            EvaluationResult.Noisy sum = EvaluationResult.Noisy.NONE;
            for (int number : COPIES) {
                GoldText copy = noise.copy(text, texts, number);
                List<Bead> found = copy.alignedBy(aligner);
                sum = sum.plus(new EvaluationResult.Noisy(
                        Evaluation.of(copy.beads(), found), Unpaired.of(copy.beads(), found)));
            }
            noisy.put(noise, sum);
        }
        Map<Integer, ParallelTextEvaluation> recognised = new LinkedHashMap<>();
        GoldText other = texts.get((texts.indexOf(text) + 1) % texts.size());
        recognition.forEach(size -> recognised.put(size, recognise(aligner, parts(text, size), parts(other, size))));
        return new EvaluationResult(
                text.name(),
                Evaluation.of(text.beads(), beads),
                Unpaired.of(text.beads(), beads),
                Reliability.of(text.beads(), beads),
                ofPieces,
                noisy,
                recognised);
    }

    private static List<GoldText> parts(GoldText text, int size) {
        return size == 0 ? List.of(text) : text.pieces(size);
    }

    /** Each part with its own rendering, and with a part of the other text's. */
    private static ParallelTextEvaluation recognise(Aligner aligner, List<GoldText> parts, List<GoldText> others) {
        ParallelTextEvaluation recognition = ParallelTextEvaluation.NONE;
        for (int k = 0; k < parts.size(); k++) {
            GoldText part = parts.get(k);
            GoldText other = others.get(k % others.size());
            recognition = recognition
                    .plus(ParallelTextEvaluation.ofRight(
                            aligner.align(part.chinese(), part.english()).fit()))
                    .plus(ParallelTextEvaluation.ofWrong(
                            aligner.align(part.chinese(), other.english()).fit()));
        }
        return recognition;
    }
}
