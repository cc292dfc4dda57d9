package duiqi.index;

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
     * How unlike the query a text may be for its unit to be among the best, were it to lose no more than every unit of the memory.
     * It only ever gets stricter.
     */
    DistanceBound tolerance() {
        return tolerance;
    }

    int penalty(UnitRecord unit) {
        return options.penalties().of(unit.isAligned(), unit.isMachine(), unit.isUnrevised());
    }

    /** Whether a unit would be among the best. */
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

    /** All of them, the best first. */
    List<Match> matches() {
        return worstFirst.stream()
                .sorted(Candidate.BEST_FIRST)
                .map(Candidate::match)
                .toList();
    }
}
