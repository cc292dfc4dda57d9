package duiqi.align;

import duiqi.lexicon.Lexicon;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/**
 * How often each type of token occurs in texts: each word, each character and each stem, and of what kind it is. Counts of texts
 * can be added in any order, in one place or in many. For one thread at a time.
 *
 * <p>A type is a string whose first letter tells the view of the text and whose second the kind of token; only this package
 * knows more of it.
 */
public final class TypeCounts implements Serializable {
    private static final long serialVersionUID = 1;

    private final HashMap<String, Long> counts = new HashMap<>();

    /** Counts all tokens of two texts. */
    public void add(Lexicon lexicon, TextPair texts) {
        TokenizedPair pair = new TokenizedPair(
                lexicon, texts.chinese().segments(), texts.english().segments());
        for (View side : View.values()) {
            TokenView view = side.of(pair);
            long[] occurrences = new long[view.size()];
            for (int segment = 0; segment < view.segments(); segment++) {
                for (int token : view.tokens(segment)) {
                    occurrences[token]++;
                }
            }
            for (int token = 0; token < occurrences.length; token++) {
                add(side.type(view, token), occurrences[token]);
            }
        }
    }

    /**
     * Counts a type, as {@link #forEach} names it.
     *
     * @throws IllegalArgumentException if it is none
     */
    public void add(String type, long occurrences) {
        View.ofType(type);
        counts.merge(type, occurrences, Long::sum);
    }

    /** Counts what others have counted. */
    public void add(TypeCounts others) {
        others.forEach(this::add);
    }

    /** Every type with its number of occurrences, in no order. */
    public void forEach(ObjLongConsumer<String> receiver) {
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            receiver.accept(count.getKey(), count.getValue());
        }
    }

    /** Number of different types. */
    public int size() {
        return counts.size();
    }
}
