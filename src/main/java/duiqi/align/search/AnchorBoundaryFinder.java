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
 * Finds a boundary near a place in two long texts that corresponds beyond doubt, from windows around it alone.
 *
 * <p>The window of one text is looked for in a larger one of the other, where the place is to be expected by the amount of text
 * before it. Where a long chain of anchors runs through both, and no other one that is half as strong, the texts along it are
 * aligned as texts of their own, and {@link WindowBoundaries} names the surest boundary in the middle of them. It is taken if nothing seems
 * to have been moved over it: there a person would pair sentences before it with sentences behind. Where the place is farther
 * off than usual, all that was passed over is searched for moved text too. Immutable and thread-safe.
 */
public final class AnchorBoundaryFinder {
    /** Chinese segments of a window to each side of the place. */
    private static final int HALF = 100;

    /** English segments that the place may be off in the texts of a faithful translator, where a look is taken first. */
    private static final int NEAR = 250;

    /** The same where parts are left out or added: a share of the texts, but no more than can be read in a moment. */
    private static final double FAR_SHARE = 0.08;

    private static final int FARTHEST = 2000;

    /** A chain has this weight at least; those of the development gold weigh 1300 to 3200, those by chance up to 250. */
    private static final double MIN_CHAIN = 400;

    /** Another chain with more than this share of the weight makes the place doubtful. */
    private static final double MAX_RIVAL = 0.4;

    /** A chain of text without a place that is heavier than this has been moved: by chance they weigh up to 50. */
    private static final double MAX_MOVED = 80;

    private final Lexicon lexicon;
    private final Aligner aligner;

    public AnchorBoundaryFinder(Lexicon lexicon, AlignmentWeights weights) {
        this.lexicon = lexicon;
        aligner = new Aligner(lexicon, weights).withoutSelfTraining();
    }

    /**
     * Returns a boundary inside a stretch near a place; nothing where none is certain.
     *
     * @param share how much of the stretch stands before the place, 0 to 1
     */
    public Optional<HardBoundaries.Gate> near(Slicer.Sentences sentences, Slicer.Slice stretch, double share) {
        int far = (int) Math.min(FARTHEST, FAR_SHARE * stretch.englishSize());
        Optional<Search> search = search(sentences, stretch, share, NEAR);
        if (search.isEmpty() && far > NEAR) {
            search = search(sentences, stretch, share, far);
        }
        return search.flatMap(Search::boundary);
    }

    /** Looks for the place; empty if there is no sign of it within reach, so that it may be worth reaching farther. */
    private Optional<Search> search(Slicer.Sentences sentences, Slicer.Slice stretch, double share, int reach) {
        if (stretch.chineseSize() == 0 || stretch.englishSize() == 0) {
            return Optional.empty();
        }
        int centre = place(sentences::chineseBefore, stretch.chineseFrom(), stretch.chineseEnd(), share);
        int expected = place(sentences::englishBefore, stretch.englishFrom(), stretch.englishEnd(), share);
        double slope = (double) stretch.englishSize() / stretch.chineseSize();
        Slicer.Slice window = around(stretch, centre, HALF, expected, (int) (HALF * slope) + reach);
        AnchorWindow anchors = AnchorWindow.of(lexicon, sentences, window, slope);
        return anchors.main().score() < MIN_CHAIN
                ? Optional.empty()
                : Optional.of(new Search(sentences, stretch, anchors, expected - slope * centre));
    }

