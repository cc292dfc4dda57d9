package duiqi.corpus;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import duiqi.glossary.KnownPhrase;
import duiqi.glossary.PhraseForm;
import duiqi.glossary.PhraseRows;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.StreamSupport;
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
 * Finds the Chinese phrases that recur in a corpus, what is most of a term first: what {@link duiqi.glossary.PhraseMemory} finds in
 * units that it holds, counted where the units are. Rows of three words and more are counted only where the rows of two words in
 * them recur, and those only where their words do. What recurs is judged at one place ({@link RecurringRows}): it grows far more
 * slowly than the corpus, since a row must stand in more units where there are many.
 */
final class CorpusPhrases {
    /** A phrase must stand in one unit more for so many; as {@link duiqi.glossary.PhraseMemory} has it for drifts. */
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

    /** The phrases, without those that the glossary has. */
    static List<KnownPhrase> find(Dataset<Row> units, TermSettings settings) {
        long fewest = Math.max(settings.fewestUnits(), 2 + units.count() / UNITS_FOR_ONE_MORE);
        RecurringRows rows = new RecurringRows();
        RowHashes words = recurring(units, 1, 1, new RowHashes(new long[0]), fewest, rows);
        RowHashes pairs = recurring(units, 2, 2, words, fewest, rows);
        recurring(units, 3, PhraseForm.MAX_LENGTH, pairs, fewest, rows);
        return rows.phrases(settings);
    }

    /** Counts the rows of so many words, adds those that stand in so many units, and says which they are. */
    private static RowHashes recurring(
            Dataset<Row> units, int shortest, int longest, RowHashes parts, long fewest, RecurringRows rows) {
        Broadcast<RowHashes> known = JavaSparkContext.fromSparkContext(
                        units.sparkSession().sparkContext())
                .broadcast(parts);
        List<Row> found = units.select(UnitTable.CHINESE)
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
                .mapToLong(row -> RowHashes.hash(row.getAs(WORDS)))
                .toArray());
    }

    /** The rows of some texts; with those of one word the number of all words, as that of an empty row. */
    private static Iterator<Row> rows(Iterator<Row> texts, int shortest, int longest, RowHashes known) {
        PhraseRows rows = new PhraseRows(Lexicon.standard());
        Iterable<Row> all = () -> texts;
        return StreamSupport.stream(all.spliterator(), false)
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
}
