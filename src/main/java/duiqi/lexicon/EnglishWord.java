package duiqi.lexicon;

import java.util.List;

/**
 * A word of an English text, folded so that it can be compared with the words of a term. Immutable.
 *
 * @param form in lower case, without possessive ending, soft hyphens and differences of width; {@code &} is {@code and}
 * @param lemmas the words that it can be a form of, in American spelling, the likeliest last; at least one
 * @param start index of its first UTF-16 unit in the text
 * @param end index after its last UTF-16 unit, that of a possessive ending too
 */
public record EnglishWord(String form, List<String> lemmas, int start, int end) {
    public EnglishWord {
        lemmas = List.copyOf(lemmas);
    }

    /** Returns whether the two can be forms of one word. */
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
