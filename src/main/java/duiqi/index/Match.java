package duiqi.index;

/**
 * Describes a unit that matches a query.
 *
 * @param unit the unit
 * @param kind the kind of match
 * @param percentage the percentage before penalties, 0 to 102; see {@link SearchOptions.Similarity}
 * @param penalty the points to subtract
 * @param similarity the similarity of the token sequences, 0 to 1
 */
public record Match(IndexedUnit unit, Kind kind, int percentage, int penalty, double similarity) {
    /** Returns the percentage after penalties, which ranks the matches. */
    public int score() {
        return percentage - penalty;
    }

    /** Lists the kinds of matches, best first. */
    public enum Kind {
        /** Same text with the same previous sentence, next sentence, or both: 101 or 102. */
        IN_CONTEXT,
        /** Same text, character for character: 100. */
        EXACT,
        /** Same tokens with differences only in case, width or white space: 99. */
        SAME_TOKENS,
        /** Similar text: at most 99. */
        FUZZY
    }
}
