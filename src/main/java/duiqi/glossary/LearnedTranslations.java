package duiqi.glossary;

import duiqi.glossary.consistency.WordSegmenter;
import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * How probable English stems are as renderings of Chinese words, learnt from some units to be used on many others, on other
 * machines too. Immutable; may be shared by threads.
 */
public final class LearnedTranslations implements Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    public static final LearnedTranslations NONE = new LearnedTranslations(List.of(), List.of(), new Cells());

    private final String[] chinese;
    private final String[] english;
    private final Cells cells;

    public LearnedTranslations(List<String> chinese, List<String> english, Cells cells) {
        this.chinese = chinese.toArray(new String[0]);
        this.english = english.toArray(new String[0]);
        this.cells = cells;
    }

    /** Probabilities by the numbers of a Chinese word and a stem in one, without an object for each. */
    public static final class Cells implements Serializable {
        @Serial
        private static final long serialVersionUID = 1;

        private final LongNumbers keys = new LongNumbers();
        private float[] probabilities = new float[1 << 12];

        public void add(long key, float probability) {
            int cell = keys.number(key);
            if (cell >= probabilities.length) {
                probabilities = Arrays.copyOf(probabilities, 2 * cell);
            }
            probabilities[cell] = probability;
        }
    }

    /** Returns what was learnt for a cell, or -1. */
    public float probability(long key) {
        int cell = cells.keys.find(key);
        return cell < 0 ? -1 : cells.probabilities[cell];
    }

    /** Gives the words the numbers that they had when this was learnt. */
    void number(WordSegmenter cutter) {
        for (String word : chinese) {
            cutter.chinese().number(word);
        }
        for (String stem : english) {
            cutter.english().number(stem);
        }
    }

    /** Returns how many pairs of words have a probability of their own. */
    public int size() {
        return cells.keys.size();
    }

    /** Keys numbered from 0 in the order in which they are first seen, without an object for each. Keys are not negative. Not
     * thread-safe while it grows. */
    public static final class LongNumbers implements Serializable {
        @Serial
        private static final long serialVersionUID = 1;

        private static final long FREE = -1;

        private long[] keys = new long[1 << 12];
        private int[] numbers = new int[1 << 12];
        private int size;

        public LongNumbers() {
            Arrays.fill(keys, FREE);
        }

        public int size() {
            return size;
        }

        /** Returns the number of a key, or -1. */
        int find(long key) {
            int slot = slot(key);
            return keys[slot] == key ? numbers[slot] : -1;
        }

        /** Returns the number of a key, which is given one if it has none. */
        public int number(long key) {
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
        public interface Numbered {
            void take(long key, int number);
        }

        /** Shows every key with its number, in no order. */
        public void forEach(Numbered taker) {
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
}
