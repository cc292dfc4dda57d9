package duiqi.align;

import java.io.Serializable;
import java.util.List;

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

    /** All of two texts. */
    public static Slice whole(Sentences sentences) {
        return new Slice(0, sentences.chineseSize(), 0, sentences.englishSize());
    }

    /** Number of Chinese segments. */
    public int chineseSize() {
        return chineseEnd - chineseFrom;
    }

    /** Number of English segments. */
    public int englishSize() {
        return englishEnd - englishFrom;
    }

    /** Number of segments of the longer side. */
    public int size() {
        return Math.max(chineseSize(), englishSize());
    }

    /** The beads of this slice in the numbers of the whole. */
    public List<Bead> inWhole(List<Bead> beads) {
        return beads.stream().map(bead -> bead.moved(chineseFrom, englishFrom)).toList();
    }

    /** Whether it begins where another ends. */
    boolean follows(Slice other) {
        return chineseFrom == other.chineseEnd && englishFrom == other.englishEnd;
    }

    /** The two parts before and behind a boundary. */
    List<Slice> cut(HardBoundaries.Gate gate) {
        return List.of(
                new Slice(chineseFrom, gate.chinese(), englishFrom, gate.english()),
                new Slice(gate.chinese(), chineseEnd, gate.english(), englishEnd));
    }
}
