package duiqi.align.search;

import duiqi.align.Bead;
import duiqi.align.CorpusTables;
import duiqi.align.HardBoundaries;
import duiqi.align.KnownTranslations;
import duiqi.align.evidence.Band;
import duiqi.align.evidence.Evidence;
import duiqi.align.evidence.FurnitureEvidence;
import duiqi.align.evidence.PairScores;
import duiqi.align.learn.Samples;
import duiqi.align.learn.TokenView;
import duiqi.align.learn.TokenizedPair;
import duiqi.align.learn.Translations;
import duiqi.lexicon.Lexicon;
import duiqi.text.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Holds two texts with the data that a search needs. Immutable.
 *
 * @param texts the texts as evidence measures them
 * @param translations translation tables of the texts
 * @param band part of the grid to search
 * @param constraints beads that the search may use
 */
public record PreparedPair(Evidence.Texts texts, Translations translations, Band band, Constraints constraints) {
    /**
     * Segments on each side of the steps between anchors. Every gold bead of the development sets is within this
     * margin.
     */
    private static final int MARGIN = 10;

    /** Segments on each side of a path that a search has found. */
    private static final int PATH_MARGIN = 8;

    public static PreparedPair of(Lexicon lexicon, List<Segment> chinese, List<Segment> english) {
        return of(lexicon, chinese, english, KnownTranslations.NONE, Constraints.NONE, CorpusTables.EMPTY);
    }

    public static PreparedPair of(
            Lexicon lexicon,
            List<Segment> chinese,
            List<Segment> english,
            KnownTranslations known,
            Constraints constraints,
            CorpusTables corpus) {
        TokenizedPair pair = new TokenizedPair(lexicon, chinese, english, known);
        Translations translations = Translations.of(lexicon, pair, corpus, known.sentences());
        HardBoundaries gates = constraints.gates();
        List<Band.Point> anchors =
                new Anchors(pair, gates, translations.tables(), SentenceLengthRatio.ofWhole(pair)).find();
        return new PreparedPair(
                new Evidence.Texts(
                        pair, new FurnitureEvidence.FurnitureCounts(pair), SentenceLengthRatio.between(pair, anchors)),
                translations,
                Band.around(anchors, gates, chinese.size(), english.size(), MARGIN),
                constraints);
    }

    public TokenizedPair pair() {
        return texts.pair();
    }

    /**
     * Returns a stretch of each text as a separate pair. It has the tables of the whole texts, and its band compares
     * every sentence with every other.
     */
    PreparedPair part(int i, int iEnd, int j, int jEnd) {
        return new PreparedPair(
                texts.part(i, iEnd, j, jEnd),
                translations.ofPart(),
                Band.whole(iEnd - i, jEnd - j),
                new Constraints(constraints.shapes(), HardBoundaries.NONE));
    }

    public PairScores scores() {
        return new PairScores(pair(), band, translations.tables());
    }

    /** Returns the same texts with translations trained on a path, and a band around that path. */
    public PreparedPair learn(List<Lattice.Edge> path) {
        return new PreparedPair(
                texts,
                translations.learn(pair(), chinese -> samples(chinese, path)),
                along(path).within(constraints.gates()),
                constraints);
    }

    /** Returns the points of the grid within {@link #PATH_MARGIN} segments of a path. */
    private Band along(List<Lattice.Edge> path) {
        int[] low = new int[pair().chineseSize() + 1];
        int[] high = new int[low.length];
        Arrays.fill(low, pair().englishSize());
        for (Lattice.Edge edge : path) {
            for (int i = edge.i; i <= edge.i + edge.n; i++) {
                low[i] = Math.min(low[i], edge.j - PATH_MARGIN);
                high[i] = Math.max(high[i], edge.j + edge.m + PATH_MARGIN);
            }
        }
        return Band.rising(low, high, pair().englishSize());
    }

    private List<Samples.Sample> samples(TokenView chinese, List<Lattice.Edge> path) {
        return path.stream()
                .filter(edge -> edge.n > 0 && edge.m > 0 && edge.n + edge.m <= Samples.MAX_SIZE)
                .map(edge -> Samples.Sample.of(pair(), chinese, edge.i, edge.n, edge.j, edge.m))
                .toList();
    }

    /**
     * Estimates the English characters for a Chinese character. The ratio of the whole texts is wrong if parts were not
     * translated. If there are enough stretches between anchors, the estimate is therefore the median over these
     * stretches.
     */
    static final class SentenceLengthRatio {
        private static final int STRETCH = 8;
        private static final int MIN_STRETCHES = 5;

        private SentenceLengthRatio() {}

        static double ofWhole(TokenizedPair pair) {
            return ratio(pair, 0, pair.chineseSize(), 0, pair.englishSize());
        }

        static double between(TokenizedPair pair, List<Band.Point> anchors) {
            List<Double> ratios = new ArrayList<>();
            for (int k = 0; k + STRETCH < anchors.size(); k++) {
                Band.Point from = anchors.get(k);
                Band.Point to = anchors.get(k + STRETCH);
                ratios.add(ratio(pair, from.chinese(), to.chinese(), from.english(), to.english()));
            }
            if (ratios.size() < MIN_STRETCHES) {
                return ofWhole(pair);
            }
            ratios.sort(Double::compare);
            return ratios.get(ratios.size() / 2);
        }

        private static double ratio(TokenizedPair pair, int i, int iEnd, int j, int jEnd) {
            double chinese = 0;
            for (int k = i; k < iEnd; k++) {
                chinese += pair.chineseLength(k);
            }
            double english = 0;
            for (int k = j; k < jEnd; k++) {
                english += pair.englishLength(k);
            }
            return english / chinese;
        }
    }

    /**
     * Limits the beads of a path through the grid of two texts. Immutable.
     *
     * @param shapes allowed bead types
     * @param gates boundaries that no bead may cross
     */
    public record Constraints(Bead.Shapes shapes, HardBoundaries gates) {
        /** All standard bead types and no boundaries. */
        public static final Constraints NONE = new Constraints(Bead.Shapes.standard(), HardBoundaries.NONE);
    }
}
