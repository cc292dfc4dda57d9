package duiqi.glossary.extraction;

import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;

/** Numbers keys from 0 in the order of their first use, without an object for each. Not thread-safe while it grows. */
public final class LongNumbers implements Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    private long[] keys = new long[1 << 12];

    /** One more than the number of the key in each slot; 0 in a free slot. */
    private int[] slots = new int[1 << 13];

    private int size;

    public int size() {
        return size;
    }

    public long key(int number) {
        return keys[number];
    }

    /** Returns the number of a key, or -1. */
    public int find(long key) {
        return slots[slot(key)] - 1;
    }

    /** Returns the number of a key; a new key gets the next number. */
    public int number(long key) {
        int slot = slot(key);
        if (slots[slot] == 0) {
            if (size == keys.length) {
                grow();
                slot = slot(key);
            }
            keys[size] = key;
            slots[slot] = ++size;
        }
        return slots[slot] - 1;
    }

    private int slot(long key) {
        // The multiplier of Knuth's multiplicative hashing: 2 to the power of 64, divided by the golden ratio.
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & (slots.length - 1);
        while (slots[slot] != 0 && keys[slots[slot] - 1] != key) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void grow() {
        keys = Arrays.copyOf(keys, 2 * size);
        slots = new int[4 * size];
        for (int number = 0; number < size; number++) {
            slots[slot(keys[number])] = number + 1;
        }
    }
}
