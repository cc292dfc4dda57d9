package duiqi.corpus.crawl;

import duiqi.corpus.PairRun;
import duiqi.corpus.input.CorpusInput;
import duiqi.document.ArchivedPage;
import duiqi.text.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Describes a crawl: WARC files (ISO 28500), or a folder of HTML pages. It reads the records in groups, so that a run
 * that continues does not read all of them again.
 *
 * @param fingerprint the names, lengths and modification times of the files, which change with the input
 * @param bytes the length of all files in bytes
 * @param parts the parts of the input, each for one task, in the order of the files
 */
public record CrawlInput(List<String> fingerprint, long bytes, List<Part> parts) {
    /** Length of a part of a WARC file. A task reads it in about half a minute. */
    private static final long PART_BYTES = 8L << 20;

    /** Maximum number of HTML files that one task reads. */
    private static final int PAGES_PER_TASK = 64;

    /** Number of parts in a group for each processor. A run can continue after each group. */
    private static final int PARTS_PER_PROCESSOR = 4;

    public CrawlInput {
        fingerprint = List.copyOf(fingerprint);
        parts = List.copyOf(parts);
    }

    /**
     * Describes a part of the input.
     *
     * @param files the files of pages, or one WARC file
     * @param isWarc true for a WARC file
     * @param from the first byte of the part in the WARC file; the part contains the records that begin in it
     * @param to the byte after the part
     */
    record Part(List<Source> files, boolean isWarc, long from, long to) implements Serializable {}

    /**
     * Describes a file of the input.
     *
     * @param path the path of the file
     * @param address the address of the page in the file; empty for a WARC file
     * @param modified the modification time in milliseconds
     */
    record Source(String path, String address, long modified) implements Serializable {}

    /**
     * Opens a crawl.
     *
     * @param path a WARC file, or a folder of WARC files or HTML pages
     * @param base the address of a folder of pages
     * @throws FormatException if there is no file in one of the formats, or there are files in both
     */
    public static CrawlInput open(SparkSession spark, String path, String base) throws IOException {
        Configuration configuration = spark.sparkContext().hadoopConfiguration();
        Path input = new Path(path);
        List<FileStatus> files = CorpusInput.files(input, configuration);
        List<FileStatus> archives = CorpusInput.named(".*\\.warc(?:\\.gz)?", files);
        List<FileStatus> pages = CorpusInput.named(".*\\.x?html?", files);
        List<FileStatus> own = CorpusInput.oneFormat(input, archives, pages);
        String name = CorpusInput.name(input);
        if (own.isEmpty()) {
            throw CorpusInput.named(".*\\.wacz", files).isEmpty()
                    ? new FormatException(
                            name,
                            "contains neither WARC files nor HTML pages",
                            "give files that end in .warc or .warc.gz, or a folder of .html files")
                    : new FormatException(
                            name, "is in WACZ format", "unpack it like a ZIP file, and give its folder archive");
        }
        if (!archives.isEmpty()) {
            WarcRecords.requireWarc(archives.get(0).getPath(), configuration);
        }
        return new CrawlInput(
                CorpusInput.fingerprint(own),
                own.stream().mapToLong(FileStatus::getLen).sum(),
                archives.isEmpty() ? ofPages(folder(input, pages), pages, base) : ofArchives(archives));
    }

    private static Path folder(Path input, List<FileStatus> pages) {
        Path first = pages.get(0).getPath();
        boolean isFile = pages.size() == 1 && first.getName().equals(input.getName());
        return isFile ? first.getParent() : input;
    }

    private static List<Part> ofArchives(List<FileStatus> files) {
        List<Part> parts = new ArrayList<>();
        for (FileStatus file : files) {
            Source source = new Source(file.getPath().toString(), "", file.getModificationTime());
            for (long from = 0; from < file.getLen(); from += PART_BYTES) {
                parts.add(new Part(List.of(source), true, from, Math.min(file.getLen(), from + PART_BYTES)));
            }
        }
        return parts;
    }

    private static List<Part> ofPages(Path folder, List<FileStatus> files, String base) {
        String root =
                base.equals(PairRun.Settings.FOLDER) ? PageReading.FOLDER : base.endsWith("/") ? base : base + "/";
        String above = folder.toUri().getPath();
        List<Part> parts = new ArrayList<>();
        List<Source> some = new ArrayList<>();
        long bytes = 0;
        for (FileStatus file : files) {
            String path = file.getPath().toUri().getPath();
            String relative =
                    path.substring(path.indexOf(above) + above.length()).replaceFirst("^/", "");
            // These characters end the path of an address.
            String escaped = relative.replace("%", "%25").replace("?", "%3F").replace("#", "%23");
            some.add(new Source(file.getPath().toString(), root + escaped, file.getModificationTime()));
            bytes += file.getLen();
            if (some.size() == PAGES_PER_TASK || bytes >= PART_BYTES) {
                parts.add(new Part(List.copyOf(some), false, 0, 0));
                some.clear();
                bytes = 0;
            }
        }
        if (!some.isEmpty()) {
            parts.add(new Part(List.copyOf(some), false, 0, 0));
        }
        return parts;
    }

    /** Returns the number of groups for a number of processors. */
    public int groups(int processors) {
        int size = PARTS_PER_PROCESSOR * processors;
        return Math.max(1, (parts.size() + size - 1) / size);
    }

    /** Returns the records of a group as rows of {@link PageReading#SCHEMA}. */
    public Dataset<Row> read(SparkSession spark, int group, int groups) {
        int from = (int) ((long) parts.size() * group / groups);
        int end = (int) ((long) parts.size() * (group + 1) / groups);
        SerializableConfiguration configuration =
                new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
        return spark.createDataFrame(
                JavaSparkContext.fromSparkContext(spark.sparkContext())
                        .parallelize(parts.subList(from, end), Math.max(1, end - from))
                        .flatMap(part -> rows(part, configuration.value())),
                PageReading.SCHEMA);
    }

    static Iterator<Row> rows(Part part, Configuration configuration) throws IOException {
        return part.isWarc()
                ? WarcRecords.of(part, configuration)
                : part.files().stream()
                        .map(source -> page(source, configuration))
                        .iterator();
    }

    private static Row page(Source source, Configuration configuration) {
        Path path = new Path(source.path());
        String place = CorpusInput.name(path);
        String address = ArchivedPage.canonical(source.address()).orElse(source.address());
        String captured = Instant.ofEpochMilli(source.modified())
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        try (InputStream in = path.getFileSystem(configuration).open(path)) {
            byte[] bytes = in.readNBytes(WarcRecords.MAX_BYTES + 1);
            return bytes.length > WarcRecords.MAX_BYTES
                    ? PageReading.unreadable(address, place, captured, WarcRecords.TOO_LARGE)
                    : PageReading.row(
                            new ArchivedPage(address, bytes, Optional.empty(), Optional.empty(), List.of()),
                            place,
                            captured);
        } catch (IOException failure) {
            return PageReading.unreadable(address, place, captured, "cannot read: " + failure.getMessage());
        }
    }
}
