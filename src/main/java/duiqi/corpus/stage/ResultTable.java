package duiqi.corpus.stage;

import duiqi.align.ParallelTextCheck;
import duiqi.corpus.input.CorpusDocument;
import duiqi.corpus.input.DocumentTable;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** What became of the documents of a bucket: units, or the reason why there are none. */
final class ResultTable {
    static final String ID = DocumentTable.ID;
    static final String PLACE = DocumentTable.PLACE;
    static final String PART = DocumentTable.PART;
    static final String CHINESE_SENTENCES = "zh_sentences";
    static final String ENGLISH_SENTENCES = "en_sentences";

    /** The counts of {@link ParallelTextCheck}, which may be added up over the parts of a document. */
    static final String PAIRS = "pairs";

    static final String TRANSLATED = "translated";
    static final String WORDS = "words";

    /** Why a document has no units; null where it has. */
    static final String REASON = DocumentTable.REASON;

    static final String UNITS = "units";

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
            .add(UNITS, DataTypes.createArrayType(UnitTable.SCHEMA, false), false);

    private ResultTable() {}

    static Row row(CorpusDocument document, ParallelTextCheck fit, List<CorpusUnit> units) {
        return RowFactory.create(
                document.id(),
                document.place(),
                document.part(),
                document.chinese().texts().size(),
                document.english().texts().size(),
                fit.pairs(),
                fit.translated(),
                fit.words(),
                null,
                CollectionConverters.asScala(units.stream().map(UnitTable::row).toList()));
    }

    static Row rejected(CorpusDocument document, String reason) {
        return RowFactory.create(
                document.id(),
                document.place(),
                document.part(),
                document.chinese().texts().size(),
                document.english().texts().size(),
                0,
                0,
                0,
                reason,
                CollectionConverters.asScala(List.of()));
    }
}
