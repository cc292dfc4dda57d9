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
    public static CorpusTables of(TokenTypes vocabulary, List<TableRows> parts) {
        StemTotals totals = parts.stream().map(TableRows::stemTotals).reduce(StemTotals.NONE, StemTotals::plus);
        double share = share(
                least -> parts.stream()
                        .mapToLong(part -> part.count(vocabulary, totals, least))
                        .sum(),
                MAX_PAIRS);
        return of(
                vocabulary,
                totals,
                parts.stream()
                        .map(part -> part.without(vocabulary, totals, share))
                        .toList());
    }

    /** Builds tables from rows without rare pairs, in the order of their ranges, and from the sum of their totals. */
    public static CorpusTables of(TokenTypes vocabulary, StemTotals totals, List<TableRows> parts) {
        TableRows rows = TableRows.join(parts);
        int[] starts = new int[vocabulary.chineseSize() + 1];
        double[] chineseTotals = new double[vocabulary.chineseSize()];
        int next = 0;
        for (int row = 0; row < rows.chinese.length; row++) {
            int type = rows.chinese[row];
            Arrays.fill(starts, next, type + 1, row == 0 ? 0 : rows.ends[row - 1]);
            next = type + 1;
            chineseTotals[type] = rows.totals[row];
        }
        Arrays.fill(starts, next, starts.length, rows.stems.length);
        return new CorpusTables(
                vocabulary,
                starts,
                chineseTotals,
                occurrences(Arrays.copyOf(totals.words(), vocabulary.stemSize())),
                occurrences(Arrays.copyOf(totals.characters(), vocabulary.stemSize())),
                rows.stems,
                rows.forward,
                rows.backward);
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
}
