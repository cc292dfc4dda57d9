package duiqi.align;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares an alignment with a gold standard: precision, recall and their harmonic mean F1, each strict and lax.
 *
 * <ul>
 * <li>Precision counts every bead of the tested alignment. A bead with an empty side is right only if the gold has the
 * same bead.
 * <li>Recall counts the beads of the gold with two sides. It ignores tested beads with an empty side.
 * <li>Strict: exactly the same bead. Lax: at least one pair of a source and a target segment in common with one bead.
 * <li>Repeated beads count once. Counts of several documents are added before the rates are computed.
 * </ul>
 *
 * Source: Sennrich and Volk (2011), as the scorer of Vecalign computes it (Thompson and Koehn 2019, section 4).
 * Immutable.
 *
 * @param testStrict beads of the test that are in the gold
 * @param testLax beads of the test that share a pair with the gold
 * @param testBeads beads of the test
 * @param goldStrict two-sided beads of the gold that are in the test
 * @param goldLax two-sided beads of the gold that share a pair with the test
 * @param goldBeads two-sided beads of the gold
 */
public record Evaluation(int testStrict, int testLax, int testBeads, int goldStrict, int goldLax, int goldBeads) {
    /** Evaluation of no document. */
    public static final Evaluation NONE = new Evaluation(0, 0, 0, 0, 0, 0);

    private static final ObjectWriter JSON = new JsonMapper().writer();

    /**
     * Holds precision, recall and their harmonic mean. The JSON names are those of the Vecalign scorer.
     *
     * @param precision share of the tested beads that are right
     * @param recall share of the gold beads that were found
     * @param f1 harmonic mean
     */
    public record Rates(
            @JsonProperty("p") double precision,
            @JsonProperty("r") double recall,
            @JsonProperty("f1") double f1) {
        private static Rates of(double precision, double recall) {
            double sum = precision + recall;
            return new Rates(precision, recall, sum == 0 ? 0 : 2 * precision * recall / sum);
        }

        private String toLine() {
            return "P " + decimals(precision) + " R " + decimals(recall) + " F1 " + decimals(f1);
        }

        private static String decimals(double rate) {
            return Rounding.fourDecimals(rate).toPlainString();
        }
    }

    private record Figures(
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String document,
            @JsonUnwrapped(suffix = "_strict") Rates strict,
            @JsonUnwrapped(suffix = "_lax") Rates lax,
            @JsonProperty("test_beads") int testBeads,
            @JsonProperty("gold_beads_nonnull") int goldBeads) {}

    private record Hits(int strict, int lax, int beads) {}

    /** Evaluates one document. */
    public static Evaluation of(List<Bead> gold, List<Bead> test) {
        Hits precision = hits(gold, test);
        Hits recall = hits(twoSided(test), twoSided(gold));
        return new Evaluation(
                precision.strict, precision.lax, precision.beads, recall.strict, recall.lax, recall.beads);
    }

    private static List<Bead> twoSided(List<Bead> beads) {
        return beads.stream().filter(bead -> !bead.isNull()).toList();
    }

    /** Returns how many beads of {@code tested} are in {@code reference}. */
    private static Hits hits(List<Bead> reference, List<Bead> tested) {
        Set<Bead.Link> known = Bead.Link.of(reference);
        Map<Integer, Set<Integer>> targets = new HashMap<>();
        for (Bead.Link link : known) {
            for (int source : link.source()) {
                targets.computeIfAbsent(source, none -> new HashSet<>()).addAll(link.target());
            }
        }
        int strict = 0;
        int lax = 0;
        Set<Bead.Link> links = Bead.Link.of(tested);
        for (Bead.Link link : links) {
            if (known.contains(link)) {
                strict++;
                lax++;
            } else if (sharesPair(link, targets)) {
                lax++;
            }
        }
        return new Hits(strict, lax, links.size());
    }

    private static boolean sharesPair(Bead.Link link, Map<Integer, Set<Integer>> targets) {
        return link.source().stream()
                .anyMatch(source -> link.target().stream().anyMatch(targets.getOrDefault(source, Set.of())::contains));
    }

    /** Returns the sum of this evaluation and another. */
    public Evaluation plus(Evaluation other) {
        return new Evaluation(
                testStrict + other.testStrict,
                testLax + other.testLax,
                testBeads + other.testBeads,
                goldStrict + other.goldStrict,
                goldLax + other.goldLax,
                goldBeads + other.goldBeads);
    }

