package duiqi.corpus.term;

import static org.apache.spark.sql.functions.expr;

import duiqi.corpus.CorpusSettings;
import duiqi.corpus.stage.CorpusUnit;
import duiqi.glossary.PhraseForm;
import duiqi.glossary.PhraseForm.PhraseRows;
import duiqi.glossary.TermEntry;
import duiqi.lexicon.Lexicon;
import java.io.Serializable;
import java.util.Arrays;
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
import org.apache.spark.sql.types.StructType;

/**
 * Finds recurring Chinese phrases in a corpus, best terms first. The workers count sequences of three or more words only if
 * their word pairs recur, and word pairs only if their words recur. The driver selects phrases from the recurring
 * sequences, about 300 bytes each. A sequence must occur in one more unit for each
 * {@link #UNITS_FOR_ONE_MORE} units of the corpus. So the number of recurring sequences of each length is at most
 * {@link #UNITS_FOR_ONE_MORE} times the mean number of words in a unit, in a corpus of any size.
 */
final class CorpusPhrases {
    /** Number of units for which the required number of occurrences grows by one. */
    private static final int UNITS_FOR_ONE_MORE = 20_000;

    private static final StructType ROW = StructType.fromDDL("words string NOT NULL, count int NOT NULL");

    private CorpusPhrases() {}

    /** Returns the phrases that are not in the glossary, best terms first, as words separated by spaces. */
    static List<String> find(Dataset<Row> units, CorpusSettings.Terms settings) {
        long fewest = Math.max(settings.fewestUnits(), 2 + units.count() / UNITS_FOR_ONE_MORE);
        Map<String, Long> rows = new HashMap<>();
        RowHashes words = recurring(units, 1, 1, new RowHashes(new long[0]), fewest, rows);
        RowHashes pairs = recurring(units, 2, 2, words, fewest, rows);
        recurring(units, 3, PhraseForm.MAX_LENGTH, pairs, fewest, rows);
        return phrases(rows, settings);
    }

    /**
     * Counts the sequences with {@code shortest} to {@code longest} words, and adds those that occur in at least
     * {@code fewest} units. Returns the hashes of the added sequences.
     */
    private static RowHashes recurring(
            Dataset<Row> units, int shortest, int longest, RowHashes parts, long fewest, Map<String, Long> rows) {
        Broadcast<RowHashes> known = JavaSparkContext.fromSparkContext(
                        units.sparkSession().sparkContext())
                .broadcast(parts);
        List<Row> found = units.select("zh")
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>) texts -> rows(texts, shortest, longest, known.value()),
                        Encoders.row(ROW))
                .groupBy("words")
                .agg(expr("sum(count)"), expr("count(1) AS units"))
                .filter("units >= " + fewest)
                .collectAsList();
        known.destroy();
        found.forEach(row -> rows.put(row.getString(0), row.getLong(1)));
        return new RowHashes(found.stream()
                .mapToLong(row -> CorpusUnit.Hashes.of(row.getString(0)))
                .toArray());
    }

    private static Iterator<Row> rows(Iterator<Row> texts, int shortest, int longest, RowHashes known) {
        PhraseRows rows = new PhraseRows(Lexicon.standard());
        return CorpusUnit.stream(texts)
                .flatMap(text -> rows.of(text.getString(0), shortest, longest, known::has).entrySet().stream())
                .map(row -> RowFactory.create(row.getKey(), row.getValue()))
                .iterator();
    }

    /** Counts the phrases that contain a phrase and are one word longer: their occurrences and their number. */
    private record Longer(long count, long kinds) {
        private static final Longer NONE = new Longer(0, 0);

        private Longer plus(Longer other) {
            return new Longer(count + other.count, kinds + other.kinds);
        }
    }

    /** Selects the phrases from the recurring sequences, given the number of their occurrences as phrases. */
    private static List<String> phrases(Map<String, Long> rows, CorpusSettings.Terms settings) {
        Map<String, Longer> longer = new HashMap<>();
        rows.values().removeIf(count -> count == 0);
        rows.forEach((row, count) -> {
            if (row.contains(" ")) {
                Stream.of(row.substring(row.indexOf(' ') + 1), row.substring(0, row.lastIndexOf(' ')))
                        .distinct()
                        .forEach(part -> longer.merge(part, new Longer(count, 1), Longer::plus));
            }
        });
        Map<String, Double> weights = new HashMap<>();
        rows.forEach((row, count) -> {
            Longer nested = longer.getOrDefault(row, Longer.NONE);
            weights.put(row, PhraseForm.weight(row.split(" ").length, count, (double) nested.count, nested.kinds));
        });
        Lexicon lexicon = Lexicon.standard();
        Set<String> terms = settings.glossary().entries().stream()
                .map(TermEntry::chinese)
                .map(lexicon::simplify)
                .collect(Collectors.toSet());
        return weights.entrySet().stream()
                .filter(phrase ->
                        phrase.getValue() > 0 && !terms.contains(phrase.getKey().replace(" ", "")))
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(settings.mostPhrases())
                .map(Map.Entry::getKey)
                .toList();
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
