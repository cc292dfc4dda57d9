package duiqi.glossary;

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

    static final LearnedTranslations NONE = new LearnedTranslations(List.of(), List.of(), new Cells());

    private final String[] chinese;
    private final String[] english;
    private final Cells cells;

    LearnedTranslations(List<String> chinese, List<String> english, Cells cells) {
        this.chinese = chinese.toArray(new String[0]);
        this.english = english.toArray(new String[0]);
        this.cells = cells;
    }

    /** Probabilities by the numbers of a Chinese word and a stem in one, without an object for each. */
    static final class Cells implements Serializable {
        @Serial
        private static final long serialVersionUID = 1;

        private final LongNumbers keys = new LongNumbers();
        private float[] probabilities = new float[1 << 12];

        void add(long key, float probability) {
            int cell = keys.number(key);
            if (cell >= probabilities.length) {
                probabilities = Arrays.copyOf(probabilities, 2 * cell);
            }
            probabilities[cell] = probability;
        }
    }

    /** What was learnt for a cell, or -1. */
    float probability(long key) {
        int cell = cells.keys.find(key);
        return cell < 0 ? -1 : cells.probabilities[cell];
    }

    /** Gives the words the numbers that they had when this was learnt. */
    void number(WordSegmenter cutter) {
        for (String word : chinese) {
            cutter.chinese.number(word);
        }
        for (String stem : english) {
            cutter.english.number(stem);
        }
    }

    /** How many pairs of words have a probability of their own. */
    public int size() {
        return cells.keys.size();
    }
}
