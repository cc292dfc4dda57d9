package duiqi.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the best matches of a query in one shard. The search is exact.
 *
 * <p>Within a {@link BestMatches.DistanceBound}, an entry of n tokens may be D(n) edits away. It must contain at least
 * one of any D(n) + 1 {@link QuerySegments} of the query unchanged. The search tries the segments from the rarest on.
 * Only entries with D(n) of at least i need the i-th segment (from 0); beyond some length these are all entries. The
 * search checks each entry that contains a segment once: first its {@link Signature}, then its {@link EditDistance}. If
 * D(n) is too great for the number of segments, or their postings cost more than a scan of all signatures, it scans the
 * signatures. D shrinks as better matches are found. Not thread-safe.
 */
final class FuzzySearch {
    /** Cost of checking one signature in a scan, in bytes of postings; measured with the benchmark MemorySearch. */
    private static final double SCAN_COST = 0.5;

    private final Shard shard;
    private final Query query;
    private final BestMatches best;
    private final ShardSide.SearchBuffers scratch;
    private final ShardSide side;
    private final ShardSide.LengthRanges lengths;
    private final int[] tokens;
    private final QuerySegments segments;
    private final Map<Integer, Signature> signatures = new HashMap<>();
    private final EditDistance distance;
    private final long[] seen;
    private final boolean[] scanned;

    FuzzySearch(Shard shard, Query query, BestMatches best, ShardSide.SearchBuffers scratch) {
        this.shard = shard;
        this.query = query;
        this.best = best;
        this.scratch = scratch;
        side = shard.side(query.side());
        lengths = side.lengths;
        tokens = side.vocabulary.find(query.tokens());
        segments = new QuerySegments(tokens, side.postings);
        distance = new EditDistance(tokens);
        seen = new long[shard.units() / Long.SIZE + 1];
        scanned = new boolean[lengths.count()];
    }

    /** Offers all units within a bound that can still be among the best. */
    void run(BestMatches.DistanceBound wanted) {
        BestMatches.DistanceBound limit = wanted.stricter(best.bound());
        int from = lengths.atLeast(limit.shortest(tokens.length));
        int to = lengths.above(limit.longest(tokens.length));
        if (from >= to) {
            return;
        }
        int most = limit.distance(Math.max(tokens.length, lengths.length(to - 1)));
        List<QuerySegments.Segment> chosen = segments.choose(Math.min(most, tokens.length - 1) + 1);
        int used = cheapest(chosen, limit, from, to);
        for (int i = 0; i < used; i++) {
            limit = wanted.stricter(best.bound());
            QuerySegments.Segment segment = chosen.get(i);
            if (segment.bucket() != QuerySegments.Segment.ABSENT) {
                int first = firstLengthAllowing(i, limit, from, to);
                int last = Math.min(to, lengths.above(limit.longest(tokens.length)));
                scanPostings(segment, first, last);
            }
        }
        limit = wanted.stricter(best.bound());
        for (int number = firstLengthAllowing(used, limit, from, to); number < to; number++) {
            scanLength(number);
        }
    }

    /** Returns the number of segments to try before the search scans the signatures of the remaining entries. */
    private int cheapest(List<QuerySegments.Segment> chosen, BestMatches.DistanceBound limit, int from, int to) {
        double share = (double) entries(from, to) / entries(0, lengths.count());
        double cost = 0;
        double least = SCAN_COST * notScanned(from, to);
        int used = 0;
        for (int i = 0; i < chosen.size(); i++) {
            cost += chosen.get(i).size() * share;
            double whole = cost + SCAN_COST * notScanned(firstLengthAllowing(i + 1, limit, from, to), to);
            if (whole <= least) {
                least = whole;
                used = i + 1;
            }
        }
        return used;
    }

    private int notScanned(int from, int to) {
        int entries = 0;
        for (int number = from; number < to; number++) {
            entries += scanned[number] ? 0 : entries(number, number + 1);
        }
        return entries;
    }

    private int entries(int from, int to) {
        return lengths.first(to) - lengths.first(from);
    }

