package duiqi.align;

import duiqi.text.Segment;
import java.util.List;

/**
 * Two long texts of which only windows are looked at, so that they may lie in files. Safe for threads; gives the same at any
 * time.
 */
public interface Sentences {
    /** Number of Chinese segments. */
    int chineseSize();

    /** Number of English segments. */
    int englishSize();

    /** Chinese segments {@code from} to {@code end - 1}. */
    List<Segment> chinese(int from, int end);

    /** English segments {@code from} to {@code end - 1}. */
    List<Segment> english(int from, int end);

    /**
     * How much text stands before a Chinese segment, in characters or any other unit of its own for each side, as the bytes of a
     * file; never less than before the segment before.
     *
     * @param segment 0 to {@link #chineseSize}
     */
    long chineseBefore(int segment);

    /**
     * The same of an English segment.
     *
     * @param segment 0 to {@link #englishSize}
     */
    long englishBefore(int segment);
}
