package duiqi.document.plain;

import java.util.regex.Pattern;

/** The role of a line by its look: chapter lines, titles, list items. Stateless. */
public final class LineShape {
    private static final String CHINESE_NUMBER = "[一二三四五六七八九十百千零〇两\\d０-９]{1,7}";

    /** Half of a line of 80 columns would miss the longer titles of Chinese documents, which reach 40 hanzi. */
    private static final int MAX_TITLE = 80;

    /** Headlines of news run over three lines of a page. */
    private static final int MAX_HEADLINE = 240;

    private static final Pattern CHAPTER = Pattern.compile("第" + CHINESE_NUMBER + "[章回节節卷部篇编編集幕](?![^\\s"
            + "　]{0,3}[，。,]).*"
            + "|(?i:chapter|part|book|section|act|scene|appendix|volume)\\s+(?i:\\d{1,4}|[ivxlcdm]{1,7}|one|two|three|four"
            + "|five|six|seven|eight|nine|ten|eleven|twelve|[A-Z])\\b(?:\\s*[.:—–-]\\s*.*|\\s+\\p{Lu}.*|\\s*)"
            + "|[IVXLC]{1,7}\\.?");

    /** Markers that begin nothing but a list item. */
    private static final Pattern LIST_ITEM =
            Pattern.compile("[•●▪■◆○◇★▶①-⑳㈠-㈩].*|（" + CHINESE_NUMBER + "）.*|[一二三四五六七八九十]{1,3}、.*");

    /** Markers that a wrapped sentence may also bring to the start of a line. */
    private static final Pattern POSSIBLE_LIST_ITEM = Pattern.compile(
            "[-*+–—·]\\s+\\S.*|\\d{1,3}(?:[.)]\\s+|[.．)]\\s*(?=\\p{IsHan})|、).*|[(]?(?:[a-zA-Z]|\\d{1,3}|[一二三四五六七八九十]{1,3})[)].*");

    private LineShape() {}

    /** Returns whether a line names a chapter or another part of a book. */
    public static boolean isChapter(String text) {
        return Characters.width(text) <= MAX_TITLE
                && CHAPTER.matcher(text).matches()
                && (!SentenceEnd.closes(text) || text.endsWith("."));
    }

    /** Returns whether a line could be a title when it stands alone. */
    public static boolean isTitle(String text) {
        return isTitle(text, MAX_TITLE);
    }

    /** Returns whether the first line of a document could be its title. */
    public static boolean isHeadline(String text) {
        return isTitle(text, MAX_HEADLINE);
    }

    private static boolean isTitle(String text, int widest) {
        return !SentenceEnd.closes(text)
                && !SentenceEnd.expectsMore(text)
                && text.codePoints().anyMatch(Character::isLetter)
                && Characters.width(text) <= widest;
    }

    public static boolean isListItem(String text) {
        return LIST_ITEM.matcher(text).matches();
    }

    public static boolean mayBeListItem(String text) {
        return isListItem(text) || POSSIBLE_LIST_ITEM.matcher(text).matches();
    }

    /**
     * Tells from its last mark how far a text has come: to the end of a sentence, of a clause, or to neither. Closing quotation
     * marks and brackets are left aside. Stateless.
     */
    public static final class SentenceEnd {
        /** The marks that end a sentence, in both languages. */
        private static final String STOPS = ".!?。！？…｡．";

        /** The marks that end a part of a sentence that may stand on a line of its own. */
        private static final String COLONS = ";:；：";

        /** After these a sentence goes on. */
        private static final String EXPECTANT = COLONS + ",，、—-–~";

        /** The marks that may follow the end of a sentence and still belong to it. */
        private static final String CLOSERS = "\"'”’)]}）】」』》〉｝］";

        private SentenceEnd() {}

        /** Returns whether a sentence may end where this text ends. */
        public static boolean closes(CharSequence text) {
            return endsIn(STOPS, text);
        }

        /** Returns whether a sentence may end where this text ends, or a part of one that announces the next or is set beside it. */
        public static boolean closesClause(CharSequence text) {
            return endsIn(STOPS, text) || endsIn(COLONS, text);
        }

        /** Returns whether the text stops at a mark that lets one expect more: a comma, colon, semicolon, dash. */
        public static boolean expectsMore(CharSequence text) {
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
}
