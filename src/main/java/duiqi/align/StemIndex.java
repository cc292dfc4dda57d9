package duiqi.align;

import java.util.Arrays;

/**
 * The table rows of the tokens of one Chinese segment, turned round so that they can be read by stem: as far as the stems occur
 * in a {@link StemWindow}. Not thread-safe.
 */
final class StemIndex {
    private static final int NONE = -1;

    private final StemWindow window;

    /** By number of a stem in the window: the sum over the tokens, and the first of the links below. */
    private float[] forward = new float[256];

    private int[] heads = new int[256];

    /** A link says what one Chinese token and one stem mean to each other. */
    private int[] next = new int[256];

    private int[] places = new int[256];
    private float[] ratios = new float[256];
    private int links;

    StemIndex(StemWindow window) {
        this.window = window;
    }

    /** Reads the rows of some tokens, for the stems that are in the window now. */
    void load(int[] chinese, NearRows rows, float[] weights) {
        if (forward.length < window.size()) {
            forward = new float[window.size() * 2];
            heads = new int[window.size() * 2];
        }
        Arrays.fill(forward, 0, window.size(), 0);
        Arrays.fill(heads, 0, window.size(), NONE);
        links = 0;
        for (int place = 0; place < chinese.length; place++) {
            int token = chinese[place];
            NearRows.Row row = rows.row(token);
            int[] stems = row.stems();
            for (int k = 0; k < stems.length; k++) {
                int number = window.find(stems[k]);
                if (number != StemWindow.ABSENT) {
                    forward[number] += weights[token] * row.forward()[k];
                    link(number, place, row.backward()[k]);
                }
            }
        }
    }

    private void link(int number, int place, float ratio) {
        if (links == next.length) {
            next = Arrays.copyOf(next, links * 2);
            places = Arrays.copyOf(places, links * 2);
            ratios = Arrays.copyOf(ratios, links * 2);
        }
        places[links] = place;
        ratios[links] = ratio;
        next[links] = heads[number];
        heads[number] = links++;
    }

    /** The sum over the Chinese tokens of weight times ratio for a stem. */
    float forward(int number) {
        return forward[number];
    }

    /** Adds to the sum of each Chinese token, from {@code offset} on, what a stem means to it. */
    void addBackward(int number, float weight, float[] sums, int offset) {
        for (int k = heads[number]; k != NONE; k = next[k]) {
            sums[offset + places[k]] += weight * ratios[k];
        }
    }
}
