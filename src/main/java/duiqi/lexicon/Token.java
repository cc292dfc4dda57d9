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

    /**
     * Maps punctuation to one form for both languages, so that a Chinese question mark equals an English one.
     *
     * <p>The Chinese forms are in the Unicode blocks CJK Symbols and Punctuation, and Halfwidth and Fullwidth Forms.
     * Quotation marks of every shape become {@code “} or {@code ”}; a straight mark opens and closes alternately.
     */
    static final class Marks {
        static final String OPEN_QUOTE = "“";
        static final String CLOSE_QUOTE = "”";
        static final String COMMA = ",";
        static final String STOP = ".";
        static final String DASH = "—";
        static final String ELLIPSIS = "…";

        private Marks() {}

        /** Returns the canonical form of a mark that needs no context, or an empty text for other characters. */
        static String canonical(char c) {
            return switch (c) {
                case '“', '「', '『', '«' -> OPEN_QUOTE;
                case '”', '」', '』', '»' -> CLOSE_QUOTE;
                case '？', '?' -> "?";
                case '！', '!' -> "!";
                case '；', ';' -> ";";
                case '：', ':' -> ":";
                case '，', ',', '、' -> COMMA;
                case '。' -> STOP;
                case '（', '(' -> "(";
                case '）', ')' -> ")";
                case '—', '–', '―' -> DASH;
                case '…' -> ELLIPSIS;
                default -> "";
            };
        }
    }
}
