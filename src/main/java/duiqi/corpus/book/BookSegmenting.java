package duiqi.corpus.book;

import duiqi.corpus.CorpusSettings;
import duiqi.corpus.book.BookSegmenting.SentenceFile.SentenceBlock;
import duiqi.corpus.book.BookStage.BookFiles;
import duiqi.corpus.input.CorpusDocument;
import duiqi.corpus.input.CorpusDocument.Side;
import duiqi.corpus.input.CorpusDocument.SideName;
import duiqi.corpus.input.DocumentReading;
import duiqi.corpus.input.DocumentReading.SideLanguage;
import duiqi.corpus.stage.Job;
import duiqi.corpus.stage.Job.Stage;
import duiqi.corpus.stage.ReadStage;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.HashPartitioner;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;

/**
 * Segments books into files of sentences. One task splits a book into paragraphs, because the meaning of its line ends
 * depends on the whole book. Many tasks segment the paragraphs.
 */
final class BookSegmenting {
    private static final String INDEX = "index";
    private static final String FILES = "files";

    /** Number of tasks for each processor, as for alignment. */
    private static final int TASKS_PER_PROCESSOR = 4;

    /** Minimum work of a task in UTF-16 units. */
    private static final long MIN_TASK = 1_000_000;

    private final Job job;

    BookSegmenting(Job job) {
        this.job = job;
    }

    /**
     * Segments books.
     *
     * @param books rows of {@link CorpusDocument}, several for each book
     * @param repeated the location of the document that keeps an id, for each id of several documents
     * @param size the number of UTF-16 units of all books
     */
    void run(Dataset<Row> books, Broadcast<Map<String, String>> repeated, long size) throws IOException {
        job.stage(Stage.SENTENCES, into -> {
            Path folder = new Path(into, FILES);
            job.work().files().mkdirs(folder);
            BookFiles files = files(folder);
            CorpusSettings.Languages languages = job.settings().languages();
            JavaRDD<Row> blocks = books.repartition(
                            functions.col(CorpusDocument.ID), functions.col(CorpusDocument.PLACE))
                    .sortWithinPartitions(CorpusDocument.ID, CorpusDocument.PLACE, CorpusDocument.PART)
                    .javaRDD()
                    .filter(row -> ReadStage.repeated(row, repeated.value()).isEmpty())
                    .mapPartitions(BookPieces::new)
                    // The pieces have similar lengths, so assigning them to the tasks in turn balances the work.
                    .mapToPair(
                            piece -> new Tuple2<>(piece.number() + (piece.side() == SideName.CHINESE ? 0 : 1), piece))
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

    private static Iterator<Row> segmented(Iterator<BookPiece> pieces, DocumentReading reading, BookFiles files)
            throws IOException {
        if (!pieces.hasNext()) {
            return List.<Row>of().iterator();
        }
        // A retried task writes a new file; only the index shows which file is valid.
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
            return List.of(SentenceBlock.rejected(piece, piece.reason()));
        }
        Side sentences;
        try {
            sentences = piece.areSentences() ? piece.texts() : reading.sentences(piece.side(), piece.texts());
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError fault) {
            return List.of(SentenceBlock.rejected(piece, DocumentReading.reason(fault)));
        }
        return file.add(piece, sentences);
    }

    private BookFiles files(Path folder) {
        return new BookFiles(
                new SerializableConfiguration(job.spark().sparkContext().hadoopConfiguration()),
                // Tasks cannot resolve relative paths.
                job.work().files().makeQualified(folder).toString());
    }

    /** Returns the files of the sentences. */
    BookFiles files() {
        return files(new Path(job.work().step(Stage.SENTENCES.folder()), FILES));
    }

    /** Returns the books by id, sorted by id. */
    Map<String, BookIndex> books() {
        Path index = new Path(job.work().step(Stage.SENTENCES.folder()), INDEX);
        return BookIndex.of(
                job.spark().read().schema(SentenceBlock.SCHEMA).parquet(index.toString()).collectAsList().stream()
                        .map(SentenceBlock::of)
                        .toList());
    }

    /**
     * Splits books into pieces that take little time to segment. It receives the rows of each book in order, and holds
     * one side of a book in memory, or one row of it if its sentences are given. A side that cannot be read ends with a
     * piece that contains the reason. Not thread-safe.
     */
    private static final class BookPieces implements Iterator<BookPiece> {
        private final Iterator<Row> rows;
        private Optional<SideRow> next;
        private Iterator<BookPiece> ready = Collections.emptyIterator();
        private SideLanguage language = new SideLanguage();
        private int number;

        /** Holds a row of a book, which is a part of one of its sides. */
        private record SideRow(String book, String place, SideName side, Side texts) {
            static SideRow of(CorpusDocument row) {
                SideName side = row.chinese().texts().isEmpty() ? SideName.ENGLISH : SideName.CHINESE;
                return new SideRow(row.id(), row.place(), side, side.of(row));
            }

            boolean isBeside(SideRow other) {
                return side == other.side && book.equals(other.book) && place.equals(other.place);
            }
        }

        /**
         * Creates an iterator.
         *
         * @param rows rows of books, sorted by book and number
         */
        BookPieces(Iterator<Row> rows) {
            this.rows = rows;
            next = following();
        }

        private Optional<SideRow> following() {
            return rows.hasNext() ? Optional.of(SideRow.of(CorpusDocument.of(rows.next()))) : Optional.empty();
        }

        @Override
        public boolean hasNext() {
            while (!ready.hasNext() && next.isPresent()) {
                ready = ready(next.get());
            }
            return ready.hasNext();
        }

        @Override
        public BookPiece next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.next();
        }

        /** Returns the pieces of the next row, or of the next side if it is not segmented. */
        private Iterator<BookPiece> ready(SideRow row) {
            List<Side> parts = new ArrayList<>();
            try {
                boolean isSideRead = false;
                while (!isSideRead && (parts.isEmpty() || !row.texts().isCut())) {
                    Side part = next.orElseThrow().texts();
                    language.add(part);
                    parts.add(part);
                    next = following();
                    isSideRead = next.filter(row::isBeside).isEmpty();
                }
                if (!row.texts().isCut()) {
                    parts = DocumentReading.paragraphs(row.book(), parts).parts();
                }
                List<BookPiece> pieces = new ArrayList<>();
                for (Side part : parts) {
                    pieces.add(new BookPiece(
                            row.book(),
                            row.place(),
                            row.side(),
                            number++,
                            row.texts().isCut(),
                            part,
                            ""));
                }
                if (isSideRead) {
                    SideLanguage whole = language;
                    language = new SideLanguage();
                    whole.require(row.side());
                }
                number = isSideRead ? 0 : number;
                return pieces.iterator();
            } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError fault) {
                return faulty(row, fault);
            }
        }

        /** Skips the rest of a side. */
        private Iterator<BookPiece> faulty(SideRow row, Throwable fault) {
            while (next.filter(row::isBeside).isPresent()) {
                next = following();
            }
            language = new SideLanguage();
            int last = number;
            number = 0;
            return List.of(new BookPiece(
                            row.book(), row.place(), row.side(), last, true, Side.NONE, DocumentReading.reason(fault)))
                    .iterator();
        }
    }

