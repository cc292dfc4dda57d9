package duiqi.segment;

import duiqi.text.Location;
import duiqi.text.Paragraph;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives the locations of ascending offsets of one paragraph. {@link Paragraph#locate} counts from the last origin each time,
 * which is quadratic for the sentences of a book that stands in one line; this counts on from the offset before. For one
 * thread.
 */
final class LocationWalk {
    private final Paragraph paragraph;
    private final String file;
    private int origin;
    private int offset;
    private int column;

    LocationWalk(Paragraph paragraph, String file) {
        this.paragraph = paragraph;
        this.file = file;
        this.column = paragraph.origins().get(0).column();
    }

    /**
     * The same as {@link Paragraph#locate}.
     *
     * @param target not less than in the call before
     */
    Location advanceTo(int target) {
        while (origin + 1 < paragraph.origins().size()
                && paragraph.origins().get(origin + 1).offset() <= target) {
            origin++;
            offset = paragraph.origins().get(origin).offset();
            column = paragraph.origins().get(origin).column();
        }
        column += paragraph.text().codePointCount(offset, target);
        offset = target;
        return new Location(file, paragraph.origins().get(origin).line(), column);
    }

    /**
     * The origins of what follows from the last offset on, as those of a text of its own.
     *
     * @param end index after the text
     */
    List<Paragraph.Origin> originsTo(int end) {
        int line = paragraph.origins().get(origin).line();
        List<Paragraph.Origin> origins = new ArrayList<>(List.of(new Paragraph.Origin(0, line, column)));
        for (int k = origin + 1; k < paragraph.origins().size(); k++) {
            Paragraph.Origin next = paragraph.origins().get(k);
            if (next.offset() >= end) {
                break;
            }
            origins.add(new Paragraph.Origin(next.offset() - offset, next.line(), next.column()));
        }
        return origins;
    }
}
