package duiqi.align;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.align.form.Rounding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How well an alignment agrees with a gold standard: precision, recall and their harmonic mean F1, each strict and lax.
 *
 * <ul>
 *   <li>Precision counts every bead of the tested alignment; one with an empty side is right only if gold has the same.
 *   <li>Recall counts the beads of gold that have two sides, against those of the tested alignment that have two sides.
 *   <li>Strict: the very same bead. Lax: at least one pair of a source and a target segment in common with one bead.
 *   <li>Beads count once, however often they are named. Counts of several documents are added before rates are taken.
 * </ul>
 *
 * Source: Sennrich and Volk (2011), as the scorer of Vecalign computes it (Thompson and Koehn 2019, section 4). Immutable.
 *
 * @param testStrict beads of the test that are in gold
 * @param testLax beads of the test that share a pair with gold
 * @param testBeads beads of the test
 * @param goldStrict two-sided beads of gold that are in the test
 * @param goldLax two-sided beads of gold that share a pair with the test
 * @param goldBeads two-sided beads of gold
 */
public record Evaluation(int testStrict, int testLax, int testBeads, int goldStrict, int goldLax, int goldBeads) {
    /** The evaluation of no document at all. */
    public static final Evaluation NONE = new Evaluation(0, 0, 0, 0, 0, 0);

    private static final ObjectWriter JSON = new JsonMapper().writer();

    /**
     * Precision, recall and their harmonic mean, with the names of the scorer that the figures are compared with.
     *
     * @param f1 the harmonic mean
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

    /** Judges one document. */
    public static Evaluation of(List<Bead> gold, List<Bead> test) {
        Hits precision = hits(gold, test);
        Hits recall = hits(twoSided(test), twoSided(gold));
        return new Evaluation(
                precision.strict, precision.lax, precision.beads, recall.strict, recall.lax, recall.beads);
    }

    private static List<Bead> twoSided(List<Bead> beads) {
        return beads.stream().filter(bead -> !bead.isNull()).toList();
    }

    /** Returns how many beads of {@code judged} are found in {@code reference}. */
    private static Hits hits(List<Bead> reference, List<Bead> judged) {
        Set<Bead.Link> known = Bead.Link.of(reference);
        Map<Integer, Set<Integer>> targets = new HashMap<>();
        for (Bead.Link link : known) {
            for (int source : link.source()) {
                targets.computeIfAbsent(source, none -> new HashSet<>()).addAll(link.target());
            }
        }
        int strict = 0;
        int lax = 0;
        Set<Bead.Link> links = Bead.Link.of(judged);
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

    /** Returns the evaluation of this document and of others together. */
    public Evaluation plus(Evaluation other) {
        return new Evaluation(
                testStrict + other.testStrict,
                testLax + other.testLax,
                testBeads + other.testBeads,
                goldStrict + other.goldStrict,
                goldLax + other.goldLax,
                goldBeads + other.goldBeads);
    }

    /** Returns the rates where only the very same bead counts. */
    public Rates strict() {
        return Rates.of(rate(testStrict, testBeads), rate(goldStrict, goldBeads));
    }

    /** Returns the rates where beads count that share a pair. */
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

    /** Returns the figures as one JSON object that names the document, if the name is not empty. */
    public String toJson(String document) {
        try {
            return JSON.writeValueAsString(new Figures(document, strict(), lax(), testBeads, goldBeads));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers can always be written", e);
        }
    }

    /**
     * Whether probabilities mean what they say: of the beads given 0.9, nine in ten should be right. Beads are sorted into bins by
     * their probability, and in each bin the mean probability stands beside the share of beads that gold has exactly so (DeGroot and
     * Fienberg 1983). Immutable.
     *
     * @param bins from the least sure to the surest; a probability that is a bound belongs to the bin above it
     */
    public record Reliability(List<Bin> bins) {
        /** The lower bounds of the bins. Most beads are nearly certain, so the bins narrow towards the top. */
        private static final double[] BOUNDS = {0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1};

        /** The figures of no bead. */
        public static final Reliability NONE = empty();

        /**
         * The beads whose probabilities lie between two bounds.
         *
         * @param beads how many
         * @param probability the sum of their probabilities
         * @param right how many of them gold has
         */
        public record Bin(double from, double to, int beads, double probability, int right) {
            /** The mean probability, 0 in an empty bin. */
            public double meanProbability() {
                return beads == 0 ? 0 : probability / beads;
            }

            /** Returns the share that is right, 0 in an empty bin. */
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

        /** Judges the probabilities of one document. */
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

        /** Returns the figures of this document and of others together. */
        public Reliability plus(Reliability other) {
            List<Bin> sums = new ArrayList<>();
            for (int k = 0; k < bins.size(); k++) {
                sums.add(bins.get(k).plus(other.bins.get(k)));
            }
            return new Reliability(sums);
        }

        /**
         * Returns how far the mean probability of a bin is from its share of right beads, on average over all beads: the expected
         * calibration error (Naeini et al. 2015), here with bins of unequal width.
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
     * Whether what has no partner is left without one: counted in sentences of both sides. A sentence of which gold says nothing
     * counts nowhere. Immutable.
     *
     * @param gold sentences that gold leaves without partner
     * @param test sentences that the test leaves without partner
     * @param both sentences that both do
     */
    public record Unpaired(int gold, int test, int both) {
        /** The figures of no document. */
        public static final Unpaired NONE = new Unpaired(0, 0, 0);

        private record Sentence(TextPair.Side side, int number) {}

        /** Judges one document. */
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

        /** Returns the figures of this document and of others together. */
        public Unpaired plus(Unpaired other) {
            return new Unpaired(gold + other.gold, test + other.test, both + other.both);
        }

        /** Returns the share of the sentences left alone that are so in gold; 0 if there are none. */
        public double precision() {
            return test == 0 ? 0 : (double) both / test;
        }

        /** Returns the share of the sentences without partner that were left alone; 0 if there are none. */
        public double recall() {
            return gold == 0 ? 0 : (double) both / gold;
        }
    }

    /**
     * How often texts that belong together are taken for such, and texts that do not are refused: see {@link ParallelTextCheck}. Immutable.
     *
     * @param accepted right pairs that were accepted
     * @param right pairs of a text and its rendering
     * @param refused wrong pairs that were refused
     * @param wrong pairs of a text and the rendering of another
     */
    public record Recognition(int accepted, int right, int refused, int wrong) {
        /** The figures of no pair. */
        public static final Recognition NONE = new Recognition(0, 0, 0, 0);

        static Recognition ofRight(ParallelTextCheck fit) {
            return new Recognition(fit.belongsTogether() ? 1 : 0, 1, 0, 0);
        }

        static Recognition ofWrong(ParallelTextCheck fit) {
            return new Recognition(0, 0, fit.belongsTogether() ? 0 : 1, 1);
        }

        /** Returns the figures of these pairs and of others together. */
        public Recognition plus(Recognition other) {
            return new Recognition(
                    accepted + other.accepted, right + other.right, refused + other.refused, wrong + other.wrong);
        }

        /** Returns the share of right pairs that were accepted; 0 if there are none. */
        public double shareAccepted() {
            return right == 0 ? 0 : (double) accepted / right;
        }

        /** Returns the share of wrong pairs that were refused; 0 if there are none. */
        public double shareRefused() {
            return wrong == 0 ? 0 : (double) refused / wrong;
        }
    }
}
