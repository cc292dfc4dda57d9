package duiqi.report;

import duiqi.text.Direction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts the pairs of a report. Memory use depends on the number of texts, not of pairs. Not thread-safe. */
public final class PairCounts {
    private static final int TENTHS = 10;

    /**
     * Upper bounds (exclusive) of the bins for the ratio of English to Chinese characters. The last bin has no upper
     * bound.
     */
    private static final double[] RATIOS = {1, 2, 2.5, 3, 3.5, 4, 5, 7};

    private final SortedMap<String, Integer> types = new TreeMap<>();
    private final int[] probabilities = new int[TENTHS];
    private final int[] ratios = new int[RATIOS.length + 1];
    private final Lengths lengths = new Lengths();
    private int units;
    private int chineseAlone;
    private int englishAlone;
    private int crossing;
    private int rated;
    private final TextStates texts = new TextStates();

    /** Numbers of aligned Chinese and English sentences */
    private final long[] sentences = new long[2];

    private int intoChinese;

    public void add(PairReport.Pair pair) {
        units++;
        texts.add(pair);
        boolean isIntoChinese = pair.unit().isIntoChinese();
        intoChinese += isIntoChinese ? 1 : 0;
        String chinese = pair.unit().chinese();
        String english = pair.unit().english();
        chineseAlone += english.isBlank() ? 1 : 0;
        englishAlone += chinese.isBlank() ? 1 : 0;
        crossing += pair.crossing() ? 1 : 0;
        String type = pair.type();
        if (!type.isEmpty()) {
            types.merge(type, 1, Integer::sum);
            String[] sizes = type.split("-", 2);
            sentences[0] += Integer.parseInt(sizes[isIntoChinese ? 1 : 0]);
            sentences[1] += Integer.parseInt(sizes[isIntoChinese ? 0 : 1]);
        }
        OptionalDouble probability = pair.probability();
        if (probability.isPresent()) {
            rated++;
            probabilities[Math.min(TENTHS - 1, (int) (probability.getAsDouble() * TENTHS))]++;
        }
        if (!pair.isUnpaired()) {
            double ratio = (double) english.codePointCount(0, english.length())
                    / Math.max(1, chinese.codePointCount(0, chinese.length()));
            int bin = 0;
            while (bin < RATIOS.length && ratio >= RATIOS[bin]) {
                bin++;
            }
            ratios[bin]++;
            lengths.add(chinese, english);
        }
    }

    public int units() {
        return units;
    }

    /** Returns whether any counted pair has a probability. */
    public boolean hasProbabilities() {
        return rated > 0;
    }

    /** Returns the direction of all pairs; empty if the directions differ. */
    public Optional<Direction> direction() {
        if (intoChinese == 0) {
            return Optional.of(Direction.INTO_ENGLISH);
        }
        return intoChinese == units ? Optional.of(Direction.INTO_CHINESE) : Optional.empty();
    }

    public boolean hasCrossing() {
        return crossing > 0;
    }

    /** Returns the state of each text. */
    public TextStates texts() {
        return texts;
    }

    /** Returns the counts of the lengths of both sides. */
    public Lengths lengths() {
        return lengths;
    }

    /** Returns the counts by name. Omits counts of aligned pairs if nothing was aligned. */
    public Map<String, Long> summary() {
        Map<String, Long> summary = new LinkedHashMap<>();
        summary.put("pairs", (long) units - chineseAlone - englishAlone);
        summary.put("Chinese without English", (long) chineseAlone);
        summary.put("English without Chinese", (long) englishAlone);
        if (sentences[0] + sentences[1] > 0) {
            summary.put("Chinese sentences aligned", sentences[0]);
            summary.put("English sentences aligned", sentences[1]);
        }
        if (hasCrossing()) {
            summary.put("crossing pairs", (long) crossing);
        }
        return summary;
    }

