package duiqi.align.evidence;

import duiqi.align.learn.TokenizedPair;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Compares the paragraphs and headings of the two texts. Translators move paragraph breaks, so this is evidence and not
 * a rule.
 *
 * <p>The features of paragraphs are 0 if one of the texts has no paragraphs, like a file with one sentence a line. Only
 * the headings that a document marks count: lines without a final mark are too often names, verse or broken lines. The
 * annotated training texts have neither, so the weights of these features are set by hand.
 */
final class StructureEvidence implements Evidence {
    /** Smallest mean number of segments in a paragraph. Texts below it consist of lines rather than paragraphs. */
    private static final double MIN_SEGMENTS = 1.2;

    private static final int MAX_BREAKS = 3;

    private final Side chinese;
    private final Side english;
    private final boolean paragraphs;

    /** Holds by segment whether a paragraph begins with it, and whether it is a heading. */
    private static final class Side {
        final boolean[] begins;
        final boolean[] heading;
        final boolean hasParagraphs;
        final boolean hasHeadings;

        Side(int size, IntFunction<Segment> segments) {
            begins = new boolean[size];
            heading = new boolean[size];
            int count = 0;
            boolean found = false;
            for (int k = 0; k < size; k++) {
                Segment segment = segments.apply(k);
                begins[k] =
                        k == 0 || segment.paragraph() != segments.apply(k - 1).paragraph();
                heading[k] = segment.kind() == Paragraph.Kind.HEADING;
                found |= heading[k];
                count += begins[k] ? 1 : 0;
            }
            hasHeadings = found;
            hasParagraphs = size >= MIN_SEGMENTS * count;
        }

        int breaksInside(int from, int count) {
            int breaks = 0;
            for (int k = from + 1; k < from + count; k++) {
                breaks += begins[k] ? 1 : 0;
            }
            return Math.min(MAX_BREAKS, breaks);
        }

        int headings(int from, int count) {
            int headings = 0;
            for (int k = from; k < from + count; k++) {
                headings += heading[k] ? 1 : 0;
            }
            return headings;
        }

        /** Returns whether a paragraph ends directly before a segment. */
        boolean breaksBefore(int segment) {
            return segment == begins.length || begins[segment];
        }
    }

    StructureEvidence(TokenizedPair pair) {
        chinese = new Side(pair.chineseSize(), pair::chinese);
        english = new Side(pair.englishSize(), pair::english);
        paragraphs = chinese.hasParagraphs && english.hasParagraphs;
    }

    @Override
    public List<String> features() {
        return List.of(
                "paragraph ends against none",
                "paragraph ends in both",
                "paragraph breaks inside",
                "heading against text",
                "heading beside text");
    }

    @Override
    public boolean isSilent() {
        return !paragraphs && !chinese.hasHeadings && !english.hasHeadings;
    }

    @Override
    public void measure(int i, int n, int j, int m, double[] values, int at) {
        if (paragraphs) {
            boolean chineseBreak = chinese.breaksBefore(i + n);
            boolean englishBreak = english.breaksBefore(j + m);
            values[at] = chineseBreak != englishBreak ? 1 : 0;
            values[at + 1] = chineseBreak && englishBreak ? 1 : 0;
            values[at + 2] = chinese.breaksInside(i, n) + english.breaksInside(j, m);
        }
        int chineseHeadings = chinese.headings(i, n);
        int englishHeadings = english.headings(j, m);
        if (n > 0 && m > 0) {
            values[at + 3] = chineseHeadings > 0 != englishHeadings > 0 ? 1 : 0;
        }
        boolean mixed = (chineseHeadings > 0 && chineseHeadings < n) || (englishHeadings > 0 && englishHeadings < m);
        values[at + 4] = mixed ? 1 : 0;
    }
}
