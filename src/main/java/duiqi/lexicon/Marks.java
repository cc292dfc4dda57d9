package duiqi.lexicon;

/**
 * Punctuation in one form for both languages, so that a Chinese question mark matches an English one.
 *
 * <p>Chinese forms come after Unicode blocks CJK Symbols and Halfwidth and Fullwidth Forms. Quotation marks of every shape
 * become {@code “} or {@code ”}; a straight mark opens or closes by turns.
 */
final class Marks {
    static final String OPEN_QUOTE = "“";
    static final String CLOSE_QUOTE = "”";
    static final String COMMA = ",";
    static final String STOP = ".";
    static final String DASH = "—";
    static final String ELLIPSIS = "…";

    private Marks() {}

    /** The canonical form of a mark that needs no context; empty for everything else. */
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