    public List<PairReport.Chart> charts() {
        List<PairReport.Chart> charts = new ArrayList<>();
        if (hasProbabilities()) {
            Map<String, Integer> named = new LinkedHashMap<>();
            for (int i = TENTHS - 1; i >= 0; i--) {
                named.put(
                        String.format(Locale.ROOT, "%.1f to %.1f", (double) i / TENTHS, (i + 1.0) / TENTHS),
                        probabilities[i]);
            }
            charts.add(PairReport.Chart.of("Pairs by probability", "probability", "pairs", named));
        }
        if (!types.isEmpty()) {
            Map<String, Integer> commonFirst = new LinkedHashMap<>();
            types.entrySet().stream()
                    .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                    .forEach(type -> commonFirst.put(type.getKey(), type.getValue()));
            charts.add(PairReport.Chart.of(
                    "Pairs by number of sentences (source-target)", "sentences", "pairs", commonFirst));
        }
        if (units > chineseAlone + englishAlone) {
            Map<String, Integer> named = new LinkedHashMap<>();
            for (int i = 0; i < ratios.length; i++) {
                named.put(
                        i == 0
                                ? "below " + plain(RATIOS[0])
                                : i == RATIOS.length
                                        ? plain(RATIOS[i - 1]) + " or more"
                                        : plain(RATIOS[i - 1]) + " to " + plain(RATIOS[i]),
                        ratios[i]);
            }
            charts.add(PairReport.Chart.of("English characters per Chinese character", "ratio", "pairs", named));
        }
        return charts;
    }

    private static String plain(double bound) {
        return bound == Math.rint(bound) ? Integer.toString((int) bound) : Double.toString(bound);
    }

    /**
     * Counts pairs by the lengths of their two sides, in characters. The bins grow by a factor of the square root of 2,
     * so memory use does not depend on the number of pairs. Not thread-safe.
     */
    public static final class Lengths {
        /**
         * Number of bins on each side. The last bin contains texts of 2,897 characters (the square root of 2 to the
         * 23rd) or more.
         */
        public static final int STEPS = 24;

        private final long[][] pairs = new long[STEPS][STEPS];
        private long most;

        /**
         * Describes the pairs in one bin of Chinese length, as a row of the table. English lengths are lower bounds of
         * their bins.
         *
         * @param from lower bound of the Chinese length
         * @param count number of pairs
         * @param low 10th percentile of the English length
         * @param middle median of the English length
         * @param high 90th percentile of the English length
         */
        public record Line(int from, long count, int low, int middle, int high) {}

        /** Counts a pair. Neither side may be empty. */
        void add(String chinese, String english) {
            long now = ++pairs[step(characters(chinese))][step(characters(english))];
            most = Math.max(most, now);
        }

        private static int characters(String text) {
            return text.codePointCount(0, text.length());
        }

        /** Returns the bin of a length: twice its logarithm to the base 2, rounded down. */
        static int step(int length) {
            return Math.min(STEPS - 1, (int) Math.floor(2 * Math.log(Math.max(1, length)) / Math.log(2) + 1e-9));
        }

        /** Returns the lower bound of a bin, in characters. */
        public static int from(int step) {
            return (int) Math.ceil(Math.pow(2, step / 2.0) - 1e-9);
        }

        public long pairs(int chinese, int english) {
            return pairs[chinese][english];
        }

        /** Returns the number of pairs in the fullest cell. */
        public long most() {
            return most;
        }

        /** Returns one row per bin of Chinese length, shortest first. Omits empty bins. */
        public List<Line> lines() {
            List<Line> lines = new ArrayList<>();
            for (int i = 0; i < STEPS; i++) {
                long[] row = pairs[i];
                long count = 0;
                for (long cell : row) {
                    count += cell;
                }
                if (count > 0) {
                    lines.add(new Line(
                            from(i), count, below(row, 0.1 * count), below(row, 0.5 * count), below(row, 0.9 * count)));
                }
            }
            return lines;
        }

        private static int below(long[] row, double share) {
            long passed = 0;
            int step = 0;
            while (step < STEPS - 1 && passed + row[step] < share) {
                passed += row[step];
                step++;
            }
            return from(step);
        }

        /** Returns a text description of the chart for screen readers. */
        public String words() {
            return lines().stream()
                    .map(line -> "Chinese from " + line.from() + ": English from " + line.middle())
                    .collect(Collectors.joining(
                            ", ", "Lengths of Chinese and English, in characters (median English): ", ""));
        }
    }
}
