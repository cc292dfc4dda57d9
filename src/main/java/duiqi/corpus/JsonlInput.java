package duiqi.corpus;

import duiqi.text.FormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/**
 * JSON lines: an object for each document with its id and its two sides, each a text or a list of sentences. Files may be compressed
 * as Hadoop knows it (.gz, .bz2, .zst). Other keys are passed over.
 */
final class JsonlInput implements CorpusInput {
    /** How much of a file one task reads. */
    private static final long SPLIT_BYTES = 64L << 20;

    private final JavaSparkContext spark;
    private final DocumentColumns columns;
    private final List<FileStatus> files;
    private final List<List<FileSplit>> groups;

    /**
     * @throws FormatException if the first line shows that the files are something else
     */
    JsonlInput(JavaSparkContext spark, DocumentColumns columns, List<FileStatus> files) throws IOException {
        this.spark = spark;
        this.columns = columns;
        this.files = files;
        requireFirstLine();
        groups = InputFiles.groups(splits(), FileSplit::length);
    }

    /** Looks at one line of each file before anything is begun. */
    private void requireFirstLine() throws IOException {
        boolean holdsDocuments = false;
        for (FileStatus file : files) {
            FileSplit whole = new FileSplit(file.getPath().toString(), 0, file.getLen(), 0);
            try (Stream<LineReader.Line> lines = LineReader.lines(whole, spark.hadoopConfiguration())) {
                Optional<LineReader.Line> first = lines.findFirst();
                if (first.isPresent()) {
                    DocumentJson.requireDocument(first.get(), columns);
                    holdsDocuments = true;
                }
            }
        }
        if (!holdsDocuments) {
            throw new FormatException(
                    InputFiles.name(files.get(0).getPath()), "has blank lines only", "give each document a line");
        }
    }

    private List<FileSplit> splits() throws IOException {
        Configuration configuration = spark.hadoopConfiguration();
        CompressionCodecFactory codecs = new CompressionCodecFactory(configuration);
        List<FileSplit> splits = new ArrayList<>();
        for (FileStatus file : files) {
            String path = file.getPath().toString();
            long step = codecs.getCodec(file.getPath()) == null ? SPLIT_BYTES : Math.max(1, file.getLen());
            for (long start = 0; start < file.getLen(); start += step) {
                splits.add(new FileSplit(path, start, Math.min(step, file.getLen() - start), 0));
            }
        }
        return withLineNumbers(splits);
    }

    /** Counts the lines before each split of files that have several, so that places can be told. */
    private List<FileSplit> withLineNumbers(List<FileSplit> splits) {
        Map<String, Integer> perFile = new TreeMap<>();
        splits.forEach(split -> perFile.merge(split.file(), 1, Integer::sum));
        List<FileSplit> several = splits.stream()
                .filter(split -> perFile.getOrDefault(split.file(), 0) > 1)
                .toList();
        if (several.isEmpty()) {
            return splits;
        }
        SerializableConfiguration settings = new SerializableConfiguration(spark.hadoopConfiguration());
        List<Long> lines = spark.parallelize(several, several.size())
                .map(split -> LineReader.count(split, settings.value()))
                .collect();
        Map<FileSplit, Long> before = new HashMap<>();
        Map<String, Long> sums = new TreeMap<>();
        for (int k = 0; k < several.size(); k++) {
            long sum = sums.getOrDefault(several.get(k).file(), 0L);
            before.put(several.get(k), sum);
            sums.put(several.get(k).file(), sum + lines.get(k));
        }
        return splits.stream()
                .map(split -> split.after(before.getOrDefault(split, 0L)))
                .toList();
    }

    @Override
    public List<String> fingerprint() {
        return InputFiles.fingerprint(files);
    }

    @Override
    public long bytes() {
        return InputFiles.bytes(files);
    }

    @Override
    public int groups() {
        return groups.size();
    }

    @Override
    public JavaRDD<Row> read(int group, CorpusSettings settings, Buckets buckets) {
        List<FileSplit> splits = groups.get(group);
        SerializableConfiguration files = new SerializableConfiguration(spark.hadoopConfiguration());
        DocumentColumns named = columns;
        long longest = settings.longestDocument();
        return spark.parallelize(splits, splits.size())
                .flatMap(split -> LineReader.lines(split, files.value())
                        .map(line -> DocumentJson.read(line, named).row(named, buckets, longest))
                        .iterator());
    }
}
