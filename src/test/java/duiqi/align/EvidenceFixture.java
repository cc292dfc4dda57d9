package duiqi.align;

import duiqi.align.evidence.Evidence;
import duiqi.align.evidence.PairScores;
import duiqi.align.search.PreparedPair;
import duiqi.lexicon.Lexicon;
import duiqi.text.Segment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Holds a small pair of texts and measures one kind of evidence on it. */
public final class EvidenceFixture {
    private final PreparedPair prepared;
    private final PairScores scores;

    public EvidenceFixture(List<String> chinese, List<String> english) {
        this(PreparedPair.of(Lexicon.standard(), Segments.of(chinese), Segments.of(english)));
    }

    private EvidenceFixture(PreparedPair prepared) {
        this.prepared = prepared;
        scores = prepared.scores();
    }

    public static EvidenceFixture ofSegments(List<Segment> chinese, List<Segment> english) {
        return new EvidenceFixture(PreparedPair.of(Lexicon.standard(), chinese, english));
    }

    public PreparedPair prepared() {
        return prepared;
    }

    /** Returns the values of a bead by feature name. */
    public Map<String, Double> measure(
            BiFunction<PreparedPair, PairScores, Evidence> kind, int i, int n, int j, int m) {
        Evidence evidence = kind.apply(prepared, scores);
        double[] values = new double[evidence.features().size() + 2];
        evidence.measure(i, n, j, m, values, 1);
        Map<String, Double> byFeature = new LinkedHashMap<>();
        for (int k = 0; k < evidence.features().size(); k++) {
            byFeature.put(evidence.features().get(k), values[k + 1]);
        }
        if (values[0] != 0 || values[values.length - 1] != 0) {
            throw new AssertionError("evidence wrote outside its place");
        }
        return byFeature;
    }
}
