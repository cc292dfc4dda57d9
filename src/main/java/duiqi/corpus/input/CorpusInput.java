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
 * A corpus in one of its forms. It reads its documents in groups, so that a killed run need not read all again.
 *
 * @param fingerprint the names, lengths and times of the files, which differ for another input and after a change
 * @param bytes the length of all files
 * @param groups the number of groups
 */
public record CorpusInput(List<String> fingerprint, long bytes, int groups, Reader reader) {
    /** The bytes between two points where a run can continue. */
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

    /** Reads the documents of one form. A new form is a reader and a case in {@link #open}. */
    public interface Reader {
        /**
         * Returns the documents of a group as rows of {@link CorpusDocument}, with those that cannot be read and the reason.
         *
         * @param group its number, from 0
         */
        JavaRDD<Row> read(int group, Buckets buckets) throws IOException;
    }

    private enum Form {
        JSONL("(?i).*\\.(?:jsonl|ndjson)(?:\\.(?:gz|bz2|zst))?"),
        PARQUET("(?i).*\\.parquet");

        private final String names;

        Form(String names) {
            this.names = names;
        }

        boolean has(FileStatus file) {
            return file.getPath().getName().matches(names);
        }
    }

    /**
     * Opens an input in the form that the names of its files tell.
     *
     * @throws FormatException if there is none, files of several forms are mixed, or the first look shows that they hold something
     *     else
     */
    public static CorpusInput open(SparkSession spark, CorpusSettings.Input settings) throws IOException {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Path input = new Path(settings.path());
        List<FileStatus> files = files(input, context.hadoopConfiguration());
        Map<Form, List<FileStatus>> forms = new TreeMap<>();
        for (Form form : Form.values()) {
            List<FileStatus> own = files.stream().filter(form::has).toList();
            if (!own.isEmpty()) {
                forms.put(form, own);
            }
        }
        if (forms.size() > 1) {
            String some = forms.values().stream()
                    .map(own -> own.get(0).getPath().getName())
                    .collect(Collectors.joining(" and "));
            throw new FormatException(name(input), "holds " + some, "give a folder with one of them");
        }
        List<FileStatus> own = forms.values().stream().flatMap(List::stream).toList();
        String empty = own.stream()
                .filter(file -> file.getLen() == 0)
                .map(file -> name(file.getPath()))
                .collect(Collectors.joining(", "));
        if (!empty.isEmpty()) {
            throw new FormatException(empty, "is empty", "remove it, or make it anew");
        }
        if (forms.containsKey(Form.JSONL)) {
            return JsonlInput.open(context, settings, own);
        }
        if (forms.containsKey(Form.PARQUET)) {
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

    /** Returns a file, or all files in a folder at any depth but hidden ones, sorted by name. */
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
                    "cannot be reached: " + failure.getMessage(),
                    "check the address, and that it can be read",
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

    /** Returns the name of a file in messages: its path, with the scheme of a file of another machine. */
    public static String name(Path path) {
        return path.toUri().getScheme() == null || path.toUri().getScheme().equals("file")
                ? path.toUri().getPath()
                : path.toString();
    }

    /** Groups neighbours as long as they are not too much to read at once. */
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
     * A document as an input gives it, before any check.
     *
     * @param id its id; empty if it has none
     * @param place its place in the input
     * @param chinese its Chinese side; empty if it has none
     * @param english its English side; empty if it has none
     */
    record RawDocument(Optional<String> id, String place, Optional<Side> chinese, Optional<Side> english) {
        /** Returns the row of a document to align, with its bucket, or of a rejected one, with the reason. */
        Row row(Columns columns, Buckets buckets, long longest) {
            Optional<String> missing = missing(columns);
            if (missing.isPresent()) {
                return CorpusDocument.rejected(id.orElse(""), place, missing.get());
            }
            Side source = chinese.orElseThrow();
            Side target = english.orElseThrow();
            boolean isBook = source.length() + target.length() > longest;
            return new CorpusDocument(id.orElseThrow(), place, CorpusDocument.WHOLE, 0, 0, source, target)
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
