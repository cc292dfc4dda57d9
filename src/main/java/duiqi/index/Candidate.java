package duiqi.index;

import java.util.Comparator;

/**
 * A unit within the bounds of a search.
 *
 * @param shard where it is
 * @param shardNumber number of the shard, from 0
 * @param unit its number in the shard
 * @param kind in what way it matches
 * @param percentage before penalties
 * @param penalty points to subtract
 * @param distance edits from the query
 * @param longer tokens of the query or of the unit, whichever has more
 * @param created milliseconds; {@link UnitRecord#NEVER} when not known
 */
record Candidate(
        Shard shard,
        int shardNumber,
        int unit,
        MatchKind kind,
        int percentage,
        int penalty,
        int distance,
        int longer,
        long created) {

    /** By score, then by similarity, the newer ones first, and then as in the file. */
    static final Comparator<Candidate> BEST_FIRST = Comparator.comparingInt(Candidate::score)
            .thenComparingDouble(Candidate::similarity)
            .thenComparingLong(Candidate::created)
            .reversed()
            .thenComparingInt(Candidate::shardNumber)
            .thenComparingInt(Candidate::unit);

    int score() {
        return percentage - penalty;
    }

    double similarity() {
        return Similarity.of(distance, longer);
    }

    /** The same as a text that differs in case, width or white space. */
    Candidate withSameTokensOnly() {
        return new Candidate(
                shard,
                shardNumber,
                unit,
                MatchKind.SAME_TOKENS,
                Similarity.SAME_TOKENS,
                penalty,
                distance,
                longer,
                created);
    }

    Match match() {
        return new Match(shard.unit(unit), kind, percentage, penalty, similarity());
    }
}
