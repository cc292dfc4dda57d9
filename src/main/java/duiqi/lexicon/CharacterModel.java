package duiqi.lexicon;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Translation probabilities between single characters and English stems, estimated over the dictionary: each word with
 * its glosses is a pair of sentences for IBM Model 1 (Brown et al. 1993, section 4.1), weighted by the shares of the glosses.
 * It knows something of words the dictionary lacks, from the characters they are made of.
 *
 * <p>A character and a stem that meet in some word make a cell. The cells are numbered once, and the two directions are
 * estimated in plain arrays over them, since maps of numbers would take most of the time to build a lexicon. Immutable.
 */
final class CharacterModel {
    /** Longer words are phrases whose characters say little of their glosses. */
    private static final int MAX_WORD_LENGTH = 4;

    /** A word with more stems than this has explanations and not renderings. */
    private static final int MAX_STEMS = 25;

    private static final int ITERATIONS = 5;

    /** A character that is a word of its own says more than one inside a compound. */
    private static final double SINGLE_CHARACTER_WEIGHT = 3;

    /** Smaller probabilities become none between the iterations. */
    private static final double NOTHING = 1e-5;

    /** One word with its glosses: character numbers, stem numbers, stem shares. */
    private record Pair(int[] characters, int[] stems, double[] shares, double weight) {
        long key(int character, int stem) {
            return (long) characters[character] << Integer.SIZE | stems[stem];
        }
    }

    private final List<Pair> pairs;
    private final double least;

    /** The cells in order: the number of the character in the high half, that of the stem in the low one. */
    private final long[] cells;

    private final List<SortedMap<Integer, Double>> stemsOfCharacters;
    private final List<SortedMap<Integer, Double>> charactersOfStems;

    /**
     * Estimates.
     *
     * @param characters the characters that get numbers, in ascending order
     * @param glosses for each word the shares of its stems
     * @param least smaller probabilities are left out of the result
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
        int[][] cellsOfPairs = pairs.stream().map(this::cellsOf).toArray(int[][]::new);
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
        long[] all = new long
                [pairs.stream()
                        .mapToInt(pair -> pair.characters().length * pair.stems().length)
                        .sum()];
        int size = 0;
        for (Pair pair : pairs) {
            for (int c = 0; c < pair.characters().length; c++) {
                for (int s = 0; s < pair.stems().length; s++) {
                    all[size++] = pair.key(c, s);
                }
            }
        }
        Arrays.sort(all);
        int different = 0;
        for (int k = 0; k < size; k++) {
            if (k == 0 || all[k] != all[k - 1]) {
                all[different++] = all[k];
            }
        }
        return Arrays.copyOf(all, different);
    }

    /** The cells of a pair: for each character in turn those of all stems. */
    private int[] cellsOf(Pair pair) {
        int stems = pair.stems().length;
        int[] numbers = new int[pair.characters().length * stems];
        for (int k = 0; k < numbers.length; k++) {
            numbers[k] = Arrays.binarySearch(cells, pair.key(k / stems, k % stems));
        }
        return numbers;
    }

    /**
     * Probabilities of the cells, which add up to one in each row.
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

    /** One pair's expected counts: each stem is shared out to the characters. */
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

    /** One pair's expected counts the other way: each character is shared out to the stems, by their shares. */
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
            // A row that has got nothing at all divides by zero.
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
