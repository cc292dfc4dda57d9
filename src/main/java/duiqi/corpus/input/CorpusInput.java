package duiqi.corpus.input;

import duiqi.corpus.CorpusSettings;
import duiqi.corpus.CorpusSettings.Columns;
import duiqi.corpus.input.CorpusDocument.Buckets;
import duiqi.corpus.input.CorpusDocument.Side;
import duiqi.text.FormatException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Describes a corpus in one of the input formats. It reads documents in groups, so that a run that continues does not
 * read all of them again.
 *
 * @param fingerprint the names, lengths and modification times of the files, which change with the input
 * @param bytes the length of all files in bytes
 * @param groups the number of groups
 * @param reader the reader of the format
 */
public record CorpusInput(List<String> fingerprint, long bytes, int groups, Reader reader) {
    /** Number of bytes in a group. A run can continue after each group. */
    private static final long GROUP_BYTES = 2L << 30;

    public CorpusInput {
        fingerprint = List.copyOf(fingerprint);
    }

    static CorpusInput of(List<FileStatus> files, int groups, Reader reader) {
        return new CorpusInput(
                files.stream()
                        .map(file -> file.getPath() + " " + file.getLen() + " " + file.getModificationTime())
                        .toList(),
                files.stream().mapToLong(FileStatus::getLen).sum(),
                groups,
                reader);
    }

    /** Reads the documents of one format. To add a format, add a reader and a case in {@link #open}. */
    public interface Reader {
        /**
         * Returns the documents of a group as rows of {@link CorpusDocument}. Rows of documents that cannot be read
         * contain the reason.
         *
         * @param group the number of the group, from 0
         * @param buckets the buckets of the documents
         */
        JavaRDD<Row> read(int group, Buckets buckets) throws IOException;
    }

    private enum Format {
        JSONL("(?i).*\\.(?:jsonl|ndjson)(?:\\.(?:gz|bz2|zst))?"),
        PARQUET("(?i).*\\.parquet");

        private final String names;

        Format(String names) {
            this.names = names;
        }

        boolean has(FileStatus file) {
            return file.getPath().getName().matches(names);
        }
    }

    /**
     * Opens an input. Detects its format from the file names.
     *
     * @throws FormatException if there is no file, the files have several formats, or the content has another format
     */
    public static CorpusInput open(SparkSession spark, CorpusSettings.Input settings) throws IOException {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Path input = new Path(settings.path());
        List<FileStatus> files = files(input, context.hadoopConfiguration());
        Map<Format, List<FileStatus>> formats = new TreeMap<>();
        for (Format format : Format.values()) {
            List<FileStatus> own = files.stream().filter(format::has).toList();
            if (!own.isEmpty()) {
                formats.put(format, own);
            }
        }
        if (formats.size() > 1) {
            String some = formats.values().stream()
                    .map(own -> own.get(0).getPath().getName())
                    .collect(Collectors.joining(" and "));
            throw new FormatException(
                    name(input), "contains several formats: " + some, "give a folder with one format");
        }
        List<FileStatus> own = formats.values().stream().flatMap(List::stream).toList();
        String empty = own.stream()
                .filter(file -> file.getLen() == 0)
                .map(file -> name(file.getPath()))
                .collect(Collectors.joining(", "));
        if (!empty.isEmpty()) {
            throw new FormatException(empty, "is empty", "remove it, or create it again");
        }
        if (formats.containsKey(Format.JSONL)) {
            return JsonlInput.open(context, settings, own);
        }
        if (formats.containsKey(Format.PARQUET)) {
            return ParquetInput.open(spark, settings, own);
        }
        return texts(context, settings, input);
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
    private static List<FileStatus> files(Path input, Configuration configuration) throws IOException {
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
         * Returns the row of a document to align with its bucket, or the row of a rejected document with the reason.
         */
        Row row(Columns columns, Buckets buckets, long longest) {
            Optional<String> missing = missing(columns);
            if (missing.isPresent()) {
                return CorpusDocument.rejected(id.orElse(""), place, missing.get());
            }
            Side first = chinese.orElseThrow();
            Side second = english.orElseThrow();
            boolean isEnglishFirst = DocumentReading.isEnglishFirst(first, second);
            boolean isBook = first.length() + second.length() > longest;
            return new CorpusDocument(
                            id.orElseThrow(),
                            place,
                            CorpusDocument.WHOLE,
                            0,
                            0,
                            isEnglishFirst ? second : first,
                            isEnglishFirst ? first : second)
                    .row(isBook ? Buckets.BOOKS : buckets.of(id.orElseThrow()));
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
}
