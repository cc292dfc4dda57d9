package duiqi.corpus.input;

import duiqi.align.Slicer;
import duiqi.corpus.CorpusSession;
import duiqi.corpus.CorpusSettings;
import duiqi.corpus.CorpusSettings.Columns;
import duiqi.corpus.crawl.PagePairing;
import duiqi.corpus.input.CorpusDocument.Buckets;
import duiqi.corpus.input.CorpusDocument.Side;
import duiqi.text.FormatException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/**
 * Describes a corpus in one of the input formats. It reads documents in groups, so that a run that continues does not
 * read all of them again.
 *
 * @param fingerprint the names, lengths and modification times of the files, which change with the input
 * @param bytes the length of all files in bytes
 * @param text the estimated length of their texts in bytes, before compression
 * @param groups the number of groups
 * @param reader the reader of the format
 */
public record CorpusInput(List<String> fingerprint, long bytes, long text, int groups, Reader reader) {
    /** Number of bytes in a group. A run can continue after each group. */
    private static final long GROUP_BYTES = 2L << 30;

    private static final Pattern COMPRESSED = Pattern.compile("(?i)\\.(?:gz|bz2|zst|parquet)$");

    /** Length of a text divided by its compressed length: 2.8 with gzip, 2.9 with zstd, 3.9 with bzip2. */
    private static final int COMPRESSION = 3;

    public CorpusInput {
        fingerprint = List.copyOf(fingerprint);
    }

    static CorpusInput of(List<FileStatus> files, int groups, Reader reader) {
        return new CorpusInput(
                fingerprint(files),
                files.stream().mapToLong(FileStatus::getLen).sum(),
                files.stream().mapToLong(CorpusInput::text).sum(),
                groups,
                reader);
    }

    /** Returns the names, lengths and modification times of files. */
    public static List<String> fingerprint(List<FileStatus> files) {
        return files.stream()
                .map(file -> file.getPath() + " " + file.getLen() + " " + file.getModificationTime())
                .toList();
    }

    private static long text(FileStatus file) {
        return file.getLen() * (COMPRESSED.matcher(file.getPath().getName()).find() ? COMPRESSION : 1);
    }

    /** Reads the documents of one format. To add a format, add a reader and a case in {@link #open}. */
    public interface Reader {
        /**
         * Returns the documents of a group as rows of {@link CorpusDocument}. Rows of documents that cannot be read
         * contain the reason. A document that is too long for one task has a row for each slice.
         *
         * @param group the number of the group, from 0
         * @param buckets the buckets of the documents
         */
        JavaRDD<Row> read(int group, Buckets buckets) throws IOException;
    }

    /**
     * Opens an input. Detects its format from the file names.
     *
     * @throws FormatException if there is no file, the files have several formats, or the content has another format
     */
    public static CorpusInput open(SparkSession spark, CorpusSettings.Input settings) throws IOException {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Path input = documents(new Path(settings.path()), context.hadoopConfiguration());
        List<FileStatus> files = files(input, context.hadoopConfiguration());
        List<FileStatus> lines = named(".*\\.(?:jsonl|ndjson)(?:\\.(?:gz|bz2|zst))?", files);
        List<FileStatus> tables = named(".*\\.parquet", files);
        List<FileStatus> own = oneFormat(input, lines, tables);
        String empty = own.stream()
                .filter(file -> file.getLen() == 0)
                .map(file -> name(file.getPath()))
                .collect(Collectors.joining(", "));
        if (!empty.isEmpty()) {
            throw new FormatException(empty, "is empty", "remove it, or create it again");
        }
        if (!lines.isEmpty()) {
            return JsonlInput.open(context, settings, own);
        }
        if (!tables.isEmpty()) {
            return ParquetInput.open(spark, settings, own);
        }
        return texts(context, settings, input);
    }

    /** Returns the files whose names match an expression in lower case. */
    public static List<FileStatus> named(String expression, List<FileStatus> files) {
        return files.stream()
                .filter(file ->
                        file.getPath().getName().toLowerCase(Locale.ROOT).matches(expression))
                .toList();
    }

    /** Returns the files of the only format in an input; none if there is no file of a format. */
    public static List<FileStatus> oneFormat(Path input, List<FileStatus> some, List<FileStatus> others)
            throws FormatException {
        if (!some.isEmpty() && !others.isEmpty()) {
            throw new FormatException(
                    name(input),
                    "contains several formats: " + some.get(0).getPath().getName() + " and "
                            + others.get(0).getPath().getName(),
                    "give a folder with one format");
        }
        return some.isEmpty() ? others : some;
    }

