package duiqi.corpus.book;

import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.align.AlignmentWeights;
import duiqi.align.Slicer;
import duiqi.corpus.book.BookIndex.BookSentences;
import duiqi.corpus.input.CorpusDocument;
import duiqi.corpus.input.CorpusDocument.Buckets;
import duiqi.corpus.input.DocumentReading;
import duiqi.corpus.stage.Job;
import duiqi.corpus.stage.Job.Stage;
import duiqi.corpus.stage.ReadStage;
import duiqi.lexicon.Lexicon;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
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
import scala.Tuple2;

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
     * @param documents rows of {@link CorpusDocument}, several for each book
     * @param repeated the location of the document that keeps an id, for each id of several documents
     */
    public void run(Dataset<Row> documents, Broadcast<Map<String, String>> repeated) throws IOException {
        if (job.work().isDone(Stage.BOOKS.folder())) {
            return;
        }
        long size = documents.select(CorpusDocument.SIZE).collectAsList().stream()
                .mapToLong(row -> row.getLong(0))
                .sum();
        if (size == 0) {
            job.work().make(Stage.BOOKS.folder(), job.work().files()::mkdirs);
            return;
        }
        BookSegmenting segmenting = new BookSegmenting(job);
        segmenting.run(documents, repeated, size);
        Broadcast<Map<String, BookIndex>> books = job.context().broadcast(segmenting.books());
        BookCutting cutting = new BookCutting(job, most, segmenting.files(), books);
        job.steps(Stage.CUTS, cutting);
        JavaRDD<Row> others = documents
                .filter(functions.col(CorpusDocument.PART).equalTo(0))
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

    /**
     * Holds a slice and its number in its book.
     *
     * @param window the slice with its context
     */
    private record Numbered(BookCutting.BookCuts.Cut cut, int number, Slicer.Slice window) implements Serializable {}

    private JavaRDD<Row> slices(BookCutting.BookCuts cuts, BookFiles files, Broadcast<Map<String, BookIndex>> books) {
        Map<String, List<BookCutting.BookCuts.Cut>> byBook = new LinkedHashMap<>();
        cuts.cuts()
                .forEach(cut -> byBook.computeIfAbsent(cut.book(), none -> new ArrayList<>())
                        .add(cut));
        List<Numbered> slices = new ArrayList<>();
        for (List<BookCutting.BookCuts.Cut> own : byBook.values()) {
            Slicer.Slices whole = new Slicer.Slices(
                    own.stream().map(cut -> cut.part().slice()).toList());
            for (int number = 0; number < own.size(); number++) {
                slices.add(new Numbered(own.get(number), number, whole.withContext(number, Slicer.MAX_COUNT)));
            }
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
            return CorpusDocument.rejected(book.id(), book.place(), cut.reason());
        }
        Slicer.Slice window = slice.window();
        return new CorpusDocument(
                        book.id(),
                        book.place(),
                        slice.number(),
                        cut.chineseFrom(),
                        cut.englishFrom(),
                        sentences
                                .chineseSide(window.chineseFrom(), window.chineseEnd())
                                .part(),
                        sentences
                                .englishSide(window.englishFrom(), window.englishEnd())
                                .part(),
                        new CorpusDocument.Context(
                                cut.chineseFrom() - window.chineseFrom(),
                                window.chineseEnd() - cut.chineseEnd(),
                                cut.englishFrom() - window.englishFrom(),
                                window.englishEnd() - cut.englishEnd()))
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

    /** Cuts books into slices. Each step cuts all parts that are too long, until no part can be cut further. */
    private static final class BookCutting implements Job.Steps {
        /** Number of tasks for each processor. Parts in which no anchor is certain take longer than others. */
        private static final int TASKS_PER_PROCESSOR = 8;

        private final Job job;
        private final int most;
        private final BookFiles files;
        private final Broadcast<Map<String, BookIndex>> books;
        private BookCuts cuts;

        /**
         * Creates the steps of a stage.
         *
         * @param most the maximum number of sentences of the longer side of a slice
         * @param files the files of the sentences
         * @param books the books by id
         */
        BookCutting(Job job, int most, BookFiles files, Broadcast<Map<String, BookIndex>> books) {
            this.job = job;
            this.most = most;
            this.files = files;
            this.books = books;
            cuts = BookCuts.begin(books.value(), most);
        }

        /** Returns the current parts. */
        BookCuts cuts() {
            return cuts;
        }

        @Override
        public boolean isNext() {
            return !cuts.open().isEmpty();
        }

        @Override
        public void make(Path into) throws IOException {
            List<BookCuts.Cut> open = cuts.open();
            int tasks =
                    Math.min(open.size(), TASKS_PER_PROCESSOR * job.context().defaultParallelism());
            // Local copies, so that Spark does not serialise this object with the task.
            int longest = most;
            BookFiles sentences = files;
            Broadcast<Map<String, BookIndex>> all = books;
            Map<BookCuts.Cut, List<BookCuts.Cut>> cut = new HashMap<>();
            for (Tuple2<BookCuts.Cut, List<BookCuts.Cut>> done : job.context()
                    .parallelize(open, tasks)
                    .mapPartitions(parts -> cut(parts, longest, sentences, all.value()))
                    .collect()) {
                cut.put(done._1(), done._2());
            }
            job.work().files().mkdirs(into);
            cuts.with(cut).write(job.work().files(), into);
        }

        @Override
        public void read(Path made) throws IOException {
            cuts = BookCuts.read(job.work().files(), made);
        }

        private static Iterator<Tuple2<BookCuts.Cut, List<BookCuts.Cut>>> cut(
                Iterator<BookCuts.Cut> parts, int most, BookFiles files, Map<String, BookIndex> books)
                throws IOException {
            Slicer slicer = new Slicer(Lexicon.standard(), AlignmentWeights.standard(), most);
            List<Tuple2<BookCuts.Cut, List<BookCuts.Cut>>> cut = new ArrayList<>();
            while (parts.hasNext()) {
                BookCuts.Cut part = parts.next();
                BookSentences sentences = files.sentences(BookIndex.in(books, part.book()));
                cut.add(new Tuple2<>(part, cut(part, slicer, sentences)));
            }
            return cut.iterator();
        }

        private static List<BookCuts.Cut> cut(BookCuts.Cut part, Slicer slicer, BookSentences sentences) {
            try {
                return slicer.parts(sentences, part.part()).stream()
                        .map(slice -> BookCuts.Cut.of(part.book(), slice))
                        .toList();
            } catch (UncheckedIOException unread) {
                // The book is not the cause, so Spark must retry the task.
                throw unread;
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError fault) {
                return List.of(part.rejected(DocumentReading.reason(fault)));
            }
        }

        /** Holds the parts of all books, in the order of the books. Immutable. */
        record BookCuts(List<Cut> cuts) {
            private static final String FILE = "cuts.json";
            private static final JsonMapper JSON = new JsonMapper();

            /**
             * Describes a part of a book. Immutable.
             *
             * @param book the id of the book
             * @param chineseFrom the index of the first Chinese sentence
             * @param chineseEnd the index after the last Chinese sentence
             * @param englishFrom the index of the first English sentence
             * @param englishEnd the index after the last English sentence
             * @param isOpen true if the part must be cut further
             * @param reason the reason of a rejection; empty for a valid part
             */
            record Cut(
                    String book,
                    int chineseFrom,
                    int chineseEnd,
                    int englishFrom,
                    int englishEnd,
                    boolean isOpen,
                    String reason)
                    implements Serializable {
                static Cut of(String book, Slicer.Part part) {
                    Slicer.Slice slice = part.slice();
                    return new Cut(
                            book,
                            slice.chineseFrom(),
                            slice.chineseEnd(),
                            slice.englishFrom(),
                            slice.englishEnd(),
                            part.isOpen(),
                            "");
                }

                Slicer.Part part() {
                    return new Slicer.Part(new Slicer.Slice(chineseFrom, chineseEnd, englishFrom, englishEnd), isOpen);
                }

                Cut rejected(String why) {
                    return new Cut(book, chineseFrom, chineseEnd, englishFrom, englishEnd, false, why);
                }
            }

            BookCuts {
                cuts = List.copyOf(cuts);
            }

            /** Returns the books before the first cut, one part each. A book that cannot be cut has no part. */
            static BookCuts begin(Map<String, BookIndex> books, int most) {
                List<Cut> cuts = new ArrayList<>();
                for (BookIndex book : books.values()) {
                    if (book.reason().isEmpty()) {
                        Slicer.Slice whole = new Slicer.Slice(
                                0, book.chinese().size(), 0, book.english().size());
                        cuts.add(Cut.of(book.id(), new Slicer.Part(whole, whole.size() > most)));
                    }
                }
                return new BookCuts(cuts);
            }

            List<Cut> open() {
                return cuts.stream().filter(Cut::isOpen).toList();
            }

            /** Returns the parts after a step. */
            BookCuts with(Map<Cut, List<Cut>> cut) {
                return new BookCuts(cuts.stream()
                        .flatMap(part -> cut.getOrDefault(part, List.of(part)).stream())
                        .toList());
            }

            void write(FileSystem files, Path folder) throws IOException {
                try (var out = files.create(new Path(folder, FILE))) {
                    out.write(JSON.writeValueAsBytes(this));
                }
            }

            static BookCuts read(FileSystem files, Path folder) throws IOException {
                try (var in = files.open(new Path(folder, FILE))) {
                    return JSON.readValue(in.readAllBytes(), BookCuts.class);
                }
            }
        }
    }
}
