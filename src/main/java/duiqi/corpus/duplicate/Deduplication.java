package duiqi.corpus.duplicate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import duiqi.corpus.CorpusSettings;
import duiqi.corpus.CorpusSettings.Duplicates;
import duiqi.corpus.CorpusSettings.Languages;
import duiqi.corpus.duplicate.UnitFeatures.MinHash;
import duiqi.corpus.stage.CorpusUnit;
import duiqi.exchange.Tu;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.memory.UnitKey;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

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
 * and punctuation, both are kept or dropped with the best of them. The workers hold intermediate tables until this
 * object is closed. The driver holds no units. Not thread-safe.
 */
public final class Deduplication implements AutoCloseable {
    /** Columns of {@link #duplicates}: the dropped unit, the kind of duplicate, and the unit that replaces it. */
    public static final String ID = CorpusUnit.ID;

    public static final String KIND = "kind";
    public static final String STAYS = "stays";

    /** Column with the number of units that a unit represents, including itself. */
    public static final String UNITS = "units";

    /** Schema of {@link #duplicates}. */
    public static final StructType DUPLICATES = required("id string, kind string, stays string");

    /** Column with the negative probability, which sorts the most probable unit first. */
    static final String RANK = "rank";

    static final String BANDS = "bands";
    static final String CHINESE_SKETCH = "zh_sketch";
    static final String ENGLISH_SKETCH = "en_sketch";

    /** Keys of the texts without case, width, space and punctuation, and of the exact texts. */
    private static final String KEY = "key";

    private static final String EXACT = "exact";
    private static final String BEST = "best";

    private static final StructType KEYED = required("id string, rank double, key string, exact string,"
            + " bands array<bigint>, zh_sketch bigint, en_sketch bigint");

    private final List<Dataset<Row>> held = new ArrayList<>();
    private final Dataset<Row> duplicates;

    /**
     * Finds the duplicates.
     *
     * @param units rows of {@link CorpusUnit} without dropped units; only the id, both texts and the probability are
     *     used
     * @param settings the rules that find duplicates
     * @param languages the languages of the texts
     */
    public Deduplication(Dataset<Row> units, Duplicates settings, CorpusSettings.Languages languages) {
        MapPartitionsFunction<Row, Row> keying = rows -> keyed(rows, settings, languages.pairing());
        Dataset<Row> texts = units.select(ID, CorpusUnit.CHINESE, CorpusUnit.ENGLISH, CorpusUnit.PROBABILITY);
        Dataset<Row> keyed = hold(texts.mapPartitions(keying, Encoders.row(KEYED)));
        Dataset<Row> bests = hold(bests(keyed));
        Column isExact = col(EXACT).equalTo(col(BEST + "." + EXACT));
        Column best = col(BEST + "." + ID);
        Dataset<Row> all = keyed.select(ID, KEY, EXACT).join(bests, KEY);
        duplicates = settings.near()
                ? duplicates(
                        all.join(near(bests, texts, settings), best.equalTo(col(NearUnits.WORSE)), "left"),
                        isExact.and(col(NearUnits.WORSE).isNull()),
                        coalesce(col(NearUnits.BETTER), best))
                : duplicates(all, isExact, best);
    }

    /** Returns a schema of columns that are never null. */
    static StructType required(String columns) {
        return StructType.fromDDL(columns.replace(",", " NOT NULL,") + " NOT NULL");
    }

    private Dataset<Row> hold(Dataset<Row> table) {
        Dataset<Row> persisted = table.persist(StorageLevel.MEMORY_AND_DISK());
        held.add(persisted);
        return persisted;
    }

    /** Returns the best unit of each key. Spark finds it in each partition first, so the number of duplicates does not matter. */
    static Dataset<Row> bests(Dataset<Row> keyed) {
        Column unit = struct(ID, RANK, EXACT, BANDS, CHINESE_SKETCH, ENGLISH_SKETCH);
        return keyed.groupBy(KEY).agg(min_by(unit, struct(RANK, ID)).as(BEST));
    }

    /** Returns the best units that are near duplicates of other ones, each with the unit that replaces it. */
    private Dataset<Row> near(Dataset<Row> bests, Dataset<Row> texts, Duplicates settings) {
        Dataset<Row> candidates = hold(NearUnits.candidates(bests.select(BEST + ".*"), settings));
        return candidates.isEmpty()
                ? candidates
                : NearUnits.DuplicateChains.of(hold(NearUnits.verified(candidates, texts, settings)));
    }

    private static Dataset<Row> duplicates(Dataset<Row> all, Column isExact, Column stays) {
        return all.select(
                        col(ID),
                        when(isExact, lit("exact")).otherwise(lit("near")).as(KIND),
                        stays.as(STAYS))
                .filter(col(ID).notEqual(col(STAYS)));
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
     * Returns a row with {@link #ID}, {@link #KIND} and {@link #STAYS} for each dropped unit. The rows are valid until
     * this object is closed.
     */
    public Dataset<Row> duplicates() {
        return duplicates;
    }

    /**
     * Returns {@link #ID} and {@link #UNITS} of the units that represent several units.
     *
     * @param duplicates the rows of {@link #duplicates}
     */
    public static Dataset<Row> counts(Dataset<Row> duplicates) {
        return duplicates.groupBy(col(STAYS).as(ID)).agg(count(lit(1)).plus(1).as(UNITS));
    }

    @Override
    public void close() {
        held.forEach(Dataset::unpersist);
        held.clear();
    }
}
