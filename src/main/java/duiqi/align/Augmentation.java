package duiqi.align;

import java.util.ArrayList;
import java.util.List;

/**
 * Gold texts made into more gold: copies with noise, and pieces of all. Annotated texts are long, whole and clean, the documents
 * that people align are often not, and weights learnt from the former alone pair what has no partner. Immutable.
 *
 * @param pieces size of the pieces in Chinese segments, 0 for none
 * @param noises for each of them there is a copy of each text
 */
public record Augmentation(int pieces, List<Noise> noises) {
    /** Learning from the texts as they are. */
    public static final Augmentation NONE = new Augmentation(0, List.of());

    public Augmentation {
        noises = List.copyOf(noises);
        if (pieces < 0) {
            throw new IllegalArgumentException("pieces have 0 sentences or more, not " + pieces);
        }
    }

    /** The texts with what is made of them; the same texts give the same. */
    List<GoldText> of(List<GoldText> texts) {
        List<GoldText> all = new ArrayList<>(texts);
        for (Noise noise : noises) {
            texts.forEach(text -> all.add(noise.copy(text, texts, 0)));
        }
        if (pieces > 0) {
            List.copyOf(all).forEach(text -> all.addAll(text.pieces(pieces)));
        }
        return all;
    }
}
