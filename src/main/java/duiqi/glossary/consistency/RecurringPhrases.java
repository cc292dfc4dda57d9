package duiqi.glossary.consistency;

import duiqi.glossary.LearnedTranslations;
import duiqi.glossary.PhraseForm;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Finds recurring Chinese phrases: sequences of up to five words that do not begin or end inside a word. Each must occur
 * in a minimum number of units. Longer sequences are counted only if their parts recur (Agrawal and Srikant 1994), and
 * if enough sequences have the same hash (Park, Chen and Yu 1995), so that memory use grows with the number of recurring
 * sequences. Not thread-safe.
 */
final class RecurringPhrases {
    /** Maximum number of hashes; more need more than 32 MB. */
    private static final int MAX_HASHES = 1 << 24;

    private final List<WordSegmenter.WordedUnit> units;
    private final WordSegmenter.WordNumbers words;
    private final int fewestUnits;
    private final int fewestCharacters;

    /** Number of Chinese words before each unit. */
    private final int[] wordsBefore;

    private final Level[] levels = new Level[PhraseForm.MAX_LENGTH];

    /**
     * Creates a search.
     *
     * @param fewestUnits minimum number of units that contain a phrase
     * @param fewestCharacters minimum number of characters of a phrase
     */
    RecurringPhrases(
            List<WordSegmenter.WordedUnit> units,
            WordSegmenter.WordNumbers words,
            int fewestUnits,
            int fewestCharacters) {
        this.units = units;
        this.words = words;
        this.fewestUnits = fewestUnits;
        this.fewestCharacters = fewestCharacters;
        this.wordsBefore = new int[units.size() + 1];
        for (int u = 0; u < units.size(); u++) {
            wordsBefore[u + 1] = Math.addExact(wordsBefore[u], units.get(u).chinese().length);
        }
    }

    /** Returns the number of Chinese words before a word, in all units. */
    int position(Phrase.Place place) {
        return wordsBefore[place.unit()] + place.word();
    }

    /** Counts the sequences of one length, and numbers them from 0. */
    private static final class Level {
        private final LearnedTranslations.LongNumbers keys = new LearnedTranslations.LongNumbers();
        private int[] unitCounts = new int[1 << 10];
        private int[] lastUnits = new int[1 << 10];

        void add(long key, int unit) {
            int number = keys.number(key);
            if (number >= unitCounts.length) {
                unitCounts = Arrays.copyOf(unitCounts, 2 * number);
                lastUnits = Arrays.copyOf(lastUnits, 2 * number);
            }
            if (lastUnits[number] != unit + 1) {
                lastUnits[number] = unit + 1;
                unitCounts[number]++;
            }
        }

        /** Returns the sequences of at least a number of units, in the same order. */
        Level pruned(int fewest) {
            long[] ordered = new long[keys.size()];
            keys.forEach((key, number) -> ordered[number] = key);
            Level kept = new Level();
            for (int number = 0; number < ordered.length; number++) {
                if (unitCounts[number] >= fewest) {
                    kept.keys.number(ordered[number]);
                }
            }
            return kept;
        }
    }

    /** Passes the phrases to a consumer: the longest first, those of one length in the order of their occurrence. */
    void forEach(Consumer<Phrase> consumer) {
        for (int length = 1; length <= PhraseForm.MAX_LENGTH; length++) {
            levels[length - 1] = count(length).pruned(fewestUnits);
        }
        for (int length = PhraseForm.MAX_LENGTH; length >= 1; length--) {
            pass(length, consumer);
        }
    }

    private Level count(int length) {
        int mask = Math.min(MAX_HASHES, Integer.highestOneBit(wordsBefore[units.size()] | 1) << 1) - 1;
        // Char is the unsigned type of two bytes.
        char[] hashes = new char[length == 1 ? 0 : mask + 1];
        if (length > 1) {
            visit(length, (key, unit) -> {
                int hash = hash(key) & mask;
                if (hashes[hash] < Character.MAX_VALUE) {
                    hashes[hash]++;
                }
            });
        }
        Level level = new Level();
        int fewest = Math.min(fewestUnits, Character.MAX_VALUE);
        visit(length, (key, unit) -> {
            if (length == 1 || hashes[hash(key) & mask] >= fewest) {
                level.add(key, unit);
            }
        });
        return level;
    }

