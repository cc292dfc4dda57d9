package duiqi.glossary;

import duiqi.glossary.consistency.WordSegmenter;
import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Stores the probabilities of English stems as translations of Chinese words. They are learned from some units and used
 * for many others, also on other machines. Immutable and thread-safe.
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

    /**
     * Stores probabilities by the numbers of a Chinese word and a stem, packed into one key, without an object for
     * each.
     */
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

    /** Returns the learned probability of a cell, or -1. */
    public float probability(long key) {
        int cell = cells.keys.find(key);
        return cell < 0 ? -1 : cells.probabilities[cell];
    }

    /** Assigns the words the numbers that they had during learning. */
    void number(WordSegmenter segmenter) {
        for (String word : chinese) {
            segmenter.chinese().number(word);
        }
        for (String stem : english) {
            segmenter.english().number(stem);
        }
    }

    /**
     * Numbers keys from 0 in the order of their first use, without an object for each. Keys are not negative. Not
     * thread-safe while it grows.
     */
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
        public int find(long key) {
            int slot = slot(key);
            return keys[slot] == key ? numbers[slot] : -1;
        }

        /** Returns the number of a key; a new key gets the next number. */
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

        /** Receives a key and its number. */
        public interface Numbered {
            void take(long key, int number);
        }

        /** Passes every key with its number, in no particular order. */
        public void forEach(Numbered taker) {
            for (int i = 0; i < keys.length; i++) {
                if (keys[i] != FREE) {
                    taker.take(keys[i], numbers[i]);
                }
            }
        }

        private int slot(long key) {
            // The multiplier of Knuth's multiplicative hashing: 2 to the power of 64, divided by the golden ratio.
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
