package duiqi.index;

/**
 * Which list of postings a token, or two tokens in a row, belong to. There are no keys: grams that hash to the same bucket share
 * its list, which then has more than is looked for, never less.
 */
final class Grams {
    static final int MIN_BITS = 8;
    static final int MAX_BITS = 20;

    private Grams() {}

    /** How many bits a bucket number has for that many grams in the texts: about one gram in eight is a new one. */
    static int bits(long grams) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(grams / 8);
        return Math.max(MIN_BITS, Math.min(MAX_BITS, bits));
    }

    static int bucket(int token, int bits) {
        return spread(token + 1L, bits);
    }

    static int bucket(int first, int second, int bits) {
        return spread(((first + 1L) << 32) + second + 1, bits);
    }

    /** The last steps of MurmurHash3 (Appleby 2011), which lets every bit change all. */
    private static int spread(long key, int bits) {
        long hash = key;
        hash ^= hash >>> 33;
        hash *= 0xFF51AFD7ED558CCDL;
        hash ^= hash >>> 33;
        hash *= 0xC4CEB9FE1A85EC53L;
        return (int) (hash >>> (Long.SIZE - bits));
    }
}
