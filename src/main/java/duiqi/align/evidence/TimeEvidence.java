package duiqi.align.evidence;

import duiqi.align.HardBoundaries;
import duiqi.align.learn.TokenizedPair;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Compares the times of subtitles. A pair begins and ends at the same time in both films, after the times of one are
 * converted to those of the other.
 *
 * <p>The feature is the logarithm of the probability of both differences to that of unrelated subtitles. No annotated
 * subtitles exist, so the weight is set by hand.
 */
public final class TimeEvidence implements Evidence {
    /** Share of the differences with the scale of the anchors. */
    private static final double NEAR = 0.85;

    /** Share of the differences at missing cues and long cues, and their mean in milliseconds. */
    private static final double GAPS = 0.12;

    private static final double GAP = 4_000;

    /** Range of the differences of unrelated subtitles, in milliseconds. */
    private static final double RANGE = 60_000;

    private final Times times;

    TimeEvidence(Times times) {
        this.times = times;
    }

    @Override
    public List<String> features() {
        return List.of("times");
    }

    @Override
    public boolean isSilent() {
        return times.isEmpty();
    }

    @Override
    public void measure(int i, int n, int j, int m, double[] values, int at) {
        if (n > 0 && m > 0 && !times.isEmpty()) {
            values[at] = agreement(times.chineseStarts[i] - times.englishStarts[j])
                    + agreement(times.chineseEnds[i + n - 1] - times.englishEnds[j + m - 1]);
        }
    }

    /** Returns the evidence of a difference in milliseconds: positive if it is small; 0 if a time is unknown. */
    private double agreement(double difference) {
        if (Double.isNaN(difference)) {
            return 0;
        }
        double density = NEAR * density(difference, times.scale) + GAPS * density(difference, GAP);
        return Math.log(density * RANGE + 1 - NEAR - GAPS);
    }

    /** Returns the density of a Laplace distribution. */
    private static double density(double difference, double scale) {
        return Math.exp(-Math.abs(difference) / scale) / (2 * scale);
    }

    /**
     * Holds the times of two texts in milliseconds, those of the Chinese text converted to those of the English text.
     * They differ by an offset, by the frame rate, and by other cuts. The frame rate with the most constant offsets
     * is the right one. The offset of a segment is the local offset of the next point. The time of a segment is unknown
     * if an advertisement or another cut is between the points beside it. Immutable.
     */
    public static final class Times {
        /** The times of texts without times, and of texts with too few points. */
        static final Times NONE = new Times(new double[0], new double[0], new double[0], new double[0], 1);

        /** Other ratios of the frame rates of films: 23.976, 24, 25 and 29.97 frames a second. */
        private static final double[] RATES = {
            25 * 1.001 / 24, 24 / 1.001 / 25, 25.0 / 24, 24.0 / 25, 1.001, 1 / 1.001, 1.25, 0.8
        };

        /** Share of the cost of the offsets at equal rates, below which another rate is right. */
        private static final double CLEARLY = 0.7;

        /** Number of points on each side whose offset a point may have. */
        private static final int WINDOW = 8;

        /** Greatest cost of a point that differs from the local offset, in milliseconds. */
        private static final double MAX_DIFFERENCE = 2_000;

        /** Greatest cost of a change of the offset: at least four points after an advertisement justify it. */
        private static final double CUT = 3 * MAX_DIFFERENCE;

        /** Cost of a change of the offset by a millisecond. */
        private static final double STEADY = 3;

        private static final int MIN_POINTS = 4;

        /** Step back in time, in milliseconds, at which another film begins. */
        private static final long RESTART = 60_000;

        private static final double MIN_SCALE = 250;

        /** Mean difference above which times are useless. */
        private static final double MAX_SCALE = 4_000;

        private final double[] chineseStarts;
        private final double[] chineseEnds;
        private final double[] englishStarts;
        private final double[] englishEnds;

        /** Mean difference of the times of segments that correspond. */
        private final double scale;

