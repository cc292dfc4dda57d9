package duiqi.benchmark;

import duiqi.check.CheckedUnit;
import duiqi.glossary.consistency.DriftFinder;
import duiqi.glossary.consistency.DriftModel;
import duiqi.glossary.consistency.WordSegmenter;
import duiqi.lexicon.Lexicon;
import duiqi.text.Direction;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * Trains {@link DriftModel}: a network that separates planted synonyms from all other words in the units that lack the
 * usual translation of a term. The first argument is the file to write, the second the wordnet of {@link
 * WordnetSynonyms}, the others are texts. It first prints the recall for each text, from a model that was trained on
 * the other texts.
 */
final class DriftTraining {
    private static final int MAX_UNITS = 1500;
    private static final int SMALL = 120;
    private static final int FOLDS = 4;
    private static final int HIDDEN = 20;
    private static final int EPOCHS = 12;
    private static final int BATCH = 512;
    private static final double RATE = 3e-3;
    private static final double DECAY = 1e-4;
    private static final int FEWEST = 3;

    /** Weight of a candidate in an unchanged text, and in a text with plants, which repeats most candidates. */
    private static final float CLEAN = 1;

    private static final float LIST = 3;
    private static final float WORDNET = 1.5f;

    private DriftTraining() {}

    /** Holds the features of a candidate. */
    private record Sample(String text, String kind, int unit, float[] features, boolean isPlant, float weight) {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        WordnetSynonyms wordnet = new WordnetSynonyms(Path.of(arguments[1]));
        List<Sample> samples = new ArrayList<>();
        Map<String, Integer> fold = new LinkedHashMap<>();
        Map<String, int[]> sizes = new TreeMap<>();
        for (int k = 2; k < arguments.length; k++) {
            List<CheckedUnit> all = CheckedTexts.units(Path.of(arguments[k]), Direction.INTO_ENGLISH);
            Map<List<String>, CheckedUnit> distinct = new LinkedHashMap<>();
            all.forEach(unit -> distinct.putIfAbsent(List.of(unit.chinese(), unit.english()), unit));
            List<CheckedUnit> units = new ArrayList<>(distinct.values());
            units = units.subList(0, Math.min(MAX_UNITS, units.size()));
            String name = arguments[k].replaceFirst(".*/", "");
            for (List<CheckedUnit> part : List.of(units, units.subList(0, Math.min(SMALL, units.size())))) {
                String text = name + (part.size() == units.size() ? "" : " (beginning)");
                fold.put(text, k % FOLDS);
                List<PlantedSynonyms.Plant> list = PlantedSynonyms.of(part);
                List<PlantedSynonyms.Plant> dictionary = wordnet.of(part);
                sizes.put(text, new int[] {part.size(), list.size(), dictionary.size()});
                add(samples, text, "clean", part, List.of());
                add(samples, text, "list", part, list);
                add(samples, text, "wordnet", part, dictionary);
            }
            out.printf(Locale.ROOT, "%s: %d units, %d samples%n", name, units.size(), samples.size());
        }
        float[] scores = new float[samples.size()];
        for (int f = 0; f < FOLDS; f++) {
            List<Sample> others = new ArrayList<>();
            for (Sample sample : samples) {
                if (fold.getOrDefault(sample.text(), 0) != f) {
                    others.add(sample);
                }
            }
            DriftModel model = Network.trained(others, 1).model();
            for (int i = 0; i < scores.length; i++) {
                if (fold.getOrDefault(samples.get(i).text(), 0) == f) {
                    scores[i] = (float) model.score(doubles(samples.get(i).features()));
                }
            }
        }
        print(out, samples, scores, sizes);
        Files.writeString(Path.of(arguments[0]), Network.trained(samples, 1).written());
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    private static void add(
            List<Sample> samples,
            String text,
            String kind,
            List<CheckedUnit> units,
            List<PlantedSynonyms.Plant> plants) {
        List<CheckedUnit> spoilt = new ArrayList<>(units);
        Map<Integer, PlantedSynonyms.Plant> byUnit = new HashMap<>();
        plants.forEach(plant -> {
            spoilt.set(plant.unit(), plant.planted());
            byUnit.put(plant.unit(), plant);
        });
        WordSegmenter segmenter = new WordSegmenter(Lexicon.standard());
        List<WordSegmenter.WordedUnit> worded = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (CheckedUnit unit : spoilt) {
            worded.add(segmenter.cut(unit.chinese(), unit.english()));
            texts.add(unit.english());
        }
        Random random = new Random(text.hashCode());
        new DriftFinder(Lexicon.standard(), segmenter, worded, texts).visit(FEWEST, one -> {
            Optional<PlantedSynonyms.Plant> near = Optional.ofNullable(byUnit.get(one.unit()))
                    .filter(plant -> one.start() < plant.end() && plant.start() < one.end());
            boolean isNear = near.isPresent();
            boolean isPlant = near.filter(plant -> (plant.start() <= one.start() && one.end() <= plant.end())
                            || (one.start() <= plant.start() && plant.end() <= one.end()))
                    .filter(plant -> isSame(plant.usual(), one.usual()))
                    .isPresent();
            boolean isKept = kind.equals("clean") || random.nextInt(20) == 0;
            if (isPlant || (!isNear && isKept)) {
                float weight = !isPlant ? (kind.equals("clean") ? CLEAN : 3) : kind.equals("list") ? LIST : WORDNET;
                samples.add(new Sample(text, kind, one.unit(), floats(one.features()), isPlant, weight));
            }
        });
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** Returns whether two translations share the beginning of a word. */
    private static boolean isSame(String one, String other) {
        for (String own : one.toLowerCase(Locale.ROOT).split("[^a-z]+")) {
            for (String word : other.toLowerCase(Locale.ROOT).split("[^a-z]+")) {
                if (own.length() > 3 && word.length() > 3 && own.startsWith(word.substring(0, 4))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Prints the recall of both planters at several numbers of findings in the unchanged texts. */
    private static void print(PrintStream out, List<Sample> samples, float[] scores, Map<String, int[]> sizes) {
        for (boolean isFolder : new boolean[] {true, false}) {
            Map<String, Float> clean = new TreeMap<>();
            Map<String, Float> plants = new TreeMap<>();
            int units = 0;
            int[] all = new int[2];
            for (Map.Entry<String, int[]> size : sizes.entrySet()) {
                if (size.getKey().contains("tsv") != isFolder && !size.getKey().contains("beginning")) {
                    units += size.getValue()[0];
                    all[0] += size.getValue()[1];
                    all[1] += size.getValue()[2];
                }
            }
            for (int i = 0; i < scores.length; i++) {
                Sample sample = samples.get(i);
                if (sample.text().contains("tsv") == isFolder || sample.text().contains("beginning")) {
                    continue;
                }
                String key = sample.text() + " " + sample.kind() + " " + sample.unit();
                if (sample.kind().equals("clean")) {
                    clean.merge(key, scores[i], Math::max);
                } else if (sample.isPlant()) {
                    plants.merge(key, scores[i], Math::max);
                }
            }
            List<Float> sorted = new ArrayList<>(clean.values());
            sorted.sort(Collections.reverseOrder());
            for (int rate : new int[] {3, 6, 8, 10, 12, 15, 20}) {
                float least = sorted.get(Math.min(sorted.size() - 1, rate * units / 1000));
                int[] found = new int[2];
                plants.forEach((key, score) -> found[key.contains(" list ") ? 0 : 1] += score > least ? 1 : 0);
                out.printf(
                        Locale.ROOT,
                        "%s: %d findings per 1,000 units, score %.2f: %.0f %% and %.0f %% of plants found%n",
                        isFolder ? "annotated texts" : "other texts",
                        rate,
                        least,
                        100.0 * found[0] / all[0],
                        100.0 * found[1] / all[1]);
            }
        }
    }

    /** Trains the network with Adam (Kingma and Ba 2015). */
    private static final class Network {
        private final int features;
        private final float[] means;
        private final float[] deviations;

        /** Weights of the hidden units by feature, their biases, the weights of the output, and its bias. */
        private final float[] weights;

        private final float[] first;
        private final float[] second;
        private final float[] gradients;

        private Network(List<Sample> samples, long seed) {
            features = samples.get(0).features().length;
            means = new float[features];
            deviations = new float[features];
            weights = new float[(features + 2) * HIDDEN + 1];
            first = new float[weights.length];
            second = new float[weights.length];
            gradients = new float[weights.length];
            for (int i = 0; i < features; i++) {
                double sum = 0;
                double squares = 0;
                for (Sample sample : samples) {
                    sum += sample.features()[i];
                    squares += sample.features()[i] * sample.features()[i];
                }
                double mean = sum / samples.size();
                means[i] = (float) mean;
                deviations[i] = (float) Math.sqrt(Math.max(1e-6, squares / samples.size() - mean * mean));
            }
            Random random = new Random(seed);
            for (int i = 0; i < features * HIDDEN; i++) {
                weights[i] = (float) (random.nextGaussian() / Math.sqrt(features));
            }
            for (int h = 0; h < HIDDEN; h++) {
                weights[(features + 1) * HIDDEN + h] = (float) (random.nextGaussian() / Math.sqrt(HIDDEN));
            }
            weights[weights.length - 1] = -5;
        }

        static Network trained(List<Sample> samples, long seed) {
            Network network = new Network(samples, seed);
            List<Sample> order = new ArrayList<>(samples);
            Random random = new Random(seed);
            float[][] standard = new float[1][];
            int steps = 0;
            for (int epoch = 0; epoch < EPOCHS; epoch++) {
                Collections.shuffle(order, random);
                double rate = RATE * (1 - 1.0 * epoch / EPOCHS);
                for (int from = 0; from < order.size(); from += BATCH) {
                    List<Sample> batch = order.subList(from, Math.min(order.size(), from + BATCH));
                    batch.forEach(sample -> network.add(sample, standard, batch.size()));
                    network.step(rate, ++steps);
                }
            }
            return network;
        }

        private void add(Sample sample, float[][] standard, int size) {
            float[] values = new float[features];
            for (int i = 0; i < features; i++) {
                float value = (sample.features()[i] - means[i]) / deviations[i];
                values[i] = Math.max(-4, Math.min(4, value));
            }
            standard[0] = values;
            float[] sums = Arrays.copyOfRange(weights, features * HIDDEN, (features + 1) * HIDDEN);
            for (int i = 0; i < features; i++) {
                for (int h = 0; h < HIDDEN; h++) {
                    sums[h] += values[i] * weights[i * HIDDEN + h];
                }
            }
            int output = (features + 1) * HIDDEN;
            float score = weights[weights.length - 1];
            for (int h = 0; h < HIDDEN; h++) {
                score += Math.max(0, sums[h]) * weights[output + h];
            }
            double probability = 1 / (1 + Math.exp(-score));
            float slope = (float) ((probability - (sample.isPlant() ? 1 : 0)) * sample.weight() / size);
            gradients[weights.length - 1] += slope;
            for (int h = 0; h < HIDDEN; h++) {
                if (sums[h] > 0) {
                    gradients[output + h] += slope * sums[h];
                    float back = slope * weights[output + h];
                    gradients[features * HIDDEN + h] += back;
                    for (int i = 0; i < features; i++) {
                        gradients[i * HIDDEN + h] += back * values[i];
                    }
                }
            }
        }

        private void step(double rate, int steps) {
            double firstBias = 1 - Math.pow(0.9, steps);
            double secondBias = 1 - Math.pow(0.999, steps);
            for (int i = 0; i < weights.length; i++) {
                float gradient = gradients[i] + (i < features * HIDDEN ? (float) (DECAY * weights[i]) : 0);
                gradients[i] = 0;
                first[i] = 0.9f * first[i] + 0.1f * gradient;
                second[i] = 0.999f * second[i] + 0.001f * gradient * gradient;
                weights[i] -= (float) (rate * first[i] / firstBias / (Math.sqrt(second[i] / secondBias) + 1e-8));
            }
        }

        DriftModel model() {
            float[][] hidden = new float[features + 1][];
            for (int i = 0; i <= features; i++) {
                hidden[i] = Arrays.copyOfRange(weights, i * HIDDEN, (i + 1) * HIDDEN);
            }
            return new DriftModel(
                    means, deviations, hidden, Arrays.copyOfRange(weights, (features + 1) * HIDDEN, weights.length));
        }

        String written() {
            StringBuilder text =
                    new StringBuilder("# Weights of DriftModel. The benchmark DriftTraining writes this file.\n");
            text.append(
                    "# One line for each feature: name, mean, deviation, weights of the hidden units. Then the biases, and the output.\n");
            for (DriftModel.Feature feature : DriftModel.Feature.values()) {
                int i = feature.index();
                text.append(feature.name()).append(number(means[i])).append(number(deviations[i]));
                append(text, i * HIDDEN, (i + 1) * HIDDEN);
            }
            append(text.append("HIDDEN"), features * HIDDEN, (features + 1) * HIDDEN);
            append(text.append("OUTPUT"), (features + 1) * HIDDEN, weights.length);
            return text.toString();
        }

        private void append(StringBuilder text, int from, int to) {
            for (int i = from; i < to; i++) {
                text.append(number(weights[i]));
            }
            text.append('\n');
        }

        private static String number(float value) {
            return String.format(Locale.ROOT, " %.3f", value);
        }
    }
}
