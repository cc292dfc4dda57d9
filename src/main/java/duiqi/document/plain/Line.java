package duiqi.document.plain;

import duiqi.text.Language;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds a line of a text file without its line end. Immutable.
 *
 * @param number number of the line, from 1
 * @param text text of the line
 */
public record Line(int number, String text) {
    /**
     * Splits a text into lines. CRLF, CR, LF and the Unicode separators U+2028 and U+2029 end a line. A line end at the
     * end of the text does not begin another line.
     */
    public static List<Line> of(String text) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (isEnd(text.charAt(i))) {
                lines.add(new Line(lines.size() + 1, text.substring(start, i)));
                if (text.charAt(i) == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                    i++;
                }
                start = i + 1;
            }
        }
        if (start < text.length()) {
            lines.add(new Line(lines.size() + 1, text.substring(start)));
        }
        return lines;
    }

    private static boolean isEnd(char c) {
        return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029';
    }

    public boolean isBlank() {
        return indent() == text.length();
    }

    /** Returns the index of the first character that is not white space. */
    public int indent() {
        int i = 0;
        while (i < text.length() && Characters.isSpace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Returns the text without white space at its ends. */
    public String stripped() {
        int end = text.length();
        int start = indent();
        while (end > start && Characters.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** Returns the column of a character, in code points from 1. */
    public int column(int index) {
        return text.codePointCount(0, index) + 1;
    }

    /**
     * Joins the lines of a wrapped paragraph, with a space between words and without one in Chinese. Between a Han
     * character and a Latin word there is a space if the document usually has one.
     *
     * <p>A hyphen at the end of a line may belong to the word or only mark the break. The other words of the document
     * decide. The hyphen is kept if the compound also occurs with it, or if its halves occur as words and the word
     * without hyphen does not. Otherwise it is removed. Immutable.
     */
    public static final class Joiner {
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
        public void join(SourceMappedText text, Line next) {
            SourceMappedText appended = new SourceMappedText();
            appended.append(next, next.indent(), next.text().length()).truncateSpace();
            join(text, appended);
        }

        /** Appends the text of the next line of a paragraph. It must not begin or end with white space. */
        public void join(SourceMappedText text, SourceMappedText next) {
            text.truncateSpace();
            if (text.isEmpty() || next.isEmpty()) {
                text.append(next);
                return;
            }
            int last = text.length() - 1;
            if (text.charAt(last) == SOFT_HYPHEN || (isHyphenated(text, next) && !belongsToWord(text, next))) {
                text.truncate(last);
            } else if (wantsSpace(text, next)) {
                text.append(' ', text.line(last), text.column(last) + 1);
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

    /**
     * Converts offsets in a text to line and column, with columns in code points. A line ends with LF, CR or CR LF.
     * Immutable.
     */
    public static final class Positions {
        private final int[] lineStarts;

        /** Offsets of low surrogates, to convert columns from UTF-16 units to code points. */
        private final int[] secondHalves;

        public Positions(CharSequence text) {
            int[] starts = new int[16];
            int[] halves = new int[16];
            int lines = 1;
            int pairs = 0;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
                    starts = roomFor(lines, starts);
                    starts[lines++] = i + 1;
                } else if (i > 0 && Character.isSurrogatePair(text.charAt(i - 1), c)) {
                    halves = roomFor(pairs, halves);
                    halves[pairs++] = i;
                }
            }
            lineStarts = Arrays.copyOf(starts, lines);
            secondHalves = Arrays.copyOf(halves, pairs);
        }

        private static int[] roomFor(int index, int[] numbers) {
            return index < numbers.length ? numbers : Arrays.copyOf(numbers, 2 * numbers.length);
        }

        /** Returns the number of lines, at least one. */
        public int count() {
            return lineStarts.length;
        }

        /** Returns the line of an offset, from 1. */
        public int line(int offset) {
            int found = Arrays.binarySearch(lineStarts, offset);
            return found >= 0 ? found + 1 : -found - 1;
        }

        /** Returns the column of an offset in its line, from 1. */
        public int column(int offset) {
            int start = lineStarts[line(offset) - 1];
            return offset - start - (halvesBefore(offset) - halvesBefore(start)) + 1;
        }

        private int halvesBefore(int offset) {
            int found = Arrays.binarySearch(secondHalves, offset);
            return found >= 0 ? found : -found - 1;
        }
    }

    /** Classifies a line by its shape: chapter line, title, list item. Stateless. */
    public static final class Shape {
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
                while (last >= 0
                        && (CLOSERS.indexOf(text.charAt(last)) >= 0 || Characters.isSpace(text.charAt(last)))) {
                    last--;
                }
                return last >= 0 && marks.indexOf(text.charAt(last)) >= 0;
            }
        }
    }
}
