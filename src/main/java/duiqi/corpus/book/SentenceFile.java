package duiqi.corpus.book;

import duiqi.corpus.book.BookSegmenting.BookPiece;
import duiqi.corpus.input.CorpusDocument.Side;
import duiqi.corpus.input.CorpusDocument.SideName;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Writes blocks of sentences to a file of the work folder, so that a reader can read a single block. A block is
 * compressed with deflate. For each sentence it contains the number of its paragraph, the name of the paragraph kind,
 * and the text in UTF-8. Not thread-safe.
 */
final class SentenceFile implements Closeable {
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
