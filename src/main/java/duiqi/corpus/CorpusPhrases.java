package duiqi.corpus;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.asc;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import duiqi.glossary.KnownPhrase;
import duiqi.glossary.PhraseForm;
import duiqi.glossary.PhraseRows;
import duiqi.glossary.TermEntry;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Finds the Chinese phrases that recur in a corpus, what is most of a term first: what {@link duiqi.glossary.PhraseMemory} finds in
 * units that it holds, counted where the units are. Rows of three words and more are counted only where the rows of two words in
 * them recur, and those only where their words do.
 */
final class CorpusPhrases {
    private static final String ROW = "row";
    private static final String LENGTH = "length";
    private static final String UNITS = "units";
    private static final String COUNT = "count";
    private static final String AS_WORD = "as_word";
    private static final String AS_WORDS = "as_words";
    private static final String PART = "part";
    private static final String WEIGHT = "weight";
    private static final String HOLDS = "holds";

    private static final StructType ROWS = new StructType()
            .add(ROW, DataTypes.StringType, false)
            .add(LENGTH, DataTypes.IntegerType, false)
            .add(COUNT, DataTypes.LongType, false)
            .add(AS_WORD, DataTypes.LongType, false)
            .add(AS_WORDS, DataTypes.LongType, false);

    private static final StructType PHRASES = new StructType()
            .add(ROW, DataTypes.StringType, false)
            .add(LENGTH, DataTypes.IntegerType, false)
            .add(COUNT, DataTypes.LongType, false)
            .add(HOLDS, DataTypes.BooleanType, false);

    private static final StructType WEIGHED = PHRASES.add(WEIGHT, DataTypes.DoubleType, false);

    private CorpusPhrases() {}

    /** The phrases, without those that the glossary has. */
    static List<KnownPhrase> find(Dataset<Row> units, TermSettings settings) {
        Dataset<Row> words = rows(units, 1, 1, new RowHashes(new long[0]), settings.fewestUnits());
        Dataset<Row> pairs = rows(units, 2, 2, hashes(words), settings.fewestUnits());
        Dataset<Row> longer = rows(units, 3, PhraseForm.LONGEST, hashes(pairs), settings.fewestUnits());
        Dataset<Row> phrases = phrases(words.union(pairs).union(longer)).persist();
        try {
            return best(phrases, settings);
        } finally {
            Stream.of(phrases, words, pairs, longer).forEach(Dataset::unpersist);
        }
    }

