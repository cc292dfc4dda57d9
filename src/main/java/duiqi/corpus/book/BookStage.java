package duiqi.corpus.book;

import duiqi.align.Slicer;
import duiqi.corpus.book.BookCutting.BookCuts.Cut;
import duiqi.corpus.book.BookIndex.BookSentences;
import duiqi.corpus.input.CorpusDocument;
import duiqi.corpus.input.CorpusDocument.Buckets;
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
import org.apache.spark.util.SerializableConfiguration;

/**
 * Cuts books into slices. Books are documents that are too long for one task. Later stages treat each slice as a
 * document. After a book is read, its sentences are in files, and a process holds only windows or one slice of it in
 * memory.
 */
public final class BookStage {
    private final Job job;
    private final int most;

    public BookStage(Job job) {
        this(job, Slicer.MAX_COUNT);
    }

    /**
     * Creates a stage with the given slice length.
     *
     * @param most the maximum number of sentences of the longer side of a slice
     */
    BookStage(Job job, int most) {
        this.job = job;
        this.most = most;
    }

    /**
     * Cuts books into slices.
     *
     * @param documents rows of {@link CorpusDocument}
     * @param repeated the location of the document that keeps an id, for each id of several documents
     */
    public void run(Dataset<Row> documents, Broadcast<Map<String, String>> repeated) throws IOException {
        if (job.work().isDone(Stage.BOOKS.folder())) {
            return;
        }
        // Read only one column, because a whole book can fill the memory of a task.
        long size = documents.select(CorpusDocument.SIZE).collectAsList().stream()
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
                .select(CorpusDocument.ID, CorpusDocument.PLACE)
                .javaRDD()
                .flatMap(row ->
                        ReadStage.repeated(row, repeated.value()).stream().iterator());
        job.stage(
                Stage.BOOKS,
                into -> ReadStage.write(
                        job,
                        slices(cutting.cuts(), segmenting.files(), books)
                                .union(rejectedBooks(books.value()))
                                .union(others),
                        into));
        books.destroy();
    }

    /** Holds a slice and its number in its book. */
    private record Numbered(Cut cut, int number) implements Serializable {}

    private JavaRDD<Row> slices(BookCutting.BookCuts cuts, BookFiles files, Broadcast<Map<String, BookIndex>> books) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        List<Numbered> slices = new ArrayList<>();
        for (Cut cut : cuts.cuts()) {
            slices.add(new Numbered(cut, numbers.merge(cut.book(), 1, Integer::sum) - 1));
        }
        Buckets buckets = job.buckets();
        return job.context().parallelize(slices, Math.max(1, slices.size())).map(slice -> {
            BookIndex book = BookIndex.in(books.value(), slice.cut().book());
            return row(slice, book, files.sentences(book), buckets);
        });
    }

    private static Row row(Numbered slice, BookIndex book, BookSentences sentences, Buckets buckets) {
        Cut cut = slice.cut();
        if (!cut.reason().isEmpty()) {
            return CorpusDocument.rejected(book.id(), book.place(), cut.reason());
        }
        return new CorpusDocument(
                        book.id(),
                        book.place(),
                        slice.number(),
                        cut.chineseFrom(),
                        cut.englishFrom(),
                        sentences
                                .chineseSide(cut.chineseFrom(), cut.chineseEnd())
                                .part(),
                        sentences
                                .englishSide(cut.englishFrom(), cut.englishEnd())
                                .part())
                .row(buckets.of(book.id(), slice.number()));
    }

    private JavaRDD<Row> rejectedBooks(Map<String, BookIndex> books) {
        return job.context()
                .parallelize(
                        books.values().stream()
                                .filter(book -> !book.reason().isEmpty())
                                .map(book -> CorpusDocument.rejected(book.id(), book.place(), book.reason()))
                                .toList(),
                        1);
    }

    /** Returns the slices of a bucket, which may be empty. */
    public Dataset<Row> bucket(int number) throws IOException {
        return ReadStage.bucket(job, List.of(job.work().step(Stage.BOOKS.folder())), number);
    }

    /**
     * Locates the sentence files of books. Spark can send it to tasks.
     *
     * @param configuration the configuration of the file system
     * @param folder the folder with its scheme
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
