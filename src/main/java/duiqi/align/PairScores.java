package duiqi.align;

/**
 * How strongly each token of one segment is expected from each segment of the other side, for the pairs of segments inside a
 * band. Computed row by row, a row for each Chinese segment, as a sweep over the band asks for them; only the last rows are
 * kept, so that memory follows the width of the band and not the length of the texts. Not thread-safe.
 */
final class PairScores {
    /** Rows kept: more than the largest bead has Chinese segments. */
    private static final int KEPT = 32;

    /** Chinese segments for which the tables are cut down together. */
    private static final int STRETCH = 48;

    private final TokenizedPair pair;
    private final Band band;
    private final float[] wordWeights;
    private final float[] characterWeights;
    private final float[] stemWeights;
    private final int[] stemOffsets;
    private final Row[] known = new Row[KEPT];

    /** Stems of the stretch at hand, and what the tables say of them. */
    private final StemWindow near;

    private final NearRows wordRows;
    private final NearRows characterRows;
    private int stretch = -1;

    /** Stems that the row at hand is compared with. */
    private final StemWindow window;

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
        wordWeights = TokenWeights.chinese(pair.words());
        characterWeights = TokenWeights.chinese(pair.characters());
        stemWeights = TokenWeights.english(pair.stems());
        stemOffsets = new int[pair.englishSize() + 1];
        for (int j = 0; j < pair.englishSize(); j++) {
            stemOffsets[j + 1] = stemOffsets[j] + pair.stems().tokens(j).length;
        }
        near = new StemWindow(pair.stems());
        wordRows = new NearRows(words, pair.words().size(), near);
        characterRows = new NearRows(characters, pair.characters().size(), near);
        window = new StemWindow(pair.stems());
        scatter = new Scatter(window);
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
        Row kept = known[i % KEPT];
        if (kept != null && kept.segment() == i) {
            return kept;
        }
        Row row = compute(i);
        known[i % KEPT] = row;
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

    private void enter(int newStretch) {
        if (newStretch != stretch) {
            stretch = newStretch;
            int last = Math.min(pair.chineseSize(), (stretch + 1) * STRETCH) - 1;
            near.move(band.first(stretch * STRETCH), band.end(last));
            wordRows.clear();
            characterRows.clear();
        }
    }

    private Row compute(int i) {
        enter(i / STRETCH);
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
        window.move(first, end);
        fill(words, wordRows, wordWeights, first, end, row.wordForward(), row.wordBackward());
        fill(characters, characterRows, characterWeights, first, end, row.characterForward(), row.characterBackward());
        return row;
    }

    private void fill(
            int[] chinese, NearRows rows, float[] weights, int first, int end, float[] forward, float[] backward) {
        scatter.load(chinese, rows, weights);
        int place = 0;
        for (int j = first; j < end; j++) {
            int offset = (j - first) * chinese.length;
            for (int stem : pair.stems().tokens(j)) {
                int number = window.at(place);
                forward[place++] = scatter.forward(number);
                scatter.addBackward(number, stemWeights[stem], backward, offset);
            }
        }
    }
}
