package duiqi.lexicon;

import java.util.List;

/**
 * Represents a word of an English text, folded for comparison with the words of a term. Immutable.
 *
 * @param form the form in lower case, without possessive ending, soft hyphens and differences of width; {@code &}
 *     becomes {@code and}
 * @param lemmas its possible base words in American spelling, the most probable last; at least one
 * @param start the index of its first UTF-16 unit in the text
 * @param end the index after its last UTF-16 unit, including a possessive ending
 */
public record EnglishWord(String form, List<String> lemmas, int start, int end) {
    public EnglishWord {
        lemmas = List.copyOf(lemmas);
    }

    /** Returns whether two words can be forms of the same word. */
    public boolean isFormOf(EnglishWord other) {
        if (form.equals(other.form)) {
            return true;
        }
        for (int i = 0; i < lemmas.size(); i++) {
            for (int j = 0; j < other.lemmas.size(); j++) {
                if (lemmas.get(i).equals(other.lemmas.get(j))) {
                    return true;
                }
            }
        }
        return false;
    }
}
