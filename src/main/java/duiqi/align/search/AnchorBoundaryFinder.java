package duiqi.align.search;

import duiqi.align.Aligner;
import duiqi.align.Alignment;
import duiqi.align.AlignmentWeights;
import duiqi.align.Bead;
import duiqi.align.HardBoundaries;
import duiqi.align.Slicer;
import duiqi.align.evidence.Band;
import duiqi.lexicon.Lexicon;
import duiqi.text.Language;
import duiqi.text.Text;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * Finds a reliable boundary near a position in two long texts from windows around the position.
 *
 * <p>The amount of text before the position gives the expected position in the English text. The window of the Chinese
 * text is compared with a larger English window there. The window is usable if a heavy chain of anchors runs through it
 * and no other chain is nearly as heavy. The texts along the chain are then aligned separately, and
 * {@link WindowBoundaries} returns the most reliable boundary in the middle of them. The boundary is rejected if a
 * passage seems to have moved across it, because a person would pair sentences before it with sentences after it. If
 * the position is farther from the expected one than usual, the text in between is searched for moved passages too.
 * Immutable and thread-safe.
 */
public final class AnchorBoundaryFinder {
    /** Number of Chinese segments of a window on each side of the position. */
    private static final int HALF_WINDOW = 100;

    /**
     * Largest distance in English segments from the expected position in texts of a faithful translator. The first
     * search covers this distance.
     */
    private static final int NEAR_DISTANCE = 250;

    /**
     * Distance of the second search, for texts with omissions or additions, as a share of the English text;
     * {@link #MAX_DISTANCE} limits the time.
     */
    private static final double FAR_DISTANCE_SHARE = 0.08;

    private static final int MAX_DISTANCE = 2000;

    /** Smallest weight of a chain. Chains of the development gold weigh 1300 to 3200, chance chains up to 250. */
    private static final double MIN_CHAIN = 400;

    /** Largest share of the chain's weight that another chain may have. */
    private static final double MAX_RIVAL = 0.4;

    /** Largest weight of a chain of moved text that may be chance: chance chains weigh up to 50. */
    private static final double MAX_MOVED = 80;

    private final Lexicon lexicon;
    private final Aligner aligner;

    public AnchorBoundaryFinder(Lexicon lexicon, AlignmentWeights weights) {
        this.lexicon = lexicon;
        aligner = new Aligner(lexicon, weights).withoutSelfTraining();
    }

    /**
     * Returns a reliable boundary inside a stretch near a position, or empty if there is none.
     *
     * @param share share of the stretch before the position, 0 to 1
     */
    public Optional<HardBoundaries.Gate> near(Slicer.Sentences sentences, Slicer.Slice stretch, double share) {
        int far = (int) Math.min(MAX_DISTANCE, FAR_DISTANCE_SHARE * stretch.englishSize());
        Optional<Search> search = search(sentences, stretch, share, NEAR_DISTANCE);
        if (search.isEmpty() && far > NEAR_DISTANCE) {
            search = search(sentences, stretch, share, far);
        }
        return search.flatMap(Search::boundary);
    }

    /** Searches for the position. Returns empty if no chain is within reach, so that a larger reach may help. */
    private Optional<Search> search(Slicer.Sentences sentences, Slicer.Slice stretch, double share, int reach) {
        if (stretch.chineseSize() == 0 || stretch.englishSize() == 0) {
            return Optional.empty();
        }
        int centre = position(sentences::chineseBefore, stretch.chineseFrom(), stretch.chineseEnd(), share);
        int expected = position(sentences::englishBefore, stretch.englishFrom(), stretch.englishEnd(), share);
        double slope = (double) stretch.englishSize() / stretch.chineseSize();
        Slicer.Slice window = around(stretch, centre, HALF_WINDOW, expected, (int) (HALF_WINDOW * slope) + reach);
        AnchorWindow anchors = AnchorWindow.of(lexicon, sentences, window, slope);
        return anchors.main().score() < MIN_CHAIN
                ? Optional.empty()
                : Optional.of(new Search(sentences, stretch, anchors, expected - slope * centre));
    }

