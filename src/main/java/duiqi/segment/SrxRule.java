package duiqi.segment;

import duiqi.io.LimitedText;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One rule of an SRX file: between a text that matches {@code before} and one that matches {@code after} there is, or is
 * not, an end of a segment. Immutable.
 *
 * <p>A rule looks at no more than {@value #REACH} characters on each side of a position, unless its expression states a
 * greater limit itself. No sensible rule needs more, and so segmenting takes time linear in the length of a paragraph. What
 * tries so many ways to match that it does not come to an end is refused.
 */
final class SrxRule {
    /** The distance that a rule looks to each side, in UTF-16 units. */
    static final int REACH = 160;

    /**
     * The number of looks that a rule may take at a character of a paragraph on average. Those that come with duiqi look some hundred
     * times.
     */
    private static final long LOOKS = 5_000;

    /** The number of looks that it may take in any paragraph, however short. */
    private static final long MIN_LOOKS = 1_000_000;

    private final boolean breaks;
    private final Location place;
    private final Lookback before;
    private final Pattern after;

    /**
     * @param breaks whether the rule puts a break or forbids one
     * @param before expression for the text up to the position
     * @param after expression for the text from the position on
     * @param place where the rule stands
     */
    SrxRule(boolean breaks, IcuExpression before, IcuExpression after, Location place) {
        this.breaks = breaks;
        this.place = place;
        this.before = new Lookback(before);
        this.after = after.compile("%s");
    }

    boolean breaks() {
        return breaks;
    }

    /** Prepares the rule for one text. */
    Probe on(String text) {
        LimitedText limited = new LimitedText(text, MIN_LOOKS + LOOKS * text.length(), this::endless);
        return new Probe(before.in(limited), after.matcher(limited), limited);
    }

    private FormatException endless() {
        return new FormatException(
                place,
                "this rule does not come to an end on a text",
                "write it without a repetition of what repeats itself, such as (a+)+");
    }

    /**
     * The rule applied to one text. Holds the state of a search: for one thread. A search that does not come to an end throws
     * what {@link LimitedText} does.
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

        /** Returns whether the rule applies between the characters before and from {@code position}. */
        boolean matches(int position) {
            try {
                return afterMatches(position) && before.endsAt(position);
            } catch (StackOverflowError tooDeep) { // Java searches alternatives that repeat by recursion
                throw text.refusal();
            }
        }

        /** The first position from {@code from} on at which the rule applies; the length of the text if there is none. */
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
     * Tells where a text that matches an expression ends: the {@code <beforebreak>} of a rule. Immutable.
     *
     * <p>Java looks back for an expression only where its length is limited, and then fast. Any other, one with
     * {@code *}, {@code +} or a back reference, is searched for in the {@value SrxRule#REACH} characters before a position, with
     * the position as the end of the region.
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

        /** The search in one text, for one thread. */
        static final class Search {
            private final Matcher matcher;
            private final boolean bounded;
            private final int length;

            private Search(Matcher matcher, boolean bounded, int length) {
                // Bounds that anchor let \z stand for the position; transparent ones let \b and look-arounds see past
                // it.
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

            /** The first position from {@code from} on at which a match may end; the length of the text if there is none. */
            int skipTo(int from) {
                if (bounded && from < length) {
                    return matcher.region(from, length).find() ? matcher.start() : length;
                }
                return from;
            }
        }
    }
}
