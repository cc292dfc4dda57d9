package duiqi.align.evidence;

import duiqi.align.learn.TokenView;
import duiqi.align.learn.TokenizedPair;
import duiqi.align.learn.TranslationTable;
import java.util.Arrays;

/**
 * Lists the matches of a bead: Chinese tokens and English stems that may translate each other. Do not change the
 * arrays.
 *
 * @param chinese tokens of the Chinese side
 * @param english stems of the English side
 * @param chineseIndex by match: index of its token in {@code chinese}
 * @param englishIndex by match: index of its stem in {@code english}
 * @param forward by match: t(stem | token) / p(stem)
 * @param backward by match: t(token | stem) / p(token)
 */
public record BeadMatches(
        TokenView.Run chinese,
        TokenView.Run english,
        int[] chineseIndex,
        int[] englishIndex,
        float[] forward,
        float[] backward) {
    /** Smallest ratio of a match. */
    public static final float MIN_RATIO = 0.3f;

    /** Returns the number of matches. */
    public int size() {
        return forward.length;
    }

    /** Returns the number of the Chinese token of a match. */
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
        private final TokenizedPair pair;
        private final TokenView view;
        private final TranslationTable table;

        /**
         * By stem: its first index on the current English side. The array {@code next} holds by index the next index of
         * the same stem.
         */
        private final int[] heads;

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
            this.table = table;
            heads = new int[pair.stems().size()];
            Arrays.fill(heads, -1);
        }

        /**
         * Returns the matches of {@code n} Chinese segments from {@code i} on and {@code m} English segments from
         * {@code j} on.
         */
        public BeadMatches find(int i, int n, int j, int m) {
            TokenView.Run chinese = pair.chineseRun(view, i, n);
            TokenView.Run english = pair.englishRun(j, m);
            match(chinese.tokens(), english.tokens());
            return new BeadMatches(
                    chinese,
                    english,
                    Arrays.copyOf(chineseIndex, size),
                    Arrays.copyOf(englishIndex, size),
                    Arrays.copyOf(forward, size),
                    Arrays.copyOf(backward, size));
        }

        private void match(int[] chinese, int[] english) {
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
                    // Checked first, because most stems of a row are not in the bead.
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
    }
}
