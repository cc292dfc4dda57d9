package duiqi.corpus.input;

import duiqi.corpus.CorpusSettings;
import duiqi.corpus.input.CorpusDocument.Buckets;
import duiqi.corpus.input.CorpusDocument.Side;
import duiqi.document.Documents;
import duiqi.document.TextPairs;
import duiqi.segment.Segmenter;
import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;

/**
 * Reads a folder of texts in any format that {@code duiqi align} reads, paired by their names. All machines of a
 * cluster must see the folder under the same path. The id of a document is the common part of the two file names.
 */
final class FolderInput implements CorpusInput.Reader {
    private static final int TEXTS_PER_TASK = 64;

    private record Pair(String name, String chinese, String english, long length) implements Serializable {}

    private final JavaSparkContext spark;
    private final CorpusSettings.Input settings;
    private final List<String> unpaired;
    private final List<List<Pair>> groups;

    private FolderInput(
            JavaSparkContext spark, CorpusSettings.Input settings, List<String> unpaired, List<List<Pair>> groups) {
        this.spark = spark;
        this.settings = settings;
        this.unpaired = unpaired;
        this.groups = groups;
    }

    static CorpusInput open(JavaSparkContext spark, CorpusSettings.Input settings, Path folder) throws IOException {
        // A worker has its own current folder, so the path must be absolute.
        TextPairs found = TextPairs.of(List.of(folder.toAbsolutePath()));
        List<String> fingerprint = new ArrayList<>();
        List<Pair> pairs = new ArrayList<>();
        for (TextPairs.Pair pair : found.pairs()) {
            fingerprint.add(fingerprint(pair.source()));
            fingerprint.add(fingerprint(pair.target()));
            pairs.add(new Pair(
                    pair.name(),
                    pair.source().toString(),
                    pair.target().toString(),
                    Files.size(pair.source()) + Files.size(pair.target())));
        }
        if (pairs.isEmpty()) {
            throw new FormatException(
                    folder.toString(),
                    "no text has a counterpart",
                    "use matching names, for example a.zh.txt and a.en.txt, or give JSON lines or Parquet");
        }
        List<String> unpaired = new ArrayList<>();
        for (TextPairs.Unpaired file : found.unpaired()) {
            fingerprint.add(fingerprint(file.file()));
            unpaired.add(file.file().toString());
        }
        List<List<Pair>> groups = CorpusInput.groups(pairs, Pair::length);
        long bytes = pairs.stream().mapToLong(Pair::length).sum();
        return new CorpusInput(
                fingerprint, bytes, bytes, groups.size(), new FolderInput(spark, settings, unpaired, groups));
    }

    private static String fingerprint(Path file) throws IOException {
        return file + " " + Files.size(file) + " "
                + Files.getLastModifiedTime(file).toMillis();
    }

    @Override
    public JavaRDD<Row> read(int group, Buckets buckets) {
        List<Pair> pairs = groups.get(group);
        // A folder has no columns.
        CorpusSettings.Input input = new CorpusSettings.Input(
                settings.path(), CorpusSettings.Columns.STANDARD, settings.languages(), settings.longestDocument());
        JavaRDD<Row> documents = spark.parallelize(pairs, Math.max(1, pairs.size() / TEXTS_PER_TASK))
                .flatMap(pair -> read(pair, input, buckets).iterator());
        return group == 0 && !unpaired.isEmpty()
                ? documents.union(spark.parallelize(unpaired, 1)
                        .map(file -> CorpusDocument.rejected("", file, "has no counterpart")))
                : documents;
    }

    private static List<Row> read(Pair pair, CorpusSettings.Input settings, Buckets buckets) {
        try {
            return new CorpusInput.RawDocument(
                            Optional.of(pair.name()),
                            pair.chinese(),
                            Optional.of(
                                    side(pair.chinese(), settings.languages().chinese())),
                            Optional.of(
                                    side(pair.english(), settings.languages().english())))
                    .rows(settings, buckets);
        } catch (IOException | RuntimeException fault) {
            return List.of(CorpusDocument.rejected(pair.name(), pair.chinese(), String.valueOf(fault.getMessage())));
        }
    }

    private static Side side(String file, String language) throws IOException {
        return Side.of(Segmenter.standard()
                .segment(Documents.read(Documents.open(file, Optional.empty())), new Language(language))
                .segments());
    }
}
