package duiqi.glossary.consistency;

import duiqi.glossary.LearnedTranslations;
import duiqi.glossary.PhraseForm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds recurring Chinese phrases: sequences of up to five words that hold together and do not begin or end with freely
 * translated words. Each must occur in a minimum number of units. Longer sequences are counted only if their parts
 * recur (Agrawal and Srikant 1994), so that memory use grows with the number of recurring sequences. Not thread-safe.
 */
public final class RecurringPhrases {
    private final List<WordSegmenter.WordedUnit> units;
    private final WordSegmenter.WordNumbers words;
    private final int fewestUnits;
    private final int fewestCharacters;
    private final boolean allowsFree;

    private final List<Level> levels = new ArrayList<>();

    /**
     * Creates a search for phrases that may be terms.
     *
     * @param fewestUnits minimum number of units that contain a phrase
     * @param fewestCharacters minimum number of characters of a phrase
     */
    public RecurringPhrases(
            List<WordSegmenter.WordedUnit> units,
            WordSegmenter.WordNumbers words,
            int fewestUnits,
            int fewestCharacters) {
        this(units, words, fewestUnits, fewestCharacters, false);
    }

    /**
     * Creates a search.
     *
     * @param allowsFree true to find phrases that begin or end with freely translated words as well
     */
    RecurringPhrases(
            List<WordSegmenter.WordedUnit> units,
            WordSegmenter.WordNumbers words,
            int fewestUnits,
            int fewestCharacters,
            boolean allowsFree) {
        this.allowsFree = allowsFree;
        this.units = units;
        this.words = words;
        this.fewestUnits = fewestUnits;
        this.fewestCharacters = fewestCharacters;
    }

    /**
     * Holds the sequences of one length: by number, their units and counts, and by unit, the number of the sequence
     * that starts at each word.
     */
    private static final class Level {
        private final LearnedTranslations.LongNumbers keys = new LearnedTranslations.LongNumbers();
        private final List<int[]> starts = new ArrayList<>();
        private int[] unitCounts = new int[1 << 10];
        private int[] counts = new int[1 << 10];
        private int[] lastUnits = new int[1 << 10];
        private double[] longer = new double[0];
        private int[] longerKinds = new int[0];

        int add(long key, int unit) {
            int number = keys.number(key);
            if (number >= counts.length) {
                unitCounts = Arrays.copyOf(unitCounts, 2 * number);
                counts = Arrays.copyOf(counts, 2 * number);
                lastUnits = Arrays.copyOf(lastUnits, 2 * number);
            }
            counts[number]++;
            if (lastUnits[number] != unit + 1) {
                lastUnits[number] = unit + 1;
                unitCounts[number]++;
            }
            return number;
        }

