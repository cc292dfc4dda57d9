package duiqi.corpus;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Writes the units of a corpus as translation memories, so many files as wanted. In which file a document comes depends on its id
 * alone; within a file units are in the order of the ids of their documents, and in a document of their positions.
 *
 * <p>A book of a million sentences would keep one task waiting. So the sentences of every document are counted off in stretches, and
 * each stretch after the first goes to the next file.
 */
final class TmxShards {
    /** Sentences of a stretch: a document of fewer stays in one file. */
    static final int STRETCH = 200_000;

    private static final String SHARD = "shard";

    private static final StructType SHARDED = new StructType()
            .add(UnitTable.ID, DataTypes.StringType, false)
            .add(UnitTable.DOCUMENT, DataTypes.StringType, false)
            .add(UnitTable.CHINESE_POSITIONS, DataTypes.createArrayType(DataTypes.IntegerType, false), false)
            .add(UnitTable.ENGLISH_POSITIONS, DataTypes.createArrayType(DataTypes.IntegerType, false), false)
            .add(UnitTable.CHINESE, DataTypes.StringType, false)
            .add(UnitTable.ENGLISH, DataTypes.StringType, false)
            .add(UnitTable.TYPE, DataTypes.StringType, false)
            .add(UnitTable.PROBABILITY, DataTypes.DoubleType, false)
            .add(SHARD, DataTypes.IntegerType, false);

    private static final StructType WRITTEN =
            new StructType().add(SHARD, DataTypes.IntegerType, false).add("units", DataTypes.LongType, false);

    private TmxShards() {}

    /**
     * Writes {@code part-00001.tmx} and so on, one for each number even if it has no units.
     *
     * @param units with the columns of {@link UnitTable}; only those that are to be written
     * @param folder of any file system that Hadoop knows; made when missing; files of the same names are replaced
     * @return how many units there are in all files
     */
    static long write(Dataset<Row> units, TmxSettings settings, String folder) throws IOException {
        return write(units, settings, folder, STRETCH);
    }

    /** The same with stretches of another length. */
    static long write(Dataset<Row> units, TmxSettings settings, String folder, int stretch) throws IOException {
        SerializableConfiguration hadoop = new SerializableConfiguration(
                units.sparkSession().sparkContext().hadoopConfiguration());
        int files = settings.files();
        MapFunction<Row, Row> sharding = unit -> sharded(unit, files, stretch);
        MapPartitionsFunction<Row, Row> writing = rows -> written(rows, settings, folder, hadoop);
        try (TmxFolder tmx = new TmxFolder(folder, hadoop.value(), settings)) {
            tmx.prepare();
        }
        List<Row> written = units.select(Stream.of(SHARDED.fieldNames())
                        .filter(name -> !name.equals(SHARD))
                        .map(units::col)
                        .toArray(Column[]::new))
                .map(sharding, Encoders.row(SHARDED))
                .repartitionById(files, col(SHARD))
                .sortWithinPartitions(
                        UnitTable.DOCUMENT, UnitTable.CHINESE_POSITIONS, UnitTable.ENGLISH_POSITIONS, UnitTable.ID)
                .mapPartitions(writing, Encoders.row(WRITTEN))
                .collectAsList();
        writeEmpty(written, settings, folder, hadoop);
        return written.stream().mapToLong(row -> row.getLong(1)).sum();
    }

    private static Row sharded(Row unit, int files, int stretch) {
        Object[] values = new Object[SHARDED.size()];
        for (int i = 0; i < unit.size(); i++) {
            values[i] = unit.get(i);
        }
        long document = Hash64.of(unit.getString(1));
        int nth = unit.<Integer>getList(2).get(0) / stretch;
        values[unit.size()] = (int) Math.floorMod(document + nth, (long) files);
        return RowFactory.create(values);
    }

    private static Iterator<Row> written(
            Iterator<Row> rows, TmxSettings settings, String folder, SerializableConfiguration hadoop)
            throws IOException {
        if (!rows.hasNext()) {
            return rows;
        }
        Row first = rows.next();
        int shard = first.getInt(first.size() - 1);
        try (TmxFolder tmx = new TmxFolder(folder, hadoop.value(), settings)) {
            long count = tmx.write(shard, Stream.concat(Stream.of(first), Rows.stream(rows)));
            return List.of(RowFactory.create(shard, count)).iterator();
        }
    }

    private static void writeEmpty(
            List<Row> written, TmxSettings settings, String folder, SerializableConfiguration hadoop)
            throws IOException {
        Set<Integer> there = written.stream().map(row -> row.getInt(0)).collect(Collectors.toSet());
        try (TmxFolder tmx = new TmxFolder(folder, hadoop.value(), settings)) {
            for (int shard = 0; shard < settings.files(); shard++) {
                if (!there.contains(shard)) {
                    tmx.write(shard, Stream.empty());
                }
            }
        }
    }
}