    /** Returns the folder of documents if a folder is the output of {@code duiqi corpus pair}, otherwise the input. */
    private static Path documents(Path input, Configuration configuration) {
        Path documents = new Path(input, "documents");
        try {
            FileSystem files = input.getFileSystem(configuration);
            boolean isOutput = files.exists(new Path(input, "summary.json"))
                    && files.exists(new Path(input, "pages"))
                    && files.exists(documents);
            return isOutput ? documents : input;
        } catch (IOException | IllegalArgumentException failure) {
            // The next step reports an address that cannot be read.
            return input;
        }
    }

    private static CorpusInput texts(JavaSparkContext context, CorpusSettings.Input settings, Path input)
            throws IOException {
        FileSystem files = input.getFileSystem(context.hadoopConfiguration());
        if (!files.getFileStatus(input).isDirectory()
                || !files.getUri().getScheme().equals("file")) {
            throw new FormatException(
                    name(input),
                    "is neither JSON lines nor Parquet",
                    "give files that end in .jsonl, .jsonl.gz or .parquet, or a folder of texts on this machine");
        }
        return FolderInput.open(
                context, settings, Paths.get(new Path(input.toUri().getPath()).toString()));
    }

    /** Returns a file, or all files in a folder and its subfolders except hidden ones, sorted by name. */
    public static List<FileStatus> files(Path input, Configuration configuration) throws IOException {
        List<FileStatus> found = new ArrayList<>();
        try {
            FileSystem files = input.getFileSystem(configuration);
            add(files, files.getFileStatus(input), found);
        } catch (FileNotFoundException missing) {
            throw new FormatException(name(input), "there is no such file", "check its name and folder", missing);
        } catch (IOException | IllegalArgumentException failure) {
            throw new FormatException(
                    name(input),
                    "cannot read: " + failure.getMessage(),
                    "check the address and the permissions",
                    failure);
        }
        found.sort(Comparator.comparing(status -> status.getPath().toString()));
        return found;
    }

    private static void add(FileSystem files, FileStatus status, List<FileStatus> found) throws IOException {
        if (!status.isDirectory()) {
            found.add(status);
            return;
        }
        for (FileStatus child : files.listStatus(status.getPath())) {
            String name = child.getPath().getName();
            if (!name.startsWith(".") && !name.startsWith("_")) {
                add(files, child, found);
            }
        }
    }

    /** Returns the name of a file in messages: its path, with the scheme if the file is on another machine. */
    public static String name(Path path) {
        return path.toUri().getScheme() == null || path.toUri().getScheme().equals("file")
                ? path.toUri().getPath()
                : path.toString();
    }

    /** Groups neighbouring parts up to the size of a group. */
    static <T> List<List<T>> groups(List<T> parts, ToLongFunction<T> size) {
        List<List<T>> groups = new ArrayList<>();
        long bytes = GROUP_BYTES;
        for (T part : parts) {
            if (bytes >= GROUP_BYTES) {
                groups.add(new ArrayList<>());
                bytes = 0;
            }
            groups.get(groups.size() - 1).add(part);
            bytes += size.applyAsLong(part);
        }
        return groups;
    }

    /**
     * Holds a document as in the input, before any check.
     *
     * @param id the id; empty if there is none
     * @param place the location in the input
     * @param chinese the Chinese side; empty if there is none. The two sides may be in the other order
     * @param english the English side; empty if there is none
     */
    record RawDocument(Optional<String> id, String place, Optional<Side> chinese, Optional<Side> english) {
        /**
         * Returns the row of a document to align with its bucket, the rows of the slices of a long document, or the row of a
         * rejected document with the reason.
         */
        List<Row> rows(CorpusSettings.Input settings, Buckets buckets) {
            Optional<String> missing = missing(settings.columns());
            if (missing.isPresent()) {
                return List.of(CorpusDocument.rejected(id.orElse(""), place, missing.get()));
            }
            Side first = chinese.orElseThrow();
            Side second = english.orElseThrow();
            boolean isEnglishFirst = DocumentReading.isEnglishFirst(first, second);
            CorpusDocument document = new CorpusDocument(
                    id.orElseThrow(),
                    place,
                    CorpusDocument.WHOLE,
                    0,
                    0,
                    isEnglishFirst ? second : first,
                    isEnglishFirst ? first : second);
            if (first.length() + second.length() <= settings.longestDocument()) {
                return List.of(document.row(buckets.of(document.id())));
            }
            try {
                return settings.languages().reading().slices(document, Slicer.MAX_COUNT).stream()
                        .map(slice -> slice.row(buckets.of(slice.id(), slice.part())))
                        .toList();
            } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError fault) {
                return List.of(CorpusDocument.rejected(document.id(), place, DocumentReading.reason(fault)));
            }
        }

