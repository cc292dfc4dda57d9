package duiqi.benchmark;

import duiqi.check.CheckedUnit;
import duiqi.lexicon.Han;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.PairReader;
import duiqi.lexicon.PairWords;
import duiqi.text.Direction;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Measures how well {@link duiqi.lexicon.PairWords} separates translations from wrong pairs, and learns its weights. A
 * wrong pair has the English text of the next pair, of a pair with nearly the same English length, or of any pair.
 */
final class PairSeparation {
    private static final int MIN_HAN = 6;
    private static final int MAX_LENGTH = 400;

    /** Number of pairs of a text that are used, drawn by chance. */
    private static final int MAX_PAIRS = 3000;

    /** Number of pairs with a similar length, in both directions; the program draws one of them. */
    private static final int SIMILAR = 15;

    private static final double[] THRESHOLDS = {0, -3, -4.5, -5.5};
    private static final int ITERATIONS = 30;

    private final PairReader reader = new PairReader(Lexicon.standard());

    private PairSeparation() {}

    /** Holds a pair with its evidence and its odds. */
    private record Pair(boolean isRight, double[] evidence, double odds) {}

    /**
     * Prints the separation for each text.
     *
     * @param arguments folders with annotated texts, tables or memories; {@code train} to print weights learned from them;
     *     several values in one argument are separated by spaces
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        List<String> words = List.of(String.join(" ", arguments).strip().split("\\s+"));
        Machine.print(
                out,
                "./mvnw -q -Pbenchmark test -Dbenchmark.main=duiqi.benchmark.PairSeparation \"-Dbenchmark="
                        + String.join(" ", words) + "\"");
        PairSeparation separation = new PairSeparation();
        Map<String, List<Pair>> texts = new LinkedHashMap<>();
        for (String word : words) {
            if (!word.equals("train")) {
                Path path = Path.of(word);
                texts.put(String.valueOf(path.getFileName()), separation.pairs(path));
            }
        }
        out.printf(
                "%n%-32s %6s %6s  share of the right and of the wrong pairs below the odds%n", "text", "right", "area");
        out.printf("%-46s", "");
        Arrays.stream(THRESHOLDS).forEach(threshold -> out.printf(Locale.ROOT, "  %12.1f", threshold));
        out.println();
        texts.forEach((name, pairs) -> print(out, name, pairs));
        List<Pair> all = texts.values().stream().flatMap(List::stream).toList();
        print(out, "all", all);
        if (words.contains("train")) {
            out.println(Arrays.toString(trained(all)));
        }
    }

    private List<Pair> pairs(Path path) throws IOException {
        List<CheckedUnit> units = CheckedTexts.units(path, Direction.INTO_ENGLISH).stream()
                .filter(unit -> Han.count(unit.chinese()) >= MIN_HAN)
                .filter(unit -> unit.chinese().length() < MAX_LENGTH)
                .toList();
        List<Integer> byLength = IntStream.range(0, units.size())
                .boxed()
                .sorted(Comparator.comparingInt(
                        index -> units.get(index).english().length()))
                .toList();
        Random random = new Random(7);
        List<Integer> places =
                new ArrayList<>(IntStream.range(0, units.size()).boxed().toList());
        Collections.shuffle(places, random);
        List<Pair> pairs = new ArrayList<>();
        for (int place : places.subList(0, Math.min(MAX_PAIRS, places.size()))) {
            int index = byLength.get(place);
            CheckedUnit unit = units.get(index);
            pairs.add(pair(true, unit, unit));
            int similar = place + random.nextInt(2 * SIMILAR + 1) - SIMILAR;
            for (int other : List.of(
                    (index + 1) % units.size(),
                    byLength.get(Math.max(0, Math.min(units.size() - 1, similar))),
                    random.nextInt(units.size()))) {
                CheckedUnit wrong = units.get(other);
                if (!wrong.english().equals(unit.english()) && !wrong.chinese().equals(unit.chinese())) {
                    pairs.add(pair(false, unit, wrong));
                }
            }
        }
        return pairs;
    }

    private Pair pair(boolean isRight, CheckedUnit chinese, CheckedUnit english) {
        PairWords words = reader.read(chinese.chinese(), english.english());
        return new Pair(isRight, words.evidence(), words.odds());
    }

    private static void print(PrintStream out, String name, List<Pair> pairs) {
        double[] right = odds(pairs, true);
        double[] wrong = odds(pairs, false);
        out.printf(Locale.ROOT, "%-32s %6d %6.4f", name, right.length, area(right, wrong));
        for (double threshold : THRESHOLDS) {
            out.printf(Locale.ROOT, "  %.4f %.3f", below(right, threshold), below(wrong, threshold));
        }
        out.println();
    }

    private static double[] odds(List<Pair> pairs, boolean isRight) {
        return pairs.stream()
                .filter(pair -> pair.isRight == isRight)
                .mapToDouble(Pair::odds)
                .sorted()
                .toArray();
    }

    private static double below(double[] odds, double threshold) {
        return Arrays.stream(odds).filter(one -> one < threshold).count() / (double) Math.max(1, odds.length);
    }

    /** Returns the probability that a right pair has higher odds than a wrong one, given both in increasing order. */
    private static double area(double[] right, double[] wrong) {
        double sum = 0;
        int lower = 0;
        for (double one : right) {
            while (lower < wrong.length && wrong[lower] < one) {
                lower++;
            }
            sum += lower;
        }
        return sum / Math.max(1, (double) right.length * wrong.length);
    }

    /** Returns the weights of a logistic regression and its bias, by Newton's method. Right and wrong pairs weigh the same. */
    private static double[] trained(List<Pair> pairs) {
        int size = pairs.get(0).evidence.length + 1;
        double right = pairs.stream().filter(Pair::isRight).count();
        double ofWrong = right / (pairs.size() - right);
        double[] weights = new double[size];
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            // Gradient in the last column, beside the Hessian.
            double[][] system = new double[size][size + 1];
            for (Pair pair : pairs) {
                double[] values = Arrays.copyOf(pair.evidence, size);
                values[size - 1] = 1;
                double odds = IntStream.range(0, size)
                        .mapToDouble(k -> weights[k] * values[k])
                        .sum();
                double probability = 1 / (1 + Math.exp(-odds));
                double weight = pair.isRight ? 1 : ofWrong;
                for (int k = 0; k < size; k++) {
                    for (int j = 0; j < size; j++) {
                        system[k][j] += weight * probability * (1 - probability) * values[k] * values[j];
                    }
                    system[k][size] += weight * ((pair.isRight ? 1 : 0) - probability) * values[k];
                }
            }
            double[] step = solved(system);
            for (int k = 0; k < size; k++) {
                weights[k] += step[k];
            }
        }
        return weights;
    }

    /** Solves linear equations by Gauss-Jordan elimination; the last column holds the right sides. */
    private static double[] solved(double[][] system) {
        int size = system.length;
        for (int k = 0; k < size; k++) {
            int pivot = k;
            for (int row = k + 1; row < size; row++) {
                pivot = Math.abs(system[row][k]) > Math.abs(system[pivot][k]) ? row : pivot;
            }
            double[] swapped = system[k];
            system[k] = system[pivot];
            system[pivot] = swapped;
            for (int row = 0; row < size; row++) {
                double factor = row == k ? 0 : system[row][k] / system[k][k];
                for (int column = k; column <= size; column++) {
                    system[row][column] -= factor * system[k][column];
                }
            }
        }
        return IntStream.range(0, size)
                .mapToDouble(k -> system[k][size] / system[k][k])
                .toArray();
    }
}
