package duiqi.index;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The best matches so far, and what one must be like to be among them. Not thread-safe. */
final class BestMatches {
    private final SearchOptions options;
    private final PriorityQueue<Candidate> worstFirst = new PriorityQueue<>(Candidate.BEST_FIRST.reversed());
    private DistanceBound tolerance;

    BestMatches(SearchOptions options) {
        this.options = options;
        tolerance = DistanceBound.ofPercentage(
                options.minimum() + options.penalties().folder());
    }

    /**
     * Returns how unlike the query a text may be for its unit to be among the best, were it to lose no more than every unit of the memory.
     * It only ever gets stricter.
     */
    DistanceBound tolerance() {
        return tolerance;
    }

    int penalty(Shard.UnitRecord unit) {
        return options.penalties().of(unit.isAligned(), unit.isMachine(), unit.isUnrevised());
    }

    /** Returns whether a unit would be among the best. */
    boolean admits(Candidate candidate) {
        if (candidate.score() < options.minimum()) {
            return false;
        }
        Candidate worst = worstFirst.peek();
        return worstFirst.size() < options.limit()
                || worst == null
                || Candidate.BEST_FIRST.compare(candidate, worst) < 0;
    }

    /** Takes a unit in, if it is among the best, in place of the worst one when there are enough. */
    void offer(Candidate candidate) {
        if (!admits(candidate)) {
            return;
        }
        worstFirst.add(candidate);
        if (worstFirst.size() > options.limit()) {
            worstFirst.remove();
        }
        if (worstFirst.size() == options.limit()) {
            tolerance = tolerance.stricter(toleranceBeside(worstFirst.element()));
        }
    }

    /**
     * With an own penalty, the worst one is ahead in similarity of all that have its score without one; so those must have a higher
     * score. Otherwise they must be as similar as it is, since they may be newer.
     */
    private DistanceBound toleranceBeside(Candidate worst) {
        if (worst.penalty() > options.penalties().folder()) {
            return DistanceBound.ofPercentage(
                    worst.score() + options.penalties().folder() + 1);
        }
        return worst.distance() == 0 ? DistanceBound.NONE : new DistanceBound(worst.distance(), worst.longer());
    }

    /** Returns all of them, the best first. */
    List<Match> matches() {
        return worstFirst.stream()
                .sorted(Candidate.BEST_FIRST)
                .map(Candidate::match)
                .toList();
    }

    /**
     * A unit within the bounds of a search.
     *
     * @param shard where it is
     * @param unit its number in the shard
     * @param kind in what way it matches
     * @param percentage before penalties
     * @param penalty points to subtract
     * @param distance edits from the query
     * @param longer tokens of the query or of the unit, whichever has more
     * @param created milliseconds; {@link Shard.UnitRecord#NEVER} when not known
     */
    record Candidate(
            Shard shard,
            int unit,
            Match.Kind kind,
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
                .thenComparingInt(candidate -> candidate.shard().number())
                .thenComparingInt(Candidate::unit);

        int score() {
            return percentage - penalty;
        }

        double similarity() {
            return Similarity.of(distance, longer);
        }

        /** Returns the same as a text that differs in case, width or white space. */
        Candidate withSameTokensOnly() {
            return new Candidate(
                    shard, unit, Match.Kind.SAME_TOKENS, Similarity.SAME_TOKENS, penalty, distance, longer, created);
        }

        Match match() {
            return new Match(shard.unit(unit), kind, percentage, penalty, similarity());
        }
    }

    /**
     * How unlike two texts may be: d / max(m, n) is at most {@code part / whole}. In whole numbers, so that no rounding loses a match.
     *
     * @param part at least 0
     * @param whole at least 1, and at least {@code part}
     */
    record DistanceBound(long part, long whole) {
        /** Nothing but texts of the same tokens. */
        static final DistanceBound NONE = new DistanceBound(0, 1);

        /** For at least that percentage. */
        static DistanceBound ofPercentage(int percentage) {
            return new DistanceBound(Math.max(0, 100 - percentage), 100);
        }

        /** Returns the greatest distance of two texts of which the longer one has that many tokens. */
        int distance(int longer) {
            return (int) (longer * part / whole);
        }

        /** Returns the fewest tokens that a text may have to be like one of {@code length}. */
        int shortest(int length) {
            return length - distance(length);
        }

        /** Returns the most tokens that a text may have to be like one of {@code length}. */
        int longest(int length) {
            return part == whole
                    ? Integer.MAX_VALUE
                    : (int) Math.min(Integer.MAX_VALUE, length * whole / (whole - part));
        }

        boolean isStricterThan(DistanceBound other) {
            return part * other.whole < other.part * whole;
        }

        DistanceBound stricter(DistanceBound other) {
            return other.isStricterThan(this) ? other : this;
        }
    }
}
