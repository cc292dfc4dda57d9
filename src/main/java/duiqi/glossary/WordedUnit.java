package duiqi.glossary;

/**
 * A unit as numbered words. Chinese words are simplified and parted into the shortest words that the dictionary knows; English
 * words are stems. Numbers, marks and Latin words in Chinese are {@link #NONE}, marks that part English clauses {@link #STOP}. The
 * arrays are not to be changed.
 *
 * @param chinese a number for each Chinese word
 * @param chineseStarts where each starts, as an index of UTF-16 units
 * @param chineseEnds where each ends
 * @param edges for each Chinese word, whether a word that the tokeniser gave starts ({@link #STARTS}) or ends ({@link #ENDS}) there
 * @param english a number for each English word
 * @param englishStarts where each starts
 * @param englishEnds where each ends
 * @param hyphened for each English word, 1 where a hyphen joins it to the one before it
 */
record WordedUnit(
        int[] chinese,
        int[] chineseStarts,
        int[] chineseEnds,
        byte[] edges,
        int[] english,
        int[] englishStarts,
        int[] englishEnds,
        byte[] hyphened) {
    static final int NONE = -1;
    static final int STOP = -2;
    static final byte STARTS = 1;
    static final byte ENDS = 2;

    /** Whether a Chinese word directly follows the one before it. */
    boolean isJoined(int word) {
        return chineseEnds[word - 1] == chineseStarts[word];
    }
}
