package duiqi.align;

import duiqi.lexicon.Token;
import java.util.List;

/**
 * Explains to a person why duiqi paired the two sides of a bead. Immutable.
 *
 * @param links words of the two sides that translate each other, the strongest first
 * @param shares evidence for and against the bead, the largest shares first, without negligible ones
 */
public record Explanation(List<Link> links, List<Share> shares) {
    public Explanation {
        links = List.copyOf(links);
        shares = List.copyOf(shares);
    }

    /**
     * Links a word, number, name or term with its translation.
     *
     * @param chinese spelling in the Chinese text
     * @param english spelling in the English text
     * @param kind kind of the tokens
     * @param strength natural logarithm of the ratio of the probability that the two occur together to chance
     */
    public record Link(String chinese, String english, Token.Kind kind, double strength) {}

    /**
     * Holds the part of a bead's score that one feature adds.
     *
     * @param feature its name, as in the files of weights
     * @param score its value times its weight
     */
    public record Share(String feature, double score) {}

    /** Explains the beads of a finished alignment. Not thread-safe. */
    @FunctionalInterface
    public interface Explainer {
        /** Explains a bead of the alignment. The explanation of a bead with an empty side is empty. */
        Explanation explain(Bead bead);

        /** Returns an explainer for the beads with source and target exchanged. */
        default Explainer reversed() {
            return bead -> explain(bead.reversed());
        }
    }
}