    /** Returns the first segment after the given share of the text of a stretch. */
    private static int position(IntToLongFunction before, int from, int end, double share) {
        double start = before.applyAsLong(from);
        double wanted = start + share * (before.applyAsLong(end) - start);
        int low = from;
        int high = end - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (before.applyAsLong(middle) < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Returns the part of a stretch around a position. */
    private static Slicer.Slice around(
            Slicer.Slice stretch, int chinese, int chineseReach, int english, int englishReach) {
        return new Slicer.Slice(
                Math.max(stretch.chineseFrom(), chinese - chineseReach),
                Math.min(stretch.chineseEnd(), chinese + chineseReach),
                Math.max(stretch.englishFrom(), english - englishReach),
                Math.min(stretch.englishEnd(), english + englishReach));
    }

    /** Holds a position with the chain of anchors that was found there. */
    private final class Search {
        private final Slicer.Sentences sentences;
        private final Slicer.Slice stretch;
        private final AnchorWindow anchors;
        private final double expected;

        /**
         * Creates the result of a search.
         *
         * @param expected expected English segment minus the slope times the Chinese segment
         */
        Search(Slicer.Sentences sentences, Slicer.Slice stretch, AnchorWindow anchors, double expected) {
            this.sentences = sentences;
            this.stretch = stretch;
            this.anchors = anchors;
            this.expected = expected;
        }

        Optional<HardBoundaries.Gate> boundary() {
            if (anchors.rival() > MAX_RIVAL * anchors.main().score()) {
                return Optional.empty();
            }
            Slicer.Slice along = along();
            Text chinese = new Text("", Language.CHINESE, sentences.chinese(along.chineseFrom(), along.chineseEnd()));
            Text english = new Text("", Language.ENGLISH, sentences.english(along.englishFrom(), along.englishEnd()));
            Alignment alignment = aligner.align(chinese, english).text().alignment();
            return new WindowBoundaries(stretch, along, chinese, english, alignment, anchors.main())
                    .mostConfident()
                    .filter(gate -> anchors.movedOver(gate, MAX_MOVED) <= MAX_MOVED)
                    .filter(this::hasNoMovedPassage);
        }

        /**
         * Returns the slice that the chain covers, extended to the start of the stretch if the chain begins near it.
         */
        private Slicer.Slice along() {
            Band.Point first = anchors.main().points().get(0);
            Band.Point last =
                    anchors.main().points().get(anchors.main().points().size() - 1);
            boolean fromStart = anchors.chineseFrom() == stretch.chineseFrom()
                    && anchors.englishFrom() == stretch.englishFrom()
                    && first.english() - stretch.englishFrom() < HALF_WINDOW;
            return new Slicer.Slice(
                    fromStart ? stretch.chineseFrom() : first.chinese(),
                    last.chinese() + 1,
                    fromStart ? stretch.englishFrom() : first.english(),
                    last.english() + 1);
        }

        private boolean hasNoMovedPassage(HardBoundaries.Gate gate) {
            double slope = anchors.slope();
            int off = (int) Math.abs(gate.english() - slope * gate.chinese() - expected);
            if (off <= NEAR_DISTANCE) {
                return true;
            }
            int reach = HALF_WINDOW + 2 * off;
            Slicer.Slice window = around(stretch, gate.chinese(), (int) (reach / slope), gate.english(), reach);
            return AnchorWindow.of(lexicon, sentences, window, slope).movedOver(gate, MAX_MOVED) <= MAX_MOVED;
        }
    }

    /**
     * Finds the boundaries of an aligned window at which two texts can be split. No bead crosses these boundaries. The
     * beads around them are pairs and nearly certain. The anchors, which were found without the alignment, agree with
     * these beads. Immutable.
     */
    private static final class WindowBoundaries {
        /** Number of beads on each side that must be probable. */
        private static final int BEADS_AROUND = 4;

        private static final double PROBABLE = 0.9;

        /** Smallest probability of the beads directly before and after the boundary. */
        private static final double CERTAIN = 0.98;

        /** Smallest number of anchors among the {@link #BEADS_AROUND} beads of each side. */
        private static final int MIN_ANCHORS = 2;

        /**
         * Smallest distance in English segments from the ends of the window, which do not correspond exactly. It is
         * larger than the reach of {@link TranspositionRepair}, so that the window contains the sentences that it would
         * pair across the boundary.
         */
        private static final int MARGIN = 65;

        private final Slicer.Slice stretch;
        private final Slicer.Slice window;
        private final Text chinese;
        private final Text english;
        private final List<Bead> beads;
        private final Map<Integer, Integer> anchors = new HashMap<>();

        /**
         * By bead: one past the last segment of the beads before it. {@code chineseAfter} holds the first segment from
         * it on.
         */
        private final int[] chineseBefore;

        private final int[] englishBefore;
        private final int[] chineseAfter;
        private final int[] englishAfter;

        /**
         * Creates the boundaries of a window.
         *
         * @param stretch stretch to split; its ends are reliable
         * @param window aligned part of the stretch
         * @param chinese the Chinese text of the window
         * @param english the English text of the window
         * @param chain anchors with the indices of the whole texts
         */
        WindowBoundaries(
                Slicer.Slice stretch,
                Slicer.Slice window,
                Text chinese,
                Text english,
                Alignment alignment,
                AnchorWindow.LocalChain chain) {
            this.stretch = stretch;
            this.window = window;
            this.chinese = chinese;
            this.english = english;
            beads = alignment.beads();
            chain.points()
                    .forEach(point -> anchors.put(
                            point.chinese() - window.chineseFrom(), point.english() - window.englishFrom()));
            int size = beads.size();
            chineseBefore = new int[size + 1];
            englishBefore = new int[size + 1];
            chineseAfter = new int[size + 1];
            englishAfter = new int[size + 1];
            for (int k = 0; k < size; k++) {
                chineseBefore[k + 1] =
                        Math.max(chineseBefore[k], end(beads.get(k).source()));
                englishBefore[k + 1] =
                        Math.max(englishBefore[k], end(beads.get(k).target()));
            }
            Arrays.fill(chineseAfter, alignment.sourceSize());
            Arrays.fill(englishAfter, alignment.targetSize());
            for (int k = size - 1; k >= 0; k--) {
                chineseAfter[k] =
                        Math.min(chineseAfter[k + 1], start(beads.get(k).source(), alignment.sourceSize()));
                englishAfter[k] =
                        Math.min(englishAfter[k + 1], start(beads.get(k).target(), alignment.targetSize()));
            }
        }

        private static int end(List<Integer> segments) {
            return segments.isEmpty() ? 0 : segments.get(segments.size() - 1) + 1;
        }

        private static int start(List<Integer> segments, int none) {
            return segments.isEmpty() ? none : segments.get(0);
        }

        /**
         * Returns the most reliable boundary with the indices of the whole texts, preferably between paragraphs; the
         * first of equal ones.
         */
        Optional<HardBoundaries.Gate> mostConfident() {
            int best = -1;
            double bestConfidence = 0;
            for (int k = BEADS_AROUND; k + BEADS_AROUND <= beads.size(); k++) {
                if (isReliable(k)) {
                    double confidence = confidence(k);
                    if (confidence > bestConfidence) {
                        best = k;
                        bestConfidence = confidence;
                    }
                }
            }
            return best < 0
                    ? Optional.empty()
                    : Optional.of(new HardBoundaries.Gate(
                            window.chineseFrom() + chineseBefore[best], window.englishFrom() + englishBefore[best]));
        }

        private boolean isReliable(int k) {
            return chineseBefore[k] == chineseAfter[k]
                    && englishBefore[k] == englishAfter[k]
                    && isFarFromEnds(englishBefore[k])
                    && beads.get(k - 1).probability() >= CERTAIN
                    && beads.get(k).probability() >= CERTAIN
                    && beads.subList(k - BEADS_AROUND, k + BEADS_AROUND).stream()
                            .allMatch(bead -> !bead.isNull() && bead.probability() >= PROBABLE && !isContradicted(bead))
                    && anchored(k - BEADS_AROUND, k) >= MIN_ANCHORS
                    && anchored(k, k + BEADS_AROUND) >= MIN_ANCHORS;
        }

        private boolean isFarFromEnds(int englishBoundary) {
            boolean start =
                    window.englishFrom() == stretch.englishFrom() && window.chineseFrom() == stretch.chineseFrom();
            return (start || englishBoundary >= MARGIN) && window.englishSize() - englishBoundary >= MARGIN;
        }

        private boolean isContradicted(Bead bead) {
            return bead.source().stream()
                    .anyMatch(i -> anchors.containsKey(i) && !bead.target().contains(anchors.getOrDefault(i, -1)));
        }

        private long anchored(int from, int end) {
            return beads.subList(from, end).stream()
                    .filter(bead -> bead.source().stream().anyMatch(anchors::containsKey))
                    .count();
        }

        private double confidence(int k) {
            double product = IntStream.range(k - BEADS_AROUND, k + BEADS_AROUND)
                    .mapToDouble(near -> beads.get(near).probability())
                    .reduce(1, (a, b) -> a * b);
            return product + (isBetweenParagraphs(k) ? 1 : 0);
        }

        private boolean isBetweenParagraphs(int k) {
            return differ(chinese, chineseBefore[k]) && differ(english, englishBefore[k]);
        }

        private static boolean differ(Text text, int boundary) {
            return text.segments().get(boundary - 1).paragraph()
                    != text.segments().get(boundary).paragraph();
        }
    }
}
