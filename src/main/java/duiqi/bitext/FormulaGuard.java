package duiqi.bitext;

import java.util.regex.Pattern;

/**
 * Keeps spreadsheet programs from taking the text of a CSV cell for a formula, which could call programs or send data elsewhere:
 * a cell that begins with {@code = + - @}, their full-width forms, a tab or a line break gets an apostrophe before it, which
 * makes it text in Excel, LibreOffice and others. Reading takes the apostrophe away again. A text that already has apostrophes
 * before such a character gets one more, so that every text comes back as it was.
 *
 * <p>Source: OWASP, CSV Injection.
 */
public final class FormulaGuard {
    private static final String MARK = "'";
    private static final String STARTS = "[=+\\-@\\t\\r\\n\uFF1D\uFF0B\uFF0D\uFF20]";
    private static final Pattern DANGEROUS = Pattern.compile("'*" + STARTS);
    private static final Pattern GUARDED = Pattern.compile("'+" + STARTS);

    private FormulaGuard() {}

    /** A text as it is safe in a cell. */
    public static String guard(String text) {
        return DANGEROUS.matcher(text).lookingAt() ? MARK + text : text;
    }

    /** The text of a cell. */
    public static String text(String cell) {
        return GUARDED.matcher(cell).lookingAt() ? cell.substring(MARK.length()) : cell;
    }
}
