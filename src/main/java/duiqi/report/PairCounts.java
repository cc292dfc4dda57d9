package duiqi.report;

import duiqi.align.Bead;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts the pairs of a report. Needs the same memory for any number of them. Not thread-safe. */
public final class PairCounts {
    private static final int TENTHS = 10;

    /** The bounds of the bins of English characters to a Chinese one: a bin holds ratios below its bound, the last bin the rest. */
    private static final double[] RATIOS = {1, 2, 2.5, 3, 3.5, 4, 5, 7};

    private final SortedMap<String, Integer> types = new TreeMap<>();
    private final int[] probabilities = new int[TENTHS];
    private final int[] ratios = new int[RATIOS.length + 1];
    private final Lengths lengths = new Lengths();
    private int units;
    private int chineseAlone;
    private int englishAlone;
    private int crossing;
    private int doubtful;
    private int rated;
    private long chineseSentences;
    private long englishSentences;

    /** Counts a pair. */
    public void add(PairReport.Pair pair) {
        units++;
        String chinese = pair.unit().chinese();
        String english = pair.unit().english();
        chineseAlone += english.isBlank() ? 1 : 0;
        englishAlone += chinese.isBlank() ? 1 : 0;
        crossing += pair.crossing() ? 1 : 0;
        String type = pair.type();
        if (!type.isEmpty()) {
            types.merge(type, 1, Integer::sum);
            String[] sizes = type.split("-", 2);
            chineseSentences += Integer.parseInt(sizes[0]);
            englishSentences += Integer.parseInt(sizes[1]);
        }
        OptionalDouble probability = pair.probability();
        if (probability.isPresent()) {
            rated++;
            probabilities[Math.min(TENTHS - 1, (int) (probability.getAsDouble() * TENTHS))]++;
            doubtful += isDoubtful(probability.getAsDouble()) ? 1 : 0;
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

    public static boolean isDoubtful(double probability) {
        return probability < Bead.DOUBTFUL;
    }

    public int units() {
        return units;
    }

    /** Returns whether anything was aligned. */
    public boolean hasProbabilities() {
        return rated > 0;
    }

    public boolean hasCrossing() {
        return crossing > 0;
    }

    /** Returns the lengths of the sides of the pairs. */
    public Lengths lengths() {
        return lengths;
    }

    /** Returns the counts by name, without counts of aligned pairs where nothing was aligned. */
    public Map<String, Long> summary() {
        Map<String, Long> summary = new LinkedHashMap<>();
        summary.put("pairs", (long) units - chineseAlone - englishAlone);
        summary.put("Chinese without English", (long) chineseAlone);
        summary.put("English without Chinese", (long) englishAlone);
        if (chineseSentences + englishSentences > 0) {
            summary.put("Chinese sentences aligned", chineseSentences);
            summary.put("English sentences aligned", englishSentences);
        }
        if (hasCrossing()) {
            summary.put("crossing pairs", (long) crossing);
        }
        if (hasProbabilities()) {
            summary.put("doubtful (below " + Bead.DOUBTFUL + ")", (long) doubtful);
        }
        return summary;
    }

    public List<Chart> charts() {
        List<Chart> charts = new ArrayList<>();
        if (hasProbabilities()) {
            Map<String, Integer> named = new LinkedHashMap<>();
            for (int i = TENTHS - 1; i >= 0; i--) {
                named.put(
                        String.format(Locale.ROOT, "%.1f to %.1f", (double) i / TENTHS, (i + 1.0) / TENTHS),
                        probabilities[i]);
            }
            charts.add(Chart.of("Pairs by confidence", "probability", "pairs", named));
        }
        if (!types.isEmpty()) {
            Map<String, Integer> commonFirst = new LinkedHashMap<>();
            types.entrySet().stream()
                    .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                    .forEach(type -> commonFirst.put(type.getKey(), type.getValue()));
            charts.add(Chart.of("Pairs by sentences, Chinese-English", "sentences", "pairs", commonFirst));
        }
        if (units > chineseAlone + englishAlone) {
            Map<String, Integer> named = new LinkedHashMap<>();
            for (int i = 0; i < ratios.length; i++) {
                named.put(
                        i == 0
                                ? "under " + plain(RATIOS[0])
                                : i == RATIOS.length
                                        ? plain(RATIOS[i - 1]) + " and more"
                                        : plain(RATIOS[i - 1]) + " to " + plain(RATIOS[i]),
                        ratios[i]);
            }
            charts.add(Chart.of("English characters to a Chinese one", "ratio", "pairs", named));
        }
        return charts;
    }

    private static String plain(double bound) {
        return bound == Math.rint(bound) ? Integer.toString((int) bound) : Double.toString(bound);
    }

    /**
     * Counts the lengths of the two sides of pairs, in characters. Counts in steps of half a doubling, so that any number of pairs
     * needs the same memory. Not thread-safe.
     */
    public static final class Lengths {
        /** The steps on either side: the last holds texts of 2,897 characters (the square root of 2 to the 23rd) and more. */
        public static final int STEPS = 24;

        private final long[][] pairs = new long[STEPS][STEPS];
        private long most;

        /**
         * A line of the table: pairs whose Chinese is about as long.
         *
         * @param from the least characters of the Chinese
         * @param count of pairs
         * @param low a tenth of them have English below the step that begins with so many characters
         * @param middle half of them
         * @param high nine tenths of them
         */
        public record Line(int from, long count, int low, int middle, int high) {}

        /** Counts a pair, neither side of which is empty. */
        void add(String chinese, String english) {
            long now = ++pairs[step(characters(chinese))][step(characters(english))];
            most = Math.max(most, now);
        }

        private static int characters(String text) {
            return text.codePointCount(0, text.length());
        }

        /** Returns the step of a length: twice its logarithm to the base 2, rounded down. */
        static int step(int length) {
            return Math.min(STEPS - 1, (int) Math.floor(2 * Math.log(Math.max(1, length)) / Math.log(2) + 1e-9));
        }

        /** Returns the least length of a step, in whole characters. */
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

        /** Returns a line for each length of the Chinese, the shortest first; leaves out steps without pairs. */
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

        /** Returns a description of the picture. */
        public String words() {
            return lines().stream()
                    .map(line -> "Chinese from " + line.from() + " with English from " + line.middle())
                    .collect(Collectors.joining(
                            ", ", "Lengths of the two sides, in characters, at the middle pair: ", ""));
        }
    }
}
