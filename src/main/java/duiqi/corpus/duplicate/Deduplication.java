package duiqi.corpus.duplicate;

import static org.apache.spark.sql.functions.expr;

import duiqi.corpus.CorpusSettings;
import duiqi.corpus.CorpusSettings.Duplicates;
import duiqi.corpus.CorpusSettings.Languages;
import duiqi.corpus.duplicate.UnitFeatures.MinHash;
import duiqi.corpus.stage.CorpusUnit;
import duiqi.exchange.Tu;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.memory.UnitKey;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Finds the duplicate units of a corpus. duiqi keeps the most probable unit of a group of duplicates. If several are
 * equally probable, it keeps the unit with the smallest id. The partitions of the units do not change the result.
 *
 * <p>Two units are
 *
 * <ul>
 * <li>exact duplicates if both texts are equal, as in {@code duiqi tm dedupe};
 * <li>near duplicates if they differ only in case, character width, white space and punctuation, as in
 * {@code duiqi tm dedupe --near}, or if all numbers are equal and {@link UnitFeatures} shows that both sides have the
 * required similarity.
 * </ul>
 *
 * <p>A comparison of the texts confirms each duplicate: see {@link NearUnits.DuplicateChains}. If two units differ only in case
 * and punctuation, both are kept or dropped with the best of them. The driver holds no units.
 */
public final class Deduplication {
    /** Columns of a dropped unit: its id, the kind of duplicate, and the unit that replaces it. */
    public static final StructType DUPLICATES = required("id string, kind string, stays string");

    /**
     * Columns of a unit: the negative probability, which sorts the most probable unit first; the keys of the texts without
     * case, width, space and punctuation, and of the exact texts; and the hashes of {@link MinHash}.
     */
    private static final StructType KEYED = required("id string, rank double, key string, exact string,"
            + " bands array<bigint>, zh_sketch bigint, en_sketch bigint");

    private Deduplication() {}

    /**
     * Returns a row of {@link #DUPLICATES} for each dropped unit. Spark caches intermediate tables; the caller clears its
     * cache.
     *
     * @param units rows of {@link CorpusUnit} without dropped units; only the id, both texts and the probability are
     *     used
     * @param settings the rules that find duplicates
     * @param languages the languages of the texts
     */
    public static Dataset<Row> duplicates(Dataset<Row> units, Duplicates settings, CorpusSettings.Languages languages) {
        MapPartitionsFunction<Row, Row> keying = rows -> keyed(rows, settings, languages.pairing());
        Dataset<Row> texts = units.select("id", "zh", "en", "probability");
        Dataset<Row> keyed = texts.mapPartitions(keying, Encoders.row(KEYED)).persist();
        // Spark finds the best unit of each partition first, so the number of duplicates does not matter.
        Dataset<Row> bests = keyed.groupBy("key")
                .agg(expr("min_by(struct(id, rank, exact, bands, zh_sketch, en_sketch), struct(rank, id)) AS best"))
                .persist();
        Dataset<Row> near = settings.near()
                ? near(bests.select("best.*"), texts, settings)
                : units.sparkSession().createDataFrame(List.of(), NearUnits.PAIRS);
        return keyed.select("id", "key", "exact")
                .join(bests, "key")
                .join(near, expr("best.id = worse"), "left")
                .selectExpr(
                        "id",
                        "if(exact = best.exact AND worse IS NULL, 'exact', 'near') AS kind",
                        "coalesce(better, best.id) AS stays")
                .filter("id <> stays");
    }

    /** Returns a schema of columns that are never null. */
    static StructType required(String columns) {
        return StructType.fromDDL(columns.replace(",", " NOT NULL,") + " NOT NULL");
    }

    /** Returns the best units that are near duplicates of other ones, each with the unit that replaces it. */
    private static Dataset<Row> near(Dataset<Row> bests, Dataset<Row> texts, Duplicates settings) {
        Dataset<Row> candidates = NearUnits.candidates(bests, settings).persist();
        return candidates.isEmpty()
                ? candidates
                : NearUnits.DuplicateChains.of(
                        NearUnits.verified(candidates, texts, settings).persist());
    }

    private static Iterator<Row> keyed(Iterator<Row> rows, Duplicates settings, Languages.Pairing languages) {
        EnglishTokenizer tokenizer = new EnglishTokenizer();
        return CorpusUnit.stream(rows)
                .map(row -> {
                    String chinese = row.getString(1);
                    String english = row.getString(2);
                    Tu unit = languages.of(chinese, english);
                    String exact = digits(UnitKey.ofTexts(unit));
                    MinHash hash = settings.near()
                            ? MinHash.of(UnitFeatures.of(chinese, english, tokenizer))
                            : new MinHash(new long[0], 0, 0);
                    return RowFactory.create(
                            row.getString(0),
                            -row.getDouble(3),
                            settings.near() ? digits(UnitKey.ofFoldedTexts(unit)) : exact,
                            exact,
                            hash.bands(),
                            hash.chinese(),
                            hash.english());
                })
                .iterator();
    }

    private static String digits(UnitKey key) {
        return HexFormat.of().toHexDigits(key.high()) + HexFormat.of().toHexDigits(key.low());
    }

    /**
     * Returns the ids of the units that represent several units, and their number.
     *
     * @param duplicates the rows of {@link #duplicates}
     */
    public static Dataset<Row> counts(Dataset<Row> duplicates) {
        return duplicates.groupBy(expr("stays AS id")).agg(expr("count(1) + 1 AS units"));
    }
}