        void prune(int fewest) {
            for (int[] row : starts) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = row[i] >= 0 && unitCounts[row[i]] >= fewest ? row[i] : -1;
                }
            }
            longer = new double[keys.size()];
            longerKinds = new int[keys.size()];
        }
    }

    /** Returns the phrases in the order of their first occurrence, the shortest first. */
    public List<Phrase> find() {
        long total = 0;
        for (WordSegmenter.WordedUnit unit : units) {
            total += unit.chinese().length;
        }
        for (int length = 1; length <= PhraseForm.MAX_LENGTH; length++) {
            levels.add(count(length));
        }
        List<Phrase> phrases = new ArrayList<>();
        for (int length = PhraseForm.MAX_LENGTH; length >= 1; length--) {
            phrases.addAll(0, phrases(length, total));
        }
        return phrases;
    }

    private Level count(int length) {
        Level level = new Level();
        for (int u = 0; u < units.size(); u++) {
            WordSegmenter.WordedUnit unit = units.get(u);
            int[] row = new int[Math.max(0, unit.chinese().length - length + 1)];
            for (int i = 0; i < row.length; i++) {
                row[i] = isRow(u, unit, i, length) ? level.add(key(u, unit, i, length), u) : -1;
            }
            level.starts.add(row);
        }
        level.prune(fewestUnits);
        return level;
    }

    private boolean isRow(int u, WordSegmenter.WordedUnit unit, int i, int length) {
        if (length == 1) {
            return unit.chinese()[i] >= 0;
        }
        int[] shorter = levels.get(length - 2).starts.get(u);
        return shorter[i] >= 0 && shorter[i + 1] >= 0 && unit.isJoined(i + length - 1);
    }

    private long key(int u, WordSegmenter.WordedUnit unit, int i, int length) {
        int last = unit.chinese()[i + length - 1];
        return length == 1 ? last : ((long) levels.get(length - 2).starts.get(u)[i] << 32) + last;
    }

    private List<Phrase> phrases(int length, long total) {
        Level level = levels.get(length - 1);
        List<List<Phrase.Place>> places = new ArrayList<>();
        for (int number = 0; number < level.keys.size(); number++) {
            places.add(List.of());
        }
        for (int u = 0; u < units.size(); u++) {
            int[] row = level.starts.get(u);
            for (int i = 0; i < row.length; i++) {
                if (row[i] >= 0 && isPhrase(u, units.get(u), i, length, total)) {
                    if (places.get(row[i]).isEmpty()) {
                        places.set(row[i], new ArrayList<>());
                    }
                    places.get(row[i]).add(new Phrase.Place(u, i));
                }
            }
        }
        List<Phrase> phrases = new ArrayList<>();
        for (int number = 0; number < places.size(); number++) {
            List<Phrase.Place> found = places.get(number);
            if (found.isEmpty()) {
                continue;
            }
            Phrase.Place first = found.get(0);
            int[] chinese = units.get(first.unit()).chinese();
            double weight = PhraseForm.weight(length, found.size(), level.longer[number], level.longerKinds[number]);
            phrases.add(new Phrase(Arrays.copyOfRange(chinese, first.word(), first.word() + length), found, weight));
            if (length > 1) {
                countInShorter(levels.get(length - 2), first, found.size());
            }
        }
        return phrases;
    }

    private static void countInShorter(Level shorter, Phrase.Place place, int count) {
        int[] row = shorter.starts.get(place.unit());
        IntStream.of(row[place.word()], row[place.word() + 1]).distinct().forEach(number -> {
            shorter.longer[number] += count;
            shorter.longerKinds[number]++;
        });
    }

    private boolean isPhrase(int u, WordSegmenter.WordedUnit unit, int i, int length, long total) {
        return switch (PhraseForm.kind(unit, i, length, words, fewestCharacters)) {
            case PART -> false;
            case FREE -> allowsFree;
            case WORD -> true;
            case WORDS -> allowsFree || holdsTogether(u, i, length, total);
        };
    }

    private boolean holdsTogether(int u, int i, int length, long total) {
        Level level = levels.get(length - 1);
        Level shorter = levels.get(length - 2);
        Level single = levels.get(0);
        int[] singles = single.starts.get(u);
        int[] parts = shorter.starts.get(u);
        return PhraseForm.holdsTogether(
                level.counts[level.starts.get(u)[i]],
                single.counts[singles[i]],
                shorter.counts[parts[i + 1]],
                single.counts[singles[i + length - 1]],
                shorter.counts[parts[i]],
                total);
    }

    /**
     * Represents a recurring Chinese phrase.
     *
     * @param words numbers of its words; do not modify
     * @param places its occurrences
     * @param weight its weight as a term, the C-value of Frantzi, Ananiadou and Mima (2000): the logarithm of its
     *     length times the number of its occurrences outside longer phrases
     */
    public record Phrase(int[] words, List<Place> places, double weight) {
        /**
         * Represents an occurrence of a phrase.
         *
         * @param unit index of the unit
         * @param word index of its first word among the Chinese words of the unit
         */
        public record Place(int unit, int word) {}

        public Phrase {
            places = List.copyOf(places);
        }

        /** Returns the number of units that contain the phrase. */
        public int units() {
            return (int) places.stream().mapToInt(Place::unit).distinct().count();
        }
    }
}
