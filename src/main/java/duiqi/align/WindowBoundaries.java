package duiqi.align;

import duiqi.text.Text;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The boundaries of an aligned window at which two texts can be cut: no bead crosses them, the beads around them are pairs and
 * next to certain, and anchors that were found without the alignment agree with these. Immutable.
 */
final class WindowBoundaries {
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

    private final Slice stretch;
    private final Slice window;
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
    WindowBoundaries(Slice stretch, Slice window, Text chinese, Text english, Alignment alignment, LocalChain chain) {
        this.stretch = stretch;
        this.window = window;
        this.chinese = chinese;
        this.english = english;
        beads = alignment.beads();
        chain.points()
                .forEach(point ->
                        anchors.put(point.chinese() - window.chineseFrom(), point.english() - window.englishFrom()));
        int size = beads.size();
        chineseBefore = new int[size + 1];
        englishBefore = new int[size + 1];
        chineseBehind = new int[size + 1];
        englishBehind = new int[size + 1];
        for (int k = 0; k < size; k++) {
            chineseBefore[k + 1] = Math.max(chineseBefore[k], end(beads.get(k).source()));
            englishBefore[k + 1] = Math.max(englishBefore[k], end(beads.get(k).target()));
        }
        Arrays.fill(chineseBehind, alignment.sourceSize());
        Arrays.fill(englishBehind, alignment.targetSize());
        for (int k = size - 1; k >= 0; k--) {
            chineseBehind[k] = Math.min(chineseBehind[k + 1], start(beads.get(k).source(), alignment.sourceSize()));
            englishBehind[k] = Math.min(englishBehind[k + 1], start(beads.get(k).target(), alignment.targetSize()));
        }
    }

    private static int end(List<Integer> segments) {
        return segments.isEmpty() ? 0 : segments.get(segments.size() - 1) + 1;
    }

    private static int start(List<Integer> segments, int none) {
        return segments.isEmpty() ? none : segments.get(0);
    }

    /** The surest boundary, if possible between paragraphs, in the numbers of the whole texts; the first of equal ones. */
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
        boolean start = window.englishFrom() == stretch.englishFrom() && window.chineseFrom() == stretch.chineseFrom();
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
