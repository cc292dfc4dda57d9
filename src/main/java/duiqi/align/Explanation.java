package duiqi.align;

import duiqi.lexicon.Token;
import java.util.List;

/**
 * Why a bead was taken for a pair, for a person to judge. Immutable.
 *
 * @param links what of the one side renders what of the other, the strongest first
 * @param shares what the evidence says for and against the bead, the weightiest first, without those that hardly count
 */
public record Explanation(List<Link> links, List<Share> shares) {
    public Explanation {
        links = List.copyOf(links);
        shares = List.copyOf(shares);
    }

    /**
     * A word, number, name or term with its rendering.
     *
     * @param chinese as the Chinese text has it
     * @param english as the English text has it
     * @param kind what it is
     * @param strength natural logarithm of how many times likelier the two stand together than by chance
     */
    public record Link(String chinese, String english, Token.Kind kind, double strength) {}

    /**
     * The part of the score of a bead that one feature adds.
     *
     * @param feature its name, as in the files of weights
     * @param score its value times its weight
     */
    public record Share(String feature, double score) {}

    /** Tells afterwards why a bead of an alignment was taken. Not thread-safe. */
    @FunctionalInterface
    public interface Explainer {
        /** Explains a bead of the alignment; of one with an empty side there is nothing to tell. */
        Explanation explain(Bead bead);
    }
}
