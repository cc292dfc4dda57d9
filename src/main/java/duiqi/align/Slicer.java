package duiqi.align;

import duiqi.align.learn.ParallelTasks;
import duiqi.align.search.AnchorBoundaryFinder;
import duiqi.lexicon.Lexicon;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits long texts into slices that can be aligned separately, for example on a cluster.
 *
 * <p>If a stretch is too long, it is split in two, and the parts are split again if necessary. All stretches of one
 * level can be split in parallel. A step reads only windows of a few hundred sentences, and splits only where
 * {@link AnchorBoundaryFinder} is confident. A stretch without any confident boundary stays whole, longer than the
 * limit. Immutable and thread-safe; the same texts give the same slices.
 */
public final class Slicer {
    /** Default maximum number of segments on the longer side of a slice, and of a slice with its context. */
    public static final int MAX_COUNT = 4000;

    /**
     * Distances of the search windows from the wanted split, as shares of the part before it and of the part after it;
     * increasing. In a text that joins several kinds of text, only windows near the ends are near the expected position.
     */
    private static final double[] WINDOW_DISTANCES = {
        0, 0.06, -0.06, 0.15, -0.15, 0.3, -0.3, 0.5, -0.5, 0.7, -0.7, 0.85, -0.85, 0.93, -0.93, 0.97, -0.97, 0.985,
        -0.985
    };

    /** Smallest size of a part, as a share of the maximum. Smaller parts are not worth a split. */
    private static final double MIN_SHARE = 0.1;

    /**
     * Wanted size of a part, as a share of the maximum. Parts of exactly the maximum would sometimes be a little too
     * long and be split again.
     */
    private static final double FULL_SHARE = 0.95;

    /** Positions at which the end of the beginning is searched, as multiples of the maximum. */
    private static final double[] BEGINNING_SHARES = {1, 0.7, 1.5, 2.2};

    private final AnchorBoundaryFinder boundaries;
    private final int most;

