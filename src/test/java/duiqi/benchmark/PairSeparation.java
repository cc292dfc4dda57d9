package duiqi.benchmark;

import duiqi.check.CheckedUnit;
import duiqi.lexicon.Han;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.PairReader;
import duiqi.lexicon.PairWords;
import duiqi.text.Direction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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
        Bench bench = new Bench(PairSeparation.class, arguments);
        boolean isTraining = bench.take("train");
        PairSeparation separation = new PairSeparation();
        List<Pair> all = new ArrayList<>();
        bench.say(
                "%n%-32s %6s %6s  share of the right and of the wrong pairs below %s",
                "text", "right", "area", Arrays.toString(THRESHOLDS));
        for (Path path : bench.paths()) {
            List<Pair> pairs = separation.pairs(path);
            print(bench, String.valueOf(path.getFileName()), pairs);
            all.addAll(pairs);
        }
        print(bench, "all", all);
        if (isTraining) {
            bench.say("%s", Arrays.toString(trained(all)));
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

    private static void print(Bench bench, String name, List<Pair> pairs) {
        double[] right = odds(pairs, true);
        double[] wrong = odds(pairs, false);
        StringBuilder shares = new StringBuilder();
        for (double threshold : THRESHOLDS) {
            shares.append(String.format(Locale.ROOT, "  %.4f %.3f", below(right, threshold), below(wrong, threshold)));
        }
        bench.say("%-32s %6d %6.4f%s", name, right.length, Regression.area(right, wrong), shares);
    }

    private static double[] odds(List<Pair> pairs, boolean isRight) {
        return pairs.stream()
                .filter(pair -> pair.isRight == isRight)
                .mapToDouble(Pair::odds)
                .toArray();
    }

    private static double below(double[] odds, double threshold) {
        return Arrays.stream(odds).filter(one -> one < threshold).count() / (double) Math.max(1, odds.length);
    }

    /** Returns the weights of the evidence and the bias. Right and wrong pairs weigh the same. */
    private static double[] trained(List<Pair> pairs) {
        int size = pairs.get(0).evidence.length + 1;
        double right = pairs.stream().filter(Pair::isRight).count();
        return Regression.weights(
                pairs.stream()
                        .map(pair -> {
                            double[] values = Arrays.copyOf(pair.evidence, size);
                            values[size - 1] = 1;
                            return new Regression.Example(
                                    values, pair.isRight, pair.isRight ? 1 : right / (pairs.size() - right));
                        })
                        .toList(),
                0);
    }
}
