package duiqi.align;

/**
 * Reads the tables for the Chinese segments of a block, each against the English ones in its row of the band. Common tokens
 * recur in nearly every segment, so the tables are cut down for a block once. Not thread-safe.
 */
final class RowReader {
    private final TokenizedPair pair;
    private final Band band;
    private final int[] stemOffsets;
    private final float[] wordWeights;
    private final float[] characterWeights;
    private final float[] stemWeights;

    /** Stems of the block at hand, and what the tables say of them. */
    private final StemWindow near;

    private final NearRows wordRows;
    private final NearRows characterRows;

    /** Stems that the row at hand is compared with. */
    private final StemWindow window;

    private final StemIndex scatter;

    /**
     * @param stemOffsets by English segment: number of tokens before it
     */
    RowReader(TokenizedPair pair, Band band, int[] stemOffsets, TranslationTable words, TranslationTable characters) {
        this.pair = pair;
        this.band = band;
        this.stemOffsets = stemOffsets;
        wordWeights = TokenWeights.chinese(pair.words());
        characterWeights = TokenWeights.chinese(pair.characters());
        stemWeights = TokenWeights.english(pair.stems());
        near = new StemWindow(pair.stems());
        wordRows = new NearRows(words, pair.words().size(), near);
        characterRows = new NearRows(characters, pair.characters().size(), near);
        window = new StemWindow(pair.stems());
        scatter = new StemIndex(window);
    }

    /** The rows of Chinese segments {@code from} to {@code end - 1}. */
    PairScores.Row[] rows(int from, int end) {
        near.move(band.first(from), band.end(end - 1));
        wordRows.clear();
        characterRows.clear();
        PairScores.Row[] rows = new PairScores.Row[end - from];
        for (int i = from; i < end; i++) {
            rows[i - from] = row(i);
        }
        return rows;
    }

    private PairScores.Row row(int i) {
        int first = band.first(i);
        int end = band.end(i);
        int stems = stemOffsets[end] - stemOffsets[first];
        int[] words = pair.words().tokens(i);
        int[] characters = pair.characters().tokens(i);
        PairScores.Row row = new PairScores.Row(
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
