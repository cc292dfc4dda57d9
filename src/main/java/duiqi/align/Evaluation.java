package duiqi.align;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
            return Rounding.round(rate, 4).toPlainString();
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
        Set<Bead.Link> links = Bead.Link.of(tested);
        long strict = links.stream().filter(known::contains).count();
        long lax = links.stream()
                .filter(link -> known.contains(link) || sharesPair(link, targets))
                .count();
        return new Hits((int) strict, (int) lax, links.size());
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
}
