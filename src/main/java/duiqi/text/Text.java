package duiqi.text;

import java.util.List;
import java.util.Objects;

/**
 * A text is a document split into segments: one side of a pair of texts. Immutable.
 *
 * @param name name of the document
 * @param language language of its segments
 * @param segments segments in reading order
 */
public record Text(String name, Language language, List<Segment> segments) {
    /**
     * Copies the list of segments.
     *
     * @param name name of the document
     * @param language language of its segments
     * @param segments segments in reading order
     */
    public Text {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(language, "language");
        segments = List.copyOf(segments);
    }

    /**
     * Joins segments of one bead to one string. A space separates them if the language uses spaces between words.
     * Chinese segments are joined without a space.
     *
     * @param indices indices of the segments, from 0, in the order to join
     * @return the joined text; empty if there are no indices
     */
    public String join(List<Integer> indices) {
        StringBuilder joined = new StringBuilder();
        for (int index : indices) {
            append(joined, segments.get(index).text());
        }
        return joined.toString();
    }

    /**
     * {@return the location of a character of {@link #join} in the file}
     *
     * @param indices indices of the joined segments, at least one
     * @param offset index of a UTF-16 unit in the joined text, 0 to its length
     */
    public Location locate(List<Integer> indices, int offset) {
        StringBuilder joined = new StringBuilder();
        int start = 0;
        Segment segment = segments.get(indices.get(0));
        for (int index : indices) {
            Segment next = segments.get(index);
            append(joined, next.text());
            if (joined.length() - next.text().length() <= offset) {
                segment = next;
                start = joined.length() - next.text().length();
            }
        }
        return segment.locate(Math.min(offset - start, segment.text().length()));
    }

    private void append(StringBuilder joined, String text) {
        if (!joined.isEmpty() && !text.isEmpty()) {
            char before = joined.charAt(joined.length() - 1);
            boolean betweenWords = isLatin(before) && isLatin(text.charAt(0));
            if (!language.isChinese() || betweenWords) {
                joined.append(' ');
            }
        }
        joined.append(text);
    }

    private static boolean isLatin(char c) {
        return c < 0x2E80 && (Character.isLetterOrDigit(c) || ".!?,;:".indexOf(c) >= 0);
    }
}
