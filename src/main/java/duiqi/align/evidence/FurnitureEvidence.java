package duiqi.align.evidence;

import duiqi.align.learn.TokenizedPair;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Compares the segments that look like page headers, page footers or notes on both sides of a bead. If only one of the
 * documents contains its page headers, they belong to no bead. Only the difference between the sides counts, so titles,
 * refrains and notes of both texts are still paired.
 */
public final class FurnitureEvidence implements Evidence {
    private final FurnitureCounts furniture;

    FurnitureEvidence(FurnitureCounts furniture) {
        this.furniture = furniture;
    }

    /** Returns the features in the order of the kinds. */
    @Override
    public List<String> features() {
        return List.of("numbered line against none", "repeated line against none", "note against none");
    }

    @Override
    public boolean isSilent() {
        return furniture.isEmpty();
    }

    @Override
    public void measure(int i, int n, int j, int m, double[] values, int at) {
        if (n == 0 || m == 0) {
            return;
        }
        for (int kind = 0; kind < FurnitureCounts.KINDS; kind++) {
            values[at + kind] = -Math.abs(furniture.surplus(kind, i, n, j, m));
        }
    }

    /**
     * Counts the segments of two texts that look like page headers, page footers or notes. Immutable and thread-safe.
     *
     * <p>There are three kinds: a segment that differs from another segment of its side only in its numbers ("Page 7"),
     * or is only a number; a segment that occurs at least {@link #OFTEN} times and does not end in a colon; and a segment that begins with the mark
     * of a note. Headings do not count.
     */
    public static final class FurnitureCounts {
        /** Number of kinds, which are numbered from 0. */
        static final int KINDS = 3;

        private static final int NUMBERED = 0;
        private static final int REPEATED = 1;
        private static final int NOTED = 2;

        private static final int OFTEN = 3;

        /**
         * Matches digits, Chinese numerals, small English number words, and Roman numerals in capitals except the
         * pronoun I.
         */
        private static final Pattern NUMERAL = Pattern.compile("[\\p{Nd}〇零一二三四五六七八九十百千]+"
                + "|\\b(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\\b"
                + "|\\b(?!I\\b)[IVXLC]+\\b");

        private static final char LAST_ASCII = '\u007f';
        private static final String CHINESE = "〇零一二三四五六七八九十百千";
        private static final Set<String> WORDS = Set.of(
                "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");

        /** First letters of the words above and of Roman numerals. */
        private static final String FIRST_LETTERS = "otfsenOTFSENIVXLC";

        /** Replaces every numeral, so that segments that differ only in numbers become equal. */
        private static final String ANY_NUMERAL = "#";

        /** Signs that typesetters put around a page number; speech uses other marks. */
        private static final String ORNAMENT = "[-–—·•.~*/|\\[\\]()（）〔〕\\p{Z}]*";

        /** Matches a page number. Prefaces have small Roman ones. */
        private static final Pattern BARE_NUMBER = Pattern.compile(ORNAMENT
                + "(?:\\p{Nd}{1,5}|[〇零一二三四五六七八九十百千]+"
                + "|(?=[ivxl])(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})|(?=[IVXL])(?!I\\b)(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3}))"
                + ORNAMENT);

        /** Matches the end of a line that introduces speech or a list, such as "He said:". */
        private static final Pattern INTRODUCTION = Pattern.compile("[:：]\\z");

        private static final Pattern NOTE =
                Pattern.compile("\\p{Z}*(?:[\\[［〔【(（]\\p{Nd}{1,3}[\\]］〕】)）]|[①-⑳⑴-⒇¹²³⁴-⁹†‡※]|\\*(?!\\p{Z}*\\*)).*");

        private final int[][] chinese;
        private final int[][] english;

        public FurnitureCounts(TokenizedPair pair) {
            chinese = counts(pair.chineseSize(), pair::chinese);
            english = counts(pair.englishSize(), pair::english);
        }

