package duiqi.corpus.stage;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** How units stand in a table of Parquet: its columns, and the way there and back. */
public final class UnitTable {
    public static final String ID = "id";
    public static final String DOCUMENT = "document";
    public static final String CHINESE_POSITIONS = "zh_positions";
    public static final String ENGLISH_POSITIONS = "en_positions";
    public static final String CHINESE = "zh";
    public static final String ENGLISH = "en";
    public static final String TYPE = "type";
    public static final String PROBABILITY = "probability";
    public static final String EVIDENCE = "evidence";

    /** Why a unit is left out; null in units that stay. */
    public static final String DROPPED = "dropped";

    public static final StructType SCHEMA = new StructType()
            .add(ID, DataTypes.StringType, false)
            .add(DOCUMENT, DataTypes.StringType, false)
            .add(CHINESE_POSITIONS, DataTypes.createArrayType(DataTypes.IntegerType, false), false)
            .add(ENGLISH_POSITIONS, DataTypes.createArrayType(DataTypes.IntegerType, false), false)
            .add(CHINESE, DataTypes.StringType, false)
            .add(ENGLISH, DataTypes.StringType, false)
            .add(TYPE, DataTypes.StringType, false)
            .add(PROBABILITY, DataTypes.DoubleType, false)
            .add(EVIDENCE, DataTypes.createMapType(DataTypes.StringType, DataTypes.FloatType, false), false)
            .add(DROPPED, DataTypes.StringType, true);

    private UnitTable() {}

    public static Row row(CorpusUnit unit) {
        return RowFactory.create(
                unit.id(),
                unit.document(),
                unit.chinesePositions().toArray(),
                unit.englishPositions().toArray(),
                unit.chinese(),
                unit.english(),
                unit.type(),
                unit.probability(),
                CollectionConverters.asScala(unit.evidence()),
                unit.dropped().orElse(null));
    }

    public static CorpusUnit unit(Row row) {
        Map<String, Float> evidence = row.getJavaMap(row.fieldIndex(EVIDENCE));
        return new CorpusUnit(
                row.getAs(ID),
                row.getAs(DOCUMENT),
                row.getList(row.fieldIndex(CHINESE_POSITIONS)),
                row.getList(row.fieldIndex(ENGLISH_POSITIONS)),
                row.getAs(CHINESE),
                row.getAs(ENGLISH),
                row.getAs(TYPE),
                row.getDouble(row.fieldIndex(PROBABILITY)),
                evidence,
                Optional.ofNullable(row.getAs(DROPPED)));
    }
}
