package duiqi.document.plain;

import duiqi.text.Characters;
import java.util.regex.Pattern;

/** Classifies a line by its shape: chapter line, title, list item. Stateless. */
public final class Shape {
    private static final String CHINESE_NUMBER = "[一二三四五六七八九十百千零〇两\\d０-９]{1,7}";

    /** Maximum width of a title in columns; titles of Chinese documents reach 40 Han characters. */
    private static final int MAX_TITLE = 80;

    /** Maximum width of a headline in columns; news headlines may take three lines of a page. */
    private static final int MAX_HEADLINE = 240;

    private static final Pattern CHAPTER = Pattern.compile("第" + CHINESE_NUMBER + "[章回节節卷部篇编編集幕](?![^\\s"
            + "　]{0,3}[，。,]).*"
            + "|(?i:chapter|part|book|section|act|scene|appendix|volume)\\s+(?i:\\d{1,4}|[ivxlcdm]{1,7}|one|two|three|four"
            + "|five|six|seven|eight|nine|ten|eleven|twelve|[A-Z])\\b(?:\\s*[.:—–-]\\s*.*|\\s+\\p{Lu}.*|\\s*)"
            + "|[IVXLC]{1,7}\\.?");

    /** Markers that begin only list items. */
    private static final Pattern LIST_ITEM =
            Pattern.compile("[•●▪■◆○◇★▶①-⑳㈠-㈩].*|（" + CHINESE_NUMBER + "）.*|[一二三四五六七八九十]{1,3}、.*");

    /** Markers that may also begin a wrapped line. */
    private static final Pattern POSSIBLE_LIST_ITEM = Pattern.compile(
            "[-*+–—·]\\s+\\S.*|\\d{1,3}(?:[.)]\\s+|[.．)]\\s*(?=\\p{IsHan})|、).*|[(]?(?:[a-zA-Z]|\\d{1,3}|[一二三四五六七八九十]{1,3})[)].*");

    private Shape() {}

    /** Returns whether a line begins a chapter or another part of a book. */
    public static boolean isChapter(String text) {
        return Characters.width(text) <= MAX_TITLE
                && CHAPTER.matcher(text).matches()
                && (!SentenceEnd.closes(text) || text.endsWith("."));
    }

    /** Returns whether a line on its own may be a title. */
    public static boolean isTitle(String text) {
        return isTitle(text, MAX_TITLE);
    }

    /** Returns whether the first line of a document may be its title. */
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
     * Classifies the end of a text by its last mark: end of a sentence, end of a clause, or neither. Closing
     * quotation marks and brackets are ignored. Stateless.
     */
    public static final class SentenceEnd {
        /** Marks that end a sentence in either language. */
        private static final String STOPS = ".!?。！？…｡．";

        /** Marks that end a part of a sentence that may be on its own line. */
        private static final String COLONS = ";:；：";

        /** Marks after which a sentence continues. */
        private static final String CONTINUERS = COLONS + ",，、—-–~";

        /** Marks that may follow the end of a sentence and belong to it. */
        private static final String CLOSERS = "\"'”’)]}）】」』》〉｝］";

        private SentenceEnd() {}

        /** Returns whether a sentence may end at the end of this text. */
        public static boolean closes(CharSequence text) {
            return endsIn(STOPS, text);
        }

        /** Returns whether a sentence or clause may end at the end of this text. */
        public static boolean closesClause(CharSequence text) {
            return endsIn(STOPS, text) || endsIn(COLONS, text);
        }

        /**
         * Returns whether the text ends with a mark after which it continues: a comma, colon, semicolon or dash.
         */
        public static boolean expectsMore(CharSequence text) {
            return endsIn(CONTINUERS, text);
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