        /** Returns by kind: number of segments of that kind before each segment. */
        private static int[][] counts(int size, IntFunction<Segment> segments) {
            String[] forms = new String[size];
            Map<String, Integer> often = new HashMap<>();
            Map<String, Set<String>> texts = new HashMap<>();
            for (int k = 0; k < size; k++) {
                String text = segments.apply(k).text().strip();
                forms[k] = withoutNumerals(text).toLowerCase(Locale.ROOT);
                often.merge(forms[k], 1, Integer::sum);
                texts.computeIfAbsent(forms[k], none -> new HashSet<>()).add(text);
            }
            int[][] counts = new int[KINDS][size + 1];
            for (int k = 0; k < size; k++) {
                for (int[] row : counts) {
                    row[k + 1] = row[k];
                }
                String form = forms[k];
                Segment segment = segments.apply(k);
                if (form.isEmpty() || segment.kind() == Paragraph.Kind.HEADING) {
                    continue;
                }
                int equalForms = texts.getOrDefault(form, Set.of()).size();
                if (NOTE.matcher(segment.text()).matches()) {
                    counts[NOTED][k + 1]++;
                } else if (equalForms > 1 || BARE_NUMBER.matcher(segment.text()).matches()) {
                    counts[NUMBERED][k + 1]++;
                } else if (often.getOrDefault(form, 0) >= OFTEN
                        && !INTRODUCTION.matcher(form).find()) {
                    counts[REPEATED][k + 1]++;
                }
            }
            return counts;
        }

        /** Replaces the numerals of a text. The pattern is slow, so it reads only texts with words that may be numerals. */
        static String withoutNumerals(String text) {
            StringBuilder replaced = new StringBuilder(text.length());
            for (int k = 0; k < text.length(); k++) {
                char c = text.charAt(k);
                if (isDigit(c)) {
                    if (k == 0 || !isDigit(text.charAt(k - 1))) {
                        replaced.append(ANY_NUMERAL);
                    }
                } else if (Character.isSurrogate(c) || mayBeNumeral(text, k)) {
                    return NUMERAL.matcher(text).replaceAll(ANY_NUMERAL);
                } else {
                    replaced.append(c);
                }
            }
            return replaced.toString();
        }

        private static boolean isDigit(char c) {
            return (c >= '0' && c <= '9') || (c > LAST_ASCII && (CHINESE.indexOf(c) >= 0 || Character.isDigit(c)));
        }

        /** Returns whether a word that begins at an index may be an English or a Roman numeral. */
        private static boolean mayBeNumeral(String text, int start) {
            char first = text.charAt(start);
            if (FIRST_LETTERS.indexOf(first) < 0 || (start > 0 && isAsciiLetter(text.charAt(start - 1)))) {
                return false;
            }
            int end = start;
            boolean isRoman = true;
            while (end < text.length() && isAsciiLetter(text.charAt(end))) {
                isRoman &= "IVXLC".indexOf(text.charAt(end++)) >= 0;
            }
            int length = end - start;
            if (isRoman) {
                return length > 1 || first != 'I';
            }
            return length >= 3
                    && length <= 6
                    && WORDS.contains(text.substring(start, end).toLowerCase(Locale.ROOT));
        }

        private static boolean isAsciiLetter(char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        }

        private FurnitureCounts(int[][] chinese, int[][] english) {
            this.chinese = chinese;
            this.english = english;
        }

        /** Returns the counts of a stretch of each text. The whole texts determine the kind of its segments. */
        FurnitureCounts part(int i, int iEnd, int j, int jEnd) {
            return new FurnitureCounts(part(chinese, i, iEnd), part(english, j, jEnd));
        }

        private static int[][] part(int[][] counts, int from, int end) {
            return Arrays.stream(counts)
                    .map(row -> Arrays.copyOfRange(row, from, end + 1))
                    .toArray(int[][]::new);
        }

        /** Returns whether no segment is of any kind. */
        boolean isEmpty() {
            return Stream.of(chinese, english).flatMap(Arrays::stream).allMatch(row -> row[row.length - 1] == row[0]);
        }

        /** Returns the number of segments of a kind on the Chinese side of a bead minus that on the English side. */
        int surplus(int kind, int i, int n, int j, int m) {
            return chinese[kind][i + n] - chinese[kind][i] - (english[kind][j + m] - english[kind][j]);
        }
    }
}
