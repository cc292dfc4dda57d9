package duiqi.corpus.input;

import duiqi.corpus.CorpusSettings;
import duiqi.corpus.stage.Buckets;
import duiqi.document.Documents;
import duiqi.document.TextPairs;
import duiqi.segment.Segmenter;
import duiqi.text.Document;
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
 * A folder of texts in any format that {@code duiqi align} reads, paired by their names. Every machine of a cluster must see it
 * under the same path. The id of a document is what the names of its two files have in common.
 */
final class FolderInput implements CorpusInput {
    /** Texts that a task reads at once. */
    private static final int TEXTS_PER_TASK = 64;

    /** A pair of files, with what its sides are called. */
    private record Pair(String name, String chinese, String english, long length) implements Serializable {}

    private final JavaSparkContext spark;
    private final List<String> fingerprint = new ArrayList<>();
    private final List<String> unpaired = new ArrayList<>();
    private final List<List<Pair>> groups;
    private final long bytes;

    FolderInput(JavaSparkContext spark, Path folder) throws IOException {
        this.spark = spark;
        // A worker has a working folder of its own.
        TextPairs found = TextPairs.of(List.of(folder.toAbsolutePath()));
        List<Pair> pairs = new ArrayList<>();
        for (TextPairs.Pair pair : found.pairs()) {
            pairs.add(new Pair(
                    pair.name(),
                    pair.source().toString(),
                    pair.target().toString(),
                    length(pair.source()) + length(pair.target())));
        }
        if (pairs.isEmpty()) {
            throw new FormatException(
                    folder.toString(),
                    "has no two texts that are renderings of each other by their names",
                    "name them like a.zh.txt and a.en.txt, or give JSON lines or Parquet");
        }
        for (TextPairs.Unpaired file : found.unpaired()) {
            length(file.file());
            unpaired.add(file.file().toString());
        }
        groups = InputFiles.groups(pairs, Pair::length);
        bytes = pairs.stream().mapToLong(Pair::length).sum();
    }

    private long length(Path file) throws IOException {
        fingerprint.add(file + " " + Files.size(file) + " "
                + Files.getLastModifiedTime(file).toMillis());
        return Files.size(file);
    }

    @Override
    public List<String> fingerprint() {
        return List.copyOf(fingerprint);
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public int groups() {
        return groups.size();
    }

    @Override
    public JavaRDD<Row> read(int group, CorpusSettings settings, Buckets buckets) {
        List<Pair> pairs = groups.get(group);
        UnitLanguages languages = settings.languages();
        long longest = settings.longestDocument();
        JavaRDD<Row> documents = spark.parallelize(pairs, Math.max(1, pairs.size() / TEXTS_PER_TASK))
                .map(pair -> read(pair, languages, buckets, longest));
        return group == 0 && !unpaired.isEmpty()
                ? documents.union(spark.parallelize(unpaired, 1)
                        .map(file -> DocumentTable.rejected("", file, "has no partner by its name")))
                : documents;
    }

    private static Row read(Pair pair, UnitLanguages languages, Buckets buckets, long longest) {
        try {
            return new CorpusInput.RawDocument(
                            Optional.of(pair.name()),
                            pair.chinese(),
                            Optional.of(side(pair.chinese(), new Language(languages.chinese()))),
                            Optional.of(side(pair.english(), new Language(languages.english()))))
                    .row(CorpusSettings.Columns.STANDARD, buckets, longest);
        } catch (IOException | RuntimeException fault) {
            return DocumentTable.rejected(pair.name(), pair.chinese(), String.valueOf(fault.getMessage()));
        }
    }

    private static CorpusDocument.Side side(String file, Language language) throws IOException {
        Document document = Documents.read(Documents.open(file, Optional.empty()));
        return CorpusDocument.Side.of(
                Segmenter.standard().segment(document, language).segments());
    }
}