    /**
     * Holds some paragraphs of a book that are not yet segmented, or some of its sentences.
     *
     * @param book the id of the book
     * @param place the location of the book in the input
     * @param side the side of the book
     * @param number the number of the piece on this side, from 0
     * @param areSentences true if the texts are sentences
     * @param texts the paragraphs or sentences
     * @param reason the reason why the book cannot be cut; empty if it can
     */
    record BookPiece(
            String book, String place, SideName side, int number, boolean areSentences, Side texts, String reason)
            implements Serializable {}

    /**
     * Writes blocks of sentences to a file of the work folder, so that a reader can read a single block. A block is
     * compressed with deflate. For each sentence it contains the number of its paragraph, the name of the paragraph kind,
     * and the text in UTF-8. Not thread-safe.
     */
    static final class SentenceFile implements Closeable {
        /** Maximum number of sentences in a block, about as many as the aligner reads in one go. */
        private static final int MAX_COUNT = 500;

        /** Length of a block in UTF-16 units. Only a block with a single sentence may be longer. */
        private static final int LENGTH = 50_000;

        private final Path path;
        private final FSDataOutputStream out;

        SentenceFile(FileSystem files, Path path) throws IOException {
            this.path = path;
            out = files.create(path, true);
        }

        /** Adds the sentences of a piece. A piece without sentences has no block. */
        List<SentenceBlock> add(BookPiece piece, Side sentences) throws IOException {
            List<SentenceBlock> blocks = new ArrayList<>();
            int size = sentences.texts().size();
            for (int from = 0; from < size; ) {
                int end = from;
                long length = 0;
                while (end < size && end - from < MAX_COUNT && length < LENGTH) {
                    length += sentences.texts().get(end).length();
                    end++;
                }
                blocks.add(new SentenceBlock(
                        piece.book(),
                        piece.place(),
                        piece.side(),
                        piece.number(),
                        blocks.size(),
                        new SentenceBlock.Stretch(path.getName(), out.getPos(), end - from, length),
                        ""));
                write(sentences.slice(from, end));
                from = end;
            }
            return blocks;
        }

