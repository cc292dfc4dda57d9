package duiqi.memory;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Numbers different keys from 0, in the order of their addition. Needs about 30 bytes of heap for each key: a map of
 * objects needs four times as much. Not thread-safe.
 */
public final class KeyNumbers {
    /** Share of slots in use after which the table grows. */
    private static final int MIN_SLOTS_OF_KEY = 2;

    private long[] highs = new long[1 << 4];
    private long[] lows = new long[1 << 4];
    private int size;

    /** Numbers plus 1 at the slots of their keys, by open addressing with linear probing; 0 for a free slot. */
    private int[] slots = new int[1 << 6];

    int size() {
        return size;
    }

    /** Returns the number of a key, or -1 if it has none. */
    int find(UnitKey key) {
        return slots[slot(key)] - 1;
    }

    /** Returns the number of a key. Adds the key if it is new. */
    int of(UnitKey key) {
        int slot = slot(key);
        if (slots[slot] == 0) {
            append(key);
            slots[slot] = size;
            if (size * MIN_SLOTS_OF_KEY > slots.length) {
                grow();
            }
            return size - 1;
        }
        return slots[slot] - 1;
    }

    /** Returns true and adds the key if it is new. */
    boolean add(UnitKey key) {
        int before = size;
        of(key);
        return size > before;
    }

    private void append(UnitKey key) {
        if (size == lows.length) {
            highs = Arrays.copyOf(highs, larger(size));
            lows = Arrays.copyOf(lows, larger(size));
        }
        highs[size] = key.high();
        lows[size] = key.low();
        size++;
    }

    private int slot(UnitKey key) {
        // The bits of a key are random, so that any of them are a hash.
        int slot = (int) key.low() & (slots.length - 1);
        while (slots[slot] != 0 && !isAt(slots[slot] - 1, key)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private boolean isAt(int number, UnitKey key) {
        return lows[number] == key.low() && highs[number] == key.high();
    }

    private void grow() {
        slots = new int[2 * slots.length];
        for (int number = 0; number < size; number++) {
            int slot = (int) lows[number] & (slots.length - 1);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = number + 1;
        }
    }

    private static int larger(int length) {
        return length + (length >> 1);
    }

    /** Holds a number for each key or unit, 0 at first. Not thread-safe. */
    public static final class Ints {
        private int[] values = new int[1 << 4];
        private int size;

        public int size() {
            return size;
        }

        public int get(int index) {
            return index < size ? values[index] : 0;
        }

        public void add(int value) {
            set(size, value);
        }

        public void set(int index, int value) {
            if (index >= values.length) {
                values = Arrays.copyOf(values, Math.max(index + 1, larger(values.length)));
            }
            values[index] = value;
            size = Math.max(size, index + 1);
        }

        /** Adds a number to a value, and returns the new value. */
        public int increase(int index, int by) {
            set(index, get(index) + by);
            return values[index];
        }
    }

    /** Holds a long number for each key or unit. Not thread-safe. */
    static final class Longs {
        private long[] values = new long[1 << 4];
        private int size;

        int size() {
            return size;
        }

        long get(int index) {
            return values[index];
        }

        void add(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, larger(size));
            }
            values[size++] = value;
        }

        void set(int index, long value) {
            values[index] = value;
        }
    }

    /** Holds a queue of numbers for each key. Not thread-safe. */
    static final class Queues {
        /** First and last number of each queue, plus 1; 0 for an empty queue. */
        private final Ints first = new Ints();

        private final Ints last = new Ints();

        /** Number after each number, plus 1. */
        private final Ints next = new Ints();

        /** Appends a number, which may be in one queue only. */
        void add(int key, int number) {
            if (first.get(key) == 0) {
                first.set(key, number + 1);
            } else {
                next.set(last.get(key) - 1, number + 1);
            }
            last.set(key, number + 1);
        }

        /** Returns the numbers of a queue in their order. */
        IntStream of(int key) {
            return IntStream.iterate(first.get(key) - 1, number -> number >= 0, number -> next.get(number) - 1);
        }

        void clear(int key) {
            first.set(key, 0);
        }

        /** Removes and returns the first number of a queue, or returns -1 if it is empty. */
        int poll(int key) {
            int number = first.get(key) - 1;
            if (number >= 0) {
                first.set(key, next.get(number));
            }
            return number;
        }
    }
}
