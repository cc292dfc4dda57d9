package duiqi.align;

import duiqi.encoder.Encoder;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges the method and not the memory of it: every text is aligned with weights learnt from the other texts only. Texts are
 * dealt into folds in turn, so that each fold has some of every set; where there are fewer texts than folds, each text is a
 * fold. Thread-safe.
 */
public final class CrossValidation {
    private final Lexicon lexicon;
    private final int folds;
    private final Augmentation augmentation;
    private final Optional<Encoder> encoder;

    /**
     * How one text was aligned with the weights of the others.
     *
     * @param name name of the text
     * @param whole the text as a whole
     * @param pieces all its pieces together; none of them where no pieces are asked for
     * @param omissions a copy with parts untranslated; nothing where none is asked for
     */
    public record Judgement(String name, Evaluation whole, Evaluation pieces, Evaluation omissions) {}

    /**
     * @param folds number of folds, 2 or more
     * @param augmentation what is learnt from and judged besides the texts
     */
    public CrossValidation(Lexicon lexicon, int folds, Augmentation augmentation) {
        this(lexicon, folds, augmentation, Optional.empty());
    }

    /**
     * @param folds number of folds, 2 or more
     * @param augmentation what is learnt from and judged besides the texts
     * @param encoder whose evidence is used too
     */
    public CrossValidation(Lexicon lexicon, int folds, Augmentation augmentation, Optional<Encoder> encoder) {
        if (folds < 2) {
            throw new IllegalArgumentException("cross-validation takes 2 folds or more, not " + folds);
        }
        this.lexicon = lexicon;
        this.folds = folds;
        this.augmentation = augmentation;
        this.encoder = encoder;
    }

    /**
     * Aligns every text with the weights of the others.
     *
     * @param texts two or more
     * @return one judgement for each text, fold by fold
     */
    public List<Judgement> evaluate(List<GoldText> texts) {
        if (texts.size() < 2) {
            throw new IllegalArgumentException("a single text cannot be held out from itself; give two or more");
        }
        int dealt = Math.min(folds, texts.size());
        List<Judgement> judgements = new ArrayList<>();
        for (int fold = 0; fold < dealt; fold++) {
            List<GoldText> training = new ArrayList<>();
            List<GoldText> held = new ArrayList<>();
            for (int k = 0; k < texts.size(); k++) {
                (k % dealt == fold ? held : training).add(texts.get(k));
            }
            Aligner aligner = new Aligner(lexicon, new Trainer(lexicon, augmentation, encoder).train(training));
            held.forEach(text -> judgements.add(judge(aligner, text)));
        }
        return judgements;
    }

    private Judgement judge(Aligner aligner, GoldText text) {
        Evaluation ofPieces = Evaluation.NONE;
        if (augmentation.pieces() > 0) {
            for (GoldText piece : text.pieces(augmentation.pieces())) {
                ofPieces = ofPieces.plus(evaluate(aligner, piece));
            }
        }
        Evaluation ofCopy =
                augmentation.omissions() > 0 ? evaluate(aligner, augmentation.copy(text, 1)) : Evaluation.NONE;
        return new Judgement(text.name(), evaluate(aligner, text), ofPieces, ofCopy);
    }

    private Evaluation evaluate(Aligner aligner, GoldText text) {
        Alignment alignment = aligner.align(text.chinese(), text.english(), text.vectors(encoder))
                .text()
                .alignment();
        return Evaluation.of(text.beads(), alignment.beads());
    }
}
