package duiqi.segment;

import duiqi.bitext.Location;
import duiqi.bitext.Paragraph;

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
}
