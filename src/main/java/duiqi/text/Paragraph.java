package duiqi.text;

import java.util.List;
import java.util.Objects;

/**
 * A block of running text of a document, with the way back to the places its characters come from.
 *
 * <p>The text has no line breaks: lines that were only wrapped are joined, with a space where the script wants one. Where
 * each part came from is kept in {@code origins}. Immutable.
 *
 * @param kind what the block is in its document
 * @param text the text, not blank, without line breaks and without white space at its ends
 * @param origins sorted by offset, the first at offset 0
 */
public record Paragraph(Kind kind, String text, List<Origin> origins) {
    /** The kind of a block. A heading never runs on into the text below it. */
    public enum Kind {
        HEADING,
        TEXT,
        LIST_ITEM,
        TABLE_CELL,
        QUOTATION,
        CAPTION,
        NOTE,
        SUBTITLE
    }

    /**
     * From {@code offset} on, up to the next origin, each code point of the text stands one column further in its line.
     *
     * @param offset index of a UTF-16 unit in the text of the paragraph, from 0
     * @param line line, from 1
     * @param column column in code points, from 1
     */
    public record Origin(int offset, int line, int column) {
        /** Returns where a character of a text stands by origins that are sorted, the first at offset 0. */
        static Location locate(List<Origin> origins, String file, String text, int offset) {
            int low = 0;
            int high = origins.size() - 1;
            while (low < high) {
                int middle = (low + high + 1) >>> 1;
                if (origins.get(middle).offset() <= offset) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            Origin origin = origins.get(low);
            return new Location(file, origin.line(), origin.column() + text.codePointCount(origin.offset(), offset));
        }
    }

    public Paragraph {
        Objects.requireNonNull(kind, "kind");
        origins = List.copyOf(origins);
        if (text.isBlank()) {
            throw new IllegalArgumentException("a paragraph has text");
        }
        if (origins.isEmpty() || origins.get(0).offset() != 0) {
            throw new IllegalArgumentException("the first origin of a paragraph stands at offset 0: " + origins);
        }
        for (int i = 1; i < origins.size(); i++) {
            if (origins.get(i).offset() <= origins.get(i - 1).offset()) {
                throw new IllegalArgumentException("the origins of a paragraph are not sorted: " + origins);
            }
        }
    }

    /** Returns a block that stands in one line of its file, from the given column on. */
    public static Paragraph of(Kind kind, String text, int line, int column) {
        return new Paragraph(kind, text, List.of(new Origin(0, line, column)));
    }

    /**
     * Returns where a character of the text stands in the file.
     *
     * @param file name to give the location
     * @param offset index of a UTF-16 unit in the text, 0 to its length
     */
    public Location locate(String file, int offset) {
        Objects.checkIndex(offset, text.length() + 1);
        return Origin.locate(origins, file, text, offset);
    }
}
