package duiqi.bitext;

import java.util.regex.Pattern;

/**
 * Keeps spreadsheet programs from taking the text of a CSV cell for a formula, which could call programs or send data elsewhere:
 * a cell that begins with {@code = + - @}, their full-width forms, a tab or a line break gets an apostrophe before it, which
 * makes it text in Excel, LibreOffice and others. So does what follows a semicolon, a tab or a line break within a cell, where a
 * program that splits at semicolons or tabs, as Excel does in much of Europe, begins another cell, whatever is quoted. Reading takes
 * the apostrophes away again. Where a text already has apostrophes before such a character, there is one more, so that every
 * text comes back as it was.
 *
 * <p>Source: OWASP, CSV Injection.
 */
public final class FormulaGuard {
    private static final String CELL = "(?<=\\A|[;\\t\\r\\n])";
    private static final String STARTS = "(?='*+[=+\\-@\\t\\r\\n\uFF1D\uFF0B\uFF0D\uFF20])";
    private static final Pattern DANGEROUS = Pattern.compile(CELL + STARTS);
    private static final Pattern GUARDED = Pattern.compile(CELL + "'" + STARTS);

    private FormulaGuard() {}

    /** A text as it is safe in a cell. */
    public static String guard(String text) {
        return DANGEROUS.matcher(text).replaceAll("'");
    }

    /** The text of a cell. */
    public static String text(String cell) {
        return GUARDED.matcher(cell).replaceAll("");
    }
}
