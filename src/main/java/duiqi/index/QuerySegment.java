package duiqi.index;

/**
 * One token of a query, or two in a row.
 *
 * @param bucket whose postings have all entries with these tokens; {@link #NOWHERE} when no entry has them
 * @param size bytes of these postings
 */
record QuerySegment(int bucket, int size) {
    static final int NOWHERE = -1;
}
