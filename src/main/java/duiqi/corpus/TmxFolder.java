package duiqi.corpus;

import duiqi.exchange.TmxWriter;
import duiqi.text.Language;
import duiqi.text.TranslationUnit;
import duiqi.text.UnitProperties;
import duiqi.text.XmlCharacters;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;

/**
 * A folder of translation memories in a file system of Hadoop's. Each is written aside, under a name that no other attempt at it has,
 * and renamed once it is complete. Not thread-safe.
 */
final class TmxFolder implements AutoCloseable {
    /** Hadoop passes over files whose names begin so. */
    private static final String ASIDE = "_part-";

    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final FileSystem files;
    private final TmxSettings settings;
    private final Language chinese;
    private final Language english;

    TmxFolder(String folder, Configuration hadoop, TmxSettings settings) throws IOException {
        this.folder = new Path(folder);
        // One of its own: checksum files beside each memory would be in the way of those who take the folder, and
        // whether they are written is a property of the file system.
        this.files = FileSystem.newInstance(this.folder.toUri(), hadoop);
        this.files.setWriteChecksum(false);
        this.settings = settings;
        this.chinese = new Language(settings.languages().chinese());
        this.english = new Language(settings.languages().english());
    }

    /** Makes the folder, and removes what a killed run left. */
    void prepare() throws IOException {
        files.mkdirs(folder);
        for (FileStatus file : files.listStatus(folder, path -> path.getName().startsWith(ASIDE))) {
            files.delete(file.getPath(), false);
        }
    }

    /**
     * Writes one file.
     *
     * @param shard its number, from 0
     * @param units rows with the first columns as {@link TmxShards} has them
     * @return how many units were written: those with text on both sides
     */
    long write(int shard, Stream<Row> units) throws IOException {
        String number = String.format(Locale.ROOT, "%05d.tmx", shard + 1);
        Path file = new Path(folder, "part-" + number);
        Path aside = new Path(folder, ASIDE + number + "." + UUID.randomUUID());
        try {
            long[] count = {0};
            try (OutputStream out = new BufferedOutputStream(files.create(aside, false), BUFFER)) {
                Iterator<TranslationUnit> written = units.filter(TmxFolder::hasTwoSides)
                        .peek(unit -> count[0]++)
                        .map(this::unit)
                        .iterator();
                new TmxWriter(settings.toolVersion()).write(chinese, english, settings.created(), written, out);
            }
            // Another attempt at the same task wrote the same.
            files.delete(file, false);
            if (!files.rename(aside, file)) {
                throw new IOException(file + " could not be put in place");
            }
            return count[0];
        } finally {
            files.delete(aside, false);
        }
    }

    private static boolean hasTwoSides(Row unit) {
        return !XmlCharacters.only(unit.getString(4)).isBlank()
                && !XmlCharacters.only(unit.getString(5)).isBlank();
    }

    private TranslationUnit unit(Row row) {
        SortedMap<String, String> properties = new TreeMap<>();
        properties.put(UnitProperties.ALIGNED, UnitProperties.YES);
        properties.put(UnitProperties.BEAD, row.getString(6));
        properties.put(UnitProperties.DOCUMENT, row.getString(1));
        properties.put(
                UnitProperties.PROBABILITY,
                new BigDecimal(row.getDouble(7))
                        .setScale(2, RoundingMode.HALF_EVEN)
                        .toPlainString());
        properties.put(UnitProperties.SOURCE_SENTENCES, numbers(row.getList(2)));
        properties.put(UnitProperties.TARGET_SENTENCES, numbers(row.getList(3)));
        return new TranslationUnit(
                row.getString(0),
                new TranslationUnit.Variant(chinese, row.getString(4)),
                new TranslationUnit.Variant(english, row.getString(5)),
                properties,
                Optional.of(settings.created()));
    }

    private static String numbers(List<Integer> positions) {
        return positions.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