    /** Returns the rates that count identical beads only. */
    public Rates strict() {
        return Rates.of(rate(testStrict, testBeads), rate(goldStrict, goldBeads));
    }

    /** Returns the rates that count beads with a common pair. */
    public Rates lax() {
        return Rates.of(rate(testLax, testBeads), rate(goldLax, goldBeads));
    }

    private static double rate(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    /** Returns the figures in one line. */
    public String toLine() {
        return "strict " + strict().toLine() + " | lax " + lax().toLine() + " | test beads " + testBeads
                + " gold non-null " + goldBeads;
    }

    /** Returns the figures as one JSON object, with the name of the document if it is not empty. */
    public String toJson(String document) {
        try {
            return JSON.writeValueAsString(new Figures(document, strict(), lax(), testBeads, goldBeads));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers can always be written", e);
        }
    }

    /**
     * Compares probabilities with results: of the beads with probability 0.9, nine in ten should be right. Beads are
     * sorted into bins by their probability. Each bin has the mean probability and the share of beads that are in the
     * gold (DeGroot and Fienberg 1983). Immutable.
     *
     * @param bins bins by increasing probability; a probability equal to a bound belongs to the bin above it
     */
    public record Reliability(List<Bin> bins) {
        /** Lower bounds of the bins. Most beads are nearly certain, so the bins are narrower at the top. */
        private static final double[] BOUNDS = {0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1};

        /** Figures without any bead. */
        public static final Reliability NONE = empty();

        /**
         * Counts the beads whose probabilities are between two bounds.
         *
         * @param from lower bound, included
         * @param to upper bound
         * @param beads number of beads
         * @param probability sum of their probabilities
         * @param right number of them that are in the gold
         */
        public record Bin(double from, double to, int beads, double probability, int right) {
            /** Returns the mean probability, or 0 for an empty bin. */
            public double meanProbability() {
                return beads == 0 ? 0 : probability / beads;
            }

            /** Returns the share of right beads, or 0 for an empty bin. */
            public double shareRight() {
                return beads == 0 ? 0 : (double) right / beads;
            }

            private boolean holds(double value) {
                return value >= from && (value < to || to == 1);
            }

            private Bin with(double value, boolean isRight) {
                return new Bin(from, to, beads + 1, probability + value, right + (isRight ? 1 : 0));
            }

            private Bin plus(Bin other) {
                return new Bin(from, to, beads + other.beads, probability + other.probability, right + other.right);
            }
        }

        public Reliability {
            bins = List.copyOf(bins);
        }

        private static Reliability empty() {
            List<Bin> bins = new ArrayList<>();
            for (int k = 0; k + 1 < BOUNDS.length; k++) {
                bins.add(new Bin(BOUNDS[k], BOUNDS[k + 1], 0, 0, 0));
            }
            return new Reliability(bins);
        }

        /** Evaluates the probabilities of one document. */
        public static Reliability of(List<Bead> gold, List<Bead> test) {
            Set<Bead.Link> right = Bead.Link.of(gold);
            List<Bin> bins = new ArrayList<>(NONE.bins);
            for (Bead bead : test) {
                bins.replaceAll(bin -> bin.holds(bead.probability())
                        ? bin.with(bead.probability(), right.contains(Bead.Link.of(bead)))
                        : bin);
            }
            return new Reliability(bins);
        }

        /** Returns the sum of these figures and others. */
        public Reliability plus(Reliability other) {
            List<Bin> sums = new ArrayList<>();
            for (int k = 0; k < bins.size(); k++) {
                sums.add(bins.get(k).plus(other.bins.get(k)));
            }
            return new Reliability(sums);
        }

        /** Returns the beads of all bins from a lower bound on as one bin. */
        public Bin from(double bound) {
            Bin sum = new Bin(bound, 1, 0, 0, 0);
            for (Bin bin : bins) {
                sum = bin.from >= bound ? sum.plus(bin) : sum;
            }
            return sum;
        }

        /**
         * Returns the expected calibration error (Naeini et al. 2015): the difference between the mean probability of a
         * bin and its share of right beads, averaged over all beads. The bins here have unequal widths.
         */
        public double expectedCalibrationError() {
            double distance = 0;
            int beads = 0;
            for (Bin bin : bins) {
                distance += Math.abs(bin.probability - bin.right);
                beads += bin.beads;
            }
            return beads == 0 ? 0 : distance / beads;
        }
    }

    /**
     * Counts unpaired sentences of both sides. Sentences that the gold does not mention are not counted. Immutable.
     *
     * @param gold sentences that are unpaired in the gold
     * @param test sentences that are unpaired in the test
     * @param both sentences that are unpaired in both
     */
    public record Unpaired(int gold, int test, int both) {
        /** Figures of no document. */
        public static final Unpaired NONE = new Unpaired(0, 0, 0);

        private record Sentence(TextPair.Side side, int number) {}

        /** Evaluates one document. */
        public static Unpaired of(List<Bead> gold, List<Bead> test) {
            Set<Sentence> known = sentences(gold);
            Set<Sentence> goldUnpaired = sentences(nulls(gold));
            Set<Sentence> testUnpaired = sentences(nulls(test));
            testUnpaired.retainAll(known);
            Set<Sentence> both = new HashSet<>(goldUnpaired);
            both.retainAll(testUnpaired);
            return new Unpaired(goldUnpaired.size(), testUnpaired.size(), both.size());
        }

        private static List<Bead> nulls(List<Bead> beads) {
            return beads.stream().filter(Bead::isNull).toList();
        }

        private static Set<Sentence> sentences(List<Bead> beads) {
            Set<Sentence> sentences = new HashSet<>();
            for (Bead bead : beads) {
                bead.source().forEach(number -> sentences.add(new Sentence(TextPair.Side.CHINESE, number)));
                bead.target().forEach(number -> sentences.add(new Sentence(TextPair.Side.ENGLISH, number)));
            }
            return sentences;
        }

        /** Returns the sum of these figures and others. */
        public Unpaired plus(Unpaired other) {
            return new Unpaired(gold + other.gold, test + other.test, both + other.both);
        }

        /** Returns the share of the test's unpaired sentences that are unpaired in the gold; 0 if there are none. */
        public double precision() {
            return test == 0 ? 0 : (double) both / test;
        }

        /** Returns the share of the gold's unpaired sentences that are unpaired in the test; 0 if there are none. */
        public double recall() {
            return gold == 0 ? 0 : (double) both / gold;
        }
    }

    /**
     * Counts how often {@link ParallelTextCheck} accepts translations and rejects unrelated texts. Immutable.
     *
     * @param accepted right pairs that were accepted
     * @param right pairs of a text and its translation
     * @param rejected wrong pairs that were rejected
     * @param wrong pairs of a text and the translation of another text
     */
    public record Recognition(int accepted, int right, int rejected, int wrong) {
        /** Figures of no pair. */
        public static final Recognition NONE = new Recognition(0, 0, 0, 0);

        static Recognition ofRight(ParallelTextCheck fit) {
            return new Recognition(fit.isParallel() ? 1 : 0, 1, 0, 0);
        }

        static Recognition ofWrong(ParallelTextCheck fit) {
            return new Recognition(0, 0, fit.isParallel() ? 0 : 1, 1);
        }

        /** Returns the sum of these figures and others. */
        public Recognition plus(Recognition other) {
            return new Recognition(
                    accepted + other.accepted, right + other.right, rejected + other.rejected, wrong + other.wrong);
        }

        /** Returns the share of right pairs that were accepted; 0 if there are none. */
        public double shareAccepted() {
            return right == 0 ? 0 : (double) accepted / right;
        }

        /** Returns the share of wrong pairs that were rejected; 0 if there are none. */
        public double shareRejected() {
            return wrong == 0 ? 0 : (double) rejected / wrong;
        }
    }

    /**
     * Rounds probabilities and rates for output, independent of the locale. It rounds the exact binary value half to even,
     * as printf of C and Python does. The figures are therefore comparable with those of other scorers.
     */
    public static final class Rounding {
        private Rounding() {}

        /** Returns a value for programs that process it further. */
        public static BigDecimal fourDecimals(double value) {
            return round(value, 4);
        }

        /**
         * Returns a value for files under version control. With two decimals, a change elsewhere in a text rarely changes
         * it.
         */
        public static BigDecimal twoDecimals(double value) {
            return round(value, 2);
        }

        private static BigDecimal round(double value, int decimals) {
            return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
        }
    }
}
