package duiqi.align;

import java.util.List;

/**
 * Whether what looks like page furniture on one side faces as much of it on the other. Where it does not, as when only one of
 * the documents was read with its page headers, it belongs to no bead. Only the difference between the sides counts, so titles,
 * refrains and notes that both texts have still pair.
 */
final class FurnitureEvidence implements Evidence {
    private final FurnitureCounts furniture;

    FurnitureEvidence(FurnitureCounts furniture) {
        this.furniture = furniture;
    }

    /** In the order of the looks. */
    @Override
    public List<String> features() {
        return List.of("numbered line against none", "repeated line against none", "note against none");
    }

    @Override
    public void measure(int i, int n, int j, int m, double[] values, int at) {
        if (n == 0 || m == 0) {
            return;
        }
        for (int look = 0; look < FurnitureCounts.LOOKS; look++) {
            values[at + look] = -Math.abs(furniture.surplus(look, i, n, j, m));
        }
    }
}
