package duiqi.corpus.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.corpus.CorpusSettings;
import duiqi.corpus.CorpusSettings.Columns;
import duiqi.corpus.input.CorpusDocument.Buckets;
import duiqi.corpus.input.CorpusDocument.Side;
import duiqi.text.FormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.lib.input.LineRecordReader;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Reads JSON lines. Each line is an object with the id of a document and its two sides; each side is a text or a list
 * of sentences. Hadoop decompresses {@code .gz}, {@code .bz2} and {@code .zst}. Other keys are ignored.
 */
public final class JsonlInput implements CorpusInput.Reader {
    /** Number of bytes of a file that one task reads. */
    private static final long SPLIT_BYTES = 64L << 20;

    private final JavaSparkContext spark;
    private final CorpusSettings.Input settings;
    private final List<List<FileSplit>> groups;

    private JsonlInput(JavaSparkContext spark, CorpusSettings.Input settings, List<List<FileSplit>> groups) {
        this.spark = spark;
        this.settings = settings;
        this.groups = groups;
    }

    /**
     * Opens files of JSON lines.
     *
     * @throws FormatException if the first line of a file shows that its content is not JSON lines
     */
    static CorpusInput open(JavaSparkContext spark, CorpusSettings.Input settings, List<FileStatus> files)
            throws IOException {
        requireFirstLines(spark.hadoopConfiguration(), settings.columns(), files);
        List<List<FileSplit>> groups = CorpusInput.groups(splits(spark, files), FileSplit::length);
        return CorpusInput.of(files, groups.size(), new JsonlInput(spark, settings, groups));
    }

    private static void requireFirstLines(Configuration configuration, Columns columns, List<FileStatus> files)
            throws IOException {
        boolean holdsDocuments = false;
        for (FileStatus file : files) {
            FileSplit whole = new FileSplit(file.getPath().toString(), 0, file.getLen(), 0);
            try (Stream<Line> lines = LineReader.lines(whole, configuration)) {
                Optional<Line> first = lines.findFirst();
                if (first.isPresent()) {
                    Reading.of(first.get()).requireDocument(columns);
                    holdsDocuments = true;
                }
            }
        }
        if (!holdsDocuments) {
            throw new FormatException(
                    CorpusInput.name(files.get(0).getPath()),
                    "contains only blank lines",
                    "write each document on one line");
        }
    }

    private static List<FileSplit> splits(JavaSparkContext spark, List<FileStatus> files) {
        CompressionCodecFactory codecs = new CompressionCodecFactory(spark.hadoopConfiguration());
        List<FileSplit> splits = new ArrayList<>();
        for (FileStatus file : files) {
            String path = file.getPath().toString();
            long step = codecs.getCodec(file.getPath()) == null ? SPLIT_BYTES : Math.max(1, file.getLen());
            for (long start = 0; start < file.getLen(); start += step) {
                splits.add(new FileSplit(path, start, Math.min(step, file.getLen() - start), 0));
            }
        }
        return withLineNumbers(spark, splits);
    }

    /**
     * Counts the lines before each split, so that messages contain line numbers. Files with a single split need no
     * counting.
     */
    private static List<FileSplit> withLineNumbers(JavaSparkContext spark, List<FileSplit> splits) {
        Map<String, Long> perFile =
                splits.stream().collect(Collectors.groupingBy(FileSplit::file, Collectors.counting()));
        List<FileSplit> several = splits.stream()
                .filter(split -> perFile.getOrDefault(split.file(), 0L) > 1)
                .toList();
        if (several.isEmpty()) {
            return splits;
        }
        SerializableConfiguration configuration = new SerializableConfiguration(spark.hadoopConfiguration());
        List<Long> lines = spark.parallelize(several, several.size())
                .map(split -> LineReader.count(split, configuration.value()))
                .collect();
        Iterator<Long> counts = lines.iterator();
        Map<String, Long> before = new HashMap<>();
        List<FileSplit> numbered = new ArrayList<>();
        for (FileSplit split : splits) {
            long sum = before.getOrDefault(split.file(), 0L);
            numbered.add(new FileSplit(split.file(), split.start(), split.length(), sum));
            if (perFile.getOrDefault(split.file(), 0L) > 1) {
                before.put(split.file(), sum + counts.next());
            }
        }
        return numbered;
    }

    @Override
    public JavaRDD<Row> read(int group, Buckets buckets) {
        List<FileSplit> splits = groups.get(group);
        SerializableConfiguration configuration = new SerializableConfiguration(spark.hadoopConfiguration());
        CorpusSettings.Input input = settings;
        return spark.parallelize(splits, splits.size())
                .flatMap(split -> LineReader.lines(split, configuration.value())
                        .flatMap(line -> Reading.of(line).rows(input, buckets).stream())
                        .iterator());
    }

