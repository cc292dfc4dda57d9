package duiqi.corpus;

import java.io.Serializable;
import java.util.Comparator;

/**
 * A unit in which a term is rendered in some way. Immutable.
 *
 * @param rank how many examples of the same document come before it
 * @param unit id of the unit
 * @param document id of its document
 * @param chinese what stands around the term
 * @param english what stands around its rendering
 */
record TermExample(int rank, String unit, String document, String chinese, String english)
        implements Serializable, Comparable<TermExample> {
    private static final int CHINESE_AROUND = 15;
    private static final int ENGLISH_AROUND = 40;

    private static final Comparator<TermExample> ORDER = Comparator.comparingInt(TermExample::rank)
            .thenComparing(TermExample::unit)
            .thenComparing(TermExample::document)
            .thenComparing(TermExample::chinese)
            .thenComparing(TermExample::english);

    static String chinese(String text, int start, int end) {
        return excerpt(text, start - CHINESE_AROUND, end + CHINESE_AROUND);
    }

    static String english(String text, int start, int end) {
        int from = Math.max(0, start - ENGLISH_AROUND);
        int to = Math.min(text.length(), end + ENGLISH_AROUND);
        while (from > 0 && from < start && Character.isLetterOrDigit(text.charAt(from - 1))) {
            from++;
        }
        while (to < text.length() && to > end && Character.isLetterOrDigit(text.charAt(to))) {
            to--;
        }
        return excerpt(text, from, to);
    }

    private static String excerpt(String text, int start, int end) {
        int from = Math.max(0, start);
        int to = Math.min(text.length(), end);
        from -= from > 0 && Character.isLowSurrogate(text.charAt(from)) ? 1 : 0;
        to += to < text.length() && Character.isLowSurrogate(text.charAt(to)) ? 1 : 0;
        return (from > 0 ? "…" : "") + text.substring(from, to).strip() + (to < text.length() ? "…" : "");
    }

    TermExample withRank(int number) {
        return new TermExample(number, unit, document, chinese, english);
    }

    /** First what is first in its document, then by the ids of the units. */
    @Override
    public int compareTo(TermExample other) {
        return ORDER.compare(this, other);
    }
}
