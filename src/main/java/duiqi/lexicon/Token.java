package duiqi.lexicon;

import java.util.Objects;

/**
 * A unit of text that can be matched across languages.
 *
 * @param form what is compared: an English stem, a Chinese word, a numeric value, a canonical mark
 * @param start index of its first UTF-16 unit in the text
 * @param kind what it is
 * @param capitalised whether it was written with a capital first letter
 */
public record Token(String form, int start, Kind kind, boolean capitalised) {
    /** The kinds of tokens. */
    public enum Kind {
        /** A Chinese word or an English stem. */
        WORD,
        /** A Latin word inside Chinese text, as an English stem. */
        LATIN,
        /** Han characters whose pinyin spells a capitalised word of the other text, as the stem of that word. */
        NAME,
        /** A term or sentence whose rendering is known, as the same form in both languages. */
        TERM,
        /** A number above ten, as its plain decimal value; smaller ones are words in both languages. */
        NUMBER,
        /** A punctuation mark, the same form in both languages. */
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
