package duiqi.lexicon;

import java.util.Objects;

/**
 * Represents a unit of text that can be matched across languages.
 *
 * @param form the compared form: an English stem, a Chinese word, a numeric value or a canonical mark
 * @param start the index of its first UTF-16 unit in the text
 * @param kind the kind of token
 * @param capitalised true if the first letter is a capital
 */
public record Token(String form, int start, Kind kind, boolean capitalised) {
    /** Lists the kinds of tokens. */
    public enum Kind {
        /** Chinese word or English stem. */
        WORD,
        /** Latin word in Chinese text, as an English stem. */
        LATIN,
        /** Han characters whose pinyin spells a capitalised word of the other text, as the stem of that word. */
        NAME,
        /** Term or sentence with a known translation, as the same form in both languages. */
        TERM,
        /** Number above ten as its plain decimal value; smaller numbers are words in both languages. */
        NUMBER,
        /** Punctuation mark, as the same form in both languages. */
        MARK
    }

    public Token {
        Objects.requireNonNull(form, "form");
        Objects.requireNonNull(kind, "kind");
    }

    public Token(String form, int start, Kind kind) {
        this(form, start, kind, false);
    }
}
