package duiqi.segment;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One rule of an SRX file: between a text that matches {@code before} and one that matches {@code after} there is, or is
 * not, an end of a segment. Immutable.
 *
 * <p>A rule looks at no more than {@value #REACH} characters on each side of a position, unless its expression states a
 * greater limit itself. No sensible rule needs more, and so segmenting takes time linear in the length of a paragraph,
 * whatever the rules are.
 */
final class SrxRule {
    /** How far a rule looks to each side, in UTF-16 units. */
    static final int REACH = 160;

    private final boolean breaks;
    private final Lookback before;
    private final Pattern after;

    /**
     * @param breaks whether the rule puts a break or forbids one
     * @param before expression for the text up to the position
     * @param after expression for the text from the position on
     */
    SrxRule(boolean breaks, IcuExpression before, IcuExpression after) {
        this.breaks = breaks;
        this.before = new Lookback(before);
        this.after = after.compile("%s");
    }

    boolean breaks() {
        return breaks;
    }

    /** Prepares the rule for one text. */
    Probe on(String text) {
        return new Probe(before.in(text), after.matcher(text), text.length());
    }

    /** The rule applied to one text. Holds the state of a search: for one thread. */
    static final class Probe {
        private final Lookback.Search before;
        private final Matcher after;
        private final int length;

        private Probe(Lookback.Search before, Matcher after, int length) {
            this.before = before;
            this.after = after.useAnchoringBounds(false).useTransparentBounds(true);
            this.length = length;
        }

        /** Whether the rule applies between the characters before and from {@code position}. */
        boolean matches(int position) {
            return afterMatches(position) && before.endsAt(position);
        }

        /** The first position from {@code from} on at which the rule applies; the length of the text if there is none. */
        int next(int from) {
            int position = before.skipTo(from);
            while (position < length && !matches(position)) {
                position = before.skipTo(position + 1);
            }
            return position;
        }

        private boolean afterMatches(int position) {
            return after.region(position, Math.min(length, position + REACH)).lookingAt();
        }
    }
}
