package duiqi.align;

import java.util.ArrayList;
import java.util.List;

/**
 * The bead types that a path may be made of: single segments left out, one to ten English segments for one Chinese, up to six
 * Chinese for one English, and small many-to-many groups. An English sentence is often split where the Chinese one runs on,
 * seldom the other way, hence the lopsidedness. Immutable.
 *
 * @param types the types
 */
public record BeadShapes(List<BeadType> types) {
    static final int MAX_ENGLISH = 10;
    static final int MAX_CHINESE = 6;
    private static final int MAX_MANY_CHINESE = 4;
    private static final int MAX_MANY_ENGLISH = 6;
    private static final int MAX_MANY_TOGETHER = 8;
    private static final int MAX_BLOCK_LENGTH = 8;

    private static final BeadShapes STANDARD = new BeadShapes(all());

    public BeadShapes {
        types = List.copyOf(types);
    }

    /** All that are worth trying. */
    public static BeadShapes standard() {
        return STANDARD;
    }

    /**
     * Those of them that have no more segments on either side than the given type. Segments can always be left out.
     *
     * @throws IllegalArgumentException if the type has an empty side, so that nothing could be paired
     */
    public static BeadShapes upTo(BeadType largest) {
        if (largest.isNull()) {
            throw new IllegalArgumentException("a pair has a segment on each side at least, not " + largest);
        }
        return new BeadShapes(STANDARD.types().stream()
                .filter(type ->
                        type.isNull() || (type.sources() <= largest.sources() && type.targets() <= largest.targets()))
                .toList());
    }

    private static List<BeadType> all() {
        List<BeadType> shapes = new ArrayList<>(List.of(new BeadType(1, 0), new BeadType(0, 1)));
        for (int n = 1; n <= MAX_CHINESE; n++) {
            for (int m = 1; m <= MAX_ENGLISH; m++) {
                boolean many = n <= MAX_MANY_CHINESE && m <= MAX_MANY_ENGLISH && n + m <= MAX_MANY_TOGETHER;
                if (n == 1 || m == 1 || many) {
                    shapes.add(new BeadType(n, m));
                }
            }
        }
        for (int k = 2; k <= MAX_BLOCK_LENGTH; k++) {
            shapes.add(new BeadType(k, 0));
            shapes.add(new BeadType(0, k));
        }
        return shapes;
    }
}
