package duiqi.exchange;

/**
 * What filling a file with {@link Suggestions} did, in segments. Immutable.
 *
 * @param exact filled, and nothing left to check
 * @param fuzzy filled and marked as to be checked
 * @param present had a rendering before, which stays
 * @param missing stay without one
 */
public record Filling(int exact, int fuzzy, int present, int missing) {}
