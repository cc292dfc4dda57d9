package duiqi.align;

import java.util.Arrays;

/** Expected counts of one Chinese token at a time, spread out by stem. */
final class ExpectedRow {
    private final float[] forward;
    private final float[] backward;
    private final int[] touched;
    private final boolean[] isTouched;
    private int touchedCount;

    /** Takes the row of a token. */
    @FunctionalInterface
    interface Receiver {
        /**
         * Takes one row.
         *
         * @param stems those that the token expects anything of, in increasing order
         * @param forward by stem: how often the token is expected to have made it; lent for this call
         * @param backward by stem: how often it is expected to have made the token; lent for this call
         */
        void row(int token, int[] stems, float[] forward, float[] backward);
    }

    ExpectedRow(int stems) {
        forward = new float[stems];
        backward = new float[stems];
        touched = new int[stems];
        isTouched = new boolean[stems];
    }

    void add(int stem, float to, float from) {
        if (to > 0 || from > 0) {
            if (!isTouched[stem]) {
                isTouched[stem] = true;
                touched[touchedCount++] = stem;
            }
            forward[stem] += to;
            backward[stem] += from;
        }
    }

    /** Hands over what was added for a token, and forgets it. */
    void finish(int token, Receiver rows) {
        int[] stems = Arrays.copyOf(touched, touchedCount);
        Arrays.sort(stems);
        rows.row(token, stems, forward, backward);
        for (int stem : stems) {
            forward[stem] = 0;
            backward[stem] = 0;
            isTouched[stem] = false;
        }
        touchedCount = 0;
    }
}
