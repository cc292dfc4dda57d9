package duiqi.align;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Holds the expected counts of Chinese types generating stems in texts, and of the reverse direction, by pair of types.
 * The counts are multiples of {@link #UNIT}, so their sums do not depend on the order or the number of parts.
 *
 * <p>The class is a hash table of primitive longs with linear probing. Not thread-safe. It is
 * {@linkplain Serializable serialised} as a sorted list in a few bytes for each pair.
 */
public final class ExpectedCounts implements Serializable {
    private static final long serialVersionUID = 1;

    /**
     * One occurrence in units of the counts: 2 to the 20th. The largest sum is 2 to the 43rd occurrences, about 8.8e12.
     */
    static final double UNIT = 1 << 20;

    private static final int MIN_SIZE = 64;

    /** Chinese type in the upper half, stem in the lower half, plus one; 0 marks an empty slot. */
    private long[] keys = new long[MIN_SIZE];

    private long[] forward = new long[MIN_SIZE];
    private long[] backward = new long[MIN_SIZE];
    private int size;

    /** Receives the counts of a pair of types. */
    @FunctionalInterface
    interface Receiver {
        void pair(int chinese, int stem, long forward, long backward);
    }

    /** Adds expected occurrences of a pair, each rounded to a unit. */
    void add(int chinese, int stem, float to, float from) {
        add(chinese, stem, Math.round(to * UNIT), Math.round(from * UNIT));
    }

    private void add(int chinese, int stem, long to, long from) {
        if (to == 0 && from == 0) {
            return;
        }
        if ((size + 1) * 3L > keys.length * 2L) {
            grow();
        }
        int place = place(((long) chinese << 32 | stem) + 1);
        forward[place] += to;
        backward[place] += from;
    }

    /** Adds the counts of another instance. */
    public void add(ExpectedCounts others) {
        for (int k = 0; k < others.keys.length; k++) {
            if (others.keys[k] != 0) {
                long key = others.keys[k] - 1;
                add((int) (key >>> 32), (int) key, others.forward[k], others.backward[k]);
            }
        }
    }

    private int place(long key) {
        int place = hash(key) & keys.length - 1;
        while (keys[place] != key) {
            if (keys[place] == 0) {
                keys[place] = key;
                size++;
                break;
            }
            place = place + 1 & keys.length - 1;
        }
        return place;
    }

    /** Returns a hash by Fibonacci hashing (Knuth, The Art of Computer Programming, volume 3, section 6.4). */
    private static int hash(long key) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> 32);
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldForward = forward;
        long[] oldBackward = backward;
        keys = new long[oldKeys.length * 2];
        forward = new long[keys.length];
        backward = new long[keys.length];
        size = 0;
        for (int k = 0; k < oldKeys.length; k++) {
            if (oldKeys[k] != 0) {
                int place = place(oldKeys[k]);
                forward[place] = oldForward[k];
                backward[place] = oldBackward[k];
            }
        }
    }

    /** Returns the number of pairs of types. */
    public int size() {
        return size;
    }

    /**
     * Splits the counts by ranges of Chinese types, so that threads or machines can add the ranges separately.
     *
     * @param ranges number of ranges
     * @param vocabulary vocabulary that numbers the types
     * @return counts of each range, in order; some may be empty
     */
    public List<ExpectedCounts> split(int ranges, TokenTypes vocabulary) {
        List<ExpectedCounts> parts = new ArrayList<>();
        for (int range = 0; range < ranges; range++) {
            parts.add(new ExpectedCounts());
        }
        for (int k = 0; k < keys.length; k++) {
            if (keys[k] != 0) {
                long key = keys[k] - 1;
                int chinese = (int) (key >>> 32);
                parts.get((int) ((long) chinese * ranges / vocabulary.chineseSize()))
                        .add(chinese, (int) key, forward[k], backward[k]);
            }
        }
        return parts;
    }

    /** Passes all pairs to the receiver, sorted by Chinese type and then by stem. */
    void forEach(Receiver receiver) {
        long[] sorted = Arrays.stream(keys).filter(key -> key != 0).sorted().toArray();
        for (long key : sorted) {
            int place = place(key);
            receiver.pair((int) ((key - 1) >>> 32), (int) (key - 1), forward[place], backward[place]);
        }
    }

    private Object writeReplace() {
        PackedLongs packed = new PackedLongs(size * 8);
        long[] last = new long[1];
        forEach((chinese, stem, to, from) -> {
            long key = (long) chinese << 32 | stem;
            packed.add(key - last[0]);
            packed.add(to);
            packed.add(from);
            last[0] = key;
        });
        return new Packed(size, packed.toBytes());
    }

    /** Holds the sorted pairs: the difference from the previous key, and the two counts. */
    private record Packed(int size, byte[] bytes) implements Serializable {
        private Object readResolve() {
            ExpectedCounts counts = new ExpectedCounts();
            PackedLongs packed = new PackedLongs(bytes);
            long key = 0;
            for (int k = 0; k < size; k++) {
                key += packed.next();
                long to = packed.next();
                counts.add((int) (key >>> 32), (int) key, to, packed.next());
            }
            return counts;
        }
    }

    /**
     * Stores non-negative longs in as few bytes as they need: seven bits a byte, the lowest first, with the eighth bit
     * set if more bytes follow (LEB128). Write all numbers first, then read them.
     */
    static final class PackedLongs {
        private byte[] bytes;
        private int place;

        /** Creates an empty sequence for writing. */
        PackedLongs(int expectedBytes) {
            bytes = new byte[Math.max(16, expectedBytes)];
        }

        /** Creates a sequence for reading written bytes. */
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
}
