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

/**
 * Whether what looks like page furniture on one side faces as much of it on the other. Where it does not, as when only one of
 * the documents was read with its page headers, it belongs to no bead. Only the difference between the sides counts, so titles,
 * refrains and notes that both texts have still pair.
 */
public final class FurnitureEvidence implements Evidence {
    private final FurnitureCounts furniture;

    FurnitureEvidence(FurnitureCounts furniture) {
        this.furniture = furniture;
    }

    /** In the order of the looks. */
    @Override
    public List<String> features() {
        return List.of("numbered line against none", "repeated line against none", "note against none");
    }

    @Override
    public void measure(int i, int n, int j, int m, double[] values, int at) {
        if (n == 0 || m == 0) {
            return;
        }
        for (int look = 0; look < FurnitureCounts.LOOKS; look++) {
            values[at + look] = -Math.abs(furniture.surplus(look, i, n, j, m));
        }
    }

    /**
     * How many lines of two texts look like page furniture. Immutable and thread-safe.
     *
     * <p>The looks are: a line that differs from another line of its side in its numbers only ("Page 7"), or is nothing
     * but a number; a line that occurs {@link #OFTEN} times or more; and one that begins with the mark of a note. A heading is none.
     */
    public static final class FurnitureCounts {
        /** How many looks there are, numbered from 0. */
        static final int LOOKS = 3;

        private static final int NUMBERED = 0;
        private static final int REPEATED = 1;
        private static final int NOTED = 2;

        private static final int OFTEN = 3;

        /** Numerals in digits, Chinese ones, small ones in English, and Roman ones in capitals but for the pronoun. */
        private static final Pattern NUMERAL = Pattern.compile("[\\p{Nd}〇零一二三四五六七八九十百千]+"
                + "|\\b(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\\b"
                + "|\\b(?!I\\b)[IVXLC]+\\b");

        /** Replaces every numeral, so that lines that differ in numbers alone look alike. */
        private static final String ANY_NUMERAL = "#";

        /** Signs that typesetters put around a page number; speech has other marks. */
        private static final String ORNAMENT = "[-–—·•.~*/|\\[\\]()（）〔〕\\p{Z}]*";

        /** A page number; small Roman ones number prefaces. */
        private static final Pattern BARE_NUMBER = Pattern.compile(ORNAMENT
                + "(?:\\p{Nd}{1,5}|[〇零一二三四五六七八九十百千]+"
                + "|(?=[ivxl])(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})|(?=[IVXL])(?!I\\b)(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3}))"
                + ORNAMENT);

        private static final Pattern NOTE =
                Pattern.compile("\\p{Z}*(?:[\\[［〔【(（]\\p{Nd}{1,3}[\\]］〕】)）]|[①-⑳⑴-⒇¹²³⁴-⁹†‡※]|\\*(?!\\p{Z}*\\*)).*");

        private final int[][] chinese;
        private final int[][] english;

        public FurnitureCounts(TokenizedPair pair) {
            chinese = counts(pair.chineseSize(), pair::chinese);
            english = counts(pair.englishSize(), pair::english);
        }

        /** Returns by look: how many segments before each have it. */
        private static int[][] counts(int size, IntFunction<Segment> segments) {
            String[] forms = new String[size];
            Map<String, Integer> often = new HashMap<>();
            Map<String, Set<String>> texts = new HashMap<>();
            for (int k = 0; k < size; k++) {
                String text = segments.apply(k).text().strip();
                forms[k] = NUMERAL.matcher(text).replaceAll(ANY_NUMERAL).toLowerCase(Locale.ROOT);
                often.merge(forms[k], 1, Integer::sum);
                texts.computeIfAbsent(forms[k], none -> new HashSet<>()).add(text);
            }
            int[][] counts = new int[LOOKS][size + 1];
            for (int k = 0; k < size; k++) {
                for (int[] row : counts) {
                    row[k + 1] = row[k];
                }
                String form = forms[k];
                Segment segment = segments.apply(k);
                if (form.isEmpty() || segment.kind() == Paragraph.Kind.HEADING) {
                    continue;
                }
                int looksAlike = texts.getOrDefault(form, Set.of()).size();
                if (NOTE.matcher(segment.text()).matches()) {
                    counts[NOTED][k + 1]++;
                } else if (looksAlike > 1 || BARE_NUMBER.matcher(segment.text()).matches()) {
                    counts[NUMBERED][k + 1]++;
                } else if (often.getOrDefault(form, 0) >= OFTEN) {
                    counts[REPEATED][k + 1]++;
                }
            }
            return counts;
        }

        private FurnitureCounts(int[][] chinese, int[][] english) {
            this.chinese = chinese;
            this.english = english;
        }

        /** Returns the counts of a stretch of each text, by what its lines look like in the whole. */
        FurnitureCounts part(int i, int iEnd, int j, int jEnd) {
            return new FurnitureCounts(part(chinese, i, iEnd), part(english, j, jEnd));
        }

        private static int[][] part(int[][] counts, int from, int end) {
            return Arrays.stream(counts)
                    .map(row -> Arrays.copyOfRange(row, from, end + 1))
                    .toArray(int[][]::new);
        }

        /**
         * Returns how many more lines of one look the Chinese side of a bead has than the English one; negative if it has fewer.
         */
        int surplus(int look, int i, int n, int j, int m) {
            return chinese[look][i + n] - chinese[look][i] - (english[look][j + m] - english[look][j]);
        }
    }
}
