package duiqi.align.evidence;

import duiqi.align.learn.TokenView;
import duiqi.align.learn.TokenizedPair;
import duiqi.align.learn.TranslationTable;
import duiqi.align.learn.Translations;
import java.util.Arrays;

/**
 * Reads the tables for the Chinese segments of a block and the English segments in their rows of the band. Common
 * tokens occur in nearly every segment, so their table rows are filtered once for a block. Not thread-safe.
 */
final class RowReader {
    private final TokenizedPair pair;
    private final Band band;
    private final int[] stemOffsets;
    private final float[] wordWeights;
    private final float[] characterWeights;
    private final float[] stemWeights;

    /** Stems of the current block, and the table rows filtered by them. */
    private final StemWindow near;

    private final NearRows wordRows;
    private final NearRows characterRows;

    /** Stems of the current row. */
    private final StemWindow window;

    private final StemIndex scatter;

    /**
     * Creates a reader.
     *
     * @param stemOffsets by English segment: number of tokens before it
     */
    RowReader(TokenizedPair pair, Band band, int[] stemOffsets, Translations.Tables tables) {
        this.pair = pair;
        this.band = band;
        this.stemOffsets = stemOffsets;
        wordWeights = pair.words().weights();
        characterWeights = pair.characters().weights();
        stemWeights = pair.stems().weights();
        near = new StemWindow(pair.stems());
        wordRows = new NearRows(tables.words(), pair.words().size(), near);
        characterRows = new NearRows(tables.characters(), pair.characters().size(), near);
        window = new StemWindow(pair.stems());
        scatter = new StemIndex(window);
    }

    /** Returns the rows of Chinese segments {@code from} to {@code end - 1}. */
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

    /**
     * Filters rows of a translation table by the stems near a stretch of the texts. Common Chinese tokens have the
     * longest rows and occur in nearly every segment, so their rows are filtered once for a stretch. Not thread-safe.
     */
    static final class NearRows {
        private final TranslationTable table;
        private final StemWindow near;
        private final Row[] rows;

        /** By token: version of {@code near} for which its row was filtered, counted from 1. */
        private final int[] cutFor;

        private int state = 1;

        /**
         * Holds a filtered row.
         *
         * @param stems stems in increasing order
         * @param forward for each of the stems the ratio of {@link TranslationTable#forward}
         * @param backward for each of the stems the ratio of {@link TranslationTable#backward}
         */
        record Row(int[] stems, float[] forward, float[] backward) {}

        /**
         * Creates a filter.
         *
         * @param tokens number of Chinese tokens
         * @param near stems to keep; call {@link #clear} after changing them
         */
        NearRows(TranslationTable table, int tokens, StemWindow near) {
            this.table = table;
            this.near = near;
            rows = new Row[tokens];
            cutFor = new int[tokens];
        }

        /** Discards the filtered rows. */
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

    /**
     * Inverts the table rows of the tokens of one Chinese segment so that they can be read by stem. Contains only stems
     * of a {@link StemWindow}. Not thread-safe.
     */
    private static final class StemIndex {
        private static final int NONE = -1;

        private final StemWindow window;

        /**
         * By number of a stem in the window: sum over the tokens. The array {@code heads} holds the first of its links
         * below.
         */
        private float[] forward = new float[256];

        private int[] heads = new int[256];

        /** A link connects one Chinese token with one stem. */
        private int[] next = new int[256];

        private int[] places = new int[256];
        private float[] ratios = new float[256];
        private int links;

        StemIndex(StemWindow window) {
            this.window = window;
        }

        /** Reads the rows of tokens for the current stems of the window. */
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

        /** Returns the sum over the Chinese tokens of weight times ratio for a stem. */
        float forward(int number) {
            return forward[number];
        }

        /** Adds weight times ratio of a stem to the sum of each Chinese token, from {@code offset} on. */
        void addBackward(int number, float weight, float[] sums, int offset) {
            for (int k = heads[number]; k != NONE; k = next[k]) {
                sums[offset + places[k]] += weight * ratios[k];
            }
        }
    }

    /**
     * Numbers the stems of neighbouring English segments in the order of their first occurrence.
     *
     * <p>A common Chinese token has thousands of stems in its table row, and only a few occur near any one segment.
     * Arrays by these numbers stay small, and one array access skips every other stem. Not thread-safe.
     */
    private static final class StemWindow {
        static final int ABSENT = -1;

        private final TokenView stems;

        /** By stem: its number in the window, or {@link #ABSENT}. */
        private final int[] numbers;

        /** By number in the window: the stem. */
        private int[] present = new int[256];

        private int size;
        private int[] tokens = new int[1024];
        private int tokenCount;

        StemWindow(TokenView stems) {
            this.stems = stems;
            numbers = new int[stems.size()];
            Arrays.fill(numbers, ABSENT);
        }

        /** Moves the window to the English segments {@code first} to {@code end - 1}. */
        void move(int first, int end) {
            for (int number = 0; number < size; number++) {
                numbers[present[number]] = ABSENT;
            }
            size = 0;
            tokenCount = 0;
            for (int j = first; j < end; j++) {
                for (int stem : stems.tokens(j)) {
                    if (tokenCount == tokens.length) {
                        tokens = Arrays.copyOf(tokens, tokenCount * 2);
                    }
                    tokens[tokenCount++] = number(stem);
                }
            }
        }

        private int number(int stem) {
            if (numbers[stem] == ABSENT) {
                if (size == present.length) {
                    present = Arrays.copyOf(present, size * 2);
                }
                present[size] = stem;
                numbers[stem] = size++;
            }
            return numbers[stem];
        }

        /** Returns the number of different stems. */
        int size() {
            return size;
        }

        /** Returns the number of a stem, or {@link #ABSENT}. */
        int find(int stem) {
            return numbers[stem];
        }

        /** Returns the number of the stem at a position, counted in tokens from the start of the first segment. */
        int at(int place) {
            return tokens[place];
        }
    }
}
