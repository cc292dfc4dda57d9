package duiqi.segment;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells where a text that matches an expression ends: the {@code <beforebreak>} of a rule. Immutable.
 *
 * <p>Java looks back for an expression only where its length is limited, and then fast. Any other, one with
 * {@code *}, {@code +} or a back reference, is searched for in the {@value SrxRule#REACH} characters before a position, with
 * the position as the end of the region.
 */
final class Lookback {
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
            // Bounds that anchor let \z stand for the position; transparent ones let \b and look-arounds see past it.
            this.matcher = matcher.useAnchoringBounds(true).useTransparentBounds(true);
            this.bounded = bounded;
            this.length = length;
        }

        /** Whether a match ends at a position. */
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
