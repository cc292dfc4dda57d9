package duiqi.document;

import duiqi.text.Language;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Joins the lines of a paragraph that was wrapped: with a space between words, without one in Chinese.
 *
 * <p>A hyphen at the end of a line may belong to the word or may only have been put in to break it. The document decides: the
 * hyphen stays when the compound is written with it elsewhere, or when its halves occur as words of their own and the word
 * without it does not; otherwise it goes. Immutable.
 */
final class LineJoiner {
    private static final Pattern WORD = Pattern.compile("\\p{L}++(?:[-’']\\p{L}++)*+(?!-)");
    private static final char SOFT_HYPHEN = '\u00AD';

    private final boolean chinese;
    private final Set<String> words;

    private LineJoiner(boolean chinese, Set<String> words) {
        this.chinese = chinese;
        this.words = Set.copyOf(words);
    }

    /** A joiner for the lines of one document. */
    static LineJoiner of(List<Line> lines) {
        boolean chinese = Language.of(
                        String.join("\n", lines.stream().map(Line::text).toList()))
                .filter(Language::isChinese)
                .isPresent();
        Set<String> words = new HashSet<>();
        boolean broken = false;
        for (Line line : lines) {
            Matcher word = WORD.matcher(line.text());
            boolean partOfWord = broken;
            while (word.find()) {
                if (!partOfWord) {
                    words.add(word.group().toLowerCase(Locale.ROOT));
                }
                partOfWord = false;
            }
            broken = line.stripped().endsWith("-");
        }
        return new LineJoiner(chinese, words);
    }

    /** Whether the document is in Chinese. */
    boolean isChinese() {
        return chinese;
    }

    /** Appends the next line of a paragraph, without the white space around it. */
    void join(SourceMappedText text, Line next) {
        SourceMappedText appended = new SourceMappedText();
        appended.append(next, next.indent(), next.text().length()).truncateSpace();
        join(text, appended);
    }

    /** Appends the text of the next line of a paragraph. It begins and ends with something else than white space. */
    void join(SourceMappedText text, SourceMappedText next) {
        text.truncateSpace();
        if (text.isEmpty() || next.isEmpty()) {
            text.append(next);
            return;
        }
        int last = text.length() - 1;
        if (text.charAt(last) == SOFT_HYPHEN || (isWordBroken(text, next) && !belongsToWord(text, next))) {
            text.truncate(last);
        } else if (wantsSpace(text, next)) {
            text.append(' ', text.line(last), text.column(last) + 1);
        }
        text.append(next);
    }

    private static boolean isWordBroken(CharSequence text, CharSequence next) {
        int last = text.length() - 1;
        return last > 0
                && text.charAt(last) == '-'
                && Character.isLetter(text.charAt(last - 1))
                && Character.isLowerCase(next.charAt(0));
    }

    private boolean belongsToWord(CharSequence text, CharSequence next) {
        int start = text.length() - 1;
        while (start > 0 && isPartOfWord(text.charAt(start - 1))) {
            start--;
        }
        int end = 0;
        while (end < next.length() && isPartOfWord(next.charAt(end))) {
            end++;
        }
        String before = text.subSequence(start, text.length() - 1).toString().toLowerCase(Locale.ROOT);
        String after = next.subSequence(0, end).toString().toLowerCase(Locale.ROOT);
        if (words.contains(before + "-" + after)) {
            return true;
        }
        String half = before.substring(before.lastIndexOf('-') + 1);
        String otherHalf = after.replaceFirst("-.*", "");
        boolean compound = words.contains(half) && words.contains(otherHalf);
        return compound && !words.contains(half + otherHalf);
    }

    private static boolean isPartOfWord(char c) {
        return Character.isLetter(c) || c == '-';
    }

    private boolean wantsSpace(CharSequence text, CharSequence next) {
        int before = Character.codePointBefore(text, text.length());
        int after = Character.codePointAt(next, 0);
        if (before == '—' || after == '—' || isHyphenInWord(text, after)) {
            return false;
        }
        if (chinese) {
            return isWestern(before) && isWestern(after);
        }
        return !Characters.adjoin(before, after);
    }

    private static boolean isHyphenInWord(CharSequence text, int after) {
        int last = text.length() - 1;
        return last > 0
                && text.charAt(last) == '-'
                && Character.isLetterOrDigit(text.charAt(last - 1))
                && Character.isLetterOrDigit(after);
    }

    private static boolean isWestern(int c) {
        return c < 0x250 && c != '·';
    }
}
