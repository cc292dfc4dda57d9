package duiqi.align;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How often Chinese types are expected to have made stems in texts, and the other way round, by pair of types. The counts are
 * whole numbers of {@link #UNIT}: their sums are the same in whatever order and in how many parts they are added.
 *
 * <p>A hash table of primitive longs with linear probing. For one thread at a time; {@linkplain Serializable serialised} as a
 * sorted list in a few bytes for each pair.
 */
public final class ExpectedCounts implements Serializable {
    private static final long serialVersionUID = 1;

    /** One sighting in units of the counts: 2 to the 20th. A sum may reach 2 to the 43rd, eight million million, sightings. */
    static final double UNIT = 1 << 20;

    private static final int MIN_SIZE = 64;

    /** Chinese type in the upper half, stem in the lower, plus one: 0 is an empty place. */
    private long[] keys = new long[MIN_SIZE];

    private long[] forward = new long[MIN_SIZE];
    private long[] backward = new long[MIN_SIZE];
    private int size;

    /** Takes the counts of a pair of types. */
    @FunctionalInterface
    interface Receiver {
        void pair(int chinese, int stem, long forward, long backward);
    }

    /** Adds expected sightings of a pair, each rounded to a unit. */
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

    /** Adds what others have counted. */
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

    /** Fibonacci hashing (Knuth, The Art of Computer Programming, volume 3, section 6.4). */
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
     * Returns the counts of each of several ranges of Chinese types, for as many threads or machines to add up.
     *
     * @param ranges how many
     * @param vocabulary that the types are numbered by
     * @return one for each range, in order; some may be empty
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

    /** Hands over all pairs, by Chinese type and then by stem. */
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

    /** The sorted pairs: what the key adds to the last one, and the two counts. */
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
     * Longs that are not negative in as few bytes as they need: seven bits in each, the lowest first, the eighth tells that more
     * follow (LEB128). First written, then read.
     */
    static final class PackedLongs {
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
}
