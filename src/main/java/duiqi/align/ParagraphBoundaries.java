package duiqi.align;

import duiqi.text.FormatException;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.util.ArrayList;
import java.util.List;

/** A gate at the start of every paragraph, for texts that have the same number of them. */
final class ParagraphBoundaries {
    private ParagraphBoundaries() {}

    static HardBoundaries between(Text chinese, Text english) throws FormatException {
        List<Integer> chineseStarts = starts(chinese);
        List<Integer> englishStarts = starts(english);
        if (chineseStarts.size() != englishStarts.size()) {
            throw new FormatException(
                    Boundaries.place(chinese, english),
                    chineseStarts.size() + " paragraphs face " + englishStarts.size(),
                    "split or join paragraphs until they correspond, or do without --boundaries paragraphs");
        }
        List<HardBoundaries.Gate> gates = new ArrayList<>();
        for (int k = 1; k < chineseStarts.size(); k++) {
            gates.add(new HardBoundaries.Gate(chineseStarts.get(k), englishStarts.get(k)));
        }
        return new HardBoundaries(gates);
    }

    /** The indices of the segments that begin a paragraph. */
    static List<Integer> starts(Text text) {
        List<Integer> starts = new ArrayList<>();
        List<Segment> segments = text.segments();
        for (int k = 0; k < segments.size(); k++) {
            if (k == 0 || segments.get(k).paragraph() != segments.get(k - 1).paragraph()) {
                starts.add(k);
            }
        }
        return starts;
    }
}
