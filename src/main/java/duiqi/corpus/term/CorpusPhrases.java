package duiqi.corpus.term;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import duiqi.corpus.CorpusSettings;
import duiqi.corpus.stage.CorpusUnit;
import duiqi.glossary.PhraseForm;
import duiqi.glossary.PhraseForm.KnownPhrase;
import duiqi.glossary.PhraseForm.PhraseRows;
import duiqi.glossary.TermEntry;
import duiqi.lexicon.Lexicon;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Finds recurring Chinese phrases in a corpus, best terms first. The workers count sequences of three or more words only if
 * their word pairs recur, and word pairs only if their words recur. The driver selects phrases from the recurring
 * sequences ({@link RecurringRows}), about 300 bytes each. A sequence must occur in one more unit for each
 * {@link #UNITS_FOR_ONE_MORE} units of the corpus. So the number of recurring sequences of each length is at most
 * {@link #UNITS_FOR_ONE_MORE} times the mean number of words in a unit, in a corpus of any size.
 */
final class CorpusPhrases {
    /** Number of units for which the required number of occurrences grows by one. */
    private static final int UNITS_FOR_ONE_MORE = 20_000;

    private static final String WORDS = "words";
    private static final String COUNT = "count";
    private static final String AS_WORD = "as_word";
    private static final String AS_WORDS = "as_words";
    private static final String UNITS = "units";

    private static final StructType ROW = new StructType()
            .add(WORDS, DataTypes.StringType, false)
            .add(COUNT, DataTypes.LongType, false)
            .add(AS_WORD, DataTypes.LongType, false)
            .add(AS_WORDS, DataTypes.LongType, false);

    private CorpusPhrases() {}

    /** Returns the phrases that are not in the glossary. */
    static List<KnownPhrase> find(Dataset<Row> units, CorpusSettings.Terms settings) {
        long fewest = Math.max(settings.fewestUnits(), 2 + units.count() / UNITS_FOR_ONE_MORE);
        RecurringRows rows = new RecurringRows();
        RowHashes words = recurring(units, 1, 1, new RowHashes(new long[0]), fewest, rows);
        RowHashes pairs = recurring(units, 2, 2, words, fewest, rows);
        recurring(units, 3, PhraseForm.MAX_LENGTH, pairs, fewest, rows);
        return rows.phrases(settings);
    }

    /**
     * Counts the sequences with {@code shortest} to {@code longest} words, and adds those that occur in at least
     * {@code fewest} units. Returns the hashes of the added sequences.
     */
    private static RowHashes recurring(
            Dataset<Row> units, int shortest, int longest, RowHashes parts, long fewest, RecurringRows rows) {
        Broadcast<RowHashes> known = JavaSparkContext.fromSparkContext(
                        units.sparkSession().sparkContext())
                .broadcast(parts);
        List<Row> found = units.select(CorpusUnit.CHINESE)
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>) texts -> rows(texts, shortest, longest, known.value()),
                        Encoders.row(ROW))
                .groupBy(WORDS)
                .agg(
                        count(lit(1)).as(UNITS),
                        sum(COUNT).as(COUNT),
                        sum(AS_WORD).as(AS_WORD),
                        sum(AS_WORDS).as(AS_WORDS))
                .where(col(UNITS).geq(fewest).or(col(WORDS).equalTo("")))
                .collectAsList();
        known.destroy();
        for (Row row : found) {
            rows.add(row.getAs(WORDS), row.getAs(COUNT), row.getAs(AS_WORD), row.getAs(AS_WORDS));
        }
        return new RowHashes(found.stream()
                .mapToLong(row -> CorpusUnit.Hashes.of(row.getAs(WORDS)))
                .toArray());
    }

    /**
     * Returns the word sequences of some texts. For single words, it adds an empty sequence whose count is the number
     * of all words.
     */
    private static Iterator<Row> rows(Iterator<Row> texts, int shortest, int longest, RowHashes known) {
        PhraseRows rows = new PhraseRows(Lexicon.standard());
        return CorpusUnit.stream(texts)
                .flatMap(text -> {
                    PhraseRows.Rows found = rows.of(text.getString(0), shortest, longest, known::has);
                    List<Row> counted = new ArrayList<>();
                    if (shortest == 1) {
                        counted.add(RowFactory.create("", (long) found.words(), 0L, 0L));
                    }
                    for (PhraseRows.Row row : found.rows()) {
                        counted.add(RowFactory.create(
                                row.words(), (long) row.count(), (long) row.asWord(), (long) row.asWords()));
                    }
                    return counted.stream();
                })
                .iterator();
    }

    /** Holds the recurring word sequences of a corpus, and selects the phrases. Not thread-safe. */
    private static final class RecurringRows {
        private final Map<String, Counts> rows = new HashMap<>();

        /**
         * Counts a sequence: all occurrences, those as a word of the dictionary, and those as several words that may
         * form a phrase.
         */
        private record Counts(long all, long asWord, long asWords) {
            private static final Counts NONE = new Counts(0, 0, 0);
        }

        /** Counts the phrases that are one word longer: their occurrences and their number. */
        private record Longer(long count, long kinds) {
            private static final Longer NONE = new Longer(0, 0);

            private Longer plus(Longer other) {
                return new Longer(count + other.count, kinds + other.kinds);
            }
        }

        private record Weighted(KnownPhrase phrase, double weight) {}

        /** Adds a sequence. The empty sequence counts all words of the corpus. */
        void add(String words, long all, long asWord, long asWords) {
            rows.put(words, new Counts(all, asWord, asWords));
        }

        private long count(List<String> words) {
            return rows.getOrDefault(String.join(" ", words), Counts.NONE).all;
        }

        /** Returns the phrases that are not in the glossary, best terms first. */
        List<KnownPhrase> phrases(CorpusSettings.Terms settings) {
            Map<KnownPhrase, Long> phrases = new HashMap<>();
            Map<List<String>, Longer> longer = new HashMap<>();
            long total = count(List.of());
            rows.forEach((row, counts) -> {
                List<String> words = List.of(row.split(" "));
                boolean holds = counts.asWords > 0 && holdsTogether(words, counts.all, total);
                long count = counts.asWord + (holds ? counts.asWords : 0);
                if (count > 0) {
                    phrases.put(new KnownPhrase(words, holds), count);
                    Stream.of(withoutFirst(words), withoutLast(words))
                            .distinct()
                            .forEach(part -> longer.merge(part, new Longer(count, 1), Longer::plus));
                }
            });
            Lexicon lexicon = Lexicon.standard();
            Set<String> terms = settings.glossary().entries().stream()
                    .map(TermEntry::chinese)
                    .map(lexicon::simplify)
                    .collect(Collectors.toSet());
            return phrases.entrySet().stream()
                    .filter(phrase -> !terms.contains(phrase.getKey().text()))
                    .map(phrase -> weighted(phrase.getKey(), phrase.getValue(), longer))
                    .filter(phrase -> phrase.weight > 0)
                    .sorted(Comparator.comparingDouble((Weighted phrase) -> -phrase.weight)
                            .thenComparing(phrase -> String.join(" ", phrase.phrase.words())))
                    .limit(settings.mostPhrases())
                    .map(Weighted::phrase)
                    .toList();
        }

        private boolean holdsTogether(List<String> words, long count, long total) {
            return PhraseForm.holdsTogether(
                    count,
                    count(words.subList(0, 1)),
                    count(withoutFirst(words)),
                    count(words.subList(words.size() - 1, words.size())),
                    count(withoutLast(words)),
                    total);
        }

        private static Weighted weighted(KnownPhrase phrase, long count, Map<List<String>, Longer> longer) {
            Longer nested = longer.getOrDefault(phrase.words(), Longer.NONE);
            int length = phrase.words().size();
            return new Weighted(phrase, PhraseForm.weight(length, count, (double) nested.count, nested.kinds));
        }

        private static List<String> withoutFirst(List<String> words) {
            return words.subList(1, words.size());
        }

        private static List<String> withoutLast(List<String> words) {
            return words.subList(0, words.size() - 1);
        }
    }

    /**
     * Holds the sorted hashes of recurring sequences, eight bytes each. A hash collision is rare; it causes an
     * unnecessary count but does not change the result. Immutable.
     */
    private static final class RowHashes implements Serializable {
        private static final long serialVersionUID = 1;

        private final long[] sorted;

        RowHashes(long[] hashes) {
            this.sorted = hashes.clone();
            Arrays.sort(sorted);
        }

        boolean has(String row) {
            return Arrays.binarySearch(sorted, CorpusUnit.Hashes.of(row)) >= 0;
        }
    }
}
