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
public record Match(IndexedUnit unit, Kind kind, int percentage, int penalty, double similarity) {
    /** Returns what matches are ranked by. */
    public int score() {
        return percentage - penalty;
    }

    /** In what way a unit matches, best first. */
    public enum Kind {
        /** The same text with the same sentence before it, after it, or both: 101 or 102. */
        IN_CONTEXT,
        /** The same text, letter for letter: 100. */
        EXACT,
        /** The same tokens; only case, width of characters or white space differ: 99. */
        SAME_TOKENS,
        /** A similar text: 99 at most. */
        FUZZY
    }
}
