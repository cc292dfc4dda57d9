package duiqi.align;

import duiqi.align.evidence.WordLinker;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import java.util.Comparator;
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

    /**
     * Locates a part of a sentence on one side of a bead.
     *
     * @param sentence index of the sentence on its side, from 0
     * @param start index of the first UTF-16 unit in the sentence
     * @param end index after the last UTF-16 unit
     */
    public record Place(int sentence, int start, int end) {
        /** Sorts places by their position. */
        public static final Comparator<Place> IN_ORDER =
                Comparator.comparingInt(Place::sentence).thenComparingInt(Place::start);

        /** Returns the number of UTF-16 units. */
        public int length() {
            return end - start;
        }
    }

    /**
     * Links words, a number, a name or a term with their translation, by place. Immutable.
     *
     * @param chinese places on the Chinese side, at least one
     * @param english places on the English side, at least one
     * @param kind kind of the words
     * @param strength probability of the translation, 0 to 1, lower for words with different relative positions
     */
    public record WordLink(List<Place> chinese, List<Place> english, Token.Kind kind, double strength) {
        public WordLink {
            chinese = List.copyOf(chinese);
            english = List.copyOf(english);
        }
    }

    /**
     * Holds the words of one bead that translate each other, and the others. Immutable.
     *
     * @param links the links; each word has at most one
     * @param chineseLeft content words of the Chinese side without a link
     * @param englishLeft content words of the English side without a link
     */
    public record WordLinks(List<WordLink> links, List<Place> chineseLeft, List<Place> englishLeft) {
        public WordLinks {
            links = List.copyOf(links);
            chineseLeft = List.copyOf(chineseLeft);
            englishLeft = List.copyOf(englishLeft);
        }

        /**
         * Links the words of the sentences of a bead, which need not be part of an alignment.
         *
         * @param known links that are certain, such as those of terms; their words get no other link
         */
        public static WordLinks of(Lexicon lexicon, List<String> chinese, List<String> english, List<WordLink> known) {
            return WordLinker.link(lexicon, chinese, english, known);
        }
    }

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