        private Times(
                double[] chineseStarts,
                double[] chineseEnds,
                double[] englishStarts,
                double[] englishEnds,
                double scale) {
            this.chineseStarts = chineseStarts;
            this.chineseEnds = chineseEnds;
            this.englishStarts = englishStarts;
            this.englishEnds = englishEnds;
            this.scale = scale;
        }

        /**
         * Estimates the times of two texts.
         *
         * @param gates boundaries that correspond, such as those between films
         * @param points pairs of segments that seem to correspond, increasing on both sides
         */
        public static Times of(TokenizedPair pair, HardBoundaries gates, List<Band.Point> points) {
            if (!hasTimes(pair.chineseSize(), pair::chinese) || !hasTimes(pair.englishSize(), pair::english)) {
                return NONE;
            }
            double[] chineseStarts = times(pair.chineseSize(), pair::chinese, Paragraph.Span::start);
            double[] chineseEnds = times(pair.chineseSize(), pair::chinese, Paragraph.Span::end);
            double[] englishStarts = times(pair.englishSize(), pair::english, Paragraph.Span::start);
            List<Double> differences = new ArrayList<>();
            int begin = 0;
            for (HardBoundaries.Gate gate : gates.withEnds(pair.chineseSize(), pair.englishSize())) {
                if (isEndOfFilm(chineseStarts, gate.chinese(), begin)) {
                    int from = begin;
                    List<double[]> known = points.stream()
                            .filter(point -> point.chinese() >= from && point.chinese() < gate.chinese())
                            .map(point -> new double[] {chineseStarts[point.chinese()], englishStarts[point.english()]})
                            .filter(times -> !Double.isNaN(times[0] + times[1]))
                            .sorted(Comparator.comparingDouble(times -> times[0]))
                            .toList();
                    convert(known, from, gate.chinese(), List.of(chineseStarts, chineseEnds), differences);
                    begin = gate.chinese();
                }
            }
            double scale = Math.max(MIN_SCALE, median(differences) / Math.log(2));
            return differences.isEmpty() || scale > MAX_SCALE
                    ? NONE
                    : new Times(
                            chineseStarts,
                            chineseEnds,
                            englishStarts,
                            times(pair.englishSize(), pair::english, Paragraph.Span::end),
                            scale);
        }

        private static boolean hasTimes(int size, IntFunction<Segment> segments) {
            for (int k = 0; k < size; k++) {
                if (segments.apply(k).time().isPresent()) {
                    return true;
                }
            }
            return false;
        }

        private interface Reading {
            long of(Paragraph.Span span);
        }

        private static double[] times(int size, IntFunction<Segment> segments, Reading reading) {
            double[] times = new double[size];
            for (int k = 0; k < size; k++) {
                Optional<Paragraph.Span> span = segments.apply(k).time();
                times[k] = span.isPresent() ? reading.of(span.get()) : Double.NaN;
            }
            return times;
        }

        /** Returns whether a film ends before a segment: at the end of the text, or if the time restarts there. */
        private static boolean isEndOfFilm(double[] starts, int segment, int begin) {
            int last = segment - 1;
            while (last >= begin && Double.isNaN(starts[last])) {
                last--;
            }
            return segment == starts.length || (last >= begin && starts[segment] < starts[last] - RESTART);
        }

