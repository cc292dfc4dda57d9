package duiqi.io;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Protects CSV cells from formula injection. Spreadsheet programs treat some cell texts as formulas, which can run
 * programs or send data.
 *
 * <p>The guard puts an apostrophe before a cell that begins with {@code = + - @}, their full-width forms, a tab or a
 * line break. Excel, LibreOffice and others then treat the cell as text. A sign after a semicolon, tab or line break
 * within a cell gets an apostrophe too. Some programs split cells there despite quotes, as Excel does in much of
 * Europe. Reading removes the apostrophes. A text that already has apostrophes before such a character gets one more,
 * so that every text is restored exactly.
 *
 * <p>Source: OWASP, CSV Injection.
 */
public final class FormulaGuard {
    private static final String SIGNS = "=+\\-@\uFF1D\uFF0B\uFF0D\uFF20";

    /**
     * Matches positions before a sign. If the text itself has apostrophes before the sign, matches the position before
     * them. The argument is the guard.
     */
    private static final String PLACES =
            "(?:\\A%1$s(?='*+[" + SIGNS + "\\t\\r\\n])|(?<=[;\\t\\r\\n])%1$s(?='*+[" + SIGNS + "]))";

    private static final Pattern DANGEROUS = Pattern.compile(String.format(Locale.ROOT, PLACES, ""));
    private static final Pattern GUARDED = Pattern.compile(String.format(Locale.ROOT, PLACES, "'"));

    private FormulaGuard() {}

    /** Returns a text that is safe in a cell. */
    public static String guard(String text) {
        return DANGEROUS.matcher(text).replaceAll("'");
    }

    /** Returns the original text of a cell. */
    public static String text(String cell) {
        return GUARDED.matcher(cell).replaceAll("");
    }
}
