package duiqi.corpus.stage;

import duiqi.align.Alignment;
import duiqi.align.Bead;
import duiqi.align.ParallelText;
import duiqi.align.TextPair;
import duiqi.corpus.input.DocumentTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** How documents stand in a table when they are aligned for the first time: those of {@link DocumentTable}, cut, with their beads. */
final class AlignedTable {
    private static final String BEADS = "beads";

    private static final StructType BEAD = new StructType()
            .add("zh", DataTypes.createArrayType(DataTypes.IntegerType, false), false)
            .add("en", DataTypes.createArrayType(DataTypes.IntegerType, false), false)
            .add("probability", DataTypes.DoubleType, false);

    static final StructType SCHEMA = DocumentTable.SCHEMA.add(BEADS, DataTypes.createArrayType(BEAD, false), false);

    private AlignedTable() {}

    /** A row of a {@link DocumentTable} with beads; of a document that is rejected, with none. */
    static Row row(Row document, List<Bead> beads) {
        List<Row> rows = new ArrayList<>();
        for (Bead bead : beads) {
            rows.add(RowFactory.create(bead.source().toArray(), bead.target().toArray(), bead.probability()));
        }
        Object[] values = new Object[document.size() + 1];
        for (int k = 0; k < document.size(); k++) {
            values[k] = document.get(k);
        }
        values[document.size()] = CollectionConverters.asScala(rows);
        return RowFactory.create(values);
    }

    /** The texts of a document with their alignment. */
    static ParallelText text(Row row, TextPair pair) {
        List<Bead> beads = new ArrayList<>();
        for (Row bead : row.<Row>getList(row.fieldIndex(BEADS))) {
            beads.add(new Bead(bead.getList(0), bead.getList(1), bead.getDouble(2)));
        }
        return new ParallelText(
                pair.chinese(),
                pair.english(),
                new Alignment(
                        pair.chinese().segments().size(),
                        pair.english().segments().size(),
                        beads));
    }
}
