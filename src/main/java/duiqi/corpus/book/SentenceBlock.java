package duiqi.corpus.book;

import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Where some sentences of a book lie, which follow each other.
 *
 * @param book the id of the book
 * @param place where the book stands in the input
 * @param piece the number of the {@link BookSegmenting.BookPiece} they come from
 * @param number which block of the piece it is, from 0
 * @param file name of the file
 * @param offset byte of the file where it begins
 * @param sentences how many there are
 * @param length UTF-16 units in all of them
 * @param reason why the book cannot be cut; empty where it can
 */
record SentenceBlock(
        String book,
        String place,
        BookIndex.Side side,
        int piece,
        int number,
        String file,
        long offset,
        int sentences,
        long length,
        String reason)
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

    /** A sign that a book cannot be cut. */
    static SentenceBlock refused(BookSegmenting.BookPiece piece, String reason) {
        return new SentenceBlock(piece.book(), piece.place(), piece.side(), piece.number(), 0, "", 0, 0, 0, reason);
    }

    Row row() {
        return RowFactory.create(book, place, side.name(), piece, number, file, offset, sentences, length, reason);
    }

    static SentenceBlock of(Row row) {
        return new SentenceBlock(
                row.getAs("book"),
                row.getAs("place"),
                BookIndex.Side.valueOf(row.getAs("side")),
                row.<Integer>getAs("piece"),
                row.<Integer>getAs("number"),
                row.getAs("file"),
                row.<Long>getAs("offset"),
                row.<Integer>getAs("sentences"),
                row.<Long>getAs("length"),
                row.getAs("reason"));
    }
}
