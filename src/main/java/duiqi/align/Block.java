package duiqi.align;

import java.util.Random;

/** Paragraphs as noise takes them: three to eight beads or sentences, each length as often as another. */
final class Block {
    /** The mean of the lengths. */
    static final double MEAN = 5.5;

    private static final int SHORTEST = 3;
    private static final int LONGEST = 8;

    private Block() {}

    static int length(Random random) {
        return SHORTEST + random.nextInt(LONGEST - SHORTEST + 1);
    }

    /**
     * How often something must start, so that what it covers has a share of the whole: with s the probability and l the length,
     * the share is s l / (s l + 1 - s).
     */
    static double start(double share, double length) {
        return share / (length * (1 - share) + share);
    }
}