        private Optional<String> missing(Columns columns) {
            return id.filter(name -> !name.isBlank()).isEmpty()
                    ? Optional.of("has no \"" + columns.id() + "\"")
                    : missing(columns.chinese(), chinese).or(() -> missing(columns.english(), english));
        }

        private static Optional<String> missing(String name, Optional<Side> side) {
            if (side.isEmpty()) {
                return Optional.of("has no \"" + name + "\"");
            }
            return side.get().isBlank() ? Optional.of("its \"" + name + "\" is empty") : Optional.empty();
        }
    }

    /**
     * Reads Parquet files. Each row has the id of a document and its two sides; each side is a text or a list of sentences.
     */
    private static final class ParquetInput implements CorpusInput.Reader {
        /** Columns with the addresses of both sides, in documents from a crawl. */
        private static final List<String> ADDRESSES = List.of(PagePairing.CHINESE_ADDRESS, PagePairing.ENGLISH_ADDRESS);

        private final SparkSession spark;
        private final CorpusSettings.Input settings;
        private final List<List<FileStatus>> groups;

        private ParquetInput(SparkSession spark, CorpusSettings.Input settings, List<List<FileStatus>> groups) {
            this.spark = spark;
            this.settings = settings;
            this.groups = groups;
        }

        /**
         * Opens Parquet files.
         *
         * @throws FormatException if a column is missing or has another type
         */
        static CorpusInput open(SparkSession spark, CorpusSettings.Input settings, List<FileStatus> files)
                throws FormatException {
            List<List<FileStatus>> groups = CorpusInput.groups(files, FileStatus::getLen);
            ParquetInput input = new ParquetInput(spark, settings, groups);
            for (FileStatus file : files) {
                input.requireColumns(file);
            }
            return CorpusInput.of(files, groups.size(), input);
        }

        private void requireColumns(FileStatus file) throws FormatException {
            String name = CorpusInput.name(file.getPath());
            StructType schema = schema(file, name);
            Columns columns = settings.columns();
            columns.require(name, List.of(schema.fieldNames()));
            for (String column : List.of(columns.chinese(), columns.english())) {
                DataType type = schema.apply(column).dataType();
                if (!(type instanceof StringType) && !isListOfTexts(type)) {
                    throw new FormatException(
                            name,
                            "column \"" + column + "\" has the type " + type.simpleString(),
                            "use text, or a list of sentences");
                }
            }
        }

        private StructType schema(FileStatus file, String name) throws FormatException {
            try {
                return read(List.of(file)).schema();
            } catch (Exception failure) {
                // Spark throws exceptions that it does not declare, wrapped several times.
                throw new FormatException(
                        name,
                        "cannot read as Parquet: "
                                + CorpusSession.RunFailures.root(failure).getMessage(),
                        "check that the file is complete",
                        failure);
            }
        }

        private static boolean isListOfTexts(DataType type) {
            return type instanceof ArrayType list && list.elementType() instanceof StringType;
        }

        private Dataset<Row> read(List<FileStatus> some) {
            return spark.read()
                    .parquet(
                            some.stream().map(file -> file.getPath().toString()).toArray(String[]::new));
        }

        @Override
        public JavaRDD<Row> read(int group, CorpusDocument.Buckets buckets) {
            CorpusSettings.Input input = settings;
            Columns columns = settings.columns();
            Dataset<Row> rows = read(groups.get(group));
            Column addresses = List.of(rows.schema().fieldNames()).containsAll(ADDRESSES)
                    ? functions.concat_ws(
                            " ", functions.col(ADDRESSES.get(0)), functions.col(ADDRESSES.get(1)), functions.lit(""))
                    : functions.lit("");
            return rows.select(
                            functions.col(columns.id()).cast(DataTypes.StringType),
                            functions.col(columns.chinese()),
                            functions.col(columns.english()),
                            functions.col("_metadata.file_path"),
                            functions.col("_metadata.row_index"),
                            addresses)
                    .javaRDD()
                    .flatMap(row -> document(row).rows(input, buckets).iterator());
        }

        private static CorpusInput.RawDocument document(Row row) {
            String file = CorpusInput.name(new org.apache.hadoop.fs.Path(row.getString(3)));
            return new CorpusInput.RawDocument(
                    Optional.ofNullable(row.getString(0)),
                    row.getString(5) + file + ":" + (row.getLong(4) + 1),
                    side(row, 1),
                    side(row, 2));
        }

        private static Optional<Side> side(Row row, int column) {
            if (row.isNullAt(column)) {
                return Optional.empty();
            }
            if (row.get(column) instanceof String text) {
                return Optional.of(Side.uncut(text));
            }
            List<String> sentences = row.getList(column);
            return sentences.contains(null) ? Optional.empty() : Optional.of(Side.ofSentences(sentences));
        }
    }
}
