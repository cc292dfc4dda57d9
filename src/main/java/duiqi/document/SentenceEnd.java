package duiqi.document;

/**
 * Tells from its last mark how far a text has come: to the end of a sentence, of a clause, or to neither. Closing quotation
 * marks and brackets are left aside. Stateless.
 */
final class SentenceEnd {
    /** What ends a sentence, in both languages. */
    private static final String STOPS = ".!?。！？…｡．";

    /** What ends a part of a sentence that may stand on a line of its own. */
    private static final String COLONS = ";:；：";

    /** After these a sentence goes on. */
    private static final String EXPECTANT = COLONS + ",，、—-–~";

    /** What may follow the end of a sentence and still belongs to it. */
    private static final String CLOSERS = "\"'”’)]}）】」』》〉｝］";

    private SentenceEnd() {}

    /** Whether a sentence may end where this text ends. */
    static boolean closes(CharSequence text) {
        return endsIn(STOPS, text);
    }

    /** Whether a sentence may end where this text ends, or a part of one that announces the next or is set beside it. */
    static boolean closesClause(CharSequence text) {
        return endsIn(STOPS, text) || endsIn(COLONS, text);
    }

    /** Whether the text stops at a mark that lets one expect more: a comma, colon, semicolon, dash. */
    static boolean expectsMore(CharSequence text) {
        return endsIn(EXPECTANT, text);
    }

    private static boolean endsIn(String marks, CharSequence text) {
        int last = text.length() - 1;
        while (last >= 0 && (CLOSERS.indexOf(text.charAt(last)) >= 0 || Characters.isSpace(text.charAt(last)))) {
            last--;
        }
        return last >= 0 && marks.indexOf(text.charAt(last)) >= 0;
    }
}
