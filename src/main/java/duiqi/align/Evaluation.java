package duiqi.align;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
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

    /** The names of the scorer that the figures are compared with. */
    @JsonPropertyOrder({
        "document",
        "p_strict",
        "r_strict",
        "f1_strict",
        "p_lax",
        "r_lax",
        "f1_lax",
        "test_beads",
        "gold_beads_nonnull"
    })
    private record Figures(
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String document,
            @JsonProperty("p_strict") double precisionStrict,
            @JsonProperty("r_strict") double recallStrict,
            @JsonProperty("f1_strict") double f1Strict,
            @JsonProperty("p_lax") double precisionLax,
            @JsonProperty("r_lax") double recallLax,
            @JsonProperty("f1_lax") double f1Lax,
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

    /** How many beads of {@code judged} are found in {@code reference}. */
    private static Hits hits(List<Bead> reference, List<Bead> judged) {
        Set<Link> known = Link.of(reference);
        Map<Integer, Set<Integer>> targets = new HashMap<>();
        for (Link link : known) {
            for (int source : link.source()) {
                targets.computeIfAbsent(source, none -> new HashSet<>()).addAll(link.target());
            }
        }
        int strict = 0;
        int lax = 0;
        Set<Link> links = Link.of(judged);
        for (Link link : links) {
            if (known.contains(link)) {
                strict++;
                lax++;
            } else if (sharesPair(link, targets)) {
                lax++;
            }
        }
        return new Hits(strict, lax, links.size());
    }

    private static boolean sharesPair(Link link, Map<Integer, Set<Integer>> targets) {
        return link.source().stream()
                .anyMatch(source -> link.target().stream().anyMatch(targets.getOrDefault(source, Set.of())::contains));
    }

    /** The evaluation of this document and of others together. */
    public Evaluation plus(Evaluation other) {
        return new Evaluation(
                testStrict + other.testStrict,
                testLax + other.testLax,
                testBeads + other.testBeads,
                goldStrict + other.goldStrict,
                goldLax + other.goldLax,
                goldBeads + other.goldBeads);
    }

    public double strictPrecision() {
        return rate(testStrict, testBeads);
    }

    public double strictRecall() {
        return rate(goldStrict, goldBeads);
    }

    public double strictF1() {
        return harmonicMean(strictPrecision(), strictRecall());
    }

    public double laxPrecision() {
        return rate(testLax, testBeads);
    }

    public double laxRecall() {
        return rate(goldLax, goldBeads);
    }

    public double laxF1() {
        return harmonicMean(laxPrecision(), laxRecall());
    }

    private static double rate(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private static double harmonicMean(double a, double b) {
        return a + b == 0 ? 0 : 2 * a * b / (a + b);
    }

    /** The figures in one line. */
    public String toLine() {
        return "strict " + toLine(strictPrecision(), strictRecall(), strictF1())
                + " | lax " + toLine(laxPrecision(), laxRecall(), laxF1())
                + " | test beads " + testBeads + " gold non-null " + goldBeads;
    }

    private static String toLine(double precision, double recall, double f1) {
        return "P " + decimals(precision) + " R " + decimals(recall) + " F1 " + decimals(f1);
    }

    private static String decimals(double rate) {
        return Rounding.fourDecimals(rate).toPlainString();
    }

    /** The figures as one JSON object that names the document, if the name is not empty. */
    public String toJson(String document) {
        try {
            return JSON.writeValueAsString(new Figures(
                    document,
                    strictPrecision(),
                    strictRecall(),
                    strictF1(),
                    laxPrecision(),
                    laxRecall(),
                    laxF1(),
                    testBeads,
                    goldBeads));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers can always be written", e);
        }
    }
}
