package duiqi.document;

/**
 * A line of text on a page, in points from the upper left corner. Immutable.
 *
 * @param number number of the line in the document, from 1
 * @param page page, from 1
 * @param left where its first character begins
 * @param right where its last character ends
 * @param base height of its base line
 * @param size size of its font
 * @param text its characters
 */
record PdfLine(int number, int page, double left, double right, double base, double size, String text) {
    Line line() {
        return new Line(number, text);
    }

    /** Whether another line stands further down in the same column. */
    boolean isAbove(PdfLine other) {
        return page == other.page && base < other.base && left < other.right && other.left < right;
    }
}
