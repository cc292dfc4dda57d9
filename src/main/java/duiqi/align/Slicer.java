package duiqi.align;

import duiqi.align.learn.ParallelTasks;
import duiqi.align.search.AnchorBoundaryFinder;
import duiqi.lexicon.Lexicon;
import duiqi.text.Segment;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts long texts into slices that are aligned by themselves, on many machines if there are.
 *
 * <p>A stretch that is too long is cut in two, and the parts again, so that the cuts of one level are found side by side. A step
 * looks at windows of a few hundred sentences alone, and cuts only where {@link AnchorBoundaryFinder} is sure; a stretch without any such
 * place stays whole, longer than it should be. Immutable and thread-safe; the same texts give the same slices.
 */
public final class Slicer {
    /** Segments of the longer side that a slice has at most, where there is a certain cut. */
    public static final int MAX_COUNT = 4000;

    /** The places to search, as shares of the part before the place wanted and of the part behind it: farther away each time. */
    private static final double[] AWAY = {0, 0.06, -0.06, 0.15, -0.15, 0.3, -0.3, 0.5, -0.5, 0.7, -0.7, 0.85, -0.85};

    /** Parts shorter than this share of the most are not worth a cut. */
    private static final double MIN_SHARE = 0.1;

    /** Parts of the very size wanted would now and then be a little too long and be cut again. */
    private static final double FULL_SHARE = 0.95;

    private final AnchorBoundaryFinder certain;
    private final int most;

