package duiqi.segment;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import duiqi.io.LimitedText;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Translates a regular expression of SRX, in ICU syntax, for {@link Pattern}.
 *
 * <p>It translates property names ({@code \p{Han}}, {@code \p{Uppercase_Letter}}), POSIX names in sets
 * ({@code [[:alpha:]]}), set difference ({@code [\p{L}--[a-z]]}) and {@code \}{@code UXXXXXXXX}. ICU interprets
 * {@code \w}, {@code \d}, {@code \s} and {@code \b} by Unicode properties, so {@link Pattern#UNICODE_CHARACTER_CLASS}
 * is set. The anchors {@code ^}, {@code $}, {@code \A}, {@code \Z} and {@code \z} become look-arounds. They then match
 * only the ends of the whole paragraph, even if a part of it is searched. A paragraph has no line breaks. Immutable
 * after construction.
 *
 * <p>Source: ICU User Guide, "Regular Expressions" and "UnicodeSet"; SRX 2.0, section 3.
 */
final class IcuExpression {
    private static final String AT_START = "(?<![\\s\\S])";
    private static final String AT_END = "(?![\\s\\S])";
    private static final int MAX_LENGTH = 10_000;
    private static final Pattern POSIX_NAME = Pattern.compile("\\[:(\\^?)(\\w)(\\w*):]");

    private final String icu;
    private final StringBuilder java = new StringBuilder();
    private boolean bounded = true;
    private int at;

    /**
     * Translates an expression.
     *
     * @throws PatternSyntaxException if it is not a valid regular expression
     */
    IcuExpression(String icu) {
        if (icu.length() > MAX_LENGTH) {
            throw new PatternSyntaxException("it has more than " + MAX_LENGTH + " characters", icu, -1);
        }
        this.icu = icu;
        translate();
        LimitedText.compile(java.toString(), Pattern.UNICODE_CHARACTER_CLASS);
    }

    /**
     * Compiles the expression as a part of another one.
     *
     * @param frame surrounding expression, with {@code %s} in the place of this one
     */
    Pattern compile(String frame) {
        return Pattern.compile(frame.replace("%s", java), Pattern.UNICODE_CHARACTER_CLASS);
    }

    /** Returns the length of the expression. */
    int length() {
        return icu.length();
    }

    /**
     * Returns whether the length of a match is limited and Java supports the expression in a look-behind. Compiling it
     * is not proof of a limit: Java 17 accepts some unlimited expressions and then searches back to the start of the
     * text.
     */
    boolean isBounded() {
        return bounded && compiles("(?<=" + java + ")");
    }

    private void translate() {
        Matcher posixName = POSIX_NAME.matcher(icu);
        int setDepth = 0;
        while (at < icu.length()) {
            char c = icu.charAt(at);
            if (c == '\\') {
                escape(setDepth > 0);
            } else if (setDepth > 0 && posixName.region(at, icu.length()).lookingAt()) {
                appendPosixName(posixName);
            } else if (setDepth > 0 && isDifference()) {
                difference();
                setDepth++;
            } else {
                if (c == '[') {
                    setDepth++;
                } else if (c == ']' && setDepth > 0) {
                    setDepth--;
                }
                java.append(
                        setDepth == 0 && c == '^' ? AT_START : setDepth == 0 && c == '$' ? AT_END : String.valueOf(c));
                bounded &= setDepth > 0 || !isUnlimited(c);
                at++;
            }
        }
    }

    /** Returns whether an unlimited quantifier starts here: {@code *}, {@code +} or <code>{2,}</code>. */
    private boolean isUnlimited(char c) {
        if (c == '{') {
            int end = icu.indexOf('}', at);
            return end > 0 && icu.charAt(end - 1) == ',';
        }
        return c == '*' || c == '+';
    }

    private void escape(boolean inSet) {
        if (at + 1 == icu.length()) {
            java.append('\\');
            at++;
            return;
        }
        char kind = icu.charAt(at + 1);
        if (kind == 'Q') {
            quotation();
        } else if ((kind == 'p' || kind == 'P') && icu.startsWith("{", at + 2) && icu.indexOf('}', at) > 0) {
            int end = icu.indexOf('}', at);
            java.append('\\')
                    .append(kind)
                    .append('{')
                    .append(property(icu.substring(at + 3, end)))
                    .append('}');
            at = end + 1;
        } else if (kind == 'U' && at + 10 <= icu.length()) {
            java.append("\\x{").append(icu, at + 2, at + 10).append('}');
            at += 10;
        } else {
            boolean start = !inSet && kind == 'A';
            boolean end = !inSet && (kind == 'z' || kind == 'Z');
            java.append(start ? AT_START : end ? AT_END : icu.substring(at, at + 2));
            bounded &= inSet || "123456789kXR".indexOf(kind) < 0;
            at += 2;
        }
    }

    private void quotation() {
        int end = icu.indexOf("\\E", at);
        String quoted = icu.substring(at + 2, end < 0 ? icu.length() : end);
        java.append(Pattern.quote(quoted));
        at = end < 0 ? icu.length() : end + 2;
    }

    private void appendPosixName(Matcher name) {
        // Java uses \p{Alpha} for [:alpha:].
        String capitalised = name.group(2).toUpperCase(Locale.ROOT) + name.group(3);
        java.append(name.group(1).isEmpty() ? "\\p{" : "\\P{")
                .append(property(capitalised))
                .append('}');
        at = name.end();
    }

    private boolean isDifference() {
        return icu.startsWith("--[", at) || icu.startsWith("-[", at);
    }

    private void difference() {
        at = icu.indexOf('[', at) + 1;
        if (icu.startsWith("^", at)) {
            java.append("&&[");
            at++;
        } else {
            java.append("&&[^");
        }
    }

    /** Returns the Java name of a property, or the same name if Java has none, so that {@link Pattern} rejects it. */
    private static String property(String icuName) {
        for (String name : List.of(icuName, "Is" + icuName)) {
            if (compiles("\\p{" + name + "}")) {
                return name;
            }
        }
        try {
            int category = UCharacter.getPropertyValueEnum(UProperty.GENERAL_CATEGORY_MASK, icuName);
            return UCharacter.getPropertyValueName(
                    UProperty.GENERAL_CATEGORY_MASK, category, UProperty.NameChoice.SHORT);
        } catch (IllegalArgumentException unknown) {
            return icuName;
        }
    }

    private static boolean compiles(String expression) {
        try {
            Pattern.compile(expression);
            return true;
        } catch (PatternSyntaxException refused) {
            return false;
        }
    }
}