    /** Returns the segment at which a share of a stretch has passed. */
    private static int place(IntToLongFunction before, int from, int end, double share) {
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

    /** Returns the part of a stretch around a place. */
    private static Slicer.Slice around(
            Slicer.Slice stretch, int chinese, int chineseReach, int english, int englishReach) {
        return new Slicer.Slice(
                Math.max(stretch.chineseFrom(), chinese - chineseReach),
                Math.min(stretch.chineseEnd(), chinese + chineseReach),
                Math.max(stretch.englishFrom(), english - englishReach),
                Math.min(stretch.englishEnd(), english + englishReach));
    }

    /** A place that has been found. */
    private final class Search {
        private final Slicer.Sentences sentences;
        private final Slicer.Slice stretch;
        private final AnchorWindow anchors;
        private final double expected;

        /**
         * @param expected English segment less the slope times the Chinese one where the place was expected
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
                    .surest()
                    .filter(gate -> anchors.movedOver(gate, MAX_MOVED) <= MAX_MOVED)
                    .filter(this::isNothingMovedFar);
        }

        /** Returns the slice that the chain runs through, up to the ends of the stretch where it comes near them. */
        private Slicer.Slice along() {
            Band.Point first = anchors.main().points().get(0);
            Band.Point last =
                    anchors.main().points().get(anchors.main().points().size() - 1);
            boolean fromStart = anchors.chineseFrom() == stretch.chineseFrom()
                    && anchors.englishFrom() == stretch.englishFrom()
                    && first.english() - stretch.englishFrom() < HALF;
            return new Slicer.Slice(
                    fromStart ? stretch.chineseFrom() : first.chinese(),
                    last.chinese() + 1,
                    fromStart ? stretch.englishFrom() : first.english(),
                    last.english() + 1);
        }

        private boolean isNothingMovedFar(HardBoundaries.Gate gate) {
            double slope = anchors.slope();
            int off = (int) Math.abs(gate.english() - slope * gate.chinese() - expected);
            if (off <= NEAR) {
                return true;
            }
            int reach = HALF + 2 * off;
            Slicer.Slice window = around(stretch, gate.chinese(), (int) (reach / slope), gate.english(), reach);
            return AnchorWindow.of(lexicon, sentences, window, slope).movedOver(gate, MAX_MOVED) <= MAX_MOVED;
        }
    }

    /**
     * The boundaries of an aligned window at which two texts can be cut: no bead crosses them, the beads around them are pairs and
     * next to certain, and anchors that were found without the alignment agree with these. Immutable.
     */
    private static final class WindowBoundaries {
        /** Beads to each side that must be probable. */
        private static final int AROUND = 4;

        private static final double PROBABLE = 0.9;

        /** How probable the beads right before and behind are. */
        private static final double CERTAIN = 0.98;

        /** Anchors among the beads of each side, of {@link #AROUND}, that must agree with them. */
        private static final int MIN_ANCHORS = 2;

        /**
         * English segments to the ends of the window, which do not quite correspond: more than {@link TranspositionRepair} reaches, so that what
         * it would pair over the boundary is seen.
         */
        private static final int MARGIN = 65;

        private final Slicer.Slice stretch;
        private final Slicer.Slice window;
        private final Text chinese;
        private final Text english;
        private final List<Bead> beads;
        private final Map<Integer, Integer> anchors = new HashMap<>();

        /** By bead: how many segments there are up to it at least, and from it on at most. */
        private final int[] chineseBefore;

        private final int[] englishBefore;
        private final int[] chineseBehind;
        private final int[] englishBehind;

        /**
         * @param stretch what is to be cut; its ends are certain
         * @param window the part of it that was aligned
         * @param chinese the Chinese text of the window
         * @param english the English text of the window
         * @param chain the anchors, in the numbers of the whole texts
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
            chineseBehind = new int[size + 1];
            englishBehind = new int[size + 1];
            for (int k = 0; k < size; k++) {
                chineseBefore[k + 1] =
                        Math.max(chineseBefore[k], end(beads.get(k).source()));
                englishBefore[k + 1] =
                        Math.max(englishBefore[k], end(beads.get(k).target()));
            }
            Arrays.fill(chineseBehind, alignment.sourceSize());
            Arrays.fill(englishBehind, alignment.targetSize());
            for (int k = size - 1; k >= 0; k--) {
                chineseBehind[k] =
                        Math.min(chineseBehind[k + 1], start(beads.get(k).source(), alignment.sourceSize()));
                englishBehind[k] =
                        Math.min(englishBehind[k + 1], start(beads.get(k).target(), alignment.targetSize()));
            }
        }

        private static int end(List<Integer> segments) {
            return segments.isEmpty() ? 0 : segments.get(segments.size() - 1) + 1;
        }

        private static int start(List<Integer> segments, int none) {
            return segments.isEmpty() ? none : segments.get(0);
        }

        /**
         * Returns the surest boundary, if possible between paragraphs, in the numbers of the whole texts; the first of equal ones.
         */
        Optional<HardBoundaries.Gate> surest() {
            int best = -1;
            double bestSureness = 0;
            for (int k = AROUND; k + AROUND <= beads.size(); k++) {
                if (isCertain(k)) {
                    double sureness = sureness(k);
                    if (sureness > bestSureness) {
                        best = k;
                        bestSureness = sureness;
                    }
                }
            }
            return best < 0
                    ? Optional.empty()
                    : Optional.of(new HardBoundaries.Gate(
                            window.chineseFrom() + chineseBefore[best], window.englishFrom() + englishBefore[best]));
        }

        private boolean isCertain(int k) {
            return chineseBefore[k] == chineseBehind[k]
                    && englishBefore[k] == englishBehind[k]
                    && isFarFromEnds(englishBefore[k])
                    && beads.get(k - 1).probability() >= CERTAIN
                    && beads.get(k).probability() >= CERTAIN
                    && beads.subList(k - AROUND, k + AROUND).stream()
                            .allMatch(bead -> !bead.isNull() && bead.probability() >= PROBABLE && !isContradicted(bead))
                    && anchored(k - AROUND, k) >= MIN_ANCHORS
                    && anchored(k, k + AROUND) >= MIN_ANCHORS;
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

        private double sureness(int k) {
            double product = IntStream.range(k - AROUND, k + AROUND)
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