    /**
     * Creates a slicer.
     *
     * @param most maximum number of segments on the longer side of a slice; positive
     */
    public Slicer(Lexicon lexicon, AlignmentWeights weights, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("a slice needs 1 segment or more, not " + most);
        }
        boundaries = new AnchorBoundaryFinder(lexicon, weights);
        this.most = most;
    }

    /**
     * Returns the beginning of two texts, up to a confident boundary near the maximum size of a slice; the whole texts
     * if they are not longer. Empty if no boundary is confident.
     */
    public Optional<Slice> beginning(Sentences sentences) {
        Slice whole = Slice.whole(sentences);
        if (!isTooLong(whole)) {
            return Optional.of(whole);
        }
        double share = (double) most / whole.size();
        for (double wanted : BEGINNING_SHARES) {
            Optional<HardBoundaries.Gate> gate = boundaries.near(sentences, whole, Math.min(1, wanted * share));
            if (gate.isPresent()) {
                return Optional.of(whole.cut(gate.get()).get(0));
            }
        }
        return Optional.empty();
    }

    /** Splits texts in this process, level by level. */
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
     * Holds a stretch while the texts are split.
     *
     * @param slice the stretch
     * @param isOpen true if the stretch is still to be split, if possible
     */
    public record Part(Slice slice, boolean isOpen) implements Serializable {}

    /** Returns the part that splitting starts with. */
    public Part whole(Sentences sentences) {
        Slice whole = Slice.whole(sentences);
        return new Part(whole, isTooLong(whole));
    }

    /** Returns the parts that one step produces from a part: itself, or two parts. Parts may be split in parallel. */
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
     * Splits a stretch in two. Returns the stretch alone if it is short enough or has no confident boundary.
     *
     * @param slice stretch of the sentences with confident ends
     */
    List<Slice> cut(Sentences sentences, Slice slice) {
        if (!isTooLong(slice)) {
            return List.of(slice);
        }
        int parts = (int) Math.ceil(slice.size() / (FULL_SHARE * most));
        int before = parts / 2;
        double wanted = (double) before / parts;
        for (double distance : WINDOW_DISTANCES) {
            double share = wanted + distance * (distance < 0 ? wanted : 1 - wanted);
            Optional<HardBoundaries.Gate> gate = boundaries.near(sentences, slice, share);
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
     * Holds the slices of two texts. They cover both texts from start to end without gaps, which the constructor
     * checks. Immutable.
     *
     * @param parts at least one slice, in the order of the texts
     */
    public record Slices(List<Slice> parts) {
        public Slices {
            parts = List.copyOf(parts);
            if (parts.isEmpty()
                    || parts.get(0).chineseFrom() != 0
                    || parts.get(0).englishFrom() != 0) {
                throw new IllegalArgumentException("the first slice must start with both texts: " + parts);
            }
            for (int k = 1; k < parts.size(); k++) {
                if (!parts.get(k).follows(parts.get(k - 1))) {
                    throw new IllegalArgumentException("a slice must start at the end of the previous slice: "
                            + parts.get(k - 1) + ", " + parts.get(k));
                }
            }
        }

        /**
         * Returns a slice with segments before and after it. A slice that is aligned with them has about the statistics
         * of the whole texts, for example translations of names.
         *
         * @param number the number of the slice, from 0
         * @param most maximum number of segments on the longer side; a slice that is longer gets none
         */
        public Slice withContext(int number, int most) {
            Slice slice = parts.get(number);
            int room = Math.max(0, most - slice.size());
            int allBefore = size(0, number);
            int allAfter = size(number + 1, parts.size());
            int before = Math.min(allBefore, Math.max(room / 2, room - allAfter));
            int after = Math.min(allAfter, room - before);
            int chineseFrom = slice.chineseFrom;
            int englishFrom = slice.englishFrom;
            for (int k = number - 1; k >= 0 && before > 0; k--) {
                Slice other = parts.get(k);
                double share = Math.min(1, (double) before / other.size());
                chineseFrom -= (int) (share * other.chineseSize());
                englishFrom -= (int) (share * other.englishSize());
                before -= other.size();
            }
            int chineseEnd = slice.chineseEnd;
            int englishEnd = slice.englishEnd;
            for (int k = number + 1; k < parts.size() && after > 0; k++) {
                Slice other = parts.get(k);
                double share = Math.min(1, (double) after / other.size());
                chineseEnd += (int) (share * other.chineseSize());
                englishEnd += (int) (share * other.englishSize());
                after -= other.size();
            }
            return new Slice(chineseFrom, chineseEnd, englishFrom, englishEnd);
        }

        private int size(int from, int end) {
            return parts.subList(from, end).stream().mapToInt(Slice::size).sum();
        }

        /**
         * Returns the alignment of the whole texts.
         *
         * @param alignments alignments of the slices, in the same order
         * @throws IllegalArgumentException if the alignments do not fit the slices
         */
        public Alignment join(List<Alignment> alignments) {
            if (alignments.size() != parts.size()) {
                throw new IllegalArgumentException(alignments.size() + " alignments for " + parts.size() + " slices");
            }
            List<Bead> beads = new ArrayList<>();
            for (int k = 0; k < parts.size(); k++) {
                Slice slice = parts.get(k);
                Alignment alignment = alignments.get(k);
                if (alignment.sourceSize() != slice.chineseSize() || alignment.targetSize() != slice.englishSize()) {
                    throw new IllegalArgumentException("an alignment of " + alignment.sourceSize() + " and "
                            + alignment.targetSize() + " segments does not fit " + slice);
                }
                beads.addAll(slice.inWhole(alignment.beads()));
            }
            Slice last = parts.get(parts.size() - 1);
            return new Alignment(last.chineseEnd(), last.englishEnd(), beads);
        }
    }

    /**
     * Marks stretches of two long texts that are translations of each other and can be aligned separately. Immutable.
     *
     * @param chineseFrom first Chinese segment
     * @param chineseEnd one past the last
     * @param englishFrom first English segment
     * @param englishEnd one past the last
     */
    public record Slice(int chineseFrom, int chineseEnd, int englishFrom, int englishEnd) implements Serializable {
        public Slice {
            if (chineseFrom < 0 || chineseEnd < chineseFrom || englishFrom < 0 || englishEnd < englishFrom) {
                throw new IllegalArgumentException("a slice must start at 0 or later and not end before its start: "
                        + chineseFrom + " to " + chineseEnd + ", " + englishFrom + " to " + englishEnd);
            }
        }

        /** Returns the slice that covers two texts. */
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

        /** Returns the beads of this slice with the indices of the whole texts. */
        public List<Bead> inWhole(List<Bead> beads) {
            return beads.stream()
                    .map(bead -> bead.moved(chineseFrom, englishFrom))
                    .toList();
        }

        /** Returns whether this slice begins at the end of another. */
        boolean follows(Slice other) {
            return chineseFrom == other.chineseEnd && englishFrom == other.englishEnd;
        }

        /** Returns the two parts before and after a boundary. */
        List<Slice> cut(HardBoundaries.Gate gate) {
            return List.of(
                    new Slice(chineseFrom, gate.chinese(), englishFrom, gate.english()),
                    new Slice(gate.chinese(), chineseEnd, gate.english(), englishEnd));
        }
    }

    /** Reads windows of two long texts, which may be in files. Thread-safe; always returns the same segments. */
    public interface Sentences {
        int chineseSize();

        int englishSize();

        /** Returns Chinese segments {@code from} to {@code end - 1}. */
        List<Segment> chinese(int from, int end);

        /** Returns English segments {@code from} to {@code end - 1}. */
        List<Segment> english(int from, int end);

        /**
         * Returns the amount of text before a Chinese segment, in characters or another unit, such as the bytes of a
         * file. Each side may have its own unit. The amount never decreases from segment to segment.
         *
         * @param segment 0 to {@link #chineseSize}
         */
        long chineseBefore(int segment);

        /**
         * Returns the amount of text before an English segment; see {@link #chineseBefore}.
         *
         * @param segment 0 to {@link #englishSize}
         */
        long englishBefore(int segment);
    }

    /** Holds two texts in memory. Immutable and thread-safe. */
    public static final class TextSentences implements Sentences {
        private final Text chinese;
        private final Text english;
        private final long[] chineseBefore;
        private final long[] englishBefore;

        public TextSentences(Text chinese, Text english) {
            this.chinese = chinese;
            this.english = english;
            chineseBefore = before(chinese);
            englishBefore = before(english);
        }

        private static long[] before(Text text) {
            long[] before = new long[text.segments().size() + 1];
            for (int k = 1; k < before.length; k++) {
                before[k] = before[k - 1] + text.segments().get(k - 1).text().length();
            }
            return before;
        }

        /** Returns the texts of a slice, for a separate alignment. */
        public TextPair pair(Slice slice) {
            return new TextPair(
                    new Text(chinese.name(), chinese.language(), chinese(slice.chineseFrom(), slice.chineseEnd())),
                    new Text(english.name(), english.language(), english(slice.englishFrom(), slice.englishEnd())));
        }

        @Override
        public int chineseSize() {
            return chinese.segments().size();
        }

        @Override
        public int englishSize() {
            return english.segments().size();
        }

        @Override
        public List<Segment> chinese(int from, int end) {
            return chinese.segments().subList(from, end);
        }

        @Override
        public List<Segment> english(int from, int end) {
            return english.segments().subList(from, end);
        }

        @Override
        public long chineseBefore(int segment) {
            return chineseBefore[segment];
        }

        @Override
        public long englishBefore(int segment) {
            return englishBefore[segment];
        }
    }
}
