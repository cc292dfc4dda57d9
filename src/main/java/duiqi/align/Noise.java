package duiqi.align;

import duiqi.text.Segment;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * A kind of noise and how much of it. The same text always gets the same noise, on every machine. Immutable.
 *
 * @param kind what is changed
 * @param share about how much of a text is changed, above 0 and below 1; each kind says what it counts
 */
public record Noise(NoiseKind kind, double share) {
    public Noise {
        Objects.requireNonNull(kind, "kind");
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("the share of " + kind + " lies between 0 and 1, not at " + share);
        }
    }

    /**
     * A copy of a text with the noise, the gold changed in step.
     *
     * @param texts where foreign paragraphs may come from; the text itself among them is passed over
     * @param number copies of different numbers differ
     */
    GoldText copy(GoldText text, List<GoldText> texts, int number) {
        // Hashes of strings are fixed by the language, so the copy is the same on every machine.
        long seed = number;
        for (Segment segment : text.chinese().segments()) {
            seed = 31 * seed + segment.text().hashCode();
        }
        List<GoldText> others = texts.stream()
                .filter(other -> !other.name().equals(text.name())
                        && !other.chinese().segments().isEmpty()
                        && !other.english().segments().isEmpty())
                .toList();
        GoldDraft draft = new GoldDraft(text);
        kind.distortion().distort(draft, share, others, new Random(seed));
        return draft.finish("~" + this);
    }

    /** As the user writes it. */
    @Override
    public String toString() {
        return kind + "=" + share;
    }
}
