package duiqi.glossary.consistency;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Decides by {@link Feature features} whether words replace the usual translation of a term. It is a network with one
 * hidden layer of rectified linear units. The file {@code drift-model.txt} contains its weights. The benchmark {@code
 * DriftTraining} learns them: it replaces translations in real texts by synonyms, and the network learns to separate the
 * synonyms from all other words. Immutable and thread-safe.
 */
public final class DriftModel {
    /** Limit of a standardised feature. */
    private static final float LIMIT = 4;

    private final float[] means;
    private final float[] deviations;

    /** Weights of the hidden units: one row for each feature, and a last row of biases. */
    private final float[][] hidden;

    /** Weights of the output, and a last bias. */
    private final float[] output;

    public DriftModel(float[] means, float[] deviations, float[][] hidden, float[] output) {
        this.means = means.clone();
        this.deviations = deviations.clone();
        this.hidden = Arrays.stream(hidden).map(float[]::clone).toArray(float[][]::new);
        this.output = output.clone();
    }

    private static final class Standard {
        private static final DriftModel MODEL = load();

        private static DriftModel load() {
            try (InputStream in = Objects.requireNonNull(DriftModel.class.getResourceAsStream("drift-model.txt"));
                    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                return read(lines.lines()
                        .filter(line -> !line.startsWith("#") && !line.isEmpty())
                        .toList());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Returns the built-in model. */
    static DriftModel standard() {
        return Standard.MODEL;
    }

    /** Reads one line for each feature: name, mean, deviation, weights; then the biases and the output. */
    private static DriftModel read(List<String> lines) {
        int features = Feature.values().length;
        float[] means = new float[features];
        float[] deviations = new float[features];
        float[][] hidden = new float[features + 1][];
        for (int i = 0; i < features; i++) {
            String[] line = lines.get(i).split(" ");
            if (!line[0].equals(Feature.values()[i].name())) {
                throw new IllegalStateException("drift-model.txt: no weights of " + Feature.values()[i]);
            }
            means[i] = Float.parseFloat(line[1]);
            deviations[i] = Float.parseFloat(line[2]);
            hidden[i] = numbers(line, 3);
        }
        hidden[features] = numbers(lines.get(features).split(" "), 1);
        return new DriftModel(
                means, deviations, hidden, numbers(lines.get(features + 1).split(" "), 1));
    }

    private static float[] numbers(String[] line, int from) {
        float[] numbers = new float[line.length - from];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Float.parseFloat(line[from + i]);
        }
        return numbers;
    }

    /** Returns the logarithm of the odds that words replace the usual translation. */
    public double score(double[] features) {
        int units = output.length - 1;
        float[] sums = hidden[features.length].clone();
        for (int i = 0; i < features.length; i++) {
            float value = (float) (features[i] - means[i]) / deviations[i];
            float limited = Math.max(-LIMIT, Math.min(LIMIT, value));
            for (int h = 0; h < units; h++) {
                sums[h] += limited * hidden[i][h];
            }
        }
        float score = output[units];
        for (int h = 0; h < units; h++) {
            score += Math.max(0, sums[h]) * output[h];
        }
        return score;
    }

    /** Lists the features of words that may replace the usual translation of a term in a unit. */
    public enum Feature {
        /** Logarithm of the odds of the usual translation among the units of the term. */
        SHARE,
        /** Logarithm of the number of units with the usual translation. */
        UNITS,
        /** Logarithm of the number of stems of the usual translation. */
        STEMS,
        /** Logarithm of the number of characters of the term. */
        CHARACTERS,
        /** 1 if the term is one word. */
        ONE_WORD,
        /** 1 if the unit contains the term more than once. */
        REPEATED,
        /** Logarithm of the number of content words of the English text. */
        LENGTH,
        /** Share of English content words that no Chinese word explains. */
        UNEXPLAINED_SHARE,
        /** Logarithm of the number of these words. */
        UNEXPLAINED,
        /** Share of Chinese content words that no English word explains. */
        UNEXPLAINED_CHINESE,
        /** Difference of the lengths of both texts, as a logarithm. */
        LENGTHS,
        /** Mean dictionary probability of the usual translation. */
        USUAL_BY_DICTIONARY,
        /** Share of capitalised uses of the usual translation. */
        CAPITALS,
        /** Share of quoted uses of the usual translation. */
        QUOTED,
        /** Share of the most frequent form among the uses of the usual translation. */
        RIGID,
        /** Number of times that the unit can contain the usual translation, in any order. */
        PRESENT,
        /** Number of times that its words are close together in the unit. */
        TOGETHER,
        /** Share of the usual stems next to the words. */
        ANCHORS,
        /** Number of words minus the number of missing stems. */
        SURPLUS,
        /** Absolute value of this difference. */
        DIFFERENCE,
        /** Logarithm of the highest dictionary probability of one of the words, given the term. */
        BY_DICTIONARY,
        /** Logarithm of the lowest one. */
        LEAST_BY_DICTIONARY,
        /** Highest similarity of a word and a missing stem. */
        SIMILAR,
        /** Lowest one. */
        LEAST_SIMILAR,
        /** Logarithm of the highest probability of the words as translations of other Chinese words. */
        BY_OTHERS,
        /** The mean one. */
        MEAN_BY_OTHERS,
        /** Logarithm of the number of other words that are explained as little as these. */
        RIVALS,
        /** Mean logarithm of the number of units that contain the words. */
        FREQUENT,
        /** Number of other words between the words and the usual stems next to them. */
        GAP,
        /** Number of usual stems in their usual order, minus those in another order. */
        ORDER,
        /** Difference of the shares of capitals. */
        OTHER_CAPITALS,
        /** Distance of the words from the translations of the Chinese neighbours of the term, as a reciprocal. */
        NEIGHBOURS,
        /** Difference of the relative positions of the term and of the words. */
        POSITION,
        /** Share of usual translations with a word of the same ending. */
        ENDING,
        /** Share of usual translations with the same words before and after them. */
        CONTEXT,
        /** Logarithm of the frequency of a missing stem after the content word before the words. */
        EXPECTED_AFTER,
        /** Logarithm of the frequency of a missing stem before the content word after the words. */
        EXPECTED_BEFORE,
        /** Share of a missing stem among the words that follow the content word before the words. */
        SHARE_AFTER,
        /** Share of a missing stem among the words that precede the content word after the words. */
        SHARE_BEFORE,
        /** Logarithm of the frequency of the words after the content word before them. */
        FOUND_AFTER,
        /** Logarithm of the frequency of the words before the content word after them. */
        FOUND_BEFORE,
        /** 1 if the words begin a clause. */
        FIRST,
        /** 1 if the words end a clause. */
        LAST,
        /** Logarithm of the number of units with the term and these words, but without the usual translation. */
        ALTERNATIVE,
        /** Share of the units with the usual translation that contain one of the words as well. */
        BESIDE;

        /** Returns the index of the feature in an array of values. */
        @SuppressWarnings("EnumOrdinal")
        public int index() {
            return ordinal();
        }
    }
}
