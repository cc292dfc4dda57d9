package duiqi.check;

/**
 * Quoted words of a text.
 *
 * @param text what stands between the marks
 * @param start index of the opening mark, in UTF-16 units
 * @param end index after the closing mark
 */
record Quotation(String text, int start, int end) {}
