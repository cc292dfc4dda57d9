package duiqi.corpus;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Which rows of words recur, as sorted hashes of 64 bits: eight bytes a row. A row that does not recur passes once in a great many
 * times, which costs a count too many and changes nothing. Immutable.
 */
final class RowHashes implements Serializable {
    private static final long serialVersionUID = 1;

    private final long[] sorted;

    RowHashes(long[] hashes) {
        this.sorted = hashes.clone();
        Arrays.sort(sorted);
    }

    int size() {
        return sorted.length;
    }

    boolean has(String row) {
        return Arrays.binarySearch(sorted, hash(row)) >= 0;
    }

    /** FNV-1a over the characters (Fowler, Noll and Vo; RFC 9923), with the offset and prime of 64 bits. */
    static long hash(String row) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < row.length(); i++) {
            hash = (hash ^ row.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
