package duiqi.align;

import java.util.Random;

/** ParagraphNoise as noise takes them: three to eight beads or sentences, each length as often as another. */
final class Block {
    /** The mean of the lengths. */
    static final double MEAN = 5.5;

    private static final int MIN_LENGTH = 3;
    private static final int MAX_LENGTH = 8;

    private Block() {}

    static int length(Random random) {
        return MIN_LENGTH + random.nextInt(MAX_LENGTH - MIN_LENGTH + 1);
    }

    /**
     * How often something must start, so that what it covers has a share of the whole: with s the probability and l the length,
     * the share is s l / (s l + 1 - s).
     */
    static double start(double share, double length) {
        return share / (length * (1 - share) + share);
    }
}
