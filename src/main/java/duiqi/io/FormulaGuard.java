package duiqi.io;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Keeps spreadsheet programs from taking the text of a CSV cell for a formula, which could call programs or send data elsewhere:
 * a cell that begins with {@code = + - @}, their full-width forms, a tab or a line break gets an apostrophe before it, which
 * makes it text in Excel, LibreOffice and others. So does a sign that follows a semicolon, a tab or a line break within a cell, where a
 * program that splits at semicolons or tabs, as Excel does in much of Europe, begins another cell, whatever is quoted. Reading takes
 * the apostrophes away again. Where a text already has apostrophes before such a character, there is one more, so that every
 * text comes back as it was.
 *
 * <p>Source: OWASP, CSV Injection.
 */
public final class FormulaGuard {
    private static final String SIGNS = "=+\\-@\uFF1D\uFF0B\uFF0D\uFF20";

    /** The places where an apostrophe belongs, or stands: before a sign, and before apostrophes that a text has there itself. */
    private static final String PLACES =
            "(?:\\A%1$s(?='*+[" + SIGNS + "\\t\\r\\n])|(?<=[;\\t\\r\\n])%1$s(?='*+[" + SIGNS + "]))";

    private static final Pattern DANGEROUS = Pattern.compile(String.format(Locale.ROOT, PLACES, ""));
    private static final Pattern GUARDED = Pattern.compile(String.format(Locale.ROOT, PLACES, "'"));

    private FormulaGuard() {}

    /** Returns a text as it is safe in a cell. */
    public static String guard(String text) {
        return DANGEROUS.matcher(text).replaceAll("'");
    }

    /** Returns the text of a cell. */
    public static String text(String cell) {
        return GUARDED.matcher(cell).replaceAll("");
    }
}
