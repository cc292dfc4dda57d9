package duiqi.align;

import duiqi.align.evidence.Evidence;
import duiqi.align.evidence.PairScores;
import duiqi.align.search.PreparedPair;
import duiqi.lexicon.Lexicon;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import java.util.ArrayList;
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

    /**
     * Returns a fixture of texts whose sentences are separated by slashes. A sentence is a paragraph, unless it begins
     * with an ampersand. A number sign marks a heading.
     */
    public static EvidenceFixture of(String chinese, String english) {
        return ofSegments(segments(chinese), segments(english));
    }

    private static List<Segment> segments(String text) {
        List<Segment> segments = new ArrayList<>();
        for (String sentence : text.split("/")) {
            int last =
                    segments.isEmpty() ? -1 : segments.get(segments.size() - 1).paragraph();
            segments.add(new Segment(
                    sentence.replaceFirst("^[&#]", ""),
                    new Location("x", 1, 1),
                    sentence.startsWith("&") ? last : last + 1,
                    sentence.startsWith("#") ? Paragraph.Kind.HEADING : Paragraph.Kind.TEXT));
        }
        return segments;
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
