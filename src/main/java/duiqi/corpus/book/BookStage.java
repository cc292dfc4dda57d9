package duiqi.corpus.book;

import duiqi.align.Slicer;
import duiqi.corpus.input.CorpusDocument;
import duiqi.corpus.input.DocumentTable;
import duiqi.corpus.stage.Buckets;
import duiqi.corpus.stage.Job;
import duiqi.corpus.stage.ReadStage;
import duiqi.corpus.stage.Stage;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Cuts documents that are too long for one task into slices, each of which then goes its way as a document of its own. Of such a
 * document, once it is read, no process holds more than windows or a slice: its sentences lie in files.
 */
public final class BookStage {
    private final Job job;
    private final int most;

    public BookStage(Job job) {
        this(job, Slicer.MAX_COUNT);
    }

    /**
     * @param most sentences of the longer side that a slice should have at most
     */
    BookStage(Job job, int most) {
        this.job = job;
        this.most = most;
    }

    /**
     * Cuts them.
     *
     * @param documents a {@link DocumentTable}
     * @param repeated for ids of several documents the place of the one that keeps it
     */
    public void run(Dataset<Row> documents, Broadcast<Map<String, String>> repeated) throws IOException {
        if (job.work().isDone(Stage.BOOKS.folder())) {
            return;
        }
        // Only some columns of a book are read here: all of it may fill the memory of a task.
        long size = documents.select(DocumentTable.SIZE).collectAsList().stream()
                .mapToLong(row -> row.getLong(0))
                .sum();
        if (size == 0) {
            job.work().make(Stage.BOOKS.folder(), job.work().files()::mkdirs);
            return;
        }
        BookSegmenting segmenting = new BookSegmenting(job);
        segmenting.run(
                documents
                        .javaRDD()
                        .filter(row -> ReadStage.repeated(row, repeated.value()).isEmpty()),
                size);
        Broadcast<Map<String, BookIndex>> books = job.context().broadcast(segmenting.books());
        BookCutting cutting = new BookCutting(job, most, segmenting.files(), books);
        job.steps(Stage.CUTS, cutting);
        JavaRDD<Row> others = documents
                .select(DocumentTable.ID, DocumentTable.PLACE)
                .javaRDD()
                .flatMap(row ->
                        ReadStage.repeated(row, repeated.value()).stream().iterator());
        job.stage(
                Stage.BOOKS,
                into -> job.spark()
                        .createDataFrame(
                                slices(cutting.cuts(), segmenting.files(), books)
                                        .union(refused(books.value()))
                                        .union(others),
                                DocumentTable.SCHEMA)
                        .repartition(functions.col(DocumentTable.BUCKET))
                        .write()
                        .partitionBy(DocumentTable.BUCKET)
                        .parquet(into.toString()));
        books.destroy();
    }

    /** A slice with its number in its book. */
    private record Numbered(BookCutting.BookCuts.Cut cut, int number) implements Serializable {}

    private JavaRDD<Row> slices(BookCutting.BookCuts cuts, BookFiles files, Broadcast<Map<String, BookIndex>> books) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        List<Numbered> slices = new ArrayList<>();
        for (BookCutting.BookCuts.Cut cut : cuts.cuts()) {
            slices.add(new Numbered(cut, numbers.merge(cut.book(), 1, Integer::sum) - 1));
        }
        Buckets buckets = job.buckets();
        return job.context().parallelize(slices, Math.max(1, slices.size())).map(slice -> {
            BookIndex book = BookIndex.in(books.value(), slice.cut().book());
            return row(slice, book, files.sentences(book), buckets);
        });
    }

    private static Row row(Numbered slice, BookIndex book, BookSentences sentences, Buckets buckets) {
        BookCutting.BookCuts.Cut cut = slice.cut();
        if (!cut.reason().isEmpty()) {
            return DocumentTable.rejected(book.id(), book.place(), cut.reason());
        }
        CorpusDocument part = new CorpusDocument(
                book.id(),
                book.place(),
                slice.number(),
                cut.chineseFrom(),
                cut.englishFrom(),
                sentences.chineseSide(cut.chineseFrom(), cut.chineseEnd()).part(),
                sentences.englishSide(cut.englishFrom(), cut.englishEnd()).part());
        return DocumentTable.row(part, buckets.of(book.id(), slice.number()));
    }

    private JavaRDD<Row> refused(Map<String, BookIndex> books) {
        return job.context()
                .parallelize(
                        books.values().stream()
                                .filter(book -> !book.reason().isEmpty())
                                .map(book -> DocumentTable.rejected(book.id(), book.place(), book.reason()))
                                .toList(),
                        1);
    }

    /** The slices of a bucket; without rows where it has none. */
    public Dataset<Row> bucket(int number) throws IOException {
        Path folder = new Path(job.work().step(Stage.BOOKS.folder()), DocumentTable.BUCKET + "=" + number);
        return job.work().files().exists(folder)
                ? job.spark()
                        .read()
                        .schema(DocumentTable.SCHEMA)
                        .parquet(folder.toString())
                        .withColumn(DocumentTable.BUCKET, functions.lit(number))
                : job.spark().createDataFrame(List.of(), DocumentTable.SCHEMA);
    }

    /** Books that could not be cut. */
    public Dataset<Row> rejected() throws IOException {
        return bucket(Buckets.REJECTED);
    }

    /**
     * Where the sentences of books lie, as tasks take it along.
     *
     * @param configuration of the file system
     * @param folder with its scheme
     */
    record BookFiles(SerializableConfiguration configuration, String folder) implements Serializable {
        Path path() {
            return new Path(folder);
        }

        FileSystem files() throws IOException {
            return path().getFileSystem(configuration.value());
        }

        BookSentences sentences(BookIndex book) throws IOException {
            return new BookSentences(book, files(), path());
        }
    }
}
