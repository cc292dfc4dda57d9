package duiqi.corpus.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.corpus.CorpusSettings;
import duiqi.corpus.stage.Buckets;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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
public final class JsonlInput implements CorpusInput {
    /** How much of a file one task reads. */
    private static final long SPLIT_BYTES = 64L << 20;

    private final JavaSparkContext spark;
    private final CorpusSettings.Columns columns;
    private final List<FileStatus> files;
    private final List<List<LineReader.FileSplit>> groups;

    /**
     * @throws FormatException if the first line shows that the files are something else
     */
    JsonlInput(JavaSparkContext spark, CorpusSettings.Columns columns, List<FileStatus> files) throws IOException {
        this.spark = spark;
        this.columns = columns;
        this.files = files;
        requireFirstLine();
        groups = InputFiles.groups(splits(), LineReader.FileSplit::length);
    }

    /** Looks at one line of each file before anything is begun. */
    private void requireFirstLine() throws IOException {
        boolean holdsDocuments = false;
        for (FileStatus file : files) {
            LineReader.FileSplit whole = new LineReader.FileSplit(file.getPath().toString(), 0, file.getLen(), 0);
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

    private List<LineReader.FileSplit> splits() throws IOException {
        Configuration configuration = spark.hadoopConfiguration();
        CompressionCodecFactory codecs = new CompressionCodecFactory(configuration);
        List<LineReader.FileSplit> splits = new ArrayList<>();
        for (FileStatus file : files) {
            String path = file.getPath().toString();
            long step = codecs.getCodec(file.getPath()) == null ? SPLIT_BYTES : Math.max(1, file.getLen());
            for (long start = 0; start < file.getLen(); start += step) {
                splits.add(new LineReader.FileSplit(path, start, Math.min(step, file.getLen() - start), 0));
            }
        }
        return withLineNumbers(splits);
    }

    /** Counts the lines before each split of files that have several, so that places can be told. */
    private List<LineReader.FileSplit> withLineNumbers(List<LineReader.FileSplit> splits) {
        Map<String, Integer> perFile = new TreeMap<>();
        splits.forEach(split -> perFile.merge(split.file(), 1, Integer::sum));
        List<LineReader.FileSplit> several = splits.stream()
                .filter(split -> perFile.getOrDefault(split.file(), 0) > 1)
                .toList();
        if (several.isEmpty()) {
            return splits;
        }
        SerializableConfiguration settings = new SerializableConfiguration(spark.hadoopConfiguration());
        List<Long> lines = spark.parallelize(several, several.size())
                .map(split -> LineReader.count(split, settings.value()))
                .collect();
        Map<LineReader.FileSplit, Long> before = new HashMap<>();
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
        List<LineReader.FileSplit> splits = groups.get(group);
        SerializableConfiguration files = new SerializableConfiguration(spark.hadoopConfiguration());
        CorpusSettings.Columns named = columns;
        long longest = settings.longestDocument();
        return spark.parallelize(splits, splits.size())
                .flatMap(split -> LineReader.lines(split, files.value())
                        .map(line -> DocumentJson.read(line, named).row(named, buckets, longest))
                        .iterator());
    }

    /** Documents as objects of JSON. Stateless. */
    public static final class DocumentJson {
        /** Books are longer than the strings that Jackson takes from strangers. */
        private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxStringLength(Integer.MAX_VALUE)
                                .build())
                        .build())
                .build();

        private static final String REMEDY =
                "give each document a line like {\"id\": \"1\", \"zh\": \"…\", \"en\": \"…\"}";

        /** What one line says, or why it says nothing. */
        public record Reading(Optional<CorpusInput.RawDocument> document, String place, String fault) {
            /** A row of a {@link DocumentTable}. */
            org.apache.spark.sql.Row row(CorpusSettings.Columns columns, Buckets buckets, long longest) {
                return document.map(found -> found.row(columns, buckets, longest))
                        .orElseGet(() -> DocumentTable.rejected("", place, fault));
            }
        }

        private DocumentJson() {}

        /** Reads the document in a line. */
        public static Reading read(LineReader.Line line, CorpusSettings.Columns columns) {
            try {
                JsonNode node = parse(line);
                return node.isObject()
                        ? new Reading(Optional.of(document(node, line.place(), columns)), line.place(), "")
                        : fault(line, "is no object of JSON");
            } catch (CharacterCodingException notUtf8) {
                return fault(line, "is not UTF-8");
            } catch (JsonProcessingException notJson) {
                return fault(line, "is not JSON: " + notJson.getOriginalMessage());
            }
        }

        private static Reading fault(LineReader.Line line, String fault) {
            return new Reading(Optional.empty(), line.place(), fault);
        }

        /**
         * Looks at the first line of a file.
         *
         * @throws FormatException if it shows that the file holds no documents
         */
        public static void requireDocument(LineReader.Line line, CorpusSettings.Columns columns)
                throws FormatException {
            try {
                JsonNode node = parse(line);
                if (!node.isObject()) {
                    throw new FormatException(line.place(), "is no object of JSON", REMEDY);
                }
                List<String> missing = new ArrayList<>();
                for (String column : List.of(columns.id(), columns.chinese(), columns.english())) {
                    if (!node.has(column)) {
                        missing.add("\"" + column + "\"");
                    }
                }
                if (!missing.isEmpty()) {
                    throw new FormatException(
                            line.place(),
                            "has no " + String.join(" and no ", missing) + ", but " + String.join(", ", keys(node)),
                            "name the keys of id, Chinese and English, as with --columns doc,source,target");
                }
            } catch (CharacterCodingException notUtf8) {
                throw new FormatException(
                        line.place(), "is not UTF-8", "convert the file, as with iconv -f GB18030 -t UTF-8");
            } catch (JsonProcessingException notJson) {
                throw new FormatException(line.place(), "is not JSON: " + notJson.getOriginalMessage(), REMEDY);
            }
        }

        private static List<String> keys(JsonNode node) {
            List<String> keys = new ArrayList<>();
            node.fieldNames().forEachRemaining(keys::add);
            return keys.isEmpty() ? List.of("nothing") : keys;
        }

        private static JsonNode parse(LineReader.Line line) throws CharacterCodingException, JsonProcessingException {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.bytes()))
                    .toString();
            return JSON.readTree(text);
        }

        private static CorpusInput.RawDocument document(JsonNode node, String place, CorpusSettings.Columns columns) {
            return new CorpusInput.RawDocument(
                    Optional.ofNullable(node.get(columns.id()))
                            .filter(JsonNode::isValueNode)
                            .filter(id -> !id.isNull())
                            .map(JsonNode::asText),
                    place,
                    side(node.get(columns.chinese())),
                    side(node.get(columns.english())));
        }

        private static Optional<CorpusDocument.Side> side(JsonNode node) {
            if (node != null && node.isTextual()) {
                return Optional.of(CorpusDocument.Side.uncut(node.textValue()));
            }
            if (node == null || !node.isArray()) {
                return Optional.empty();
            }
            List<String> sentences = new ArrayList<>();
            for (JsonNode sentence : node) {
                if (!sentence.isTextual()) {
                    return Optional.empty();
                }
                sentences.add(sentence.textValue());
            }
            return Optional.of(CorpusDocument.Side.ofSentences(sentences));
        }
    }
}
