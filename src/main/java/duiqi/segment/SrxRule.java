package duiqi.segment;

import duiqi.io.LimitedText;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
}
