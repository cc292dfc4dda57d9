package duiqi.document;

import java.util.regex.Pattern;

/** What the look of a line says of its role: chapter lines, titles, list items. Stateless. */
final class LineShape {
    private static final String CHINESE_NUMBER = "[一二三四五六七八九十百千零〇两\\d０-９]{1,7}";

    /** Half of a line of 80 columns would miss the longer titles of Chinese documents, which reach 40 hanzi. */
    private static final int MAX_TITLE = 80;

    /** Headlines of news run over three lines of a page. */
    private static final int MAX_HEADLINE = 240;

    private static final Pattern CHAPTER = Pattern.compile("第" + CHINESE_NUMBER + "[章回节節卷部篇编編集幕](?![^\\s　]{0,3}[，。,]).*"
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

    /** Whether a line names a chapter or another part of a book. */
    static boolean isChapter(String text) {
        return Characters.width(text) <= MAX_TITLE
                && CHAPTER.matcher(text).matches()
                && (!SentenceEnd.closes(text) || text.endsWith("."));
    }

    /** Whether a line could be a title when it stands alone. */
    static boolean isTitle(String text) {
        return isTitle(text, MAX_TITLE);
    }

    /** Whether the first line of a document could be its title. */
    static boolean isHeadline(String text) {
        return isTitle(text, MAX_HEADLINE);
    }

    private static boolean isTitle(String text, int widest) {
        return !SentenceEnd.closes(text)
                && !SentenceEnd.expectsMore(text)
                && text.codePoints().anyMatch(Character::isLetter)
                && Characters.width(text) <= widest;
    }

    static boolean isListItem(String text) {
        return LIST_ITEM.matcher(text).matches();
    }

    static boolean mayBeListItem(String text) {
        return isListItem(text) || POSSIBLE_LIST_ITEM.matcher(text).matches();
    }
}
