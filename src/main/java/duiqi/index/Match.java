package duiqi.index;

/**
 * A unit that resembles what was looked up.
 *
 * @param unit the unit
 * @param kind in what way it matches
 * @param percentage how well, before penalties, 0 to 102; see {@link Similarity}
 * @param penalty points to subtract
 * @param similarity of the token sequences, 0 to 1
 */
public record Match(IndexedUnit unit, MatchKind kind, int percentage, int penalty, double similarity) {
    /** What matches are ranked by. */
    public int score() {
        return percentage - penalty;
    }
}
