package duiqi.segment;

import duiqi.text.Deadline;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Represents one rule of an SRX file. Between a text that matches {@code <beforebreak>} and a text that matches
 * {@code <afterbreak>}, the rule sets or forbids a segment break. Immutable.
 *
 * <p>SRX uses the expressions of ICU; real files keep to what Java understands too, except for the names of scripts, for
 * example {@code \p{Han}}. ICU interprets {@code \w}, {@code \d}, {@code \s} and {@code \b} by Unicode properties, so
 * {@link Pattern#UNICODE_CHARACTER_CLASS} is set.
 *
 * <p>A rule reads at most {@value #REACH} characters on each side of a position, unless its expression has a larger
 * limit. Practical rules need no more, and the limit makes the time linear in the length of a paragraph.
 *
 * @param breaks true if the rule sets a break, false if it forbids one
 * @param before matches the text before a position; a look-behind if it is limited
 * @param isLimited whether the length of the text before a position is limited, as the look-behind of Java requires
 * @param after matches the text after a position
 * @param location location of the rule
 */
record SrxRule(boolean breaks, Pattern before, boolean isLimited, Pattern after, Location location) {
    private static final int REACH = 160;
    private static final int MAX_SHOWN = 200;
    private static final Pattern PROPERTY = Pattern.compile("\\\\([pP])\\{(\\w+)}");

    /** Matches an expression of limited length: no references, and {@code *} and {@code +} only as characters. */
    private static final Pattern LIMITED =
            Pattern.compile("(?:\\\\[^1-9kXR]|\\[\\^?]?(?:\\\\.|[^]\\\\])*+]|[^*+\\\\\\[,]|,(?!}))*+");

    /** Matches a set from which ICU subtracts another set; Java intersects it with the complement. */
    private static final Pattern DIFFERENCE = Pattern.compile("((?<!\\\\)\\[(?:[^]\\[\\\\]|\\\\.)*?)--?\\[(?!\\^)");

    private static final Pattern POSIX_NAME = Pattern.compile("\\[\\[\\^?:|:]]");

    /**
     * Creates a rule.
     *
     * @throws FormatException if an expression is not valid
     */
    static SrxRule of(boolean breaks, String before, String after, Location location) throws FormatException {
        Pattern ofBefore = compile(before, location);
        Pattern ofAfter = compile(after, location);
        if (LIMITED.matcher(before).matches()) {
            try {
                return new SrxRule(breaks, pattern("(?<=" + ofBefore + ")"), true, ofAfter, location);
            } catch (PatternSyntaxException withoutObviousLength) {
                // Java finds no maximum length of repeated alternatives.
            }
        }
        return new SrxRule(breaks, ofBefore, false, ofAfter, location);
    }

    /**
     * Compiles an expression of an SRX file.
     *
     * @throws FormatException if it is not valid
     */
    static Pattern compile(String icu, Location location) throws FormatException {
        try {
            if (POSIX_NAME.matcher(icu).find()) {
                throw new PatternSyntaxException("name of POSIX in a set; write \\p{Alpha} for [:alpha:]", icu, -1);
            }
            String set = DIFFERENCE.matcher(icu).replaceAll("$1&&[^");
            return pattern(PROPERTY.matcher(set)
                    .replaceAll(name ->
                            Matcher.quoteReplacement("\\" + name.group(1) + "{" + property(name.group(2)) + "}")));
        } catch (PatternSyntaxException | StackOverflowError refused) {
            String why = refused instanceof PatternSyntaxException e
                    ? e.getDescription().lines().findFirst().orElse("")
                    : "too many nested groups";
            String shown = icu.length() <= MAX_SHOWN ? icu : icu.substring(0, MAX_SHOWN) + "...";
            throw new FormatException(
                    location.toString(),
                    "\"" + shown + "\" is not a valid regular expression (" + why + ")",
                    "correct it, and escape literal characters with \\",
                    refused);
        }
    }

    private static Pattern pattern(String expression) {
        return Pattern.compile(expression, Pattern.UNICODE_CHARACTER_CLASS);
    }

    /** Returns the Java name of a property; the same name if Java has none, so that {@link Pattern} rejects it. */
    private static String property(String icu) {
        try {
            Pattern.compile("\\p{" + icu + "}");
            return icu;
        } catch (PatternSyntaxException script) {
            return "Is" + icu;
        }
    }

    /** Prepares the rule for one text. */
    Probe on(CharSequence text) {
        return new Probe(unbounded(before.matcher(text)), unbounded(after.matcher(text)), text.length());
    }

    /** Lets look-around and anchors of a matcher see the whole text. */
    private static Matcher unbounded(Matcher matcher) {
        return matcher.useAnchoringBounds(false).useTransparentBounds(true);
    }

    /** Applies the rule to one text. Not thread-safe. */
    final class Probe {
        private final Matcher before;
        private final Matcher after;
        private final int length;

        private Probe(Matcher before, Matcher after, int length) {
            this.before = before;
            this.after = after;
            this.length = length;
        }

        /**
         * Returns the first position from {@code from} on, and before {@code to}, at which the rule applies; {@code to} if
         * there is none.
         *
         * @throws UncheckedIOException with a {@link FormatException} if this takes too long
         */
        int next(int from, int to) {
            try {
                int at = skipTo(from, to);
                while (at < to && !(isAfter(at) && (isLimited || isBefore(at)))) {
                    at = skipTo(at + 1, to);
                }
                return at;
            } catch (Deadline.ExpiredException | StackOverflowError endless) {
                throw new UncheckedIOException(new FormatException(
                        location, "the rule takes too long on a text", "remove nested repetitions, for example (a+)+"));
            }
        }

        /** Returns the next position at which a limited text before it ends; any position for other texts. */
        private int skipTo(int from, int to) {
            return !isLimited || from >= to ? from : before.region(from, to).find() ? before.start() : to;
        }

        private boolean isAfter(int position) {
            return after.region(position, Math.min(length, position + REACH)).lookingAt();
        }

        private boolean isBefore(int position) {
            int start = position;
            while (start >= Math.max(0, position - REACH)
                    && !before.region(start, position).matches()) {
                start--;
            }
            return start >= Math.max(0, position - REACH);
        }
    }
}
