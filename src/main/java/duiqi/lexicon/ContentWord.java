package duiqi.lexicon;

import java.util.List;

/**
 * Holds a content word of a text with its translations in another text.
 *
 * @param token the word
 * @param number number of the Chinese word or the English stem in the lexicon, or -1
 * @param translations indexes of the content words of the other text that translate the word or a part of it
 * @param isPart true if only a character of the word matches
 */
public record ContentWord(Token token, int number, List<Integer> translations, boolean isPart) {
    public ContentWord {
        translations = List.copyOf(translations);
    }

    public boolean isTranslated() {
        return !translations.isEmpty();
    }
}
