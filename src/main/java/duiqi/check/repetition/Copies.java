package duiqi.check.repetition;

import duiqi.lexicon.EnglishWords.EnglishWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Describes two copies of words in an English text, one after the other or joined by a conjunction, as indices of words.
 * Immutable.
 *
 * @param text the text
 * @param words all words of the text
 * @param isTwice true if only white space is between the copies
 * @param isComma true if a comma is between them
 */
record Copies(
        String text,
        List<EnglishWord> words,
        int first,
        int firstEnd,
        int second,
        int end,
        boolean isTwice,
        boolean isComma) {
    /** Maximum number of words in a copy. */
    static final int MAX_WORDS = 6;

    private static final Pattern SPACE = Pattern.compile("[\\s\u00A0]+");
    static final Pattern HYPHEN = Pattern.compile("[\\s\u00A0]*[-‐‑]?[\\s\u00A0]*");
    private static final Pattern AND =
            Pattern.compile("[\\s\u00A0]*,?[\\s\u00A0]*(?:and|or|&|and/or)[\\s\u00A0]+", Pattern.CASE_INSENSITIVE);

    /** Marks that join a word to code or to another word. */
    private static final String JOINING = "./_#\\-‐‑@:$=+*~";

    /** Returns the copies in a text, in order. */
    static List<Copies> in(String text, List<EnglishWord> words) {
        List<Copies> found = new ArrayList<>();
        for (int second = 1; second < words.size(); second++) {
            Optional<Copies> copies = at(text, words, second);
            if (copies.isPresent()) {
                found.add(copies.get());
                second = copies.get().end;
            }
        }
        return found;
    }

    /** Returns the longest copies whose second one begins at a word. */
    private static Optional<Copies> at(String text, List<EnglishWord> words, int second) {
        String form = words.get(second - 1).form();
        boolean isRepeated = form.equals(words.get(second).form());
        boolean isLink = !isRepeated && (form.equals("and") || form.equals("or"));
        int end = isLink ? second - 1 : second;
        if (end == 0) {
            return Optional.empty();
        }
        String gap = text.substring(words.get(end - 1).end(), words.get(second).start());
        boolean isTwice = SPACE.matcher(gap).matches();
        if (!isTwice && !AND.matcher(gap).matches()) {
            return Optional.empty();
        }
        for (int n = Math.min(MAX_WORDS, Math.min(end, words.size() - second)); n > 0; n--) {
            Copies copies = new Copies(text, words, end - n, end, second, second + n, isTwice, gap.contains(","));
            if (copies.areEqual() && copies.isWhole(end - n, end) && copies.isWhole(second, second + n)) {
                return Optional.of(copies);
            }
        }
        return Optional.empty();
    }

    private boolean areEqual() {
        return IntStream.range(0, firstEnd - first)
                .allMatch(i -> isTwice
                        ? isSame(text, words.get(first + i), words.get(second + i))
                        : isForm(text, words.get(first + i), words.get(second + i)));
    }

    /** Compares words as written: "China's China" and "bitwise AND and" are no repetitions. */
    private static boolean isSame(String text, EnglishWord one, EnglishWord other) {
        int length = one.end() - one.start();
        return one.form().equals(other.form())
                && length == other.end() - other.start()
                && (length == 1
                        || Character.isUpperCase(text.charAt(one.start() + 1))
                                == Character.isUpperCase(text.charAt(other.start() + 1)))
                && text.regionMatches(true, one.start(), text, other.start(), length);
    }

    /** Returns whether words are equal but for number: <i>developed and developing</i> are two things. */
    private static boolean isForm(String text, EnglishWord one, EnglishWord other) {
        boolean isPast = one.form().endsWith("ed") || other.form().endsWith("ed");
        boolean isLower = Character.isLowerCase(text.charAt(other.end() - 1));
        return isLower == Character.isLowerCase(text.charAt(one.end() - 1))
                && (one.form().equals(other.form()) || (isLower && !isPast && one.isFormOf(other)));
    }

    /** Returns whether words are written together, and no mark of code touches them. */
    private boolean isWhole(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            String gap = text.substring(words.get(i - 1).end(), words.get(i).start());
            if (!(isTwice ? SPACE : HYPHEN).matcher(gap).matches()) {
                return false;
            }
        }
        int start = words.get(from).start();
        int end = words.get(to - 1).end();
        char before = start == 0 ? ' ' : text.charAt(start - 1);
        char after = end == text.length() ? ' ' : text.charAt(end);
        char next = end + 1 >= text.length() ? ' ' : text.charAt(end + 1);
        return JOINING.indexOf(before) < 0
                && "(#\\=+*<>".indexOf(after) < 0
                && (JOINING.indexOf(after) < 0 || " \n\"”’)".indexOf(next) >= 0);
    }

    /** Returns the first copy. */
    List<EnglishWord> copy() {
        return words.subList(first, firstEnd);
    }

    boolean isSingle() {
        return firstEnd - first == 1;
    }

    /** Returns the text of the first copy. */
    String once() {
        return text.substring(start(), words.get(firstEnd - 1).end());
    }

    int start() {
        return words.get(first).start();
    }

    /** Returns the index after the last character of the second copy. */
    int endInText() {
        return words.get(end - 1).end();
    }

    /** Returns whether a word begins with a small letter. */
    boolean isLower(int word) {
        return Character.isLowerCase(text.charAt(words.get(word).start()));
    }

    /** Returns whether the copy has a number, or a word that the Chinese has this often in Latin letters. */
    boolean isInChinese(String chinese, int times) {
        String lower = chinese.toLowerCase(Locale.ROOT);
        return copy().stream()
                .map(EnglishWord::form)
                .anyMatch(form -> !Character.isLetter(form.charAt(0))
                        || (form.length() > 1 && lower.split(Pattern.quote(form), -1).length > times));
    }
}
