package duiqi.glossary;

import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;

/** Keys numbered from 0 in the order in which they are first seen, without an object for each. Keys are not negative. Not
 * thread-safe while it grows. */
final class LongNumbers implements Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    private static final long FREE = -1;

    private long[] keys = new long[1 << 12];
    private int[] numbers = new int[1 << 12];
    private int size;

    LongNumbers() {
        Arrays.fill(keys, FREE);
    }

    int size() {
        return size;
    }

    /** The number of a key, or -1. */
    int find(long key) {
        int slot = slot(key);
        return keys[slot] == key ? numbers[slot] : -1;
    }

    /** The number of a key, which is given one if it has none. */
    int number(long key) {
        int slot = slot(key);
        if (keys[slot] == key) {
            return numbers[slot];
        }
        if (size * 2 >= keys.length) {
            grow();
            slot = slot(key);
        }
        keys[slot] = key;
        numbers[slot] = size;
        return size++;
    }

    /** Takes a key and its number. */
    interface Numbered {
        void take(long key, int number);
    }

    /** Shows every key with its number, in no order. */
    void forEach(Numbered taker) {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != FREE) {
                taker.take(keys[i], numbers[i]);
            }
        }
    }

    private int slot(long key) {
        // the multiplier of Knuth's multiplicative hashing, 2 to the 64 over the golden ratio
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & (keys.length - 1);
        while (keys[slot] != FREE && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldNumbers = numbers;
        keys = new long[oldKeys.length * 2];
        numbers = new int[oldKeys.length * 2];
        Arrays.fill(keys, FREE);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != FREE) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                numbers[slot] = oldNumbers[i];
            }
        }
    }
}
