package duiqi.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses stretches of a query that do not overlap and whose postings are short.
 *
 * <p>An edit spoils one of them at most: a token that is replaced or taken away is in one only, and a token put in parts one pair.
 * So an entry within d edits has at least one of any d + 1 stretches whole (the pigeonhole principle, as in Navarro and
 * Baeza-Yates 1999, Very fast and simple approximate string matching).
 *
 * <p>The cheapest choice of a given number is found by giving each stretch a reward, for which the best choice takes one pass,
 * and searching for the least reward with which enough are chosen. As the least cost is a convex function of the number (it is
 * that of a flow), this misses no number but those where several cost the same in proportion; there the dearest are left out.
 * Not thread-safe.
 */
final class QuerySegments {
    private static final byte NONE = 0;
    private static final byte ONE = 1;
    private static final byte TWO = 2;

    private final QuerySegment[] ones;
    private final QuerySegment[] twos;
    private final long[] costs;
    private final int[] counts;
    private final byte[] choices;

    QuerySegments(int[] tokens, Postings postings) {
        int length = tokens.length;
        ones = new QuerySegment[length];
        twos = new QuerySegment[Math.max(0, length - 1)];
        for (int i = 0; i < length; i++) {
            ones[i] = tokens[i] < 0 ? nowhere() : piece(Grams.bucket(tokens[i], postings.bits()), postings);
        }
        for (int i = 0; i < twos.length; i++) {
            twos[i] = tokens[i] < 0 || tokens[i + 1] < 0
                    ? nowhere()
                    : piece(Grams.bucket(tokens[i], tokens[i + 1], postings.bits()), postings);
        }
        costs = new long[length + 1];
        counts = new int[length + 1];
        choices = new byte[length + 1];
    }

    private static QuerySegment nowhere() {
        return new QuerySegment(QuerySegment.NOWHERE, 0);
    }

    private static QuerySegment piece(int bucket, Postings postings) {
        return new QuerySegment(bucket, postings.size(bucket));
    }

    /**
     * QuerySegments that do not overlap, those with the shortest postings first.
     *
     * @param count how many, at most as many as there are tokens
     */
    List<QuerySegment> choose(int count) {
        long low = 0;
        long high = 1;
        for (QuerySegment piece : ones) {
            // With more than two single tokens together can cost, splitting a pair always pays.
            high = Math.max(high, 2L * piece.size() + 1);
        }
        while (low < high) {
            long reward = (low + high) >>> 1;
            if (mostFor(reward) >= count) {
                high = reward;
            } else {
                low = reward + 1;
            }
        }
        mostFor(low);
        List<QuerySegment> chosen = new ArrayList<>();
        for (int i = ones.length; i > 0; i -= Math.max(ONE, choices[i])) {
            if (choices[i] == ONE) {
                chosen.add(ones[i - 1]);
            } else if (choices[i] == TWO) {
                chosen.add(twos[i - 2]);
            }
        }
        chosen.sort(Comparator.comparingInt(QuerySegment::size));
        return chosen.subList(0, count);
    }

    /** Makes the best choice when each piece brings a reward; of choices as good the one with most pieces. Returns how many. */
    private int mostFor(long reward) {
        for (int i = 1; i <= ones.length; i++) {
            costs[i] = costs[i - 1];
            counts[i] = counts[i - 1];
            choices[i] = NONE;
            take(i, i - 1, ones[i - 1].size() - reward, ONE);
            if (i > 1) {
                take(i, i - 2, twos[i - 2].size() - reward, TWO);
            }
        }
        return counts[ones.length];
    }

    private void take(int at, int from, long cost, byte choice) {
        long whole = costs[from] + cost;
        if (whole < costs[at] || (whole == costs[at] && counts[from] + 1 > counts[at])) {
            costs[at] = whole;
            counts[at] = counts[from] + 1;
            choices[at] = choice;
        }
    }
}
