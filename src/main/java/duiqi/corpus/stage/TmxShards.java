package duiqi.corpus.stage;

import static org.apache.spark.sql.functions.col;

import duiqi.corpus.CorpusSettings;
import duiqi.exchange.TmxWriter;
import duiqi.text.Language;
import duiqi.text.TranslationUnit;
import duiqi.text.TranslationUnit.UnitProperties;
import duiqi.text.XmlCharacters;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
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
 * Writes the units of a corpus to several TMX files. The id of a document selects its file. The units of a file are
 * sorted by document id, then by position in the document.
 *
 * <p>A book of a million sentences is too much for one task. So each document is divided into stretches of sentences,
 * and each stretch after the first goes to the next file.
 */
public final class TmxShards {
    /** Number of sentences in a stretch. A document with fewer sentences is in one file. */
    static final int STRETCH = 200_000;

    private static final String SHARD = "shard";

    /** Columns of a unit up to its quality, and its file. */
    private static final StructType SHARDED = new StructType(
                    Arrays.copyOf(CorpusUnit.SCHEMA.fields(), CorpusUnit.SCHEMA.fieldIndex("quality") + 1))
            .add(SHARD, DataTypes.IntegerType, false);

    /** Columns of a written file: its number, its units, and its temporary name. */
    private static final StructType WRITTEN =
            StructType.fromDDL("shard int NOT NULL, units bigint NOT NULL, file string NOT NULL");

    private TmxShards() {}

    /**
     * Writes the files {@code part-00001.tmx}, {@code part-00002.tmx} and so on, including files without units.
     *
     * @param units rows of {@link CorpusUnit}; all of them are written
     * @param settings the number, languages and dates of the files
     * @param folder a folder in any Hadoop file system that does not exist
     * @return the number of units in all files
     */
    public static long write(Dataset<Row> units, CorpusSettings.Tmx settings, String folder) throws IOException {
        return write(units, settings, folder, STRETCH);
    }

    /** Writes the files with the given stretch length. */
    static long write(Dataset<Row> units, CorpusSettings.Tmx settings, String folder, int stretch) throws IOException {
        SerializableConfiguration hadoop = new SerializableConfiguration(
                units.sparkSession().sparkContext().hadoopConfiguration());
        int files = settings.files();
        MapFunction<Row, Row> sharding = unit -> sharded(unit, files, stretch);
        MapPartitionsFunction<Row, Row> writing = rows -> written(rows, settings, folder, hadoop);
        List<Row> written = units.select(Stream.of(SHARDED.fieldNames())
                        .filter(name -> !name.equals(SHARD))
                        .map(units::col)
                        .toArray(Column[]::new))
                .map(sharding, Encoders.row(SHARDED))
                .repartitionById(files, col(SHARD))
                .sortWithinPartitions("document", "zh_positions", "en_positions", "id")
                .mapPartitions(writing, Encoders.row(WRITTEN))
                .collectAsList();
        try (TmxFolder tmx = new TmxFolder(folder, hadoop.value(), settings)) {
            tmx.finish(written);
        }
        return written.stream().mapToLong(row -> row.getLong(1)).sum();
    }

    private static Row sharded(Row unit, int files, int stretch) {
        long document = CorpusUnit.Hashes.of(unit.getString(1));
        int nth = unit.<Integer>getList(2).get(0) / stretch;
        return CorpusUnit.appended(unit, (int) Math.floorMod(document + nth, (long) files));
    }

    private static Iterator<Row> written(
            Iterator<Row> rows, CorpusSettings.Tmx settings, String folder, SerializableConfiguration hadoop)
            throws IOException {
        if (!rows.hasNext()) {
            return rows;
        }
        Row first = rows.next();
        int shard = first.getInt(first.size() - 1);
        try (TmxFolder tmx = new TmxFolder(folder, hadoop.value(), settings)) {
            return List.of(tmx.write(shard, Stream.concat(Stream.of(first), CorpusUnit.stream(rows))))
                    .iterator();
        }
    }

    /**
     * Writes a folder of TMX files in a Hadoop file system. Each attempt of a task writes its file under an own temporary
     * name. Only the driver renames files, one attempt for each number. Not thread-safe.
     */
    private static final class TmxFolder implements AutoCloseable {
        /** Prefix of the names that Hadoop ignores. */
        private static final String ASIDE = "_part-";

        private static final int BUFFER = 1 << 16;

        private final Path folder;
        private final FileSystem files;
        private final CorpusSettings.Tmx settings;
        private final Language source;
        private final Language target;

