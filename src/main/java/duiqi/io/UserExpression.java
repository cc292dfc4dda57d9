package duiqi.io;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.regex.Matcher;

/**
 * Compiles regular expressions of settings and glossaries, in the syntax of RE2. A search takes linear time,
 * because RE2 has no look-around and no back references.
 */
public final class UserExpression {
    /** Message for the syntax of Java that RE2 lacks. */
    public static final String REMEDY = "use the syntax of RE2, which has no look-around and no back references";

    private static final int MAX_SIZE = 100_000;

    /** Escapes of Java that have another form in RE2: a property such as {@code IsHan}, and a code unit. */
    private static final java.util.regex.Pattern JAVA =
            java.util.regex.Pattern.compile("\\\\(?:(p|P)\\{Is|u([0-9A-Fa-f]{4}))|\\\\.");

    /** A class in a class, and the intersection of classes: Java knows both, and RE2 reads them as characters. */
    private static final java.util.regex.Pattern NESTED_CLASS =
            java.util.regex.Pattern.compile("(?:^|[^\\\\])\\[\\^?\\]?(?:[^\\]\\\\\\[]|\\\\.)*(?:&&|\\[[^:])");

    private static final Pattern LOOK_AROUND = Pattern.compile("\\(\\?<?[=!]");

    private UserExpression() {}

    /**
     * Compiles an expression.
     *
     * @param flags flags of {@link Pattern}
     * @throws PatternSyntaxException if the expression is not valid, or too large
     */
    public static Pattern compile(String expression, int flags) {
        if (LOOK_AROUND.matcher(expression).find()) {
            throw new PatternSyntaxException("look-around");
        }
        if (NESTED_CLASS.matcher(expression).find()) {
            throw new PatternSyntaxException("class in a class, or intersection of classes");
        }
        try {
            Pattern pattern = Pattern.compile(inRe2(expression), flags);
            if (pattern.programSize() <= MAX_SIZE) {
                return pattern;
            }
        } catch (OutOfMemoryError tooLarge) {
            throw new PatternSyntaxException("too many repetitions of repetitions");
        }
        throw new PatternSyntaxException("too many repetitions of repetitions");
    }

    private static String inRe2(String expression) {
        return JAVA.matcher(expression)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        escape.group(1) != null
                                ? "\\" + escape.group(1) + "{"
                                : escape.group(2) != null ? "\\x{" + escape.group(2) + "}" : escape.group()));
    }
}
