package duiqi.glossary;

import java.io.Serializable;
import java.util.List;

/**
 * A phrase to be looked for. Immutable.
 *
 * @param words its words in simplified characters
 * @param holdsTogether whether its words make a phrase wherever they meet; if not, only where they are a word of the dictionary
 */
public record KnownPhrase(List<String> words, boolean holdsTogether) implements Serializable {
    public KnownPhrase {
        words = List.copyOf(words);
    }

    /** Its words without anything between. */
    public String text() {
        return String.join("", words);
    }
}
