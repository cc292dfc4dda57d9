package duiqi.benchmark;

import duiqi.lexicon.Lexicon;
import duiqi.memory.UnitQuality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Learns the weights of {@link UnitQuality} from judged units, and measures the estimate. The units of a source are
 * scored with weights from the other sources. The verdicts are {@code good}, {@code partly} if a part is missing or
 * added, {@code wrong}, and {@code language} for untranslated, mixed, damaged or clumsy text. The licences of some
 * sources do not allow their texts here, so that each verdict has the {@linkplain NoisyUnits.Unit#key key} of its unit.
 */
final class UnitQualityTraining {
    private static final Path VERDICTS = Path.of("src/test/resources/quality/verdicts.tsv");
    private static final String GOOD = "good";
    private static final double[] THRESHOLDS = {0.1, 0.2, 0.3, 0.5, 0.8, 0.9, 0.95};
    private static final double DECAY = 0.01;

    /** Value of the bias, large so that its weight hardly decays. */
    private static final double BIAS = 10;

    private static final int SIGNALS = UnitQuality.Signal.values().length;

    private final Bench bench;
    private final UnitQuality quality = new UnitQuality(Lexicon.standard());

    private UnitQualityTraining(Bench bench) {
        this.bench = bench;
    }

    /**
     * Prints the figures.
     *
     * @param arguments tables of pairs; {@code write=FILE} to write the weights instead of printing them; {@code measured=SOURCE} to train no weights with a source
     */
    public static void main(String[] arguments) throws IOException {
        Bench bench = new Bench(UnitQualityTraining.class, arguments);
        Map<String, List<NoisyUnits.Unit>> units = new LinkedHashMap<>();
        for (String table : bench.takeAll(".*\\.tsv.*")) {
            List<NoisyUnits.Unit> found = NoisyUnits.of(Path.of(table));
            units.put(found.get(0).source(), found);
        }
        new UnitQualityTraining(bench).run(units);
    }

    /**
     * Holds a judged unit.
     *
     * @param weight the number of units of the corpus that it represents
     */
    private record Judged(NoisyUnits.Unit unit, boolean isGood, double weight, double[] signals) {}

    /** Holds a judged unit with its score. */
    private record Scored(Judged judged, double score) {}

    private void run(Map<String, List<NoisyUnits.Unit>> units) throws IOException {
        Map<String, String> verdicts = verdicts();
        List<String> measured = bench.takeAll("measured=.*");
        Map<String, List<Judged>> judged = new LinkedHashMap<>();
        units.forEach((source, all) -> judged.put(source, judged(all, verdicts)));
        List<Scored> scored = new ArrayList<>();
        judged.forEach((source, own) -> {
            double[] weights = trained(judged, measured, source);
            own.forEach(one -> scored.add(new Scored(one, score(weights, one.signals()))));
        });
        print(scored);
        String weights = written(trained(judged, measured, ""));
        Optional<String> file = bench.value("write");
        if (file.isPresent()) {
            Files.writeString(Path.of(file.get()), weights);
        } else {
            bench.say("%n%s", weights);
        }
    }

    /** Learns from all sources except those that are only measured and the one that is held out. */
    private double[] trained(Map<String, List<Judged>> judged, List<String> measured, String held) {
        return trained(withPlants(judged.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(held) && !measured.contains("measured=" + entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .toList()));
    }

    private static Map<String, String> verdicts() throws IOException {
        Map<String, String> verdicts = new HashMap<>();
        for (String line : Files.readAllLines(VERDICTS)) {
            String[] columns = line.split("\t");
            verdicts.put(columns[0], columns[1]);
        }
        return verdicts;
    }

    private List<Judged> judged(List<NoisyUnits.Unit> units, Map<String, String> verdicts) {
        Map<Integer, Integer> all = new HashMap<>();
        Map<Integer, Integer> known = new HashMap<>();
        for (NoisyUnits.Unit unit : units) {
            all.merge(NoisyUnits.stratum(unit), 1, Integer::sum);
            if (verdicts.containsKey(unit.key())) {
                known.merge(NoisyUnits.stratum(unit), 1, Integer::sum);
            }
        }
        return units.stream()
                .filter(unit -> verdicts.containsKey(unit.key()))
                .map(unit -> new Judged(
                        unit,
                        GOOD.equals(verdicts.get(unit.key())),
                        (double) all.getOrDefault(NoisyUnits.stratum(unit), 0)
                                / known.getOrDefault(NoisyUnits.stratum(unit), 1),
                        quality.signals(unit.chinese(), unit.english(), unit.probability(), unit.usualLength())))
                .toList();
    }

    private void print(List<Scored> scored) {
        bench.say(
                "%n%-32s %6s %6s %12s %12s %12s",
                "area under the curve", "units", "good", "probability", "words", "quality");
        Stream.concat(scored.stream().map(one -> one.judged().unit().source()).distinct(), Stream.of("all"))
                .forEach(source -> {
                    List<Scored> own = scored.stream()
                            .filter(one -> source.equals("all")
                                    || one.judged().unit().source().equals(source))
                            .toList();
                    bench.say(
                            "%-32s %6d %6d %12.3f %12.3f %12.3f",
                            source,
                            own.size(),
                            own.stream().filter(one -> one.judged().isGood()).count(),
                            area(own, UnitQualityTraining::alignment),
                            area(own, one -> one.judged().signals()[UnitQuality.Signal.CHINESE_TRANSLATED.index()]),
                            area(own, Scored::score));
                });
        bench.say(
                "%nscore of the units, which are weighed by their number in the texts%n%-11s %7s %6s %9s %9s %9s %9s",
                "score", "minimum", "units", "expected", "precision", "recall", "kept");
        for (double threshold : THRESHOLDS) {
            print("quality", threshold, scored, Scored::score);
        }
        for (double threshold : THRESHOLDS) {
            print("probability", threshold, scored, UnitQualityTraining::alignment);
        }
        Regression.Calibration calibration = new Regression.Calibration();
        scored.forEach(one -> calibration.add(one.score(), one.judged().isGood()));
        calibration.print(bench);
    }

    private static double alignment(Scored scored) {
        return scored.judged().unit().probability();
    }

    private static double area(List<Scored> scored, ToDoubleFunction<Scored> score) {
        Map<Boolean, List<Scored>> isGood = scored.stream()
                .collect(Collectors.partitioningBy(one -> one.judged().isGood()));
        return Regression.area(
                isGood.getOrDefault(true, List.of()).stream().mapToDouble(score).toArray(),
                isGood.getOrDefault(false, List.of()).stream()
                        .mapToDouble(score)
                        .toArray());
    }

    private void print(String name, double threshold, List<Scored> scored, ToDoubleFunction<Scored> score) {
        List<Scored> kept = scored.stream()
                .filter(one -> score.applyAsDouble(one) >= threshold)
                .toList();
        double weight = Math.max(1e-9, sum(kept, one -> 1));
        double good = sum(kept, UnitQualityTraining::isGood);
        bench.say(
                "%-11s %7.2f %6d %9.3f %9.3f %9.3f %9.3f",
                name,
                threshold,
                kept.size(),
                sum(kept, score) / weight,
                good / weight,
                good / sum(scored, UnitQualityTraining::isGood),
                weight / sum(scored, one -> 1));
    }

    private static double isGood(Scored one) {
        return one.judged().isGood() ? 1 : 0;
    }

    private static double sum(List<Scored> scored, ToDoubleFunction<Scored> value) {
        return scored.stream()
                .mapToDouble(one -> one.judged().weight() * value.applyAsDouble(one))
                .sum();
    }

    /**
     * Adds faults that the samples hardly contain to some good units: another number and damaged characters. Each unit with a fault comes with an unchanged copy, so that the share of good units changes
     * little.
     */
    private List<Judged> withPlants(List<Judged> judged) {
        List<Judged> all = new ArrayList<>(judged);
        for (Judged one : judged) {
            NoisyUnits.Unit unit = one.unit();
            int dice = Integer.parseInt(unit.key().substring(0, 6), 16) % 8;
            String number = unit.english().replaceFirst("\\d{2,}", "8$0");
            if (one.isGood() && dice < 2 && !number.equals(unit.english())) {
                addPlant(one, number, all);
            } else if (one.isGood() && dice == 2) {
                addPlant(one, unit.english().replaceFirst("[ .]", "\uFFFD"), all);
            }
        }
        return all;
    }

    private void addPlant(Judged one, String english, List<Judged> all) {
        NoisyUnits.Unit unit = one.unit();
        all.add(one);
        all.add(new Judged(
                unit, false, 0, quality.signals(unit.chinese(), english, unit.probability(), unit.usualLength())));
    }

    private static double score(double[] weights, double[] signals) {
        double sum = weights[SIGNALS];
        for (int k = 0; k < SIGNALS; k++) {
            sum += weights[k] * signals[k];
        }
        return 1 / (1 + Math.exp(-sum));
    }

    /** Returns the weights of a logistic regression with decay. A signal whose weight has the wrong sign gets none. */
    private static double[] trained(List<Judged> judged) {
        double[] means = new double[SIGNALS];
        double[] scales = new double[SIGNALS];
        for (int k = 0; k < SIGNALS; k++) {
            int signal = k;
            means[k] = mean(judged, signals -> signals[signal]);
            scales[k] = 1 / Math.sqrt(mean(judged, signals -> Math.pow(signals[signal] - means[signal], 2)) + 1e-6);
        }
        double[] weights;
        boolean isSound;
        do {
            weights = Regression.weights(
                    judged.stream()
                            .map(one -> new Regression.Example(scaled(one.signals(), means, scales), one.isGood(), 1))
                            .toList(),
                    DECAY * judged.size());
            isSound = true;
            for (UnitQuality.Signal signal : UnitQuality.Signal.values()) {
                if (signal.sign() * weights[signal.index()] < 0) {
                    scales[signal.index()] = 0;
                    isSound = false;
                }
            }
        } while (!isSound);
        weights[SIGNALS] *= BIAS;
        for (int k = 0; k < SIGNALS; k++) {
            weights[k] *= scales[k];
            weights[SIGNALS] -= weights[k] * means[k];
        }
        return weights;
    }

    private static double mean(List<Judged> judged, ToDoubleFunction<double[]> value) {
        return judged.stream()
                .mapToDouble(one -> value.applyAsDouble(one.signals()))
                .average()
                .orElse(0);
    }

    private static double[] scaled(double[] signals, double[] means, double[] scales) {
        double[] scaled = Arrays.copyOf(signals, SIGNALS + 1);
        Arrays.setAll(scaled, k -> k == SIGNALS ? BIAS : (signals[k] - means[k]) * scales[k]);
        return scaled;
    }

    private static String written(double[] weights) {
        StringBuilder text =
                new StringBuilder("# Weights of UnitQuality. The benchmark UnitQualityTraining writes this file.\n");
        for (UnitQuality.Signal signal : UnitQuality.Signal.values()) {
            text.append(String.format(Locale.ROOT, "%s %.4f%n", signal, weights[signal.index()]));
        }
        return text.append(String.format(Locale.ROOT, "BIAS %.4f%n", weights[SIGNALS]))
                .toString();
    }
}
