package duiqi.align;

import duiqi.align.evidence.WordLinker;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import java.util.Comparator;
import java.util.List;

/**
 * Holds the words of one bead that translate each other, and the others. Immutable.
 *
 * @param links the links; each word has at most one
 * @param chineseLeft content words of the Chinese side without a link
 * @param englishLeft content words of the English side without a link
 */
public record WordLinks(List<Link> links, List<Place> chineseLeft, List<Place> englishLeft) {
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
    public static WordLinks of(Lexicon lexicon, List<String> chinese, List<String> english, List<Link> known) {
        return WordLinker.link(lexicon, chinese, english, known);
    }

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
    public record Link(List<Place> chinese, List<Place> english, Token.Kind kind, double strength) {
        public Link {
            chinese = List.copyOf(chinese);
            english = List.copyOf(english);
        }
    }
}
