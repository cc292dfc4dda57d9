package duiqi.align;

import java.util.Arrays;

/**
 * Which tokens of a bead's Chinese side match which stems of its English side, and how far along their sides they stand. Kept
 * for the bead last asked for, since several kinds of evidence look at the same bead. Not thread-safe.
 */
final class BeadMatches {
    /** Ratios below this are no matches. */
    private static final float MIN_RATIO = 0.3f;

    private final TokenizedPair pair;
    private final TokenView view;
    private final TranslationTable table;
    private final int[] heads;
    private int[] next = new int[64];

    private int lastI = -1;
    private int lastN = -1;
    private int lastJ = -1;
    private int lastM = -1;

    private int[] chinese = new int[0];
    private int[] english = new int[0];
    private float[] chinesePlaces = new float[0];
    private float[] englishPlaces = new float[0];
    private int size;
    private int[] chineseIndex = new int[64];
    private int[] englishIndex = new int[64];
    private float[] forward = new float[64];
    private float[] backward = new float[64];

    /**
     * @param chinese the view of the Chinese side that the table speaks of
     */
    BeadMatches(TokenizedPair pair, TokenView chinese, TranslationTable table) {
        this.pair = pair;
        view = chinese;
        this.table = table;
        heads = new int[pair.stems().size()];
        Arrays.fill(heads, -1);
    }

    /** Finds the matches of a bead; the other methods then speak of them. */
    BeadMatches of(int i, int n, int j, int m) {
        if (i == lastI && n == lastN && j == lastJ && m == lastM) {
            return this;
        }
        lastI = i;
        lastN = n;
        lastJ = j;
        lastM = m;
        chinese = tokens(view, i, n);
        english = tokens(pair.stems(), j, m);
        chinesePlaces = places(pair, view, i, n, true);
        englishPlaces = places(pair, pair.stems(), j, m, false);
        match();
        return this;
    }

    /** The tokens of some segments, one after the other. */
    static int[] tokens(TokenView view, int from, int count) {
        int[] all = new int[0];
        for (int k = from; k < from + count; k++) {
            int[] row = view.tokens(k);
            int size = all.length;
            all = Arrays.copyOf(all, size + row.length);
            System.arraycopy(row, 0, all, size, row.length);
        }
        return all;
    }

    /** For each token of one side how far along the side it starts, from 0 to 1. */
    static float[] places(TokenizedPair pair, TokenView view, int from, int count, boolean isChinese) {
        float total = 0;
        int tokens = 0;
        for (int k = from; k < from + count; k++) {
            total += length(pair, k, isChinese);
            tokens += view.starts(k).length;
        }
        float[] places = new float[tokens];
        float before = 0;
        int place = 0;
        for (int k = from; k < from + count; k++) {
            for (int start : view.starts(k)) {
                places[place++] = Math.min(1, (before + start + 0.5f) / total);
            }
            before += length(pair, k, isChinese);
        }
        return places;
    }

    private static int length(TokenizedPair pair, int segment, boolean isChinese) {
        return 1
                + (isChinese ? pair.chinese(segment) : pair.english(segment))
                        .text()
                        .length();
    }

    private void match() {
        size = 0;
        if (next.length < english.length) {
            next = new int[english.length * 2];
        }
        for (int b = english.length - 1; b >= 0; b--) {
            next[b] = heads[english[b]];
            heads[english[b]] = b;
        }
        for (int a = 0; a < chinese.length; a++) {
            int[] stems = table.stems(chinese[a]);
            float[] to = table.forward(chinese[a]);
            float[] from = table.backward(chinese[a]);
            for (int k = 0; k < stems.length; k++) {
                // Most stems of a row are not in the bead, so this is asked first.
                int head = heads[stems[k]];
                if (head >= 0 && (to[k] >= MIN_RATIO || from[k] >= MIN_RATIO)) {
                    for (int b = head; b >= 0; b = next[b]) {
                        add(a, b, to[k], from[k]);
                    }
                }
            }
        }
        for (int stem : english) {
            heads[stem] = -1;
        }
    }

    private void add(int a, int b, float to, float from) {
        if (size == chineseIndex.length) {
            chineseIndex = Arrays.copyOf(chineseIndex, size * 2);
            englishIndex = Arrays.copyOf(englishIndex, size * 2);
            forward = Arrays.copyOf(forward, size * 2);
            backward = Arrays.copyOf(backward, size * 2);
        }
        chineseIndex[size] = a;
        englishIndex[size] = b;
        forward[size] = to;
        backward[size++] = from;
    }

    /** Number of matches. */
    int size() {
        return size;
    }

    /** Number of Chinese tokens of the bead. */
    int chineseSize() {
        return chinese.length;
    }

    /** Number of English stems of the bead. */
    int englishSize() {
        return english.length;
    }

    /** The token number of the bead's Chinese token {@code a}. */
    int chineseToken(int a) {
        return chinese[a];
    }

    /** The token number of the bead's English stem {@code b}. */
    int englishToken(int b) {
        return english[b];
    }

    float chinesePlace(int a) {
        return chinesePlaces[a];
    }

    float englishPlace(int b) {
        return englishPlaces[b];
    }

    /** Index in the bead of the Chinese token of a match. */
    int chineseIndex(int match) {
        return chineseIndex[match];
    }

    /** Index in the bead of the English stem of a match. */
    int englishIndex(int match) {
        return englishIndex[match];
    }

    /** t(stem | token) / p(stem). */
    float forward(int match) {
        return forward[match];
    }

    /** t(token | stem) / p(token). */
    float backward(int match) {
        return backward[match];
    }

    /** How far apart along their sides the ends of a match are, 0 to 1. */
    float distance(int match) {
        return Math.abs(chinesePlaces[chineseIndex[match]] - englishPlaces[englishIndex[match]]);
    }
}