        /**
         * Converts the Chinese times of one film.
         *
         * @param known Chinese and English times of points that seem to correspond, sorted
         * @param times Chinese times, which are replaced
         * @param differences receives the differences of the points after the conversion
         */
        private static void convert(
                List<double[]> known, int from, int end, List<double[]> times, List<Double> differences) {
            if (known.size() < MIN_POINTS) {
                times.forEach(each -> Arrays.fill(each, from, end, Double.NaN));
                return;
            }
            double[] starts = known.stream().mapToDouble(point -> point[0]).toArray();
            double rate = 1;
            double[] offsets = offsets(known, 1);
            double[] local = local(offsets);
            double least = CLEARLY * cost(offsets, local);
            for (double each : RATES) {
                double[] others = offsets(known, each);
                double[] otherLocal = local(others);
                if (cost(others, otherLocal) < least) {
                    rate = each;
                    offsets = others;
                    local = otherLocal;
                    least = cost(others, otherLocal);
                }
            }
            for (int k = 0; k < offsets.length; k++) {
                differences.add(Math.abs(offsets[k] - local[k]));
            }
            for (double[] each : times) {
                for (int k = from; k < end; k++) {
                    int place = Arrays.binarySearch(starts, each[k]);
                    int next = Math.min(starts.length - 1, place < 0 ? -place - 1 : place);
                    int previous = Math.max(0, place < 0 ? -place - 2 : place);
                    each[k] = Math.abs(local[next] - local[previous]) > MAX_DIFFERENCE
                            ? Double.NaN
                            : each[k] * rate + local[next];
                }
            }
        }

        private static double[] offsets(List<double[]> known, double rate) {
            return known.stream()
                    .mapToDouble(point -> point[1] - rate * point[0])
                    .toArray();
        }

        private static double cost(double[] offsets, double[] local) {
            double cost = 0;
            for (int k = 0; k < offsets.length; k++) {
                cost += difference(offsets[k], local[k]) + (k > 0 ? change(local[k - 1], local[k]) : 0);
            }
            return cost;
        }

        private static double difference(double offset, double local) {
            return Math.min(MAX_DIFFERENCE, Math.abs(offset - local));
        }

        private static double change(double previous, double local) {
            return Math.min(CUT, STEADY * Math.abs(local - previous));
        }

        /**
         * Returns by point the local offset, which is the offset of a point in the window. Viterbi search finds the
         * sequence with the least cost: small differences and few changes. The time is linear in the number of points.
         */
        private static double[] local(double[] offsets) {
            double[] costs = new double[offsets.length];
            int[][] previous = new int[offsets.length][];
            for (int k = 0; k < offsets.length; k++) {
                int first = Math.max(0, k - WINDOW);
                int last = Math.min(offsets.length - 1, k + WINDOW);
                double[] next = new double[last - first + 1];
                previous[k] = new int[next.length];
                for (int c = first; c <= last; c++) {
                    double least = k == 0 ? 0 : Double.POSITIVE_INFINITY;
                    for (int p = Math.max(0, k - 1 - WINDOW); k > 0 && p < Math.min(offsets.length, k + WINDOW); p++) {
                        double cost = costs[p] + change(offsets[p], offsets[c]);
                        if (cost < least) {
                            least = cost;
                            previous[k][c - first] = p;
                        }
                    }
                    next[c - first] = least + difference(offsets[k], offsets[c]);
                }
                System.arraycopy(next, 0, costs, first, next.length);
            }
            double[] local = new double[offsets.length];
            int best = Math.max(0, offsets.length - 1 - WINDOW);
            for (int c = best; c < offsets.length; c++) {
                best = costs[c] < costs[best] ? c : best;
            }
            for (int k = offsets.length - 1; k >= 0; k--) {
                local[k] = offsets[best];
                best = previous[k][best - Math.max(0, k - WINDOW)];
            }
            return local;
        }

        /** Returns the median of numbers, and 0 if there are none. */
        private static double median(List<Double> numbers) {
            return numbers.isEmpty()
                    ? 0
                    : numbers.stream()
                            .sorted()
                            .skip(numbers.size() / 2)
                            .findFirst()
                            .orElseThrow();
        }

        /** Returns the times of a stretch of each text. */
        Times part(int i, int iEnd, int j, int jEnd) {
            return isEmpty()
                    ? this
                    : new Times(
                            Arrays.copyOfRange(chineseStarts, i, iEnd),
                            Arrays.copyOfRange(chineseEnds, i, iEnd),
                            Arrays.copyOfRange(englishStarts, j, jEnd),
                            Arrays.copyOfRange(englishEnds, j, jEnd),
                            scale);
        }

        /** Returns whether no times are known. */
        boolean isEmpty() {
            return chineseStarts.length == 0;
        }
    }
}