        private void write(Side sentences) throws IOException {
            DeflaterOutputStream deflated = new DeflaterOutputStream(out);
            DataOutputStream data = new DataOutputStream(deflated);
            for (int k = 0; k < sentences.texts().size(); k++) {
                byte[] text = sentences.texts().get(k).getBytes(StandardCharsets.UTF_8);
                data.writeInt(sentences.paragraphs().get(k));
                data.writeUTF(sentences.kinds().get(k));
                data.writeInt(text.length);
                data.write(text);
            }
            data.flush();
            deflated.finish();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }

        /** Returns the sentences of a block. */
        static Side read(FileSystem files, Path folder, SentenceBlock.Stretch block) throws IOException {
            List<String> texts = new ArrayList<>(block.sentences());
            List<Integer> paragraphs = new ArrayList<>(block.sentences());
            List<String> kinds = new ArrayList<>(block.sentences());
            try (FSDataInputStream in = files.open(new Path(folder, block.file()))) {
                in.seek(block.offset());
                DataInputStream data = new DataInputStream(new InflaterInputStream(in));
                for (int k = 0; k < block.sentences(); k++) {
                    paragraphs.add(data.readInt());
                    kinds.add(data.readUTF().intern());
                    byte[] text = new byte[data.readInt()];
                    data.readFully(text);
                    texts.add(new String(text, StandardCharsets.UTF_8));
                }
            }
            return new Side(texts, paragraphs, kinds);
        }

        /**
         * Locates a block of consecutive sentences of a book. It is also a row in the index of the books. Immutable.
         *
         * @param book the id of the book
         * @param place the location of the book in the input
         * @param side the side of the book
         * @param piece the number of the {@link BookPiece} that contains the sentences
         * @param number the number of the block in the piece, from 0
         * @param stretch the bytes of the block; empty for a book that cannot be cut
         * @param reason the reason why the book cannot be cut; empty if it can
         */
        record SentenceBlock(
                String book, String place, SideName side, int piece, int number, Stretch stretch, String reason)
                implements Serializable {
            static final StructType SCHEMA = new StructType()
                    .add("book", DataTypes.StringType, false)
                    .add("place", DataTypes.StringType, false)
                    .add("side", DataTypes.StringType, false)
                    .add("piece", DataTypes.IntegerType, false)
                    .add("number", DataTypes.IntegerType, false)
                    .add("file", DataTypes.StringType, false)
                    .add("offset", DataTypes.LongType, false)
                    .add("sentences", DataTypes.IntegerType, false)
                    .add("length", DataTypes.LongType, false)
                    .add("reason", DataTypes.StringType, false);

            /**
             * Describes a part of a sentence file. Immutable.
             *
             * @param file the name of the file
             * @param offset the offset of the first byte
             * @param sentences the number of sentences
             * @param length the number of UTF-16 units of the sentences
             */
            record Stretch(String file, long offset, int sentences, long length) implements Serializable {}

            /** Returns a block for a book that cannot be cut. */
            static SentenceBlock rejected(BookPiece piece, String reason) {
                Stretch none = new Stretch("", 0, 0, 0);
                return new SentenceBlock(piece.book(), piece.place(), piece.side(), piece.number(), 0, none, reason);
            }

            Row row() {
                return RowFactory.create(
                        book,
                        place,
                        side.name(),
                        piece,
                        number,
                        stretch.file,
                        stretch.offset,
                        stretch.sentences,
                        stretch.length,
                        reason);
            }

            static SentenceBlock of(Row row) {
                return new SentenceBlock(
                        row.getAs("book"),
                        row.getAs("place"),
                        SideName.valueOf(row.getAs("side")),
                        row.<Integer>getAs("piece"),
                        row.<Integer>getAs("number"),
                        new Stretch(
                                row.getAs("file"),
                                row.<Long>getAs("offset"),
                                row.<Integer>getAs("sentences"),
                                row.<Long>getAs("length")),
                        row.getAs("reason"));
            }
        }
    }
}