    /**
     * @param most segments of the longer side that a slice should have at most; positive
     */
    public Slicer(Lexicon lexicon, AlignmentWeights weights, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("a slice has segments, not " + most);
        }
        certain = new AnchorBoundaryFinder(lexicon, weights);
        this.most = most;
    }

    /** Cuts texts in this process, level by level. */
    public Slices slices(Sentences sentences) {
        List<Part> parts = List.of(whole(sentences));
        while (parts.stream().anyMatch(Part::isOpen)) {
            List<Part> level = parts;
            parts = ParallelTasks.stretches(
                            level.size(),
                            1,
                            (from, end) -> level.subList(from, end).stream()
                                    .flatMap(part -> parts(sentences, part).stream())
                                    .toList())
                    .stream()
                    .flatMap(List::stream)
                    .toList();
        }
        return new Slices(parts.stream().map(Part::slice).toList());
    }

    /**
     * A stretch between cutting and cutting.
     *
     * @param isOpen whether it is still to be cut, if it can be
     */
    public record Part(Slice slice, boolean isOpen) implements Serializable {}

    /** Returns the part that cutting begins with. */
    public Part whole(Sentences sentences) {
        Slice whole = Slice.whole(sentences);
        return new Part(whole, isTooLong(whole));
    }

    /** Returns the parts that one step makes of a part: itself, or two. Parts may be cut side by side. */
    public List<Part> parts(Sentences sentences, Part part) {
        if (!part.isOpen()) {
            return List.of(part);
        }
        List<Slice> cut = cut(sentences, part.slice());
        return cut.stream()
                .map(slice -> new Part(slice, cut.size() > 1 && isTooLong(slice)))
                .toList();
    }

    private boolean isTooLong(Slice slice) {
        return slice.size() > most;
    }

    /**
     * Returns a stretch in two; itself alone if it is short enough, or has no certain cut.
     *
     * @param slice a stretch of the sentences whose ends are certain
     */
    List<Slice> cut(Sentences sentences, Slice slice) {
        if (!isTooLong(slice)) {
            return List.of(slice);
        }
        int parts = (int) Math.ceil(slice.size() / (FULL_SHARE * most));
        int before = parts / 2;
        double wanted = (double) before / parts;
        for (double away : AWAY) {
            double share = wanted + away * (away < 0 ? wanted : 1 - wanted);
            Optional<HardBoundaries.Gate> gate = certain.near(sentences, slice, share);
            if (gate.isPresent()) {
                List<Slice> cut = slice.cut(gate.get());
                if (cut.stream().allMatch(part -> part.size() >= MIN_SHARE * most)) {
                    return cut;
                }
            }
        }
        return List.of(slice);
    }

    /**
     * The slices of two texts: they cover both from the start to the end, one behind the other, which the constructor checks.
     * Immutable.
     *
     * @param parts in the order of the texts; at least one
     */
    public record Slices(List<Slice> parts) {
        public Slices {
            parts = List.copyOf(parts);
            if (parts.isEmpty()
                    || parts.get(0).chineseFrom() != 0
                    || parts.get(0).englishFrom() != 0) {
                throw new IllegalArgumentException("the first slice begins with both texts: " + parts);
            }
            for (int k = 1; k < parts.size(); k++) {
                if (!parts.get(k).follows(parts.get(k - 1))) {
                    throw new IllegalArgumentException(
                            "a slice begins where the one before ends: " + parts.get(k - 1) + ", " + parts.get(k));
                }
            }
        }

        /**
         * Returns the alignment of the whole texts.
         *
         * @param alignments those of the slices, in the same order
         * @throws IllegalArgumentException if they are not the alignments of these slices
         */
        public Alignment join(List<Alignment> alignments) {
            if (alignments.size() != parts.size()) {
                throw new IllegalArgumentException(alignments.size() + " alignments of " + parts.size() + " slices");
            }
            List<Bead> beads = new ArrayList<>();
            for (int k = 0; k < parts.size(); k++) {
                Slice slice = parts.get(k);
                Alignment alignment = alignments.get(k);
                if (alignment.sourceSize() != slice.chineseSize() || alignment.targetSize() != slice.englishSize()) {
                    throw new IllegalArgumentException("an alignment of " + alignment.sourceSize() + " and "
                            + alignment.targetSize() + " segments is none of " + slice);
                }
                beads.addAll(slice.inWhole(alignment.beads()));
            }
            Slice last = parts.get(parts.size() - 1);
            return new Alignment(last.chineseEnd(), last.englishEnd(), beads);
        }
    }

    /**
     * A stretch of two long texts that correspond to each other, so that it can be aligned by itself. Immutable.
     *
     * @param chineseFrom the first Chinese segment
     * @param chineseEnd one past the last
     * @param englishFrom the first English segment
     * @param englishEnd one past the last
     */
    public record Slice(int chineseFrom, int chineseEnd, int englishFrom, int englishEnd) implements Serializable {
        public Slice {
            if (chineseFrom < 0 || chineseEnd < chineseFrom || englishFrom < 0 || englishEnd < englishFrom) {
                throw new IllegalArgumentException("a slice goes on from 0: " + chineseFrom + " to " + chineseEnd + ", "
                        + englishFrom + " to " + englishEnd);
            }
        }

        /** Returns all of two texts. */
        public static Slice whole(Sentences sentences) {
            return new Slice(0, sentences.chineseSize(), 0, sentences.englishSize());
        }

        /** Returns the number of Chinese segments. */
        public int chineseSize() {
            return chineseEnd - chineseFrom;
        }

        /** Returns the number of English segments. */
        public int englishSize() {
            return englishEnd - englishFrom;
        }

        /** Returns the number of segments of the longer side. */
        public int size() {
            return Math.max(chineseSize(), englishSize());
        }

        /** Returns the beads of this slice in the numbers of the whole. */
        public List<Bead> inWhole(List<Bead> beads) {
            return beads.stream()
                    .map(bead -> bead.moved(chineseFrom, englishFrom))
                    .toList();
        }

        /** Returns whether it begins where another ends. */
        boolean follows(Slice other) {
            return chineseFrom == other.chineseEnd && englishFrom == other.englishEnd;
        }

        /** Returns the two parts before and behind a boundary. */
        List<Slice> cut(HardBoundaries.Gate gate) {
            return List.of(
                    new Slice(chineseFrom, gate.chinese(), englishFrom, gate.english()),
                    new Slice(gate.chinese(), chineseEnd, gate.english(), englishEnd));
        }
    }

    /**
     * Two long texts of which only windows are looked at, so that they may lie in files. Safe for threads; gives the same at any
     * time.
     */
    public interface Sentences {
        /** Number of Chinese segments. */
        int chineseSize();

        /** Returns the number of English segments. */
        int englishSize();

        /** Returns Chinese segments {@code from} to {@code end - 1}. */
        List<Segment> chinese(int from, int end);

        /** Returns English segments {@code from} to {@code end - 1}. */
        List<Segment> english(int from, int end);

        /**
         * Returns how much text stands before a Chinese segment, in characters or any other unit of its own for each side, as the
         * bytes of a file; never less than before the segment before.
         *
         * @param segment 0 to {@link #chineseSize}
         */
        long chineseBefore(int segment);

        /**
         * Returns the same of an English segment.
         *
         * @param segment 0 to {@link #englishSize}
         */
        long englishBefore(int segment);
    }
}
