package duiqi.align;

import duiqi.align.learn.CorpusTablesFile;
import duiqi.align.learn.SelfTraining;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.TextCounts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleToLongFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Holds translation tables learned from a whole corpus: for each Chinese type the stems that translate it, with
 * discounted expected counts of both directions. An {@linkplain Aligner#withTables(CorpusTables) aligner with these
 * tables} knows words that no lexicon contains, even in texts too short for self-training.
 *
 * <p>{@link CorpusTraining} describes how they are made. The rows follow each other in primitive arrays, 12 bytes for
 * each pair. Do not change the arrays: then tables are thread-safe.
 *
 * @param vocabulary types that the tables distinguish
 * @param starts by Chinese type: start of its row in the arrays of pairs; one more element for the end
 * @param chineseTotals by Chinese type: expected count of all stems that it generates, not discounted
 * @param wordTotals by stem: expected count of its generation by any word, not discounted
 * @param characterTotals by stem: expected count of its generation by any character, not discounted
 * @param stems by pair: the stem; increasing in each row
 * @param forward by pair: expected count of the Chinese type generating the stem, discounted
 * @param backward by pair: expected count of the stem generating the Chinese type, discounted
 */
public record CorpusTables(
        TokenTypes vocabulary,
        int[] starts,
        double[] chineseTotals,
        double[] wordTotals,
        double[] characterTotals,
        int[] stems,
        float[] forward,
        float[] backward)
        implements Serializable {
    /**
     * Smallest share of a pair among all occurrences of both its types. In a text of a few thousand words, a
     * translation with a smaller share has a ratio to chance below 0.06. {@link SelfTraining} uses 0.06 for unknown
     * pairs. Without this bound the row of a common word would contain every stem of the corpus.
     */
    private static final double MIN_SHARE = 1e-5;

    /** Maximum number of pairs: 600 MB in each process. */
    public static final int MAX_PAIRS = 50_000_000;

    /** Tables without pairs; they change no alignment. */
    public static final CorpusTables EMPTY = of(TokenTypes.EMPTY, List.of());

    /**
     * Builds tables from rows. Omits the pairs whose {@link #share} is too small for both types.
     *
     * @param parts rows of all Chinese types, in the order of the ranges of {@link ExpectedCounts#split}
     * @throws IllegalArgumentException if they are in another order
     */
    public static CorpusTables of(TokenTypes vocabulary, List<Part> parts) {
        Totals totals = parts.stream().map(Part::totals).reduce(Totals.NONE, Totals::plus);
        double share = share(
                least -> parts.stream()
                        .mapToLong(part -> part.count(vocabulary, totals, least))
                        .sum(),
                MAX_PAIRS);
        List<Part> frequent = new ArrayList<>();
        parts.forEach(part -> frequent.add(part.without(vocabulary, totals, share)));
        return of(vocabulary, totals, frequent);
    }

    /** Builds tables from rows without rare pairs, in the order of their ranges, and from the sum of their totals. */
    public static CorpusTables of(TokenTypes vocabulary, Totals totals, List<Part> parts) {
        Rows rows = new Rows(
                vocabulary,
                occurrences(Arrays.copyOf(totals.words, vocabulary.stemSize())),
                occurrences(Arrays.copyOf(totals.characters, vocabulary.stemSize())),
                Math.toIntExact(
                        parts.stream().mapToLong(part -> part.stems.length).sum()));
        parts.forEach(rows::add);
        return rows.tables();
    }

    /**
     * Returns the smallest share of a pair that stays in the tables: {@link #MIN_SHARE}, doubled until few pairs stay.
     *
     * @param pairs the number of pairs with at least a given share
     * @param most the maximum number of pairs
     */
    public static double share(DoubleToLongFunction pairs, long most) {
        double share = MIN_SHARE;
        while (pairs.applyAsLong(share) > most) {
            share *= 2;
        }
        return share;
    }

    /**
     * Holds the expected counts of the stems in the whole corpus or in a part, in units of the counts. Immutable.
     *
     * @param words by stem: expected count of its generation by words
     * @param characters by stem: expected count of its generation by characters
     */
    public record Totals(long[] words, long[] characters) implements Serializable {
        public static final Totals NONE = new Totals(new long[0], new long[0]);

        public Totals plus(Totals other) {
            return new Totals(sum(words, other.words), sum(characters, other.characters));
        }

        private static long[] sum(long[] one, long[] other) {
            long[] sum = Arrays.copyOf(one, Math.max(one.length, other.length));
            for (int stem = 0; stem < other.length; stem++) {
                sum[stem] += other[stem];
            }
            return sum;
        }

        private double occurrences(boolean isCharacter, int stem) {
            return (isCharacter ? characters : words)[stem] / ExpectedCounts.UNIT;
        }
    }

    /** Appends rows part by part. */
    private static final class Rows {
        private final TokenTypes vocabulary;
        private final int[] starts;
        private final double[] totals;
        private final double[] wordTotals;
        private final double[] characterTotals;
        private final int[] stems;
        private final float[] forward;
        private final float[] backward;
        private int size;
        private int next;

        Rows(TokenTypes vocabulary, double[] wordTotals, double[] characterTotals, int most) {
            this.vocabulary = vocabulary;
            starts = new int[vocabulary.chineseSize() + 1];
            totals = new double[vocabulary.chineseSize()];
            this.wordTotals = wordTotals;
            this.characterTotals = characterTotals;
            stems = new int[most];
            forward = new float[most];
            backward = new float[most];
        }

        void add(Part part) {
            int pair = 0;
            for (int row = 0; row < part.chinese.length; row++) {
                int type = part.chinese[row];
                if (type < next) {
                    throw new IllegalArgumentException(
                            "rows must increase, but row " + type + " follows row " + (next - 1));
                }
                Arrays.fill(starts, next, type + 1, size);
                next = type + 1;
                totals[type] = part.totals[row];
                for (; pair < part.ends[row]; pair++) {
                    stems[size] = part.stems[pair];
                    forward[size] = part.forward[pair];
                    backward[size++] = part.backward[pair];
                }
            }
        }

        CorpusTables tables() {
            Arrays.fill(starts, next, starts.length, size);
            return new CorpusTables(
                    vocabulary,
                    starts,
                    totals,
                    wordTotals,
                    characterTotals,
                    Arrays.copyOf(stems, size),
                    Arrays.copyOf(forward, size),
                    Arrays.copyOf(backward, size));
        }
    }

    private static double[] occurrences(long[] counts) {
        return Arrays.stream(counts)
                .mapToDouble(count -> count / ExpectedCounts.UNIT)
                .toArray();
    }

    /** Returns the counts of the words and characters that a lexicon has. Omits rare translations. */
    public TextCounts textCounts(Lexicon lexicon) {
        return new Conversion(lexicon).counts();
    }

    /** Converts these tables to the counts of a lexicon. */
    private final class Conversion {
        /** Smallest share of a pair in the occurrences of one of its types. */
        private static final double RARE = 0.002;

        private final Lexicon lexicon;
        private final List<String> others = new ArrayList<>();

        /** By stem of these tables: its number in the counts, or -1. */
        private final int[] stemNumbers = new int[vocabulary.stemSize()];

        Conversion(Lexicon lexicon) {
            this.lexicon = lexicon;
            for (int stem = 0; stem < stemNumbers.length; stem++) {
                stemNumbers[stem] = vocabulary
                        .word(TokenTypes.View.STEM, stem)
                        .map(this::number)
                        .orElse(-1);
            }
        }

        private int number(String stem) {
            int known = lexicon.stemNumber(stem);
            if (known < 0) {
                others.add(stem);
                return lexicon.stemCount() + others.size() - 1;
            }
            return known;
        }

        TextCounts counts() {
            return new TextCounts(
                    TextCounts.Stems.of(others, lexicon),
                    view(TokenTypes.View.WORD, lexicon.wordCount(), lexicon::wordNumber, wordTotals),
                    view(
                            TokenTypes.View.CHARACTER,
                            lexicon.characterCount(),
                            form -> form.length() == 1 ? lexicon.characterNumber(form.charAt(0)) : -1,
                            characterTotals));
        }

        private TextCounts.View view(
                TokenTypes.View side, int rows, ToIntFunction<String> numbers, double[] stemTotals) {
            int[] types = new int[rows];
            Arrays.fill(types, -1);
            for (int type = 0; type < chineseTotals.length; type++) {
                int number =
                        vocabulary.word(side, type).map(numbers::applyAsInt).orElse(-1);
                if (number >= 0) {
                    types[number] = type;
                }
            }
            TextCounts.Rows counts = new TextCounts.Rows(rows, size(), lexicon.stemCount() + others.size());
            for (int stem = 0; stem < stemNumbers.length; stem++) {
                if (stemNumbers[stem] >= 0) {
                    counts.setStemTotal(stemNumbers[stem], stemTotals[stem]);
                }
            }
            for (int type : types) {
                if (type >= 0) {
                    addRow(type, stemTotals, counts);
                }
                counts.endRow(type < 0 ? 0 : chineseTotals[type]);
            }
            return counts.view();
        }

        private void addRow(int type, double[] stemTotals, TextCounts.Rows counts) {
            IntStream.range(starts[type], starts[type + 1])
                    .filter(pair -> stemNumbers[stems[pair]] >= 0)
                    .boxed()
                    .sorted(Comparator.comparingInt(pair -> stemNumbers[stems[pair]]))
                    .forEach(pair -> {
                        double to = forward[pair] / chineseTotals[type];
                        double from = backward[pair] / stemTotals[stems[pair]];
                        if (to >= RARE || from >= RARE) {
                            counts.add(stemNumbers[stems[pair]], to, from);
                        }
                    });
        }
    }

    /** Returns the number of pairs of types. */
    public int size() {
        return stems.length;
    }

    /** Returns whether the tables contain no pair. */
    public boolean isEmpty() {
        return size() == 0;
    }

    /** Writes the format that {@link #read} reads. The same tables give the same bytes. */
    public void write(OutputStream out) throws IOException {
        CorpusTablesFile.write(this, out);
    }

    /**
     * Reads tables.
     *
     * @param name name of the file in messages
     * @throws duiqi.text.FormatException if the stream contains something else or another version, or is truncated or
     *     damaged
     */
    public static CorpusTables read(String name, InputStream in) throws IOException {
        return CorpusTablesFile.read(name, in);
    }

    /**
     * Holds the rows of translation tables for a range of Chinese types, computed from their expected counts.
     * {@link CorpusTables} adds the totals, which depend on all parts. Immutable.
     */
    public static final class Part implements Serializable {
        private static final long serialVersionUID = 1;

        /** The Chinese types in order. {@code ends} holds the end of each type's row in the arrays of pairs. */
        final int[] chinese;

        final int[] ends;

        /** By Chinese type: expected count of all that it generates. */
        final double[] totals;

        final int[] stems;
        final float[] forward;
        final float[] backward;

        /** Expected counts of the stems in this range. */
        private final Totals stemTotals;

        private Part(GrowingRows rows) {
            chinese = Arrays.copyOf(rows.chinese, rows.rowCount);
            ends = Arrays.copyOf(rows.ends, rows.rowCount);
            totals = new double[rows.rowCount];
            for (int row = 0; row < rows.rowCount; row++) {
                totals[row] = rows.totals[row] / ExpectedCounts.UNIT;
            }
            stems = Arrays.copyOf(rows.stems, rows.size);
            forward = Arrays.copyOf(rows.forward, rows.size);
            backward = Arrays.copyOf(rows.backward, rows.size);
            stemTotals = new Totals(rows.wordTotals, rows.characterTotals);
        }

        /** Creates the part of another one that has only some pairs. */
        private Part(Part other, BitSet pairs) {
            chinese = other.chinese;
            totals = other.totals;
            int[] kept = pairs.stream().toArray();
            ends = new int[other.ends.length];
            stems = new int[kept.length];
            forward = new float[kept.length];
            backward = new float[kept.length];
            int size = 0;
            for (int row = 0; row < ends.length; row++) {
                while (size < kept.length && kept[size] < other.ends[row]) {
                    stems[size] = other.stems[kept[size]];
                    forward[size] = other.forward[kept[size]];
                    backward[size] = other.backward[kept[size]];
                    size++;
                }
                ends[row] = size;
            }
            stemTotals = Totals.NONE;
        }

        /** Returns the expected counts of the stems in this range. */
        public Totals totals() {
            return stemTotals;
        }

        /** Returns the number of pairs with at least the given share of one of their types. */
        public int count(TokenTypes vocabulary, Totals all, double share) {
            return pairs(vocabulary, all, share).cardinality();
        }

        /** Returns a copy without totals of stems, and without the pairs whose share of both types is smaller. */
        public Part without(TokenTypes vocabulary, Totals all, double share) {
            return new Part(this, pairs(vocabulary, all, share));
        }

        private BitSet pairs(TokenTypes vocabulary, Totals all, double share) {
            BitSet pairs = new BitSet(stems.length);
            int pair = 0;
            for (int row = 0; row < chinese.length; row++) {
                boolean isCharacter = vocabulary.isCharacter(chinese[row]);
                for (; pair < ends[row]; pair++) {
                    pairs.set(
                            pair,
                            forward[pair] >= share * totals[row]
                                    || backward[pair] >= share * all.occurrences(isCharacter, stems[pair]));
                }
            }
            return pairs;
        }

        /**
         * Builds rows.
         *
         * @param counts expected counts of these Chinese types in the whole corpus
         */
        public static Part of(ExpectedCounts counts, TokenTypes vocabulary) {
            GrowingRows rows = new GrowingRows(counts.size(), vocabulary);
            counts.forEach(rows::add);
            return new Part(rows);
        }

        /** Appends pairs to growing arrays. */
        private static final class GrowingRows {
            private static final long DISCOUNT = Math.round(SelfTraining.DISCOUNT * ExpectedCounts.UNIT);

            private final TokenTypes vocabulary;
            private final int[] chinese;
            private final int[] ends;
            private final long[] totals;
            private final int[] stems;
            private final float[] forward;
            private final float[] backward;
            private final long[] wordTotals;
            private final long[] characterTotals;
            private int rowCount;
            private int size;

            GrowingRows(int pairs, TokenTypes vocabulary) {
                this.vocabulary = vocabulary;
                int most = Math.min(pairs, vocabulary.chineseSize());
                chinese = new int[most];
                ends = new int[most];
                totals = new long[most];
                stems = new int[pairs];
                forward = new float[pairs];
                backward = new float[pairs];
                wordTotals = new long[vocabulary.stemSize()];
                characterTotals = new long[vocabulary.stemSize()];
            }

            void add(int type, int stem, long to, long from) {
                if (rowCount == 0 || chinese[rowCount - 1] != type) {
                    chinese[rowCount++] = type;
                }
                totals[rowCount - 1] += to;
                (vocabulary.isCharacter(type) ? characterTotals : wordTotals)[stem] += from;
                if (to > DISCOUNT || from > DISCOUNT) {
                    stems[size] = stem;
                    forward[size] = (float) (Math.max(0, to - DISCOUNT) / ExpectedCounts.UNIT);
                    backward[size++] = (float) (Math.max(0, from - DISCOUNT) / ExpectedCounts.UNIT);
                }
                ends[rowCount - 1] = size;
            }
        }
    }
}
