package duiqi.glossary;

import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.FunctionWords;
import duiqi.lexicon.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells whether two renderings are the same words, which only the grammar of the sentence has changed: <i>spirit of science</i> and
 * <i>scientific spirit</i>, <i>micro-organisms</i> and <i>microorganism</i>. Not thread-safe: it keeps the words of what it was
 * asked.
 */
public final class RelatedRenderings {
    private final EnglishTokenizer tokenizer = new EnglishTokenizer();
    private final Map<String, List<String>> stems = new HashMap<>();

    /** Whether each word of one is a form of a word of the other, in any order. */
    public boolean areOne(String one, String other) {
        if (letters(one).equals(letters(other))) {
            return true;
        }
        List<String> left = new ArrayList<>(stems(other));
        List<String> own = stems(one);
        for (String stem : own) {
            if (!left.remove(stem) && !removeKin(left, stem)) {
                return false;
            }
        }
        return left.isEmpty() && !own.isEmpty();
    }

    private static boolean removeKin(List<String> stems, String stem) {
        for (int i = 0; i < stems.size(); i++) {
            if (StemFamily.isOne(stems.get(i), stem)) {
                stems.remove(i);
                return true;
            }
        }
        return false;
    }

    private List<String> stems(String rendering) {
        return stems.computeIfAbsent(
                rendering,
                text -> tokenizer.tokens(text).stream()
                        .filter(token -> token.kind() == Token.Kind.WORD)
                        .map(Token::form)
                        .filter(stem -> !FunctionWords.isEnglish(stem))
                        .toList());
    }

    private static String letters(String rendering) {
        return RenderingVariants.folded(rendering).replace(" ", "");
    }
}
