package duiqi.align;

import duiqi.bitext.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Gold texts made into more gold: copies with parts untranslated, and pieces of all. Annotated texts are long and whole, the
 * documents that people align are often neither, and weights learnt from the former alone pair what has no partner. Immutable.
 *
 * @param pieces size of the pieces in Chinese segments, 0 for none
 * @param omissions share of a copy that has lost its other side, below 1; 0 for no copies
 */
public record Augmentation(int pieces, double omissions) {
    /** Learning from the texts as they are. */
    public static final Augmentation NONE = new Augmentation(0, 0);

    public Augmentation {
        if (pieces < 0 || !(omissions >= 0 && omissions < 1)) {
            throw new IllegalArgumentException(
                    "pieces have 0 sentences or more and omissions a share from 0 up to 1, not " + pieces + " and "
                            + omissions);
        }
    }

    /** The texts with what is made of them; the same texts give the same. */
    List<GoldText> of(List<GoldText> texts) {
        List<GoldText> all = new ArrayList<>(texts);
        if (omissions > 0) {
            texts.forEach(text -> all.add(copy(text, 0)));
        }
        if (pieces > 0) {
            List.copyOf(all).forEach(text -> all.addAll(text.pieces(pieces)));
        }
        return all;
    }

    /**
     * The text with parts untranslated.
     *
     * @param number copies of different numbers lose different parts
     */
    GoldText copy(GoldText text, int number) {
        // Hashes of strings are fixed by the language, so the copy is the same on every machine.
        long seed = number;
        for (Segment segment : text.chinese().segments()) {
            seed = 31 * seed + segment.text().hashCode();
        }
        return text.withOmissions(omissions, new Random(seed));
    }
}
