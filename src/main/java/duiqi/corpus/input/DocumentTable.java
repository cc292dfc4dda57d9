package duiqi.corpus.input;

import duiqi.corpus.stage.Buckets;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** How documents stand in a table of Parquet between reading and aligning. */
public final class DocumentTable {
    public static final String ID = "id";
    public static final String PLACE = "place";
    public static final String PART = "part";
    static final String CHINESE_START = "zh_start";
    static final String ENGLISH_START = "en_start";
    public static final String SIZE = "size";

    /** Why a document is not aligned; null where it is. */
    public static final String REASON = "reason";

    /** The folder that a document is put into: see {@link Buckets}. */
    public static final String BUCKET = "bucket";

    private static final String CHINESE = "zh";
    private static final String ENGLISH = "en";
    private static final String PARAGRAPHS = "_paragraphs";
    private static final String KINDS = "_kinds";

    public static final StructType SCHEMA = withSide(
                    withSide(
                            new StructType()
                                    .add(ID, DataTypes.StringType, false)
                                    .add(PLACE, DataTypes.StringType, false)
                                    .add(PART, DataTypes.IntegerType, false)
                                    .add(CHINESE_START, DataTypes.IntegerType, false)
                                    .add(ENGLISH_START, DataTypes.IntegerType, false),
                            CHINESE),
                    ENGLISH)
            .add(SIZE, DataTypes.LongType, false)
            .add(REASON, DataTypes.StringType, true)
            .add(BUCKET, DataTypes.IntegerType, false);

    private DocumentTable() {}

    private static StructType withSide(StructType schema, String side) {
        return schema.add(side, DataTypes.createArrayType(DataTypes.StringType, false), false)
                .add(side + PARAGRAPHS, DataTypes.createArrayType(DataTypes.IntegerType, false), false)
                .add(side + KINDS, DataTypes.createArrayType(DataTypes.StringType, false), false);
    }

    /** A document that can be aligned. */
    public static Row row(CorpusDocument document, int bucket) {
        return withSchema(
                document.id(),
                document.place(),
                document.part(),
                document.chineseStart(),
                document.englishStart(),
                seq(document.chinese().texts()),
                seq(document.chinese().paragraphs()),
                seq(document.chinese().kinds()),
                seq(document.english().texts()),
                seq(document.english().paragraphs()),
                seq(document.english().kinds()),
                document.size(),
                null,
                bucket);
    }

    /** One that cannot. */
    public static Row rejected(String id, String place, String reason) {
        Seq<?> none = seq(List.of());
        return withSchema(
                id,
                place,
                CorpusDocument.WHOLE,
                0,
                0,
                none,
                none,
                none,
                none,
                none,
                none,
                0L,
                reason,
                Buckets.REJECTED);
    }

    /** Whoever reads a row looks for its columns by their names, be it fresh or out of a file. */
    private static Row withSchema(@Nullable Object... values) {
        return new GenericRowWithSchema(values, SCHEMA);
    }

    public static CorpusDocument document(Row row) {
        return new CorpusDocument(
                row.getAs(ID),
                row.getAs(PLACE),
                row.<Integer>getAs(PART),
                row.<Integer>getAs(CHINESE_START),
                row.<Integer>getAs(ENGLISH_START),
                side(row, CHINESE),
                side(row, ENGLISH));
    }

    private static CorpusDocument.Side side(Row row, String side) {
        return new CorpusDocument.Side(
                row.getList(row.fieldIndex(side)),
                row.getList(row.fieldIndex(side + PARAGRAPHS)),
                row.getList(row.fieldIndex(side + KINDS)));
    }

    private static <T> Seq<T> seq(List<T> list) {
        return CollectionConverters.asScala(list);
    }
}
