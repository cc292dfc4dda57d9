package duiqi.corpus.book;

import duiqi.corpus.input.CorpusDocument;
import duiqi.corpus.input.DocumentReading;
import duiqi.corpus.input.DocumentRejection;
import duiqi.corpus.input.DocumentTable;
import duiqi.corpus.input.UnitLanguages;
import duiqi.corpus.stage.Job;
import duiqi.corpus.stage.Stage;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.HashPartitioner;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;

/**
 * Cuts books into sentences, which are put into files. One task reads a book into paragraphs, since how its lines are to be taken is
 * told by all of it; many cut these into sentences.
 */
final class BookSegmenting {
    private static final String INDEX = "index";
    private static final String FILES = "files";

    /** Tasks for each processor, as for aligning. */
    private static final int TASKS_PER_PROCESSOR = 4;

    /** UTF-16 units for which a task is worth while. */
    private static final long MIN_TASK = 1_000_000;

    private final Job job;

    BookSegmenting(Job job) {
        this.job = job;
    }

    /**
     * Cuts them.
     *
     * @param books rows of a {@link DocumentTable}
     * @param size UTF-16 units in all of them
     */
    void run(JavaRDD<Row> books, long size) throws IOException {
        job.stage(Stage.SENTENCES, into -> {
            Path folder = new Path(into, FILES);
            job.work().files().mkdirs(folder);
            BookStage.BookFiles files = files(folder);
            UnitLanguages languages = job.settings().languages();
            JavaRDD<Row> blocks = books.flatMap(row -> new BookPieces(DocumentTable.document(row)))
                    // Pieces are much of a size, so that dealing them one by one is even.
                    .mapToPair(piece ->
                            new Tuple2<>(piece.number() + (piece.side() == BookIndex.Side.CHINESE ? 0 : 1), piece))
                    .partitionBy(new HashPartitioner(tasks(size)))
                    .values()
                    .mapPartitions(pieces -> segmented(pieces, languages.reading(), files));
            job.spark().createDataFrame(blocks, SentenceBlock.SCHEMA).write().parquet(new Path(into, INDEX).toString());
        });
    }

    private int tasks(long size) {
        int most = TASKS_PER_PROCESSOR * job.context().defaultParallelism();
        return (int) Math.max(1, Math.min(most, size / MIN_TASK));
    }

    private static Iterator<Row> segmented(
            Iterator<BookPiece> pieces, DocumentReading reading, BookStage.BookFiles files) throws IOException {
        if (!pieces.hasNext()) {
            return List.<Row>of().iterator();
        }
        // A task that is tried again writes a file of its own; only the index tells which one counts.
        Path path = new Path(files.path(), "sentences-" + TaskContext.get().taskAttemptId());
        List<Row> blocks = new ArrayList<>();
        try (SentenceFile file = new SentenceFile(files.files(), path)) {
            while (pieces.hasNext()) {
                BookPiece piece = pieces.next();
                for (SentenceBlock block : blocks(piece, reading, file)) {
                    blocks.add(block.row());
                }
            }
        }
        return blocks.iterator();
    }

    private static List<SentenceBlock> blocks(BookPiece piece, DocumentReading reading, SentenceFile file)
            throws IOException {
        if (!piece.reason().isEmpty()) {
            return List.of(SentenceBlock.refused(piece, piece.reason()));
        }
        CorpusDocument.Side sentences;
        try {
            sentences = piece.areSentences() ? piece.texts() : reading.sentences(piece.side(), piece.texts());
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError fault) {
            return List.of(SentenceBlock.refused(piece, DocumentRejection.reason(fault)));
        }
        return file.add(piece, sentences);
    }

    private BookStage.BookFiles files(Path folder) {
        return new BookStage.BookFiles(
                new SerializableConfiguration(job.spark().sparkContext().hadoopConfiguration()),
                // A task knows no folder that relative names begin at.
                job.work().files().makeQualified(folder).toString());
    }

    /** Where the sentences lie. */
    BookStage.BookFiles files() {
        return files(new Path(job.work().step(Stage.SENTENCES.folder()), FILES));
    }

    /** The books by their ids, sorted. */
    Map<String, BookIndex> books() {
        Path index = new Path(job.work().step(Stage.SENTENCES.folder()), INDEX);
        return BookIndex.of(
                job.spark().read().schema(SentenceBlock.SCHEMA).parquet(index.toString()).collectAsList().stream()
                        .map(SentenceBlock::of)
                        .toList());
    }

    /**
     * The pieces of a book, each so small that it is cut into sentences in a moment. One side is read after the other, so that one of
     * them can be forgotten meanwhile; what cannot be read ends with a piece that tells why. Not thread-safe.
     */
    private static final class BookPieces implements Iterator<BookPiece> {
        /** UTF-16 units in a piece: a paragraph that is longer is a piece by itself. */
        private static final int LENGTH = 100_000;

        private static final int MAX_TEXTS = 4000;
        private static final CorpusDocument.Side NONE = new CorpusDocument.Side(List.of(), List.of(), List.of());

        private final CorpusDocument book;
        private BookIndex.Side side = BookIndex.Side.CHINESE;
        private CorpusDocument.Side texts = NONE;
        private boolean isRead;
        private boolean isFaulty;
        private int position;
        private int number;

        BookPieces(CorpusDocument book) {
            this.book = book;
        }

        @Override
        public boolean hasNext() {
            return !isFaulty
                    && (side == BookIndex.Side.CHINESE
                            || !isRead
                            || position < texts.texts().size());
        }

        @Override
        public BookPiece next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            try {
                if (isRead && position == texts.texts().size()) {
                    side = BookIndex.Side.ENGLISH;
                    isRead = false;
                }
                if (!isRead) {
                    read();
                }
                return piece();
            } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError fault) {
                isFaulty = true;
                return new BookPiece(
                        book.id(), book.place(), side, number, true, NONE, DocumentRejection.reason(fault));
            }
        }

        private void read() throws IOException {
            texts = NONE;
            if (side == BookIndex.Side.CHINESE) {
                DocumentReading.requireLanguages(book);
            }
            CorpusDocument.Side whole = side.of(book);
            texts = whole.isCut() ? whole : DocumentReading.paragraphs(book.id(), whole);
            isRead = true;
            position = 0;
            number = 0;
        }

        private BookPiece piece() {
            int from = position;
            long length = 0;
            while (position < texts.texts().size() && position - from < MAX_TEXTS && length < LENGTH) {
                length += texts.texts().get(position).length();
                position++;
            }
            return new BookPiece(
                    book.id(), book.place(), side, number++, side.of(book).isCut(), texts.slice(from, position), "");
        }
    }

    /**
     * Some paragraphs of a book that are to be cut into sentences, or some of its sentences.
     *
     * @param book the id of the book
     * @param place where the book stands in the input
     * @param number which piece of this side it is, from 0
     * @param areSentences whether the texts are sentences already
     * @param reason why the book cannot be cut; empty where it can
     */
    record BookPiece(
            String book,
            String place,
            BookIndex.Side side,
            int number,
            boolean areSentences,
            CorpusDocument.Side texts,
            String reason)
            implements Serializable {}
}
