package duiqi.document.plain;

import duiqi.text.Characters;
import duiqi.text.Language;
import duiqi.text.Line;
import duiqi.text.Located;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Joins the lines of a wrapped paragraph, with a space between words and without one in Chinese. Between a Han
 * character and a Latin word there is a space if the document usually has one.
 *
 * <p>A hyphen at the end of a line may belong to the word or only mark the break. The other words of the document
 * decide. The hyphen is kept if the compound also occurs with it, or if its halves occur as words and the word
 * without hyphen does not. Otherwise it is removed. Immutable.
 */
public final class Joiner {
    private static final Pattern WORD = Pattern.compile("\\p{L}++(?:[-’']\\p{L}++)*+(?!-)");
    private static final Pattern SPACED = Pattern.compile("\\p{IsHan}[ \u00A0](?=\\w)|\\w[ \u00A0](?=\\p{IsHan})");
    private static final Pattern ADJACENT = Pattern.compile("\\p{IsHan}(?=\\w)|\\w(?=\\p{IsHan})");
    private static final char SOFT_HYPHEN = '\u00AD';

    /** Number of lines from which the rarity of hyphens shows that a document does not break words. */
    private static final int MANY_LINES = 60;

    /** Minimum share of the lines of a document that end with a hyphen if it breaks words. */
    private static final double HYPHENATED = 0.015;

    private final boolean chinese;
    private final boolean spacesLatin;
    private final boolean hyphenates;
    private final Set<String> words;

    private Joiner(boolean chinese, boolean spacesLatin, boolean hyphenates, Set<String> words) {
        this.chinese = chinese;
        this.spacesLatin = spacesLatin;
        this.hyphenates = hyphenates;
        this.words = Set.copyOf(words);
    }

    /** Creates a joiner for the lines of one document. */
    public static Joiner of(List<Line> lines) {
        Language.Letters letters = new Language.Letters();
        lines.forEach(line -> letters.add(line.text()));
        boolean chinese = letters.language().filter(Language::isChinese).isPresent();
        Set<String> words = new HashSet<>();
        boolean broken = false;
        int hyphens = 0;
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
            hyphens += broken ? 1 : 0;
        }
        boolean hyphenates = lines.size() < MANY_LINES || hyphens >= HYPHENATED * lines.size();
        for (int i = 1; i < lines.size() && !hyphenates; i++) {
            String text = lines.get(i - 1).stripped();
            String next = lines.get(i).stripped();
            hyphenates = text.endsWith("-") && !next.isEmpty() && words.contains(broken(text, next, ""));
        }
        return new Joiner(chinese, count(SPACED, lines) > count(ADJACENT, lines), hyphenates, words);
    }

    private static long count(Pattern pattern, List<Line> lines) {
        return lines.stream()
                .mapToLong(line -> pattern.matcher(line.text()).results().count())
                .sum();
    }

    /** Returns whether the document is in Chinese. */
    public boolean isChinese() {
        return chinese;
    }

    /** Appends the next line of a paragraph, without the white space around it. */
    public void join(Located.Builder text, Line next) {
        Located.Builder appended = new Located.Builder();
        appended.append(next, next.indent(), next.text().length()).truncateSpace();
        join(text, appended);
    }

    /** Appends the text of the next line of a paragraph. It must not begin or end with white space. */
    public void join(Located.Builder text, Located.Builder next) {
        text.truncateSpace();
        if (text.isEmpty() || next.isEmpty()) {
            text.append(next);
            return;
        }
        int last = text.length() - 1;
        if (text.charAt(last) == SOFT_HYPHEN || (isHyphenated(text, next) && !belongsToWord(text, next))) {
            text.truncate(last);
        } else if (wantsSpace(text, next)) {
            text.appendSpace();
        }
        text.append(next);
    }

    /** Returns whether a word is broken with a hyphen. A name may have a capital letter after the break. */
    private boolean isHyphenated(CharSequence text, CharSequence next) {
        int last = text.length() - 1;
        return last > 0
                && text.charAt(last) == '-'
                && Character.isLetter(text.charAt(last - 1))
                && (Character.isLowerCase(next.charAt(0))
                        || (Character.isUpperCase(next.charAt(0)) && words.contains(broken(text, next, ""))));
    }

    /** Returns the parts of a broken word with a hyphen or nothing between them, in lower case. */
    private static String broken(CharSequence text, CharSequence next, String hyphen) {
        int start = text.length() - 1;
        while (start > 0 && isPartOfWord(text.charAt(start - 1))) {
            start--;
        }
        int end = 0;
        while (end < next.length() && isPartOfWord(next.charAt(end))) {
            end++;
        }
        String word = text.subSequence(start, text.length() - 1) + hyphen + next.subSequence(0, end);
        return word.toLowerCase(Locale.ROOT);
    }

    private boolean belongsToWord(CharSequence text, CharSequence next) {
        if (words.contains(broken(text, next, "-"))) {
            return true;
        }
        if (words.contains(broken(text, next, ""))) {
            return false;
        }
        String compound = broken(text, next, " ");
        String half = compound.substring(0, compound.indexOf(' ')).replaceFirst(".*-", "");
        String otherHalf = compound.substring(compound.indexOf(' ') + 1).replaceFirst("-.*", "");
        return !hyphenates || (words.contains(half) && words.contains(otherHalf));
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
            boolean isLatin = isWestern(before);
            return isLatin == isWestern(after)
                    ? isLatin
                    : spacesLatin
                            && Character.isLetterOrDigit(isLatin ? before : after)
                            && Character.isIdeographic(isLatin ? after : before);
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
