package duiqi.lexicon;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Estimates translation probabilities between single characters and English stems from the dictionary. The model is IBM
 * Model 1 (Brown et al. 1993, section 4.1). Each word with its glosses is a pair of sentences, weighted by the shares
 * of the glosses. The model also covers words that the dictionary lacks, by their characters.
 *
 * <p>A character and a stem that occur together in an entry form a cell. The cells are numbered once, and both
 * directions are estimated in plain arrays, because maps would take most of the time to build a lexicon. Immutable.
 */
final class CharacterModel {
    /** Maximum length of a word; the characters of longer phrases reveal little about their glosses. */
    private static final int MAX_WORD_LENGTH = 4;

    /** Maximum number of stems of a word; glosses with more are explanations, not translations. */
    private static final int MAX_STEMS = 25;

    private static final int ITERATIONS = 5;

    /** Weight of a word of one character, which reveals more than a character inside a compound. */
    private static final double SINGLE_CHARACTER_WEIGHT = 3;

    /** Threshold below which probabilities become zero between iterations. */
    private static final double NOTHING = 1e-5;

    /** Holds a word with its glosses: character numbers, stem numbers and stem shares. */
    private record Pair(int[] characters, int[] stems, double[] shares, double weight) {
        /** Returns the cells of the pair: for each character in turn, those of all stems. */
        LongStream keys() {
            return IntStream.range(0, characters.length * stems.length)
                    .mapToLong(k -> (long) characters[k / stems.length] << Integer.SIZE | stems[k % stems.length]);
        }
    }

    private final List<Pair> pairs;
    private final double least;

    /** Cells in ascending order: the number of the character in the high half, that of the stem in the low half. */
    private final long[] cells;

    private final List<SortedMap<Integer, Double>> stemsOfCharacters;
    private final List<SortedMap<Integer, Double>> charactersOfStems;

    /**
     * Estimates the model.
     *
     * @param characters the characters to number, in ascending order
     * @param glosses the shares of the stems of each word
     * @param least the minimum probability in the result
     */
    CharacterModel(
            String characters, StringTable stems, SortedMap<String, SortedMap<String, Double>> glosses, double least) {
        this.least = least;
        char[] numbered = characters.toCharArray();
        pairs = new ArrayList<>();
        glosses.forEach((word, shares) -> {
            if (word.length() <= MAX_WORD_LENGTH && !shares.isEmpty() && shares.size() <= MAX_STEMS) {
                pairs.add(pair(word, shares, numbered, stems));
            }
        });
        cells = cells(pairs);
        int[][] cellsOfPairs = pairs.stream()
                .map(pair -> pair.keys()
                        .mapToInt(key -> Arrays.binarySearch(cells, key))
                        .toArray())
                .toArray(int[][]::new);
        int[] characterOfCell = Arrays.stream(cells)
                .mapToInt(cell -> (int) (cell >>> Integer.SIZE))
                .toArray();
        int[] stemOfCell = Arrays.stream(cells).mapToInt(cell -> (int) cell).toArray();
        double[] ofCharacters = estimate(cellsOfPairs, characterOfCell, characters.length(), true);
        double[] ofStems = estimate(cellsOfPairs, stemOfCell, stems.size(), false);
        stemsOfCharacters = rows(ofCharacters, characterOfCell, stemOfCell, characters.length());
        charactersOfStems = rows(ofStems, stemOfCell, characterOfCell, stems.size());
    }

    List<SortedMap<Integer, Double>> stemsOfCharacters() {
        return stemsOfCharacters;
    }

    List<SortedMap<Integer, Double>> charactersOfStems() {
        return charactersOfStems;
    }

    private static Pair pair(String word, SortedMap<String, Double> shares, char[] characters, StringTable stems) {
        int[] from =
                word.chars().map(c -> Arrays.binarySearch(characters, (char) c)).toArray();
        int[] to = shares.keySet().stream().mapToInt(stems::find).toArray();
        double[] weights =
                shares.values().stream().mapToDouble(Double::doubleValue).toArray();
        return new Pair(from, to, weights, word.length() == 1 ? SINGLE_CHARACTER_WEIGHT : 1);
    }

    private static long[] cells(List<Pair> pairs) {
        return pairs.stream().flatMapToLong(Pair::keys).sorted().distinct().toArray();
    }

    /**
     * Returns the probabilities of the cells, which add up to one in each row.
     *
     * @param rowOfCell the character of each cell if {@code fromCharacters}, else its stem
     */
    private double[] estimate(int[][] cellsOfPairs, int[] rowOfCell, int rows, boolean fromCharacters) {
        double[] table = new double[cells.length];
        Arrays.fill(table, 1);
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            double[] counts = new double[cells.length];
            for (int k = 0; k < cellsOfPairs.length; k++) {
                if (fromCharacters) {
                    countStems(pairs.get(k), cellsOfPairs[k], table, counts);
                } else {
                    countCharacters(pairs.get(k), cellsOfPairs[k], table, counts);
                }
            }
            normalise(counts, rowOfCell, rows);
            table = counts;
        }
        return table;
    }

    /** Adds the expected counts of a pair: distributes each stem over the characters. */
    private static void countStems(Pair pair, int[] numbers, double[] table, double[] counts) {
        int stems = pair.stems().length;
        for (int s = 0; s < stems; s++) {
            double total = 0;
            for (int k = s; k < numbers.length; k += stems) {
                total += table[numbers[k]];
            }
            for (int k = s; k < numbers.length && total > 0; k += stems) {
                counts[numbers[k]] += pair.weight() * pair.shares()[s] * (table[numbers[k]] / total);
            }
        }
    }

    /**
     * Adds the expected counts of a pair in the other direction: distributes each character over the stems by their
     * shares.
     */
    private static void countCharacters(Pair pair, int[] numbers, double[] table, double[] counts) {
        int stems = pair.stems().length;
        for (int first = 0; first < numbers.length; first += stems) {
            double total = 0;
            for (int s = 0; s < stems; s++) {
                total += pair.shares()[s] * table[numbers[first + s]];
            }
            for (int s = 0; s < stems && total > 0; s++) {
                counts[numbers[first + s]] += pair.weight() * (pair.shares()[s] * table[numbers[first + s]] / total);
            }
        }
    }

    private static void normalise(double[] counts, int[] rowOfCell, int rows) {
        double[] totals = new double[rows];
        for (int k = 0; k < counts.length; k++) {
            totals[rowOfCell[k]] += counts[k];
        }
        for (int k = 0; k < counts.length; k++) {
            double probability = counts[k] / totals[rowOfCell[k]];
            // In a row with a total of zero the probability is NaN, which also becomes 0.
            counts[k] = probability >= NOTHING ? probability : 0;
        }
    }

    private List<SortedMap<Integer, Double>> rows(double[] table, int[] rowOfCell, int[] columnOfCell, int size) {
        List<SortedMap<Integer, Double>> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            rows.add(new TreeMap<>());
        }
        for (int k = 0; k < table.length; k++) {
            if (table[k] >= least) {
                rows.get(rowOfCell[k]).put(columnOfCell[k], table[k]);
            }
        }
        return rows;
    }
}
