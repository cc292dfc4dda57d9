package duiqi.index;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Holds the best matches so far and the bound for further ones. Not thread-safe. */
final class BestMatches {
    private final SearchOptions options;
    private final PriorityQueue<Candidate> worstFirst = new PriorityQueue<>(Candidate.BEST_FIRST.reversed());
    private DistanceBound bound;

    BestMatches(SearchOptions options) {
        this.options = options;
        bound = DistanceBound.ofPercentage(
                options.minimum() + options.penalties().folder());
    }

    /** Rejects units beyond a further bound. */
    void limit(DistanceBound further) {
        bound = bound.stricter(further);
    }

    /**
     * Returns the maximum distance at which a unit can still be among the best, if it gets only the penalty of the
     * folder. The bound never becomes less strict.
     */
    DistanceBound bound() {
        return bound;
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

    /** Adds a unit if it is among the best. It replaces the worst one if the list is full. */
    void offer(Candidate candidate) {
        if (!admits(candidate)) {
            return;
        }
        worstFirst.add(candidate);
        if (worstFirst.size() > options.limit()) {
            worstFirst.remove();
        }
        if (worstFirst.size() == options.limit()) {
            bound = bound.stricter(boundOfFullList(worstFirst.element()));
        }
    }

    /**
     * Returns the distance that a new unit may have when the list is full. If the worst unit has its own penalty, it
     * has a higher similarity than units with the same score and no penalty; only a higher score beats it. Otherwise
     * the same similarity is enough, because the new unit may have a later date.
     */
    private DistanceBound boundOfFullList(Candidate worst) {
        if (worst.penalty() > options.penalties().folder()) {
            return DistanceBound.ofPercentage(
                    worst.score() + options.penalties().folder() + 1);
        }
        return worst.distance() == 0 ? DistanceBound.NONE : new DistanceBound(worst.distance(), worst.longer());
    }

    /** Returns the matches, the best first. */
    List<Match> matches() {
        return worstFirst.stream()
                .sorted(Candidate.BEST_FIRST)
                .map(Candidate::match)
                .toList();
    }

    /**
     * Describes a unit within the bounds of a search.
     *
     * @param shard the shard of the unit
     * @param unit the number of the unit in the shard
     * @param kind the kind of match
     * @param percentage the percentage before penalties
     * @param penalty the points to subtract
     * @param distance the number of edits between query and unit
     * @param longer the number of tokens of the query or the unit, whichever is greater
     * @param created the date in milliseconds, or {@link Shard.UnitRecord#NEVER} if unknown
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

        /** Order by score, then similarity, then date (newest first), then position in the file. */
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
            return SearchOptions.Similarity.of(distance, longer);
        }

        /** Returns this candidate as a match that differs in case, width or white space. */
        Candidate withSameTokensOnly() {
            return new Candidate(
                    shard,
                    unit,
                    Match.Kind.SAME_TOKENS,
                    SearchOptions.Similarity.SAME_TOKENS,
                    penalty,
                    distance,
                    longer,
                    created);
        }

        Match match() {
            return new Match(shard.unit(unit), kind, percentage, penalty, similarity());
        }
    }

    /**
     * Bounds the distance of two texts: d / max(m, n) is at most {@code part / whole}. Whole numbers avoid rounding
     * errors that would lose matches.
     *
     * @param part at least 0
     * @param whole at least 1, and at least {@code part}
     */
    record DistanceBound(long part, long whole) {
        /** Bound that only texts with the same tokens meet. */
        static final DistanceBound NONE = new DistanceBound(0, 1);

        /** Returns the bound for a minimum percentage. */
        static DistanceBound ofPercentage(int percentage) {
            return new DistanceBound(Math.max(0, 100 - percentage), 100);
        }

        /** Returns the maximum distance of two texts if the longer one has the given number of tokens. */
        int distance(int longer) {
            return (int) (longer * part / whole);
        }

        /** Returns the minimum number of tokens of a text within the bound of a text with {@code length} tokens. */
        int shortest(int length) {
            return length - distance(length);
        }

        /** Returns the maximum number of tokens of a text within the bound of a text with {@code length} tokens. */
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
