package duiqi.corpus.term;

import duiqi.exchange.Omissions;
import duiqi.exchange.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Defines the term table. It has a row for each glossary term that occurs and for each recurring phrase, with its
 * translations, most frequent first. The status of a translation is its status in the glossary, {@link #FOUND} if the
 * glossary does not contain it, or {@link #NONE} for the units without a translation of the term. The share of a
 * translation refers to the units with the term; a unit can contain two translations.
 */
public final class CorpusTermTable {
    static final String CHINESE = "chinese";
    static final String KIND = "kind";
    static final String UNITS = "units";
    static final String DOCUMENTS = "documents";

    /** Column with the drift of {@link CorpusTerms.TermSummary}. */
    public static final String DRIFT = "drift";

    static final String RENDERINGS = "renderings";
    static final String ENGLISH = "english";
    static final String STATUS = "status";
    static final String COUNT = "count";
    static final String SHARE = "share";
    static final String EXAMPLES = "examples";

    /** Values of {@link #KIND}. */
    static final String TERM = "term";

    static final String PHRASE = "phrase";

    static final String FOUND = "found";
    static final String NONE = "none";

    private static final StructType EXAMPLE = new StructType()
            .add("unit", DataTypes.StringType, false)
            .add("document", DataTypes.StringType, false)
            .add("zh", DataTypes.StringType, false)
            .add("en", DataTypes.StringType, false);

    private static final StructType RENDERING = new StructType()
            .add(ENGLISH, DataTypes.StringType, false)
            .add(STATUS, DataTypes.StringType, false)
            .add(COUNT, DataTypes.LongType, false)
            .add(SHARE, DataTypes.DoubleType, false)
            .add(DOCUMENTS, DataTypes.LongType, false)
            .add(EXAMPLES, DataTypes.createArrayType(EXAMPLE, false), false);

    static final StructType SCHEMA = new StructType()
            .add(CHINESE, DataTypes.StringType, false)
            .add(KIND, DataTypes.StringType, false)
            .add(UNITS, DataTypes.LongType, false)
            .add(DOCUMENTS, DataTypes.LongType, false)
            .add(DRIFT, DataTypes.DoubleType, false)
            .add(RENDERINGS, DataTypes.createArrayType(RENDERING, false), false);

    private CorpusTermTable() {}

    /** Writes a CSV table in the order of the terms, with a row for each translation and its first example. */
    public static void writeCsv(Dataset<Row> terms, OutputStream out) throws IOException {
        Table.Output table = Table.Form.CSV.begin(out, Instant.EPOCH, new Omissions());
        table.write(List.of(
                CHINESE,
                KIND,
                UNITS,
                DOCUMENTS,
                DRIFT,
                ENGLISH,
                STATUS,
                COUNT,
                SHARE,
                "in_documents",
                "example_document",
                "example_zh",
                "example_en"));
        for (Iterator<Row> rows = terms.toLocalIterator(); rows.hasNext(); ) {
            Row term = rows.next();
            for (Row rendering : term.<Row>getList(term.fieldIndex(RENDERINGS))) {
                table.write(cells(term, rendering));
            }
        }
        table.finish();
    }

    private static List<String> cells(Row term, Row rendering) {
        List<String> cells = new ArrayList<>(List.of(
                term.getAs(CHINESE),
                term.getAs(KIND),
                term.getAs(UNITS).toString(),
                term.getAs(DOCUMENTS).toString(),
                share(term.getAs(DRIFT)),
                rendering.getAs(ENGLISH),
                rendering.getAs(STATUS),
                rendering.getAs(COUNT).toString(),
                share(rendering.getAs(SHARE)),
                rendering.getAs(DOCUMENTS).toString()));
        Row example = rendering.<Row>getList(rendering.fieldIndex(EXAMPLES)).get(0);
        cells.addAll(List.of(example.getAs("document"), example.getAs("zh"), example.getAs("en")));
        return cells;
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, "%.3f", share);
    }
}