    /**
     * Holds the JSON object of a line, or the problem of the line.
     *
     * @param place the location of the line
     * @param object the object; empty if there is none
     * @param problem the reason why there is no object; empty if there is one
     * @param remedy the remedy for the problem
     */
    public record Reading(String place, Optional<JsonNode> object, String problem, String remedy) {
        /** Allows strings of any length, because books are longer than the limit of Jackson. */
        private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxStringLength(Integer.MAX_VALUE)
                                .build())
                        .build())
                .build();

        private static final String REMEDY =
                "write each document on one line, for example {\"id\": \"1\", \"zh\": \"…\", \"en\": \"…\"}";

        /** Reads a line. */
        public static Reading of(Line line) {
            Reader characters =
                    new InputStreamReader(new ByteArrayInputStream(line.bytes()), StandardCharsets.UTF_8.newDecoder());
            try (characters) {
                JsonNode node = JSON.readTree(characters);
                return node.isObject()
                        ? new Reading(line.place(), Optional.of(node), "", "")
                        : new Reading(line.place(), Optional.empty(), "is not a JSON object", REMEDY);
            } catch (CharacterCodingException notUtf8) {
                String remedy = "convert the file, for example with iconv -f GB18030 -t UTF-8";
                return new Reading(line.place(), Optional.empty(), "is not UTF-8", remedy);
            } catch (JsonProcessingException notJson) {
                String problem = "is not JSON: " + notJson.getOriginalMessage();
                return new Reading(line.place(), Optional.empty(), problem, REMEDY);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        /**
         * Checks that the first line of a file is a document.
         *
         * @throws FormatException if the line shows that the file does not contain documents
         */
        public void requireDocument(Columns columns) throws FormatException {
            JsonNode node = object.orElseThrow(() -> new FormatException(place, problem, remedy));
            List<String> keys = new ArrayList<>();
            node.fieldNames().forEachRemaining(keys::add);
            columns.require(place, keys);
        }

        /** Returns the document of the line; empty if there is no object. */
        public Optional<CorpusInput.RawDocument> document(Columns columns) {
            return object.map(node -> new CorpusInput.RawDocument(
                    Optional.ofNullable(node.get(columns.id()))
                            .filter(id -> id.isValueNode() && !id.isNull())
                            .map(JsonNode::asText),
                    place,
                    side(node.path(columns.chinese())),
                    side(node.path(columns.english()))));
        }

        /** Returns the rows of {@link CorpusInput.RawDocument#rows}. */
        public List<Row> rows(CorpusSettings.Input settings, Buckets buckets) {
            return document(settings.columns())
                    .map(document -> document.rows(settings, buckets))
                    .orElseGet(() -> List.of(CorpusDocument.rejected("", place, problem)));
        }

        private static Optional<Side> side(JsonNode node) {
            if (node.isTextual()) {
                return Optional.of(Side.uncut(node.textValue()));
            }
            List<String> sentences = new ArrayList<>();
            for (JsonNode sentence : node) {
                if (sentence.isTextual()) {
                    sentences.add(sentence.textValue());
                }
            }
            return node.isArray() && sentences.size() == node.size()
                    ? Optional.of(Side.ofSentences(sentences))
                    : Optional.empty();
        }
    }

    /**
     * Describes a part of a file: all lines that begin in it.
     *
     * @param file the path with its scheme
     * @param start the offset of the first byte
     * @param length the length in bytes
     * @param linesBefore the number of lines of the file that begin before it
     */
    private record FileSplit(String file, long start, long length, long linesBefore) implements Serializable {}

    /**
     * Holds a line of a file.
     *
     * @param file the name of the file
     * @param number the line number, from 1
     * @param bytes the content without the line end
     */
    public record Line(String file, long number, byte[] bytes) {
        String place() {
            return file + ":" + number;
        }

        public boolean isBlank() {
            for (byte b : bytes) {
                if (b != ' ' && b != '\t' && b != '\r') {
                    return false;
                }
            }
            return true;
        }
    }

    /** Reads the lines of a part of a file as bytes, so that the caller can report invalid ones. Not thread-safe. */
    private static final class LineReader implements Iterator<Line> {
        private final String file;
        private final LineRecordReader reader;
        private long number;
        private boolean hasNext;

        private LineReader(FileSplit split, Configuration configuration) throws IOException {
            Path path = new Path(split.file());
            file = CorpusInput.name(path);
            number = split.linesBefore();
            reader = new LineRecordReader();
            reader.initialize(
                    new org.apache.hadoop.mapreduce.lib.input.FileSplit(
                            path, split.start(), split.length(), new String[0]),
                    new TaskAttemptContextImpl(configuration, new TaskAttemptID()));
            hasNext = advance();
        }

        /** Moves to the next line. Returns whether there is one. */
        private boolean advance() throws FormatException {
            try {
                return reader.nextKeyValue();
            } catch (IOException failure) {
                throw new FormatException(
                        file + ":" + (number + 1),
                        "cannot read: " + failure.getMessage(),
                        "check that the file is complete, for example with gzip -t",
                        failure);
            }
        }

        /** Returns the lines that are not blank. Closing the stream closes the file. */
        static Stream<Line> lines(FileSplit split, Configuration configuration) throws IOException {
            LineReader reader = new LineReader(split, configuration);
            return StreamSupport.stream(Spliterators.spliteratorUnknownSize(reader, Spliterator.ORDERED), false)
                    .filter(line -> !line.isBlank())
                    .onClose(reader::close);
        }

        static long count(FileSplit split, Configuration configuration) throws IOException {
            LineReader reader = new LineReader(split, configuration);
            long count = 0;
            while (reader.hasNext) {
                count++;
                reader.hasNext = reader.advance();
            }
            reader.close();
            return count;
        }

        @Override
        public boolean hasNext() {
            return hasNext;
        }

        @Override
        public Line next() {
            if (!hasNext) {
                throw new NoSuchElementException();
            }
            Text text = reader.getCurrentValue();
            number++;
            Line line = new Line(file, number, Arrays.copyOf(text.getBytes(), text.getLength()));
            try {
                hasNext = advance();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            if (!hasNext) {
                close();
            }
            return line;
        }

        private void close() {
            try {
                reader.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
