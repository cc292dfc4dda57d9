package duiqi.index;

import java.nio.ByteBuffer;

/** Room that one search uses over and over. Not thread-safe. */
final class SearchBuffers {
    private byte[] bytes = new byte[1 << 12];
    private int[] entries = new int[1 << 12];
    private int[] tokens = new int[1 << 8];

    /** Room for a number of entries. */
    int[] entries(int count) {
        entries = entries.length < count ? new int[Math.max(count, 2 * entries.length)] : entries;
        return entries;
    }

    /** The entries last read. */
    int[] entries() {
        return entries;
    }

    /** A copy of bytes of a buffer, at the beginning of an array that may be longer. */
    byte[] bytes(ByteBuffer from, int start, int length) {
        bytes = bytes.length < length ? new byte[Math.max(length, 2 * bytes.length)] : bytes;
        from.get(start, bytes, 0, length);
        return bytes;
    }

    /** Room for a number of tokens. */
    int[] tokens(int count) {
        tokens = tokens.length < count ? new int[Math.max(count, 2 * tokens.length)] : tokens;
        return tokens;
    }
}
