package duiqi.align;

/**
 * Rows of a translation table, cut down to the stems near one stretch of the texts. Common Chinese tokens have the longest rows
 * and recur in nearly every segment, so their rows are cut once for a stretch and not read whole each time. Not thread-safe.
 */
final class NearRows {
    private final TranslationTable table;
    private final StemWindow near;
    private final Row[] rows;

    /** By token: which state of {@code near} its row was cut for, counted from 1. */
    private final int[] cutFor;

    private int state = 1;

    /**
     * @param stems in increasing order
     * @param forward for each of the stems the ratio of {@link TranslationTable#forward}
     * @param backward for each of the stems the ratio of {@link TranslationTable#backward}
     */
    record Row(int[] stems, float[] forward, float[] backward) {}

    /**
     * @param tokens number of Chinese tokens
     * @param near the stems to keep; {@link #clear} must be called when they change
     */
    NearRows(TranslationTable table, int tokens, StemWindow near) {
        this.table = table;
        this.near = near;
        rows = new Row[tokens];
        cutFor = new int[tokens];
    }

    /** Forgets the rows that were cut. */
    void clear() {
        state++;
    }

    Row row(int token) {
        if (cutFor[token] != state) {
            rows[token] = cut(token);
            cutFor[token] = state;
        }
        return rows[token];
    }

    private Row cut(int token) {
        int[] stems = table.stems(token);
        int[] kept = new int[stems.length];
        int count = 0;
        for (int k = 0; k < stems.length; k++) {
            if (near.find(stems[k]) != StemWindow.ABSENT) {
                kept[count++] = k;
            }
        }
        int[] few = new int[count];
        float[] forward = new float[count];
        float[] backward = new float[count];
        for (int k = 0; k < count; k++) {
            few[k] = stems[kept[k]];
            forward[k] = table.forward(token)[kept[k]];
            backward[k] = table.backward(token)[kept[k]];
        }
        return new Row(few, forward, backward);
    }
}