        /** Indices of the columns of source and target in {@link #SHARDED}, relative to those of the Chinese side. */
        private final int sourceColumn;

        private final int targetColumn;

        TmxFolder(String folder, Configuration hadoop, CorpusSettings.Tmx settings) throws IOException {
            this.folder = new Path(folder);
            // Checksum files next to each memory would confuse users of the folder. This setting belongs to the file
            // system object, so use a separate one.
            this.files = FileSystem.newInstance(this.folder.toUri(), hadoop);
            this.files.setWriteChecksum(false);
            this.settings = settings;
            boolean isIntoChinese = settings.languages().isIntoChinese();
            Language chinese = new Language(settings.languages().chinese());
            Language english = new Language(settings.languages().english());
            this.source = isIntoChinese ? english : chinese;
            this.target = isIntoChinese ? chinese : english;
            this.sourceColumn = isIntoChinese ? 1 : 0;
            this.targetColumn = 1 - sourceColumn;
        }

        /**
         * Writes one file under a temporary name.
         *
         * @param shard the number of the file, from 0
         * @param units rows of {@link #SHARDED}
         * @return a row of {@link #WRITTEN}, with the number of written units, which have text on both sides
         */
        Row write(int shard, Stream<Row> units) throws IOException {
            Path aside = new Path(folder, ASIDE + number(shard) + "." + UUID.randomUUID());
            long[] count = {0};
            try (OutputStream out = new BufferedOutputStream(files.create(aside, false), BUFFER)) {
                Iterator<TranslationUnit> written = units.filter(TmxFolder::hasTwoSides)
                        .peek(unit -> count[0]++)
                        .map(this::unit)
                        .iterator();
                new TmxWriter(settings.toolVersion()).write(source, target, settings.created(), written, out);
            }
            return RowFactory.create(shard, count[0], aside.getName());
        }

        private static String number(int shard) {
            return String.format(Locale.ROOT, "%05d.tmx", shard + 1);
        }

        /**
         * Renames the files of the tasks, adds the files without units, and removes the files of other attempts.
         *
         * @param written rows of {@link #WRITTEN}
         */
        void finish(List<Row> written) throws IOException {
            List<Row> all = new ArrayList<>(written);
            Set<Integer> there = written.stream().map(row -> row.getInt(0)).collect(Collectors.toSet());
            for (int shard = 0; shard < settings.files(); shard++) {
                if (!there.contains(shard)) {
                    all.add(write(shard, Stream.empty()));
                }
            }
            for (Row row : all) {
                Path file = new Path(folder, "part-" + number(row.getInt(0)));
                if (!files.rename(new Path(folder, row.getString(2)), file)) {
                    throw new IOException(file + ": cannot rename the temporary file to this name");
                }
            }
            for (FileStatus file :
                    files.listStatus(folder, path -> path.getName().startsWith(ASIDE))) {
                files.delete(file.getPath(), false);
            }
        }

        private static boolean hasTwoSides(Row unit) {
            return !XmlCharacters.only(unit.getString(4)).isBlank()
                    && !XmlCharacters.only(unit.getString(5)).isBlank();
        }

        private TranslationUnit unit(Row row) {
            SortedMap<String, String> properties = new TreeMap<>();
            properties.put(UnitProperties.ALIGNED, UnitProperties.YES);
            String[] sizes = row.getString(6).split("-", 2);
            properties.put(UnitProperties.BEAD, sizes[sourceColumn] + "-" + sizes[targetColumn]);
            properties.put(UnitProperties.DOCUMENT, row.getString(1));
            properties.put(UnitProperties.PROBABILITY, rounded(row.getDouble(7)));
            properties.put(UnitProperties.QUALITY, rounded(row.getDouble(8)));
            properties.put(UnitProperties.SOURCE_SENTENCES, numbers(row.getList(2 + sourceColumn)));
            properties.put(UnitProperties.TARGET_SENTENCES, numbers(row.getList(2 + targetColumn)));
            return new TranslationUnit(
                    row.getString(0),
                    new TranslationUnit.Variant(source, row.getString(4 + sourceColumn)),
                    new TranslationUnit.Variant(target, row.getString(4 + targetColumn)),
                    properties,
                    Optional.of(settings.created()));
        }

        private static String rounded(double share) {
            return new BigDecimal(share).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
        }

        private static String numbers(List<Integer> positions) {
            return positions.stream().map(String::valueOf).collect(Collectors.joining(","));
        }

        @Override
        public void close() throws IOException {
            files.close();
        }
    }
}