    /** The rows of so many words that stand in so many units. The number of all words goes with them as that of an empty row. */
    private static Dataset<Row> rows(
            Dataset<Row> units, int shortest, int longest, RowHashes recurring, int fewestUnits) {
        Broadcast<RowHashes> known = JavaSparkContext.fromSparkContext(
                        units.sparkSession().sparkContext())
                .broadcast(recurring);
        return units.select(UnitTable.CHINESE)
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>) texts -> rows(texts, shortest, longest, known.value()),
                        Encoders.row(ROWS))
                .groupBy(ROW, LENGTH)
                .agg(
                        count(lit(1)).as(UNITS),
                        sum(COUNT).as(COUNT),
                        sum(AS_WORD).as(AS_WORD),
                        sum(AS_WORDS).as(AS_WORDS))
                .where(col(UNITS).geq(fewestUnits).or(col(LENGTH).equalTo(0)))
                .persist();
    }

    private static Iterator<Row> rows(Iterator<Row> texts, int shortest, int longest, RowHashes known) {
        PhraseRows rows = new PhraseRows(Lexicon.standard());
        Iterable<Row> all = () -> texts;
        return StreamSupport.stream(all.spliterator(), false)
                .flatMap(text -> {
                    PhraseRows.Rows found = rows.of(text.getString(0), shortest, longest, known::has);
                    List<Row> counted = new ArrayList<>();
                    if (shortest == 1) {
                        counted.add(RowFactory.create("", 0, (long) found.words(), 0L, 0L));
                    }
                    for (PhraseRows.Row row : found.rows()) {
                        int length = 1 + (int) row.words().chars().filter(c -> c == ' ').count();
                        counted.add(RowFactory.create(
                                row.words(), length, (long) row.count(), (long) row.asWord(), (long) row.asWords()));
                    }
                    return counted.stream();
                })
                .iterator();
    }

    private static RowHashes hashes(Dataset<Row> rows) {
        return new RowHashes(rows
                .where(col(LENGTH).gt(0))
                .select(ROW)
                .map((MapFunction<Row, Long>) row -> RowHashes.hash(row.getString(0)), Encoders.LONG())
                .collectAsList()
                .stream()
                .mapToLong(Long::longValue)
                .toArray());
    }

    /** The rows that are phrases, and how often each is one. */
    private static Dataset<Row> phrases(Dataset<Row> rows) {
        List<Row> words = rows.where(col(LENGTH).equalTo(0)).select(COUNT).collectAsList();
        long total = words.isEmpty() ? 0 : words.get(0).getLong(0);
        Dataset<Row> counted = rows.where(col(LENGTH).gt(0));
        Dataset<Row> joined = counted.where(col(LENGTH).gt(1))
                .withColumn("first", expr("substring_index(row, ' ', 1)"))
                .withColumn("last", expr("substring_index(row, ' ', -1)"))
                .withColumn("behind", expr("substring(row, length(first) + 2)"))
                .withColumn("before", expr("substring(row, 1, length(row) - length(last) - 1)"));
        for (String part : List.of("first", "behind", "last", "before")) {
            joined = joined.join(
                    counted.select(col(ROW).as(PART), col(COUNT).as(part + "_count")), col(part).equalTo(col(PART)));
            joined = joined.drop(PART);
        }
        Dataset<Row> longer = joined.map(
                (MapFunction<Row, Row>) row -> {
                    boolean holds = PhraseForm.holdsTogether(
                            row.getAs(COUNT),
                            row.getAs("first_count"),
                            row.getAs("behind_count"),
                            row.getAs("last_count"),
                            row.getAs("before_count"),
                            total);
                    long asWord = row.getAs(AS_WORD);
                    long asWords = row.getAs(AS_WORDS);
                    return RowFactory.create(
                            row.getAs(ROW), row.getAs(LENGTH), asWord + (holds ? asWords : 0), holds);
                },
                Encoders.row(PHRASES));
        return counted.where(col(LENGTH).equalTo(1))
                .select(col(ROW), col(LENGTH), col(AS_WORD).as(COUNT), lit(false).as(HOLDS))
                .union(longer)
                .where(col(COUNT).gt(0));
    }

    private static List<KnownPhrase> best(Dataset<Row> phrases, TermSettings settings) {
        Lexicon lexicon = Lexicon.standard();
        Set<String> terms = settings.glossary().entries().stream()
                .map(TermEntry::chinese)
                .map(lexicon::simplify)
                .collect(Collectors.toSet());
        Dataset<Row> nested = phrases.where(col(LENGTH).gt(1))
                .select(
                        explode(array_distinct(array(
                                        expr("substring(row, length(substring_index(row, ' ', 1)) + 2)"),
                                        expr("substring(row, 1, length(row)"
                                                + " - length(substring_index(row, ' ', -1)) - 1)"))))
                                .as(PART),
                        col(COUNT).as("longer"))
                .groupBy(PART)
                .agg(sum("longer").as("longer"), count(lit(1)).as("kinds"));
        return phrases
                .join(nested, col(ROW).equalTo(col(PART)), "left")
                .na()
                .fill(0, new String[] {"longer", "kinds"})
                .map(
                        (MapFunction<Row, Row>) row -> {
                            int length = row.getAs(LENGTH);
                            long count = row.getAs(COUNT);
                            long longer = row.getAs("longer");
                            long kinds = row.getAs("kinds");
                            return RowFactory.create(
                                    row.getAs(ROW),
                                    length,
                                    count,
                                    row.getAs(HOLDS),
                                    PhraseForm.weight(length, count, longer, kinds));
                        },
                        Encoders.row(WEIGHED))
                .where(col(WEIGHT).gt(0))
                .filter((FilterFunction<Row>) row ->
                        !terms.contains(row.<String>getAs(ROW).replace(" ", "")))
                .orderBy(desc(WEIGHT), asc(ROW))
                .limit(settings.mostPhrases())
                .collectAsList()
                .stream()
                .map(row -> new KnownPhrase(List.of(row.<String>getAs(ROW).split(" ")), row.getAs(HOLDS)))
                .toList();
    }
}
