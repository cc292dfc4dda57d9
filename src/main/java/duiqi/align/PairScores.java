package duiqi.align;

import java.util.Arrays;

/**
 * How strongly each token of one segment is expected from each segment of the other side, for the pairs of segments inside a
 * band. Computed row by row, a row for each Chinese segment, as a sweep over the band asks for them; only the last rows are
 * kept, so that memory follows the width of the band and not the length of the texts. Not thread-safe.
 */
final class PairScores {
    /** Rows kept: more than the largest bead has Chinese segments. */
    private static final int KEPT = 32;

    private final TokenizedPair pair;
    private final Band band;
    private final TranslationTable wordTable;
    private final TranslationTable characterTable;
    private final float[] wordWeights;
    private final float[] characterWeights;
    private final float[] stemWeights;
    private final int[] stemOffsets;
    private final Row[] rows = new Row[KEPT];

    private final Scatter scatter;

    /**
     * One Chinese segment against the English segments {@code first} to {@code end - 1}.
     *
     * @param segment the Chinese segment
     * @param wordForward by English token from the first of {@code first} on: sum over the Chinese words of weight times ratio
     * @param characterForward the same over the Chinese characters
     * @param wordBackward for each English segment, by Chinese word: sum over the English stems of weight times ratio
     * @param characterBackward the same by Chinese character
     */
    record Row(
            int segment,
            int first,
            int end,
            float[] wordForward,
            float[] characterForward,
            float[] wordBackward,
            float[] characterBackward) {}

    PairScores(TokenizedPair pair, Band band, TranslationTable words, TranslationTable characters) {
        this.pair = pair;
        this.band = band;
        wordTable = words;
        characterTable = characters;
        wordWeights = TokenWeights.chinese(pair.words());
        characterWeights = TokenWeights.chinese(pair.characters());
        stemWeights = TokenWeights.english(pair.stems());
        stemOffsets = new int[pair.englishSize() + 1];
        for (int j = 0; j < pair.englishSize(); j++) {
            stemOffsets[j + 1] = stemOffsets[j] + pair.stems().tokens(j).length;
        }
        scatter = new Scatter(pair.stems().size());
    }

    Band band() {
        return band;
    }

    /** Number of English tokens before an English segment. */
    int stemOffset(int j) {
        return stemOffsets[j];
    }

    /** The row of a Chinese segment. */
    Row row(int i) {
        Row known = rows[i % KEPT];
        if (known != null && known.segment() == i) {
            return known;
        }
        Row row = compute(i);
        rows[i % KEPT] = row;
        return row;
    }

    /** Whether all pairs of segments of a bead lie in the band and none is blank: nothing renders an empty line. */
    boolean covers(int i, int n, int j, int m) {
        for (int k = i; k < i + n; k++) {
            if (j < band.first(k) || j + m > band.end(k) || pair.isBlankChinese(k)) {
                return false;
            }
        }
        for (int k = j; k < j + m; k++) {
            if (pair.isBlankEnglish(k)) {
                return false;
            }
        }
        return true;
    }

    private Row compute(int i) {
        int first = band.first(i);
        int end = band.end(i);
        int stems = stemOffsets[end] - stemOffsets[first];
        int[] words = pair.words().tokens(i);
        int[] characters = pair.characters().tokens(i);
        Row row = new Row(
                i,
                first,
                end,
                new float[stems],
                new float[stems],
                new float[words.length * (end - first)],
                new float[characters.length * (end - first)]);
        fill(words, wordTable, wordWeights, first, end, row.wordForward(), row.wordBackward());
        fill(characters, characterTable, characterWeights, first, end, row.characterForward(), row.characterBackward());
        return row;
    }

    private void fill(
            int[] chinese,
            TranslationTable table,
            float[] weights,
            int first,
            int end,
            float[] forward,
            float[] backward) {
        scatter.load(chinese, table, weights);
        int place = 0;
        for (int j = first; j < end; j++) {
            int offset = (j - first) * chinese.length;
            for (int stem : pair.stems().tokens(j)) {
                forward[place++] = scatter.forward(stem);
                scatter.addBackward(stem, stemWeights[stem], backward, offset);
            }
        }
    }

    /** The table rows of one Chinese segment, turned round so that they can be read by stem. */
    private static final class Scatter {
        private final float[] forward;
        private final int[] heads;
        private int[] next = new int[256];
        private int[] places = new int[256];
        private float[] ratios = new float[256];
        private int[] touched = new int[256];
        private int links;
        private int touchedCount;

        Scatter(int stems) {
            forward = new float[stems];
            heads = new int[stems];
            Arrays.fill(heads, -1);
        }

        void load(int[] chinese, TranslationTable table, float[] weights) {
            for (int k = 0; k < touchedCount; k++) {
                forward[touched[k]] = 0;
                heads[touched[k]] = -1;
            }
            touchedCount = 0;
            links = 0;
            for (int place = 0; place < chinese.length; place++) {
                int token = chinese[place];
                int[] stems = table.stems(token);
                float[] to = table.forward(token);
                float[] from = table.backward(token);
                for (int k = 0; k < stems.length; k++) {
                    link(stems[k], place, weights[token] * to[k], from[k]);
                }
            }
        }

        private void link(int stem, int place, float to, float from) {
            if (links == next.length) {
                next = Arrays.copyOf(next, links * 2);
                places = Arrays.copyOf(places, links * 2);
                ratios = Arrays.copyOf(ratios, links * 2);
                touched = Arrays.copyOf(touched, links * 2);
            }
            if (heads[stem] < 0) {
                touched[touchedCount++] = stem;
            }
            forward[stem] += to;
            places[links] = place;
            ratios[links] = from;
            next[links] = heads[stem];
            heads[stem] = links++;
        }

        float forward(int stem) {
            return forward[stem];
        }

        void addBackward(int stem, float weight, float[] sums, int offset) {
            for (int k = heads[stem]; k >= 0; k = next[k]) {
                sums[offset + places[k]] += weight * ratios[k];
            }
        }
    }
}
