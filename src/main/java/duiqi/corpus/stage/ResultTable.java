package duiqi.corpus.stage;

import duiqi.align.ParallelTextCheck;
import duiqi.corpus.input.CorpusDocument;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Defines the table of aligned documents. Each row contains the units of a document, or the reason why there are none.
 */
public final class ResultTable {
    public static final String ID = CorpusDocument.ID;
    public static final String PLACE = CorpusDocument.PLACE;
    public static final String PART = CorpusDocument.PART;
    public static final String CHINESE_SENTENCES = "zh_sentences";
    public static final String ENGLISH_SENTENCES = "en_sentences";

    /** Column with the first count of {@link ParallelTextCheck}. The counts are summed over the parts of a document. */
    public static final String PAIRS = "pairs";

    public static final String TRANSLATED = "translated";
    public static final String WORDS = "words";

    /** Column with the reason why a document has no units; null if it has units. */
    public static final String REASON = CorpusDocument.REASON;

    public static final String UNITS = "units";

    static final StructType SCHEMA = new StructType()
            .add(ID, DataTypes.StringType, false)
            .add(PLACE, DataTypes.StringType, false)
            .add(PART, DataTypes.IntegerType, false)
            .add(CHINESE_SENTENCES, DataTypes.IntegerType, false)
            .add(ENGLISH_SENTENCES, DataTypes.IntegerType, false)
            .add(PAIRS, DataTypes.IntegerType, false)
            .add(TRANSLATED, DataTypes.IntegerType, false)
            .add(WORDS, DataTypes.IntegerType, false)
            .add(REASON, DataTypes.StringType, true)
            .add(UNITS, DataTypes.createArrayType(CorpusUnit.SCHEMA, false), false);

    private ResultTable() {}

    static Row row(CorpusDocument document, ParallelTextCheck fit, List<CorpusUnit> units) {
        return row(document, fit, null, units);
    }

    static Row rejected(CorpusDocument document, String reason) {
        return row(document, new ParallelTextCheck(0, 0, 0), reason, List.of());
    }

    private static Row row(
            CorpusDocument document, ParallelTextCheck fit, @Nullable String reason, List<CorpusUnit> units) {
        return RowFactory.create(
                document.id(),
                document.place(),
                document.part(),
                document.chinese().texts().size(),
                document.english().texts().size(),
                fit.pairs(),
                fit.translated(),
                fit.words(),
                reason,
                CollectionConverters.asScala(units.stream().map(CorpusUnit::row).toList()));
    }
}
