package duiqi.index;

/** In what way a unit matches, best first. */
public enum MatchKind {
    /** The same text with the same sentence before it, after it, or both: 101 or 102. */
    IN_CONTEXT,
    /** The same text, letter for letter: 100. */
    EXACT,
    /** The same tokens; only case, width of characters or white space differ: 99. */
    SAME_TOKENS,
    /** A similar text: 99 at most. */
    FUZZY
}