    private static int hash(long key) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> 36);
    }

    /** Receives the key of a sequence, and the index of its unit. */
    private interface Visitor {
        void visit(long key, int unit);
    }

    /** Passes the sequences of one length whose parts recur. */
    private void visit(int length, Visitor visitor) {
        for (int u = 0; u < units.size(); u++) {
            WordSegmenter.WordedUnit unit = units.get(u);
            int[] parts = numbers(unit, length - 1);
            for (int i = 0; i + length <= unit.chinese().length; i++) {
                if (isCounted(unit, parts, i, length)) {
                    visitor.visit(key(unit, parts, i, length), u);
                }
            }
        }
    }

    /** Returns the number of the recurring sequence at each word, or -1 without one. */
    private int[] numbers(WordSegmenter.WordedUnit unit, int length) {
        int[] numbers = new int[unit.chinese().length];
        for (int shorter = 1; shorter <= length; shorter++) {
            Level level = levels[shorter - 1];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = i + shorter <= numbers.length && isCounted(unit, numbers, i, shorter)
                        ? level.keys.find(key(unit, numbers, i, shorter))
                        : -1;
            }
        }
        return numbers;
    }

    /** Returns whether a sequence can recur. */
    private static boolean isCounted(WordSegmenter.WordedUnit unit, int[] parts, int i, int length) {
        return length == 1
                ? unit.chinese()[i] >= 0
                : parts[i] >= 0 && parts[i + 1] >= 0 && unit.isJoined(i + length - 1);
    }

    private static long key(WordSegmenter.WordedUnit unit, int[] parts, int i, int length) {
        int last = unit.chinese()[i + length - 1];
        return length == 1 ? last : ((long) parts[i] << 32) + last;
    }

    private void pass(int length, Consumer<Phrase> consumer) {
        int[] ends = new int[levels[length - 1].keys.size() + 1];
        visitPhrases(length, (number, position) -> ends[(int) number + 1]++);
        for (int number = 1; number < ends.length; number++) {
            ends[number] = Math.addExact(ends[number], ends[number - 1]);
        }
        int[] positions = new int[ends[ends.length - 1]];
        // Each start moves to the end of its phrase.
        visitPhrases(length, (number, position) -> positions[ends[(int) number]++] = position);
        for (int number = 0; number + 1 < ends.length; number++) {
            int start = number == 0 ? 0 : ends[number - 1];
            if (ends[number] > start) {
                consumer.accept(phrase(length, Arrays.copyOfRange(positions, start, ends[number])));
            }
        }
    }

    private void visitPhrases(int length, Visitor visitor) {
        for (int u = 0; u < units.size(); u++) {
            WordSegmenter.WordedUnit unit = units.get(u);
            int[] numbers = numbers(unit, length);
            for (int i = 0; i < numbers.length; i++) {
                if (numbers[i] >= 0
                        && PhraseForm.kind(unit, i, length, words, fewestCharacters) != PhraseForm.Kind.PART) {
                    visitor.visit(numbers[i], wordsBefore[u] + i);
                }
            }
        }
    }

    private Phrase phrase(int length, int[] positions) {
        List<Phrase.Place> places = new Places(positions);
        Phrase.Place first = places.get(0);
        int[] chinese = units.get(first.unit()).chinese();
        return new Phrase(Arrays.copyOfRange(chinese, first.word(), first.word() + length), places);
    }

    /** Presents positions among all words as places. */
    private final class Places extends AbstractList<Phrase.Place> {
        private final int[] positions;

        Places(int[] positions) {
            this.positions = positions;
        }

        @Override
        public Phrase.Place get(int index) {
            int unit = Arrays.binarySearch(wordsBefore, positions[index]);
            if (unit < 0) {
                unit = -unit - 2;
            }
            // Units without words begin at the same position as the next unit.
            while (wordsBefore[unit + 1] == positions[index]) {
                unit++;
            }
            return new Phrase.Place(unit, positions[index] - wordsBefore[unit]);
        }

        @Override
        public int size() {
            return positions.length;
        }
    }

    /**
     * Represents a recurring Chinese phrase.
     *
     * @param words numbers of its words; do not modify
     * @param places its occurrences, in order; do not modify
     */
    record Phrase(int[] words, List<Place> places) {
        /**
         * Represents an occurrence of a phrase.
         *
         * @param unit index of the unit
         * @param word index of its first word among the Chinese words of the unit
         */
        record Place(int unit, int word) {}

        /** Returns the indices of the units that contain the phrase. */
        int[] units() {
            return IntStream.range(0, places.size())
                    .map(place -> places.get(place).unit())
                    .distinct()
                    .toArray();
        }
    }
}
