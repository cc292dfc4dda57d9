package duiqi.align.evidence;

import duiqi.align.learn.TokenView;
import duiqi.align.learn.TokenizedPair;
import duiqi.align.learn.Translations;
import duiqi.align.learn.Translations.TranslationTable;
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

    private final StemIndex scatter;

    /** Number of tokens before the English segments of the current block. */
    private int nearOffset;

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
        scatter = new StemIndex(near);
    }

    /** Returns the rows of Chinese segments {@code from} to {@code end - 1}. */
    PairScores.Row[] rows(int from, int end) {
        near.move(band.first(from), band.end(end - 1));
        nearOffset = stemOffsets[band.first(from)];
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
        fill(words, wordRows, wordWeights, first, end, row.wordForward(), row.wordBackward());
        fill(characters, characterRows, characterWeights, first, end, row.characterForward(), row.characterBackward());
        return row;
    }

    private void fill(
            int[] chinese, NearRows rows, float[] weights, int first, int end, float[] forward, float[] backward) {
        int place = stemOffsets[first] - nearOffset;
        scatter.load(chinese, rows, weights, place, stemOffsets[end] - nearOffset);
        int token = 0;
        for (int j = first; j < end; j++) {
            int offset = (j - first) * chinese.length;
            for (int stem : pair.stems().tokens(j)) {
                int number = near.at(place++);
                forward[token++] = scatter.forward(number);
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

        /** Numbers of the stems that a cut keeps, and their places in the row. */
        private int[] numbers = new int[256];

        private int[] kept = new int[256];

        /**
         * Holds a filtered row.
         *
         * @param numbers numbers of the stems among those to keep, in the order of the stems
         * @param forward for each of the stems the ratio of {@link TranslationTable#forward}
         * @param backward for each of the stems the ratio of {@link TranslationTable#backward}
         */
        record Row(int[] numbers, float[] forward, float[] backward) {}

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
            if (numbers.length < stems.length) {
                numbers = new int[stems.length * 2];
                kept = new int[stems.length * 2];
            }
            int count = 0;
            for (int k = 0; k < stems.length; k++) {
                int number = near.find(stems[k]);
                if (number != StemWindow.ABSENT) {
                    numbers[count] = number;
                    kept[count++] = k;
                }
            }
            float[] forward = new float[count];
            float[] backward = new float[count];
            for (int k = 0; k < count; k++) {
                forward[k] = table.forward(token)[kept[k]];
                backward[k] = table.backward(token)[kept[k]];
            }
            return new Row(Arrays.copyOf(numbers, count), forward, backward);
        }
    }

    /**
     * Inverts the table rows of the tokens of one Chinese segment so that they can be read by stem. Contains only the
     * stems of one row of the band. Not thread-safe.
     */
    private static final class StemIndex {
        private static final int NONE = -1;

        private final StemWindow near;

        /**
         * By number of a stem near the block: sum over the tokens. The array {@code heads} holds the first of its links
         * below, and {@code loadedFor} the last load whose row of the band contains it.
         */
        private float[] forward = new float[256];

        private int[] heads = new int[256];
        private int[] loadedFor = new int[256];
        private int loads;

        /** A link connects one Chinese token with one stem. */
        private int[] next = new int[256];

        private int[] places = new int[256];
        private float[] ratios = new float[256];
        private int links;

        StemIndex(StemWindow near) {
            this.near = near;
        }

        /** Reads the rows of tokens for the stems at places {@code from} to {@code end - 1} of the block. */
        void load(int[] chinese, NearRows rows, float[] weights, int from, int end) {
            if (forward.length < near.size()) {
                forward = new float[near.size() * 2];
                heads = new int[near.size() * 2];
                loadedFor = new int[near.size() * 2];
            }
            loads++;
            for (int place = from; place < end; place++) {
                int number = near.at(place);
                forward[number] = 0;
                heads[number] = NONE;
                loadedFor[number] = loads;
            }
            links = 0;
            for (int place = 0; place < chinese.length; place++) {
                float weight = weights[chinese[place]];
                NearRows.Row row = rows.row(chinese[place]);
                int[] numbers = row.numbers();
                for (int k = 0; k < numbers.length; k++) {
                    int number = numbers[k];
                    if (loadedFor[number] == loads) {
                        forward[number] += weight * row.forward()[k];
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
     * Arrays by these numbers stay small. Not thread-safe.
     */
    static final class StemWindow {
        static final int ABSENT = -1;

        private final TokenView stems;

        /** By stem: its number in the window, or {@link #ABSENT}. */
        private final int[] numbers;

        /** By number in the window: the stem. */
        private int[] present = new int[256];

        private int size;
        private int[] tokens = new int[1024];
        private int tokenCount;
        private int first;
        private int end;

        StemWindow(TokenView stems) {
            this.stems = stems;
            numbers = new int[stems.size()];
            Arrays.fill(numbers, ABSENT);
        }

        /** Returns whether the window contains the English segments {@code j} to {@code jEnd - 1}. */
        boolean contains(int j, int jEnd) {
            return first <= j && jEnd <= end;
        }

        /** Moves the window to the English segments {@code first} to {@code end - 1}. */
        void move(int first, int end) {
            this.first = first;
            this.end = end;
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
