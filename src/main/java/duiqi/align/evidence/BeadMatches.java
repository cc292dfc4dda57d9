package duiqi.align.evidence;

import duiqi.align.learn.TokenView;
import duiqi.align.learn.TokenizedPair;
import duiqi.align.learn.Translations.TranslationTable;
import java.util.Arrays;

/**
 * Lists the matches of a bead: Chinese tokens and English stems that may translate each other. The arrays belong to the
 * finder and may be longer than the number of matches. Do not change them. They are valid until the finder is used
 * again.
 *
 * @param chinese tokens of the Chinese side
 * @param english stems of the English side
 * @param size number of matches
 * @param chineseIndex by match: index of its token in {@code chinese}
 * @param englishIndex by match: index of its stem in {@code english}
 * @param forward by match: t(stem | token) / p(stem)
 * @param backward by match: t(token | stem) / p(token)
 */
public record BeadMatches(
        TokenView.Run chinese,
        TokenView.Run english,
        int size,
        int[] chineseIndex,
        int[] englishIndex,
        float[] forward,
        float[] backward) {
    /** Smallest ratio of a match. */
    public static final float MIN_RATIO = 0.3f;

    int token(int match) {
        return chinese.tokens()[chineseIndex[match]];
    }

    /** Returns the number of the stem of a match. */
    public int stem(int match) {
        return english.tokens()[englishIndex[match]];
    }

    /** Returns the weight of a match by the relative positions of its ends. */
    float nearness(int match) {
        return TokenView.Run.nearness(chinese.places()[chineseIndex[match]], english.places()[englishIndex[match]]);
    }

    /** Finds the matches of beads by a translation table. Not thread-safe. */
    public static final class Finder {
        /** English segments before and after the first segment of a bead whose stems are kept. */
        private static final int BEHIND = 12;

        private static final int AHEAD = 36;

        private final TokenizedPair pair;
        private final TokenView view;
        /**
         * By number of a near stem: its first index on the current English side. The array {@code next} holds by index
         * the next index of the same stem.
         */
        private int[] heads = new int[0];

        /**
         * Stems of the English segments near the last bead, and the rows of the table cut to them. Neighbouring beads read the same rows, and a whole row of a common token has thousands of stems.
         */
        private final RowReader.StemWindow near;

        private final RowReader.NearRows rows;

        private int[] next = new int[64];
        private int size;
        private int[] chineseIndex = new int[64];
        private int[] englishIndex = new int[64];
        private float[] forward = new float[64];
        private float[] backward = new float[64];

        /**
         * Creates a finder.
         *
         * @param view view of the Chinese side that the table describes
         */
        public Finder(TokenizedPair pair, TokenView view, TranslationTable table) {
            this.pair = pair;
            this.view = view;
            near = new RowReader.StemWindow(pair.stems());
            rows = new RowReader.NearRows(table, view.size(), near);
        }

        /**
         * Returns the matches of {@code n} Chinese segments from {@code i} on and {@code m} English segments from
         * {@code j} on.
         */
        public BeadMatches find(int i, int n, int j, int m) {
            return find(pair.chineseRun(view, i, n), pair.englishRun(j, m), j, m);
        }

        /** Returns the matches of the tokens of a bead whose English side has {@code m} segments from {@code j} on. */
        BeadMatches find(TokenView.Run chinese, TokenView.Run english, int j, int m) {
            if (!near.contains(j, j + m)) {
                near.move(Math.max(0, j - BEHIND), Math.min(pair.englishSize(), Math.max(j + m, j + AHEAD)));
                rows.clear();
                heads = heads.length < near.size() ? new int[near.size()] : heads;
                Arrays.fill(heads, -1);
            }
            match(chinese.tokens(), english.tokens());
            return new BeadMatches(chinese, english, size, chineseIndex, englishIndex, forward, backward);
        }

        private void match(int[] chinese, int[] english) {
            size = 0;
            if (next.length < english.length) {
                next = new int[english.length * 2];
            }
            for (int b = english.length - 1; b >= 0; b--) {
                int number = near.find(english[b]);
                next[b] = heads[number];
                heads[number] = b;
            }
            for (int a = 0; a < chinese.length; a++) {
                RowReader.NearRows.Row row = rows.row(chinese[a]);
                int[] numbers = row.numbers();
                for (int k = 0; k < numbers.length; k++) {
                    // Checked first, because most stems of a row are not in the bead.
                    int head = heads[numbers[k]];
                    if (head >= 0 && (row.forward()[k] >= MIN_RATIO || row.backward()[k] >= MIN_RATIO)) {
                        for (int b = head; b >= 0; b = next[b]) {
                            add(a, b, row.forward()[k], row.backward()[k]);
                        }
                    }
                }
            }
            for (int stem : english) {
                heads[near.find(stem)] = -1;
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
    }
}
