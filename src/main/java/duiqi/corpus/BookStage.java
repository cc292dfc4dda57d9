package duiqi.corpus;

import duiqi.align.AlignmentWeights;
import duiqi.align.Slice;
import duiqi.align.Slicer;
import duiqi.align.TextPair;
import duiqi.align.TextSentences;
import duiqi.lexicon.Lexicon;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Cuts documents that are too long for one task into slices, each of which then goes its way as a document of its own. */
final class BookStage {
    private final Job job;
    private final int most;

    BookStage(Job job) {
        this(job, Slicer.MOST);
    }

    /**
     * @param most sentences in a slice, where there is a certain cut
     */
    BookStage(Job job, int most) {
        this.job = job;
        this.most = most;
    }

    /**
     * Cuts them.
     *
     * @param books rows of a {@link DocumentTable}
     */
    void run(JavaRDD<Row> books) throws IOException {
        UnitLanguages languages = job.settings().languages();
        Buckets buckets = job.buckets();
        int longest = most;
        job.stage(
                Stage.BOOKS,
                into -> job.spark()
                        .createDataFrame(
                                books.flatMap(row -> slices(row, languages, buckets, longest)), DocumentTable.SCHEMA)
                        .repartition(functions.col(DocumentTable.BUCKET))
                        .write()
                        .partitionBy(DocumentTable.BUCKET)
                        .parquet(into.toString()));
    }

    private static Iterator<Row> slices(Row row, UnitLanguages languages, Buckets buckets, int most) {
        CorpusDocument book = DocumentTable.document(row);
        if (!row.isNullAt(row.fieldIndex(DocumentTable.REASON))) {
            return List.of(row).iterator();
        }
        return Attempt.at(
                () -> cut(book, languages.reading(), buckets, most),
                reason -> List.of(DocumentTable.rejected(book.id(), book.place(), reason))
                        .iterator());
    }

    private static Iterator<Row> cut(CorpusDocument book, DocumentReading reading, Buckets buckets, int most)
            throws IOException {
        CorpusDocument cut = reading.cut(book);
        TextPair texts = reading.texts(cut);
        List<Row> rows = new ArrayList<>();
        for (Slice slice : new Slicer(Lexicon.standard(), AlignmentWeights.standard(), most)
                .slices(new TextSentences(texts.chinese(), texts.english()))
                .parts()) {
            CorpusDocument part = new CorpusDocument(
                    book.id(),
                    book.place(),
                    rows.size(),
                    slice.chineseFrom(),
                    slice.englishFrom(),
                    cut.chinese().part(slice.chineseFrom(), slice.chineseEnd()),
                    cut.english().part(slice.englishFrom(), slice.englishEnd()));
            rows.add(DocumentTable.row(part, buckets.of(book.id() + " " + rows.size())));
        }
        return rows.iterator();
    }

    /** The slices of a bucket; without rows where it has none. */
    Dataset<Row> bucket(int number) throws IOException {
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
    Dataset<Row> rejected() throws IOException {
        return bucket(Buckets.REJECTED);
    }
}
