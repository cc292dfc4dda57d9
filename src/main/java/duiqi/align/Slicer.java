package duiqi.align;

import duiqi.lexicon.Lexicon;
import java.io.Serializable;
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

    /** Where to look, as shares of the part before the place wanted and of the part behind it: farther away each time. */
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

    /** What cutting begins with. */
    public Part whole(Sentences sentences) {
        Slice whole = Slice.whole(sentences);
        return new Part(whole, isTooLong(whole));
    }

    /** One step: what becomes of a part, which is itself or two. Parts may be cut side by side. */
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
     * A stretch in two; itself alone if it is short enough, or has no certain cut.
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
}
