package duiqi.align;

import duiqi.lexicon.Figure;
import duiqi.text.FormatException;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Converts marks of two texts to boundaries that no bead crosses. The user asserts that the marks correspond one to
 * one.
 */
public enum Boundaries {
    /** Each paragraph of one text is the translation of a paragraph of the other. */
    PARAGRAPHS,

    /**
     * Each heading of one text is the translation of a heading of the other. If the numbers of headings differ, only
     * numbered headings are boundaries, and their numbers must agree: a translator adds a title or a preface more often
     * than a numbered chapter.
     */
    HEADINGS;

    /**
     * Marks the start of a paragraph.
     *
     * @param start index of its first segment
     */
    private record Mark(int start, Segment segment) {
        OptionalInt number() {
            return Figure.Numbers.ofHeading(segment.text());
        }

        boolean fits(Mark other) {
            return number().isEmpty() || other.number().isEmpty() || number().equals(other.number());
        }

        @Override
        public String toString() {
            return "\"" + segment.text() + "\" (" + segment.location() + ")";
        }
    }

    /**
     * {@return the boundaries of two texts} The first side of a gate is the source.
     *
     * @param source the text that was translated
     * @param target its translation
     * @throws FormatException if the marks of the two texts do not correspond
     */
    public HardBoundaries between(Text source, Text target) throws FormatException {
        List<Mark> left = paragraphs(source);
        List<Mark> right = paragraphs(target);
        if (this == HEADINGS) {
            return betweenHeadings(source, headings(source, left), target, headings(target, right));
        }
        if (left.size() != right.size()) {
            throw new FormatException(
                    names(source, target),
                    "the numbers of paragraphs differ: " + counts(source, left, target, right),
                    "split or join paragraphs until they correspond, or omit --boundaries paragraphs");
        }
        return left.isEmpty()
                ? HardBoundaries.NONE
                : gates(left.subList(1, left.size()), right.subList(1, right.size()));
    }

    private static HardBoundaries betweenHeadings(Text source, List<Mark> left, Text target, List<Mark> right)
            throws FormatException {
        if (left.size() == right.size() && firstDifference(left, right) == left.size()) {
            return gates(left, right);
        }
        List<Mark> numberedLeft = numbered(left);
        List<Mark> numberedRight = numbered(right);
        int difference = firstDifference(numberedLeft, numberedRight);
        if (difference < Math.max(numberedLeft.size(), numberedRight.size()) || numberedLeft.isEmpty()) {
            throw new FormatException(
                    names(source, target),
                    "the headings do not correspond (" + counts(source, left, target, right) + "): "
                            + (numberedLeft.isEmpty() || numberedRight.isEmpty()
                                    ? "they have no numbers to compare"
                                    : difference(numberedLeft, numberedRight, difference)),
                    "correct the headings, or use --anchors FILE instead of --boundaries");
        }
        return gates(numberedLeft, numberedRight);
    }

    private static List<Mark> paragraphs(Text text) {
        List<Segment> segments = text.segments();
        return IntStream.range(0, segments.size())
                .filter(k -> k == 0
                        || segments.get(k).paragraph() != segments.get(k - 1).paragraph())
                .mapToObj(k -> new Mark(k, segments.get(k)))
                .toList();
    }

    private static List<Mark> headings(Text text, List<Mark> paragraphs) throws FormatException {
        List<Mark> headings = paragraphs.stream()
                .filter(mark -> mark.segment.kind() == Paragraph.Kind.HEADING)
                .toList();
        if (headings.isEmpty()) {
            throw new FormatException(text.name(), "has no headings", "omit --boundaries headings");
        }
        return headings;
    }

    private static List<Mark> numbered(List<Mark> headings) {
        return headings.stream().filter(mark -> mark.number().isPresent()).toList();
    }

    /** Returns the index of the first two headings with different numbers, or of the first without counterpart. */
    private static int firstDifference(List<Mark> left, List<Mark> right) {
        int size = Math.min(left.size(), right.size());
        return IntStream.range(0, size)
                .filter(k -> !left.get(k).fits(right.get(k)))
                .findFirst()
                .orElse(size);
    }

    private static String difference(List<Mark> left, List<Mark> right, int difference) {
        if (difference == left.size() || difference == right.size()) {
            return (difference == left.size() ? right : left).get(difference) + " has no counterpart";
        }
        return left.get(difference) + " does not match " + right.get(difference);
    }

    private static HardBoundaries gates(List<Mark> left, List<Mark> right) {
        return new HardBoundaries(IntStream.range(0, left.size())
                .mapToObj(k -> new HardBoundaries.Gate(left.get(k).start, right.get(k).start))
                .toList());
    }

    private static String names(Text source, Text target) {
        return source.name().equals(target.name()) ? source.name() : source.name() + " + " + target.name();
    }

    /** Returns the numbers of marks of both texts with their languages: {@code 3 Chinese, 4 English}. */
    private static String counts(Text source, List<Mark> left, Text target, List<Mark> right) {
        return left.size() + " " + source.language().displayName() + ", " + right.size() + " "
                + target.language().displayName();
    }

    /** Returns the value of the command-line option. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
