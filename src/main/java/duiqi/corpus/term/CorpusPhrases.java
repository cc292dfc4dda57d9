package duiqi.corpus.term;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import duiqi.corpus.CorpusSettings;
import duiqi.corpus.stage.CorpusUnit;
import duiqi.corpus.stage.Hashes;
import duiqi.glossary.PhraseForm;
import duiqi.glossary.PhraseForm.KnownPhrase;
import duiqi.glossary.PhraseRows;
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
 * Finds the Chinese phrases that recur in a corpus, the best terms first. It finds what {@link duiqi.glossary.PhraseMemory} finds in
 * units in memory, but the workers count. They count rows of three words and more only if their rows of two words recur, and rows of two
 * words only if their words recur. The driver judges the recurring rows ({@link RecurringRows}). Their number grows far more slowly than
 * the corpus, because a row must occur in more units of a large corpus.
 */
final class CorpusPhrases {
    /** A phrase must occur in one unit more for each so many; {@link duiqi.glossary.PhraseMemory} does the same for drifts. */
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

    /** Returns the phrases that the glossary does not have. */
    static List<KnownPhrase> find(Dataset<Row> units, CorpusSettings.Terms settings) {
        long fewest = Math.max(settings.fewestUnits(), 2 + units.count() / UNITS_FOR_ONE_MORE);
        RecurringRows rows = new RecurringRows();
        RowHashes words = recurring(units, 1, 1, new RowHashes(new long[0]), fewest, rows);
        RowHashes pairs = recurring(units, 2, 2, words, fewest, rows);
        recurring(units, 3, PhraseForm.MAX_LENGTH, pairs, fewest, rows);
        return rows.phrases(settings);
    }

    /** Counts the rows of so many words, adds those that occur in so many units, and returns their hashes. */
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
        return new RowHashes(
                found.stream().mapToLong(row -> Hashes.of(row.getAs(WORDS))).toArray());
    }

    /** Returns the rows of some texts; to rows of one word it adds the number of all words, as that of an empty row. */
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

    /** The recurring rows of words of a corpus, some of which are phrases. Not thread-safe. */
    private static final class RecurringRows {
        private final Map<String, Counts> rows = new HashMap<>();

        /** The counts of a row: all, as a word of the dictionary, and as words that may be a phrase. */
        private record Counts(long all, long asWord, long asWords) {
            private static final Counts NONE = new Counts(0, 0, 0);
        }

        /** The count and the number of the phrases that are a word longer. */
        private record Longer(long count, long kinds) {
            private static final Longer NONE = new Longer(0, 0);

            private Longer plus(Longer other) {
                return new Longer(count + other.count, kinds + other.kinds);
            }
        }

        private record Weighted(KnownPhrase phrase, double weight) {}

        /** Adds a row; an empty row stands for all words of the corpus. */
        void add(String words, long all, long asWord, long asWords) {
            rows.put(words, new Counts(all, asWord, asWords));
        }

        private long count(List<String> words) {
            return rows.getOrDefault(String.join(" ", words), Counts.NONE).all;
        }

        /** Returns the phrases that are not in the glossary, the best terms first. */
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
                    Stream.of(behind(words), before(words))
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
                    count(behind(words)),
                    count(words.subList(words.size() - 1, words.size())),
                    count(before(words)),
                    total);
        }

        private static Weighted weighted(KnownPhrase phrase, long count, Map<List<String>, Longer> longer) {
            Longer nested = longer.getOrDefault(phrase.words(), Longer.NONE);
            int length = phrase.words().size();
            return new Weighted(phrase, PhraseForm.weight(length, count, (double) nested.count, nested.kinds));
        }

        private static List<String> behind(List<String> words) {
            return words.subList(1, words.size());
        }

        private static List<String> before(List<String> words) {
            return words.subList(0, words.size() - 1);
        }
    }

    /**
     * The sorted hashes of recurring rows, eight bytes a row. Very seldom another row has the same hash; that costs a needless count and
     * changes nothing. Immutable.
     */
    private static final class RowHashes implements Serializable {
        private static final long serialVersionUID = 1;

        private final long[] sorted;

        RowHashes(long[] hashes) {
            this.sorted = hashes.clone();
            Arrays.sort(sorted);
        }

        boolean has(String row) {
            return Arrays.binarySearch(sorted, Hashes.of(row)) >= 0;
        }
    }
}
