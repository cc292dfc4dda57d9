package duiqi.lexicon;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Translation probabilities between single characters and English stems, estimated over the dictionary: each word with
 * its glosses is a pair of sentences for IBM Model 1 (Brown et al. 1993, section 4.1), weighted by the shares of the glosses.
 * It knows something of words the dictionary lacks, from the characters they are made of.
 */
final class CharacterModel {
    /** Longer words are phrases whose characters say little of their glosses. */
    private static final int LONGEST_WORD = 4;

    /** A word with more stems than this has explanations and not renderings. */
    private static final int MOST_STEMS = 25;

    private static final int ITERATIONS = 5;

    /** A character that is a word of its own says more than one inside a compound. */
    private static final double SINGLE_CHARACTER_WEIGHT = 3;

    /** One word with its glosses: character numbers, stem numbers, stem shares. */
    private record Pair(int[] characters, int[] stems, double[] shares, double weight) {}

    private final double least;
    private final List<SortedMap<Integer, Double>> stemsOfCharacters;
    private final List<SortedMap<Integer, Double>> charactersOfStems;

    CharacterModel(
            String characters, StringTable stems, SortedMap<String, SortedMap<String, Double>> glosses, double least) {
        this.least = least;
        List<Pair> pairs = new ArrayList<>();
        glosses.forEach((word, shares) -> {
            if (word.length() <= LONGEST_WORD && !shares.isEmpty() && shares.size() <= MOST_STEMS) {
                pairs.add(pair(word, shares, characters, stems));
            }
        });
        stemsOfCharacters = estimate(pairs, characters.length(), true);
        charactersOfStems = estimate(pairs, stems.size(), false);
    }

    List<SortedMap<Integer, Double>> stemsOfCharacters() {
        return stemsOfCharacters;
    }

    List<SortedMap<Integer, Double>> charactersOfStems() {
        return charactersOfStems;
    }

    private static Pair pair(String word, SortedMap<String, Double> shares, String characters, StringTable stems) {
        int[] from = word.chars().map(characters::indexOf).toArray();
        int[] to = shares.keySet().stream().mapToInt(stems::find).toArray();
        double[] weights =
                shares.values().stream().mapToDouble(Double::doubleValue).toArray();
        return new Pair(from, to, weights, word.length() == 1 ? SINGLE_CHARACTER_WEIGHT : 1);
    }

    private List<SortedMap<Integer, Double>> estimate(List<Pair> pairs, int rows, boolean fromCharacters) {
        List<Map<Integer, Double>> table = List.of();
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            List<Map<Integer, Double>> counts = new ArrayList<>();
            for (int i = 0; i < rows; i++) {
                counts.add(new HashMap<>());
            }
            for (Pair pair : pairs) {
                count(pair, table, counts, fromCharacters);
            }
            counts.forEach(CharacterModel::normalise);
            table = counts;
        }
        List<SortedMap<Integer, Double>> pruned = new ArrayList<>();
        for (Map<Integer, Double> row : table) {
            SortedMap<Integer, Double> kept = new TreeMap<>(row);
            kept.values().removeIf(p -> p < least);
            pruned.add(kept);
        }
        return pruned;
    }

    /** One pair's expected counts: each token on the far side is shared out to the tokens on the near side. */
    private static void count(
            Pair pair, List<Map<Integer, Double>> table, List<Map<Integer, Double>> counts, boolean fromCharacters) {
        int[] near = fromCharacters ? pair.characters() : pair.stems();
        int[] far = fromCharacters ? pair.stems() : pair.characters();
        for (int f = 0; f < far.length; f++) {
            double total = 0;
            for (int n = 0; n < near.length; n++) {
                total += nearWeight(pair, n, fromCharacters) * probability(table, near[n], far[f]);
            }
            if (total <= 0) {
                continue;
            }
            double mass = pair.weight() * (fromCharacters ? pair.shares()[f] : 1);
            for (int n = 0; n < near.length; n++) {
                double part = nearWeight(pair, n, fromCharacters) * probability(table, near[n], far[f]) / total;
                counts.get(near[n]).merge(far[f], mass * part, Double::sum);
            }
        }
    }

    private static double nearWeight(Pair pair, int n, boolean fromCharacters) {
        return fromCharacters ? 1 : pair.shares()[n];
    }

    private static double probability(List<Map<Integer, Double>> table, int near, int far) {
        return table.isEmpty() ? 1 : table.get(near).getOrDefault(far, 0.0);
    }

    private static void normalise(Map<Integer, Double> row) {
        double total = row.values().stream().mapToDouble(Double::doubleValue).sum();
        row.replaceAll((column, count) -> count / total);
        row.values().removeIf(p -> p < 1e-5);
    }
}
