package duiqi.align;

import java.util.Arrays;

/**
 * Longs that are not negative in as few bytes as they need: seven bits in each, the lowest first, the eighth tells that more
 * follow (LEB128). First written, then read.
 */
final class PackedLongs {
    private byte[] bytes;
    private int place;

    /** To write. */
    PackedLongs(int expectedBytes) {
        bytes = new byte[Math.max(16, expectedBytes)];
    }

    /** To read what was written. */
    PackedLongs(byte[] bytes) {
        this.bytes = bytes;
    }

    void add(long value) {
        if (place + 10 > bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        long rest = value;
        while (rest > 0x7f) {
            bytes[place++] = (byte) ((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes[place++] = (byte) rest;
    }

    long next() {
        long value = 0;
        int shift = 0;
        byte part = bytes[place++];
        while (part < 0) {
            value |= (long) (part & 0x7f) << shift;
            shift += 7;
            part = bytes[place++];
        }
        return value | (long) part << shift;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, place);
    }
}
