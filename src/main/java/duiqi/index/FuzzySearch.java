package duiqi.index;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for the best matches of a query in one shard. None is missed.
 *
 * <p>Within the {@link DistanceBound} asked for, an entry of n tokens may be D(n) edits away, and must have one of D(n) + 1 {@link QuerySegments}
 * of the query whole. The pieces are taken from the rarest on; the i-th, from 0, is only needed for entries with D(n) of at least i,
 * which from some length on are all. What has a piece is looked at once: first at its {@link Signature}, then at its
 * {@link EditDistance}. Where D(n) is too great for the pieces there are, or their postings are longer than it takes to look at all
 * signatures, the signatures are looked at. While better matches come in, D shrinks. Not thread-safe.
 */
final class FuzzySearch {
    /** What a signature that is looked at in passing costs, in bytes of postings. Measured with the benchmark MemorySearch. */
    private static final double SCAN_COST = 0.5;

    private final Shard shard;
    private final int shardNumber;
    private final Query query;
    private final BestMatches best;
    private final SearchBuffers scratch;
    private final ShardSide side;
    private final LengthRanges lengths;
    private final int[] tokens;
    private final int length;
    private final QuerySegments pieces;
    private final Map<Integer, Signature> signatures = new HashMap<>();
    private final EditDistance distance;
    private final long[] seen;
    private final boolean[] scanned;

    FuzzySearch(Shard shard, int shardNumber, Query query, BestMatches best, SearchBuffers scratch) {
        this.shard = shard;
        this.shardNumber = shardNumber;
        this.query = query;
        this.best = best;
        this.scratch = scratch;
        side = shard.side(query.side());
        lengths = side.lengths();
        tokens = side.vocabulary().find(query.tokens());
        length = tokens.length;
        pieces = new QuerySegments(tokens, side.postings());
        distance = new EditDistance(tokens);
        seen = new long[shard.units() / Long.SIZE + 1];
        scanned = new boolean[lengths.count()];
    }

    /** Offers all units within a tolerance that can still be among the best. */
    void run(DistanceBound wanted) {
        DistanceBound limit = wanted.stricter(best.tolerance());
        int from = lengths.atLeast(limit.shortest(length));
        int to = lengths.above(limit.longest(length));
        if (from >= to) {
            return;
        }
        int most = limit.distance(Math.max(length, lengths.length(to - 1)));
        List<QuerySegment> chosen = pieces.choose(Math.min(most, length - 1) + 1);
        int used = cheapest(chosen, limit, from, to);
        for (int i = 0; i < used; i++) {
            limit = wanted.stricter(best.tolerance());
            QuerySegment piece = chosen.get(i);
            if (piece.bucket() != QuerySegment.NOWHERE) {
                int first = tolerating(i, limit, from, to);
                int last = Math.min(to, lengths.above(limit.longest(length)));
                lookAtPostings(piece, first, last);
            }
        }
        limit = wanted.stricter(best.tolerance());
        for (int number = tolerating(used, limit, from, to); number < to; number++) {
            lookAtAll(number);
        }
    }

    /** How many pieces to take before looking at all signatures of the entries that need more. */
    private int cheapest(List<QuerySegment> chosen, DistanceBound limit, int from, int to) {
        double share = (double) entries(from, to) / entries(0, lengths.count());
        double cost = 0;
        double least = SCAN_COST * notScanned(from, to);
        int used = 0;
        for (int i = 0; i < chosen.size(); i++) {
            cost += chosen.get(i).size() * share;
            double whole = cost + SCAN_COST * notScanned(tolerating(i + 1, limit, from, to), to);
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

    /** The first of the lengths, by number, at which that many edits are within the tolerance. */
    private int tolerating(int edits, DistanceBound limit, int from, int to) {
        int low = Math.min(to, Math.max(from, lengths.atLeast(limit.shortest(length))));
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (limit.distance(Math.max(length, lengths.length(middle))) < edits) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void lookAtPostings(QuerySegment piece, int from, int to) {
        if (from >= to) {
            return;
        }
        int count = side.postings().read(piece.bucket(), lengths.first(from), lengths.first(to), scratch);
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
            if (isNew(entry) && side.signatures().distanceAtLeast(signature, entry, number) <= allowed) {
                measure(entry, lengths.length(number), allowed);
                allowed = allowed(lengths.length(number));
            }
        }
    }

    /** Looks at all entries of a length, once in all rounds, since what is not among the best now will not be later. */
    private void lookAtAll(int number) {
        if (scanned[number]) {
            return;
        }
        scanned[number] = true;
        int size = lengths.length(number);
        Signature signature = signature(size);
        int allowed = allowed(size);
        for (int entry = lengths.first(number); entry < lengths.first(number + 1); entry++) {
            if (isNew(entry) && side.signatures().distanceAtLeast(signature, entry, number) <= allowed) {
                measure(entry, size, allowed);
                allowed = allowed(size);
            }
        }
    }

    /** The signature of the query that is as wide as that of a text of that length. */
    private Signature signature(int size) {
        return signatures.computeIfAbsent(Signature.width(size), width -> Signature.of(tokens, width));
    }

    /** The most edits with which an entry of that length can still be among the best, in whatever round it is looked at. */
    private int allowed(int size) {
        return best.tolerance().distance(Math.max(length, size));
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
        UnitRecord record = shard.record(unit);
        int longer = Math.max(length, size);
        int neighbours = query.equalNeighbours(record);
        Candidate candidate = new Candidate(
                shard,
                shardNumber,
                unit,
                edits > 0 ? MatchKind.FUZZY : neighbours > 0 ? MatchKind.IN_CONTEXT : MatchKind.EXACT,
                edits > 0 ? Similarity.fuzzyPercentage(edits, longer) : Similarity.EXACT + neighbours,
                best.penalty(record),
                edits,
                longer,
                record.created());
        // Texts are read last, since of many copies few are among the best.
        if (edits == 0
                && best.admits(candidate)
                && !shard.text(unit, query.side()).equals(query.text())) {
            candidate = candidate.withSameTokensOnly();
        }
        best.offer(candidate);
    }
}
