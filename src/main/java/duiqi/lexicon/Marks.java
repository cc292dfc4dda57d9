package duiqi.lexicon;

/**
 * Maps punctuation to one form for both languages, so that a Chinese question mark equals an English one.
 *
 * <p>The Chinese forms are in the Unicode blocks CJK Symbols and Punctuation, and Halfwidth and Fullwidth Forms.
 * Quotation marks of every shape become {@code “} or {@code ”}; a straight mark opens and closes alternately.
 */
final class Marks {
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
