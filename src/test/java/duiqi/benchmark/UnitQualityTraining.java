package duiqi.benchmark;

import duiqi.lexicon.Lexicon;
import duiqi.memory.UnitQuality;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

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
    private static final int ITERATIONS = 4000;
    private static final double RATE = 0.5;
    private static final double DECAY = 0.01;
    private static final int SIGNALS = UnitQuality.Signal.values().length;

    private final PrintStream out;
    private final UnitQuality quality = new UnitQuality(Lexicon.standard());

    private UnitQualityTraining(PrintStream out) {
        this.out = out;
    }

    /**
     * Prints the figures.
     *
     * @param arguments tables of pairs; {@code judge} to print the units of the samples without a verdict instead;
     *     {@code write=FILE} to write the weights; {@code measured=SOURCE} to train no weights with a source; {@code
     *     signals} to print the weights; {@code wrong} to print the units with the largest errors; several values in one
     *     argument are separated by spaces
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String all = String.join(" ", arguments).strip();
        Machine.print(
                out,
                "./mvnw -q -Pbenchmark test -Dbenchmark.main=duiqi.benchmark.UnitQualityTraining \"-Dbenchmark=" + all
                        + "\"");
        List<String> words = List.of(all.split("\\s+"));
        Map<String, List<NoisyUnits.Unit>> units = new LinkedHashMap<>();
        for (String word : words) {
            if (word.contains(".tsv")) {
                List<NoisyUnits.Unit> found = NoisyUnits.of(Path.of(word));
                units.put(found.get(0).source(), found);
            }
        }
        new UnitQualityTraining(out).run(words, units);
    }

    /**
     * Holds a judged unit.
     *
     * @param weight the number of units of the corpus that it represents
     */
    private record Judged(NoisyUnits.Unit unit, boolean isGood, double weight, double[] signals) {}

    /** Holds a judged unit with its score. */
    private record Scored(Judged judged, double score) {}

    private void run(List<String> words, Map<String, List<NoisyUnits.Unit>> units) throws IOException {
        Map<String, String> verdicts = verdicts();
        if (words.contains("judge")) {
            units.values().stream()
                    .flatMap(all -> NoisyUnits.sample(all).stream())
                    .filter(unit -> !verdicts.containsKey(unit.key()))
                    .forEach(unit -> out.println(
                            unit.key() + "\t" + unit.source() + "\t" + unit.chinese() + "\t" + unit.english()));
            return;
        }
        Map<String, List<Judged>> judged = new LinkedHashMap<>();
        units.forEach((source, all) -> judged.put(source, judged(all, verdicts)));
        List<Scored> scored = new ArrayList<>();
        for (String source : judged.keySet()) {
            List<Judged> others = judged.entrySet().stream()
                    .filter(entry -> !entry.getKey().equals(source) && !words.contains("measured=" + entry.getKey()))
                    .flatMap(entry -> entry.getValue().stream())
                    .toList();
            double[] weights = trained(withPlants(others));
            judged.get(source).forEach(one -> scored.add(new Scored(one, score(weights, one.signals()))));
        }
        print(scored);
        if (words.contains("wrong")) {
            printErrors(scored);
        }
        double[] weights = trained(withPlants(scored.stream()
                .map(Scored::judged)
                .filter(one -> !words.contains("measured=" + one.unit().source()))
                .toList()));
        if (words.contains("signals")) {
            out.println(written(weights));
        }
        Optional<String> file =
                words.stream().filter(word -> word.startsWith("write=")).findFirst();
        if (file.isPresent()) {
            Files.writeString(Path.of(file.get().substring("write=".length())), written(weights));
        }
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
        Map<String, ToDoubleFunction<Scored>> scores = new LinkedHashMap<>();
        scores.put("probability", one -> one.judged().unit().probability());
        scores.put("words", one -> one.judged().signals()[UnitQuality.Signal.CHINESE_TRANSLATED.index()]);
        scores.put("quality", Scored::score);
        out.printf("%n%-32s %6s %6s", "area under the curve", "units", "good");
        scores.keySet().forEach(name -> out.printf(" %12s", name));
        out.println();
        scored.stream()
                .map(one -> one.judged().unit().source())
                .distinct()
                .forEach(source -> printAreas(
                        source,
                        scored.stream()
                                .filter(one -> one.judged().unit().source().equals(source))
                                .toList(),
                        scores));
        printAreas("all", scored, scores);
        out.printf(
                "%n%-11s %7s %6s | %-29s | %s%n%26s | %9s %9s %9s | %9s %9s %9s %9s%n",
                "score",
                "minimum",
                "units",
                "units of the samples",
                "units weighed by their number in the texts",
                "",
                "expected",
                "precision",
                "recall",
                "expected",
                "precision",
                "recall",
                "kept");
        for (String name : List.of("quality", "probability")) {
            for (double threshold : THRESHOLDS) {
                print(name, threshold, scored, Objects.requireNonNull(scores.get(name)));
            }
        }
        List<Scored> improbable = scored.stream()
                .filter(one -> one.judged().unit().probability() < 0.5 && one.score() >= 0.2)
                .toList();
        out.printf(
                "%nprobability below 0.5, quality 0.2 or above: %d units, %d good%n",
                improbable.size(),
                improbable.stream().filter(one -> one.judged().isGood()).count());
        out.printf(Locale.ROOT, "%nscore from   units  expected  precision%n");
        for (int tenth = 0; tenth < 10; tenth++) {
            double from = tenth / 10.0;
            List<Scored> bin = scored.stream()
                    .filter(one -> one.score() >= from && one.score() < from + 0.1)
                    .toList();
            out.printf(
                    Locale.ROOT,
                    "%.1f          %5d  %8.2f  %9.2f%n",
                    from,
                    bin.size(),
                    bin.stream().mapToDouble(Scored::score).average().orElse(0),
                    bin.stream().filter(one -> one.judged().isGood()).count() / (double) Math.max(1, bin.size()));
        }
    }

    private void printAreas(String name, List<Scored> scored, Map<String, ToDoubleFunction<Scored>> scores) {
        out.printf(
                "%-32s %6d %6d",
                name,
                scored.size(),
                scored.stream().filter(one -> one.judged().isGood()).count());
        scores.values().forEach(score -> out.printf(Locale.ROOT, " %12.3f", area(scored, score)));
        out.println();
    }

    /** Returns the probability that a good unit has a higher score than another one; a tie counts half. */
    private static double area(List<Scored> scored, ToDoubleFunction<Scored> score) {
        double sum = 0;
        long pairs = 0;
        for (Scored good : scored) {
            for (Scored bad : scored) {
                if (good.judged().isGood() && !bad.judged().isGood()) {
                    pairs++;
                    sum += (1 + Math.signum(score.applyAsDouble(good) - score.applyAsDouble(bad))) / 2;
                }
            }
        }
        return sum / Math.max(1, pairs);
    }

    private void print(String name, double threshold, List<Scored> scored, ToDoubleFunction<Scored> score) {
        List<Scored> kept = scored.stream()
                .filter(one -> score.applyAsDouble(one) >= threshold)
                .toList();
        double[] plain = figures(kept, scored, score, one -> 1);
        double[] weighed = figures(kept, scored, score, one -> one.judged().weight());
        out.printf(
                Locale.ROOT,
                "%-11s %7.2f %6d | %9.3f %9.3f %9.3f | %9.3f %9.3f %9.3f %9.3f%n",
                name,
                threshold,
                kept.size(),
                plain[0],
                plain[1],
                plain[2],
                weighed[0],
                weighed[1],
                weighed[2],
                weighed[3]);
    }

    /** Returns the expected precision, the precision, the recall and the share of the kept units. */
    private static double[] figures(
            List<Scored> kept, List<Scored> all, ToDoubleFunction<Scored> score, ToDoubleFunction<Scored> weight) {
        double keptWeight = kept.stream().mapToDouble(weight).sum();
        double good = kept.stream()
                .filter(one -> one.judged().isGood())
                .mapToDouble(weight)
                .sum();
        return new double[] {
            kept.stream()
                            .mapToDouble(one -> score.applyAsDouble(one) * weight.applyAsDouble(one))
                            .sum()
                    / Math.max(1e-9, keptWeight),
            good / Math.max(1e-9, keptWeight),
            good
                    / all.stream()
                            .filter(one -> one.judged().isGood())
                            .mapToDouble(weight)
                            .sum(),
            keptWeight / all.stream().mapToDouble(weight).sum()
        };
    }

    private void printErrors(List<Scored> scored) {
        scored.stream()
                .sorted(Comparator.comparingDouble(one -> one.judged().isGood() ? one.score() : 1 - one.score()))
                .limit(60)
                .forEach(one -> {
                    NoisyUnits.Unit unit = one.judged().unit();
                    out.printf(
                            Locale.ROOT,
                            "%s %s quality %.2f probability %.2f %s | %s%n",
                            one.judged().isGood() ? GOOD : "bad",
                            unit.key(),
                            one.score(),
                            unit.probability(),
                            unit.chinese(),
                            unit.english());
                    StringBuilder signals = new StringBuilder();
                    for (UnitQuality.Signal signal : UnitQuality.Signal.values()) {
                        signals.append(String.format(
                                Locale.ROOT, " %s %.2f", signal, one.judged().signals()[signal.index()]));
                    }
                    out.println("   " + signals);
                });
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

    /**
     * Returns the weights of a logistic regression with decay, by gradient descent. A weight with the wrong sign becomes
     * zero after each step.
     */
    private static double[] trained(List<Judged> judged) {
        double[] scales = new double[SIGNALS];
        double[] means = new double[SIGNALS];
        for (int k = 0; k < SIGNALS; k++) {
            int signal = k;
            means[k] = judged.stream()
                    .mapToDouble(one -> one.signals()[signal])
                    .average()
                    .orElse(0);
            double mean = means[k];
            double variance = judged.stream()
                    .mapToDouble(one -> Math.pow(one.signals()[signal] - mean, 2))
                    .average()
                    .orElse(0);
            scales[k] = 1 / Math.sqrt(variance + 1e-6);
        }
        double[] weights = new double[SIGNALS + 1];
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            double[] gradient = new double[SIGNALS + 1];
            for (Judged one : judged) {
                double sum = weights[SIGNALS];
                for (int k = 0; k < SIGNALS; k++) {
                    sum += weights[k] * (one.signals()[k] - means[k]) * scales[k];
                }
                double error = ((one.isGood() ? 1 : 0) - 1 / (1 + Math.exp(-sum))) / judged.size();
                for (int k = 0; k < SIGNALS; k++) {
                    gradient[k] += error * (one.signals()[k] - means[k]) * scales[k];
                }
                gradient[SIGNALS] += error;
            }
            for (UnitQuality.Signal signal : UnitQuality.Signal.values()) {
                int k = signal.index();
                weights[k] += RATE * (gradient[k] - DECAY * weights[k]);
                weights[k] = signal.sign() * weights[k] < 0 ? 0 : weights[k];
            }
            weights[SIGNALS] += RATE * gradient[SIGNALS];
        }
        double[] plain = Arrays.copyOf(weights, SIGNALS + 1);
        for (int k = 0; k < SIGNALS; k++) {
            plain[k] = weights[k] * scales[k];
            plain[SIGNALS] -= plain[k] * means[k];
        }
        return plain;
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
