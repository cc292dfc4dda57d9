package duiqi.corpus.duplicate;

import static org.apache.spark.sql.functions.col;

import duiqi.corpus.CorpusSettings.Duplicates;
import duiqi.corpus.CorpusSettings.Languages;
import duiqi.corpus.duplicate.Deduplication.UnitId;
import duiqi.corpus.duplicate.UnitFeatures.MinHash;
import duiqi.corpus.stage.CorpusUnit;
import duiqi.exchange.Tu;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.memory.UnitKey;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Finds the same duplicates as {@code duiqi tm dedupe}. Its table contains all units; each duplicate refers to a better
 * unit. One shuffle without the texts groups units with the same hash. It sorts each partition, so that the number of
 * duplicates does not matter.
 */
final class EqualUnits {
    static final String HIGH = "high";
    static final String LOW = "low";

    /** Column with the negative probability, which sorts the most probable unit first. */
    static final String RANK = "rank";

    /** Column with the kind of duplicate; null for a unit that is kept. */
    static final String KIND = "kind";

    static final String STAYS_HIGH = "stays_high";
    static final String STAYS_LOW = "stays_low";
    static final String BANDS = "bands";
    static final String CHINESE_SKETCH = "zh_sketch";
    static final String ENGLISH_SKETCH = "en_sketch";

    private static final StructType KEYED =
            required("key_high bigint, key_low bigint, rank double, high bigint, low bigint,"
                    + " exact_high bigint, exact_low bigint, bands binary, zh_sketch bigint, en_sketch bigint");

    private static final StructType FOUND = StructType.fromDDL("high bigint NOT NULL, low bigint NOT NULL,"
            + " rank double NOT NULL, kind string, stays_high bigint NOT NULL, stays_low bigint NOT NULL,"
            + " bands binary NOT NULL, zh_sketch bigint NOT NULL, en_sketch bigint NOT NULL");

    private static final byte[] NO_BANDS = {};

    private EqualUnits() {}

    /** Returns a schema of columns that are never null. */
    static StructType required(String columns) {
        return StructType.fromDDL(columns.replace(",", " NOT NULL,") + " NOT NULL");
    }

    static Dataset<Row> of(Dataset<Row> units, Duplicates settings, Languages languages) {
        MapPartitionsFunction<Row, Row> keying = rows -> keyed(rows, settings, languages.pairing());
        MapPartitionsFunction<Row, Row> finding = Groups::new;
        return units.select(CorpusUnit.ID, CorpusUnit.CHINESE, CorpusUnit.ENGLISH, CorpusUnit.PROBABILITY)
                .mapPartitions(keying, Encoders.row(KEYED))
                .repartition(col("key_high"), col("key_low"))
                .sortWithinPartitions("key_high", "key_low", RANK, HIGH, LOW)
                .mapPartitions(finding, Encoders.row(FOUND));
    }

    private static Iterator<Row> keyed(Iterator<Row> rows, Duplicates settings, Languages.Pairing languages) {
        EnglishTokenizer tokenizer = new EnglishTokenizer();
        return CorpusUnit.stream(rows)
                .map(row -> {
                    String chinese = row.getString(1);
                    String english = row.getString(2);
                    UnitId id = UnitId.of(row.getString(0));
                    Tu unit = languages.of(chinese, english);
                    UnitKey exact = UnitKey.ofTexts(unit);
                    UnitKey key = settings.near() ? UnitKey.ofFoldedTexts(unit) : exact;
                    MinHash hash = settings.near()
                            ? MinHash.of(UnitFeatures.of(chinese, english, tokenizer))
                            : new MinHash(NO_BANDS, 0, 0);
                    return RowFactory.create(
                            key.high(),
                            key.low(),
                            -row.getDouble(3),
                            id.high(),
                            id.low(),
                            exact.high(),
                            exact.low(),
                            hash.bands(),
                            hash.chinese(),
                            hash.english());
                })
                .iterator();
    }

    private static final class Groups implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final Queue<Row> bests = new ArrayDeque<>(1);

        Groups(Iterator<Row> rows) {
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public Row next() {
            Row row = rows.next();
            Row best = bests.peek();
            boolean isSame = best != null && isSame(row, best, 0);
            if (!isSame) {
                bests.clear();
                bests.add(row);
            }
            Row stays = isSame ? best : row;
            return RowFactory.create(
                    row.getLong(3),
                    row.getLong(4),
                    row.getDouble(2),
                    isSame ? (isSame(row, stays, 5) ? Deduplication.EXACT : Deduplication.NEAR) : null,
                    stays.getLong(3),
                    stays.getLong(4),
                    isSame ? NO_BANDS : row.get(7),
                    row.getLong(8),
                    row.getLong(9));
        }

        private static boolean isSame(Row one, Row other, int column) {
            return one.getLong(column) == other.getLong(column) && one.getLong(column + 1) == other.getLong(column + 1);
        }
    }
}
