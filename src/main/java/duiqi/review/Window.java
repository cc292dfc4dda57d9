package duiqi.review;

/**
 * The rows that a step may change: those from one on, before another. Immutable.
 *
 * @param from number of the first, from 0
 * @param to number after that of the last
 * @param keepsRows whether the same sentences stand in them afterwards, in the same beads
 */
record Window(int from, int to, boolean keepsRows) {}
