package duiqi.align;

import duiqi.bitext.Paragraph;
import duiqi.bitext.Segment;
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
 * the documents was read with its page headers, it belongs to no bead.
 *
 * <p>Furniture of one look is a line that differs from another line of its side in its numbers only ("Page 7"), or is nothing
 * but a number; a line that occurs {@link #OFTEN} times or more; and one that begins with the mark of a note. A heading is none.
 * Only the difference between the sides counts, so titles, refrains and notes that both texts have still pair.
 */
final class FurnitureEvidence implements Evidence {
    private static final int OFTEN = 3;

    /** Numerals in digits, Chinese ones, small ones in English, and Roman ones in capitals. */
    private static final Pattern NUMERAL = Pattern.compile("[\\p{Nd}〇零一二三四五六七八九十百千]+"
            + "|\\b(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\\b"
            + "|\\b[IVXLC]+\\b");

    /** What a numeral becomes, so that lines that differ in numbers alone look alike. */
    private static final String ANY_NUMERAL = "#";

    /** A page number with what typesetters put around it; small Roman ones number prefaces. */
    private static final Pattern BARE_NUMBER =
            Pattern.compile("[\\p{P}\\p{Z}\\p{S}]*(?:" + ANY_NUMERAL + "|[ivxlc]+)[\\p{P}\\p{Z}\\p{S}]*");

    private static final Pattern NOTE =
            Pattern.compile("\\p{Z}*(?:[\\[［〔【(（]\\p{Nd}{1,3}[\\]］〕】)）]|[①-⑳⑴-⒇¹²³⁴-⁹†‡※]|\\*(?!\\p{Z}*\\*)).*");

    /** Looks, in the order of the features. */
    private static final int NUMBERED = 0;

    private static final int REPEATED = 1;
    private static final int NOTED = 2;

    private static final List<String> FEATURES =
            List.of("numbered line against none", "repeated line against none", "note against none");

    private final int[][] chinese;
    private final int[][] english;

    FurnitureEvidence(TokenizedPair pair) {
        chinese = counts(pair.chineseSize(), pair::chinese);
        english = counts(pair.englishSize(), pair::english);
    }

    /** By look: how many segments before each have it. */
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
        int[][] counts = new int[FEATURES.size()][size + 1];
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
            } else if (looksAlike > 1 || BARE_NUMBER.matcher(form).matches()) {
                counts[NUMBERED][k + 1]++;
            } else if (often.getOrDefault(form, 0) >= OFTEN) {
                counts[REPEATED][k + 1]++;
            }
        }
        return counts;
    }

    @Override
    public List<String> features() {
        return FEATURES;
    }

    @Override
    public void measure(int i, int n, int j, int m, double[] values, int at) {
        if (n == 0 || m == 0) {
            return;
        }
        for (int look = 0; look < FEATURES.size(); look++) {
            int difference = (chinese[look][i + n] - chinese[look][i]) - (english[look][j + m] - english[look][j]);
            values[at + look] = -Math.abs(difference);
        }
    }
}
