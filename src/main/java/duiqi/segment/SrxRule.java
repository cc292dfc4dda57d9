package duiqi.segment;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import duiqi.io.LimitedText;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Represents one rule of an SRX file. Between a text that matches {@code before} and a text that matches {@code after},
 * the rule sets or forbids a segment break. Immutable.
 *
 * <p>A rule reads at most {@value #REACH} characters on each side of a position, unless its expression has a larger
 * limit. Practical rules need no more, and the limit makes the time of segmentation linear in the length of a
 * paragraph. A rule that backtracks too much is rejected.
 */
final class SrxRule {
    /** Number of UTF-16 units that a rule reads on each side. */
    static final int REACH = 160;

    /**
     * Maximum number of character reads of a rule for each character of a paragraph. The built-in rules need about 100.
     */
    private static final long READS_PER_CHARACTER = 5_000;

    /** Number of character reads that a rule may use in any paragraph. */
    private static final long MIN_READS = 1_000_000;

    /** Number of character reads that a rule may use in any number of paragraphs. */
    private static final long RUN_READS = 50_000_000;

    /**
     * Number of further character reads of a rule for each character of all paragraphs, plus the length of its
     * expressions. The built-in rules need at most 10.
     */
    private static final long RUN_READS_PER_CHARACTER = 300;

    private final boolean breaks;
    private final Location location;
    private final Lookback before;
    private final Pattern after;
    private final LimitedText.Allowance allowance;

    /**
     * Creates a rule.
     *
     * @param breaks true if the rule sets a break, false if it forbids one
     * @param before expression for the text before the position
     * @param after expression for the text after the position
     * @param location location of the rule
     */
    SrxRule(boolean breaks, IcuExpression before, IcuExpression after, Location location) {
        this.breaks = breaks;
        this.location = location;
        this.before = new Lookback(before);
        this.after = after.compile("%s");
        this.allowance =
                new LimitedText.Allowance(RUN_READS, RUN_READS_PER_CHARACTER + before.length() + after.length());
    }

    boolean breaks() {
        return breaks;
    }

    /** Prepares the rule for one text. */
    Probe on(String text) {
        LimitedText limited = allowance.next(text, MIN_READS + READS_PER_CHARACTER * text.length(), this::tooSlow);
        return new Probe(before.in(limited), after.matcher(limited), limited);
    }

    private FormatException tooSlow() {
        return new FormatException(
                location, "the rule takes too long on a text", "remove nested repetitions, for example (a+)+");
    }

    /**
     * Applies the rule to one text. Not thread-safe. A search that takes too long throws the exception of
     * {@link LimitedText}.
     */
    static final class Probe {
        private final Lookback.Search before;
        private final Matcher after;
        private final LimitedText text;

        private Probe(Lookback.Search before, Matcher after, LimitedText text) {
            this.before = before;
            this.after = after.useAnchoringBounds(false).useTransparentBounds(true);
            this.text = text;
        }

        /** Returns whether the rule applies before the character at {@code position}. */
        boolean matches(int position) {
            try {
                return afterMatches(position) && before.endsAt(position);
            } catch (StackOverflowError tooDeep) { // Java uses recursion for repeated alternatives.
                throw text.refusal();
            }
        }

        /**
         * Returns the first position from {@code from} on at which the rule applies; the length of the text if there is
         * none.
         */
        int next(int from) {
            int position = skipTo(from);
            while (position < text.length() && !matches(position)) {
                position = skipTo(position + 1);
            }
            return position;
        }

        private int skipTo(int from) {
            try {
                return before.skipTo(from);
            } catch (StackOverflowError tooDeep) {
                throw text.refusal();
            }
        }

        private boolean afterMatches(int position) {
            return after.region(position, Math.min(text.length(), position + REACH))
                    .lookingAt();
        }
    }

    /**
     * Finds the ends of matches of an expression: the {@code <beforebreak>} of a rule. Immutable.
     *
     * <p>Java supports look-behind only for expressions of limited length, and then it is fast. For an expression with
     * {@code *}, {@code +} or a back reference, this class searches the {@value SrxRule#REACH} characters before a
     * position. The position is the end of the searched region.
     */
    static final class Lookback {
        private final Pattern pattern;
        private final boolean bounded;

        Lookback(IcuExpression expression) {
            bounded = expression.isBounded();
            pattern = expression.compile(bounded ? "(?<=%s)" : "(?:%s)\\z");
        }

        /** Prepares the search in one text. */
        Search in(CharSequence text) {
            return new Search(pattern.matcher(text), bounded, text.length());
        }

        /** Searches one text. Not thread-safe. */
        static final class Search {
            private final Matcher matcher;
            private final boolean bounded;
            private final int length;

            private Search(Matcher matcher, boolean bounded, int length) {
                // With anchoring bounds, \z matches at the position. With transparent bounds, \b and look-arounds see
                // the text after it.
                this.matcher = matcher.useAnchoringBounds(true).useTransparentBounds(true);
                this.bounded = bounded;
                this.length = length;
            }

            /** Returns whether a match ends at a position. */
            boolean endsAt(int position) {
                return bounded
                        ? matcher.region(position, length).lookingAt()
                        : matcher.region(Math.max(0, position - SrxRule.REACH), position)
                                .find();
            }

            /**
             * Returns the first position from {@code from} on at which a match may end; the length of the text if there
             * is none.
             */
            int skipTo(int from) {
                if (bounded && from < length) {
                    return matcher.region(from, length).find() ? matcher.start() : length;
                }
                return from;
            }
        }
    }

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
    static final class IcuExpression {
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
                            setDepth == 0 && c == '^'
                                    ? AT_START
                                    : setDepth == 0 && c == '$' ? AT_END : String.valueOf(c));
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
}