    /** Returns the number of the first length at which the bound allows the given number of edits. */
    private int firstLengthAllowing(int edits, BestMatches.DistanceBound limit, int from, int to) {
        int low = Math.min(to, Math.max(from, lengths.atLeast(limit.shortest(tokens.length))));
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (limit.distance(Math.max(tokens.length, lengths.length(middle))) < edits) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void scanPostings(QuerySegments.Segment segment, int from, int to) {
        if (from >= to) {
            return;
        }
        int count = side.postings.read(segment.bucket(), lengths.first(from), lengths.first(to), scratch);
        int[] entries = scratch.entries();
        int number = from - 1;
        int end = lengths.first(from);
        Signature signature = signature(0);
        int allowed = 0;
        for (int i = 0; i < count; i++) {
            int entry = entries[i];
            if (entry >= end) {
                do {
                    number++;
                    end = lengths.first(number + 1);
                } while (entry >= end);
                signature = signature(lengths.length(number));
                allowed = allowed(lengths.length(number));
            }
            if (isNew(entry) && side.signatures.distanceAtLeast(signature, entry, number) <= allowed) {
                measure(entry, lengths.length(number), allowed);
                allowed = allowed(lengths.length(number));
            }
        }
    }

    /**
     * Scans all entries of a length. Each length is scanned once in all rounds, because an entry that is not among the
     * best now never will be.
     */
    private void scanLength(int number) {
        if (scanned[number]) {
            return;
        }
        scanned[number] = true;
        int size = lengths.length(number);
        Signature signature = signature(size);
        int allowed = allowed(size);
        for (int entry = lengths.first(number); entry < lengths.first(number + 1); entry++) {
            if (isNew(entry) && side.signatures.distanceAtLeast(signature, entry, number) <= allowed) {
                measure(entry, size, allowed);
                allowed = allowed(size);
            }
        }
    }

    /** Returns the signature of the query in the width that texts of the given length have. */
    private Signature signature(int size) {
        return signatures.computeIfAbsent(Signature.width(size), width -> Signature.of(tokens, width));
    }

    /**
     * Returns the maximum distance at which an entry of the given length can still be among the best, in this round or
     * a later one.
     */
    private int allowed(int size) {
        return best.bound().distance(Math.max(tokens.length, size));
    }

    private boolean isNew(int entry) {
        long bit = 1L << entry;
        boolean isNew = (seen[entry >> 6] & bit) == 0;
        seen[entry >> 6] |= bit;
        return isNew;
    }

    private void measure(int entry, int size, int allowed) {
        int edits = distance.to(side.tokens(entry, size, scratch), size, allowed);
        if (edits > allowed) {
            return;
        }
        int unit = side.unit(entry);
        Shard.UnitRecord record = shard.record(unit);
        int longer = Math.max(tokens.length, size);
        int neighbours = query.equalNeighbours(record);
        BestMatches.Candidate candidate = new BestMatches.Candidate(
                shard,
                unit,
                edits > 0 ? Match.Kind.FUZZY : neighbours > 0 ? Match.Kind.IN_CONTEXT : Match.Kind.EXACT,
                edits > 0
                        ? SearchOptions.Similarity.fuzzyPercentage(edits, longer)
                        : SearchOptions.Similarity.EXACT + neighbours,
                best.penalty(record),
                edits,
                longer,
                record.created());
        // The text is read last, because only few of many copies are among the best.
        if (edits == 0
                && best.admits(candidate)
                && !shard.text(unit, query.side()).equals(query.text())) {
            candidate = candidate.withSameTokensOnly();
        }
        best.offer(candidate);
    }

    /**
     * Chooses segments of a query that do not overlap and have short postings.
     *
     * <p>An edit changes at most one segment: a replaced or deleted token is in only one, and an inserted token splits
     * only one pair. So an entry within d edits contains at least one of any d + 1 segments unchanged. This is the
     * pigeonhole principle, as in Navarro and Baeza-Yates (1999, Very fast and simple approximate string matching).
     *
     * <p>To find the cheapest choice of a given number of segments, each segment gets a reward. For a given reward, one
     * pass finds the best choice. A binary search then finds the smallest reward that chooses enough segments. The
     * minimum cost is a convex function of the number, because it is the cost of a flow. So the search reaches every
     * number unless several have the same marginal cost; in that case it drops the most expensive segments. Not
     * thread-safe.
     */
    static final class QuerySegments {
        private static final byte NONE = 0;
        private static final byte ONE = 1;
        private static final byte TWO = 2;

        private final Segment[] ones;
        private final Segment[] twos;
        private final long[] costs;
        private final int[] counts;
        private final byte[] choices;

        QuerySegments(int[] tokens, Postings postings) {
            int length = tokens.length;
            ones = new Segment[length];
            twos = new Segment[Math.max(0, length - 1)];
            for (int i = 0; i < length; i++) {
                ones[i] =
                        tokens[i] < 0 ? absent() : segment(Postings.Grams.bucket(tokens[i], postings.bits()), postings);
            }
            for (int i = 0; i < twos.length; i++) {
                twos[i] = tokens[i] < 0 || tokens[i + 1] < 0
                        ? absent()
                        : segment(Postings.Grams.bucket(tokens[i], tokens[i + 1], postings.bits()), postings);
            }
            costs = new long[length + 1];
            counts = new int[length + 1];
            choices = new byte[length + 1];
        }

        private static Segment absent() {
            return new Segment(Segment.ABSENT, 0);
        }

        private static Segment segment(int bucket, Postings postings) {
            return new Segment(bucket, postings.size(bucket));
        }

        /**
         * Returns segments that do not overlap, those with the shortest postings first.
         *
         * @param count the number of segments, at most the number of tokens
         */
        List<Segment> choose(int count) {
            long low = 0;
            long high = 1;
            for (Segment segment : ones) {
                // With a reward above the cost of any two single tokens, splitting a pair always pays.
                high = Math.max(high, 2L * segment.size() + 1);
            }
            while (low < high) {
                long reward = (low + high) >>> 1;
                if (chooseFor(reward) >= count) {
                    high = reward;
                } else {
                    low = reward + 1;
                }
            }
            chooseFor(low);
            List<Segment> chosen = new ArrayList<>();
            for (int i = ones.length; i > 0; i -= Math.max(ONE, choices[i])) {
                if (choices[i] == ONE) {
                    chosen.add(ones[i - 1]);
                } else if (choices[i] == TWO) {
                    chosen.add(twos[i - 2]);
                }
            }
            chosen.sort(Comparator.comparingInt(Segment::size));
            return chosen.subList(0, count);
        }

        /**
         * Computes the best choice for a reward of each segment, and among equal choices the one with the most
         * segments. Returns their number.
         */
        private int chooseFor(long reward) {
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

        /**
         * Describes one token of a query, or two consecutive tokens.
         *
         * @param bucket the bucket whose postings contain all entries with these tokens, or {@link #ABSENT} if no
         *     entry has them
         * @param size the size of these postings in bytes
         */
        record Segment(int bucket, int size) {
            static final int ABSENT = -1;
        }
    }

    /**
     * Holds the text of a lookup and the side to search.
     *
     * @param side the side to search
     * @param text the exact text
     * @param tokens its tokens
     * @param before the hash of the previous sentence, or {@link Shard.UnitRecord#NO_TEXT}
     * @param after the hash of the next sentence, or {@link Shard.UnitRecord#NO_TEXT}
     */
    record Query(UnitSide side, String text, List<String> tokens, long before, long after) {
        Query {
            tokens = List.copyOf(tokens);
        }

        static Query of(UnitSide side, String text, Context context) {
            return new Query(
                    side,
                    text,
                    Tokens.of(text),
                    Shard.UnitRecord.hash(context.before(), side),
                    Shard.UnitRecord.hash(context.after(), side));
        }

        /** Returns the number of neighbours that a unit shares with the query, 0 to 2. */
        int equalNeighbours(Shard.UnitRecord unit) {
            return (before != Shard.UnitRecord.NO_TEXT && before == unit.before() ? 1 : 0)
                    + (after != Shard.UnitRecord.NO_TEXT && after == unit.after() ? 1 : 0);
        }
    }
}
