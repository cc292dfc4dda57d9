package duiqi.align;

import duiqi.lexicon.SerialNumber;
import duiqi.text.FormatException;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A gate at every heading: in order where both texts have the same number of headings, else at those that bear a number, where
 * the numbers agree. A translator adds a title or a preface more readily than a numbered chapter.
 */
final class HeadingBoundaries {
    private static final String REMEDY = "mend the headings, or give --anchors FILE instead of --boundaries";

    /**
     * A heading of a text.
     *
     * @param start index of its first segment
     */
    private record Heading(int start, Segment segment, OptionalInt number) {
        boolean differsFrom(Heading other) {
            return number.isPresent() && other.number.isPresent() && number.getAsInt() != other.number.getAsInt();
        }

        String quoted() {
            return "\"" + segment.text() + "\" (" + segment.location() + ")";
        }
    }

    private HeadingBoundaries() {}

    static HardBoundaries between(Text chinese, Text english) throws FormatException {
        List<Heading> left = headings(chinese);
        List<Heading> right = headings(english);
        requireSome(chinese, left);
        requireSome(english, right);
        if (left.size() == right.size() && firstDifference(left, right) == left.size()) {
            return gates(left, right);
        }
        List<Heading> numberedLeft = numbered(left);
        List<Heading> numberedRight = numbered(right);
        int difference = firstDifference(numberedLeft, numberedRight);
        if (difference < Math.max(numberedLeft.size(), numberedRight.size()) || numberedLeft.isEmpty()) {
            throw new FormatException(
                    Boundaries.place(chinese, english),
                    left.size() + " headings face " + right.size() + ", and "
                            + (numberedLeft.isEmpty() || numberedRight.isEmpty()
                                    ? "they have no numbers to tell which is which"
                                    : told(numberedLeft, numberedRight, difference)),
                    REMEDY);
        }
        return gates(numberedLeft, numberedRight);
    }

    private static void requireSome(Text text, List<Heading> headings) throws FormatException {
        if (headings.isEmpty()) {
            throw new FormatException(text.name(), "has no headings", "do without --boundaries headings");
        }
    }

    private static List<Heading> headings(Text text) {
        List<Heading> headings = new ArrayList<>();
        for (int start : ParagraphBoundaries.starts(text)) {
            Segment segment = text.segments().get(start);
            if (segment.kind() == Paragraph.Kind.HEADING) {
                headings.add(new Heading(start, segment, SerialNumber.of(segment.text())));
            }
        }
        return headings;
    }

    private static List<Heading> numbered(List<Heading> headings) {
        return headings.stream().filter(heading -> heading.number().isPresent()).toList();
    }

    /** The index of the first pair of headings whose numbers differ, or of the first without partner. */
    private static int firstDifference(List<Heading> left, List<Heading> right) {
        int size = Math.min(left.size(), right.size());
        int k = 0;
        while (k < size && !left.get(k).differsFrom(right.get(k))) {
            k++;
        }
        return k;
    }

    private static String told(List<Heading> left, List<Heading> right, int difference) {
        if (difference == left.size()) {
            return right.get(difference).quoted() + " has no partner";
        }
        if (difference == right.size()) {
            return left.get(difference).quoted() + " has no partner";
        }
        return left.get(difference).quoted() + " meets " + right.get(difference).quoted();
    }

    private static HardBoundaries gates(List<Heading> left, List<Heading> right) {
        List<HardBoundaries.Gate> gates = new ArrayList<>();
        for (int k = 0; k < left.size(); k++) {
            gates.add(new HardBoundaries.Gate(left.get(k).start(), right.get(k).start()));
        }
        return new HardBoundaries(gates);
    }
}
