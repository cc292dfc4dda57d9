package duiqi.corpus.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.align.AlignmentWeights;
import duiqi.align.GoldText;
import duiqi.align.Slicer;
import duiqi.align.TextPair;
import duiqi.corpus.CorpusRun;
import duiqi.corpus.CorpusSettings;
import duiqi.corpus.LocalSpark;
import duiqi.corpus.input.CorpusDocument;
import duiqi.corpus.input.DocumentReading;
import duiqi.corpus.stage.Job;
import duiqi.corpus.stage.Job.Stage;
import duiqi.corpus.stage.WorkFolder;
import duiqi.glossary.Glossary;
import duiqi.lexicon.Lexicon;
import duiqi.text.Language;
import duiqi.text.Segment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@Tag("spark")
@ResourceLock("spark")
class BookStageTest {
    private static final int MAX_COUNT = 150;
    private static final int BUCKETS = 4;
    private static final DocumentReading READING = new DocumentReading(Language.CHINESE, Language.ENGLISH);

    @TempDir
    private Path folder;

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Records the progress, and stops the run when a step of a stage is done. */
    private static final class Watching implements CorpusRun.CorpusListener {
        private final List<CorpusRun.CorpusListener.StageFigures> done = new ArrayList<>();
        private final String last;
        private final int step;

        Watching(String last, int step) {
            this.last = last;
            this.step = step;
        }

        @Override
        public void progress(String stage, int number, int parts) {
            if (stage.equals(last) && number == step) {
                throw new Killed();
            }
        }

        @Override
        public void done(CorpusRun.CorpusListener.StageFigures figures) {
            done.add(figures);
        }
    }

    private static CorpusSettings settings() {
        return new CorpusSettings(
                new CorpusSettings.Input("in", CorpusSettings.Columns.STANDARD, CorpusSettings.Languages.STANDARD, 1),
                "out",
                false,
                CorpusSettings.Filter.STANDARD,
                new CorpusSettings.Duplicates(CorpusSettings.Sameness.NONE, 0.9),
                new CorpusSettings.Terms(new Glossary(List.of()), 3, 0),
                0,
                "1");
    }

    /** Returns the rows of all buckets after the stage, with the slices in order. */
    private List<Row> run(CorpusRun.CorpusListener listener, CorpusDocument... documents) throws IOException {
        SparkSession spark = LocalSpark.session();
        List<Row> rows = new ArrayList<>();
        try (WorkFolder work = WorkFolder.of(
                new org.apache.hadoop.fs.Path(folder.resolve("out").toUri()),
                spark.sparkContext().hadoopConfiguration(),
                Clock.systemUTC())) {
            Job.TaskTimes times = new Job.TaskTimes(Clock.systemUTC());
            WorkFolder.Plan plan = new WorkFolder.Plan("", "", BUCKETS, "");
            work.begin(plan);
            Job job = new Job(spark, work, settings(), plan, listener, times);
            List<Row> books = new ArrayList<>();
            for (CorpusDocument document : documents) {
                books.addAll(document.bookRows());
            }
            Dataset<Row> table = spark.createDataFrame(books, CorpusDocument.Columns.SCHEMA);
            Broadcast<Map<String, String>> repeated =
                    JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(Map.of("twice", "in:1"));
            BookStage stage = new BookStage(job, MAX_COUNT);
            stage.run(table, repeated);
            for (int bucket = 0; bucket < BUCKETS; bucket++) {
                rows.addAll(stage.bucket(bucket).collectAsList());
            }
            rows.addAll(stage.bucket(CorpusDocument.Buckets.REJECTED).collectAsList());
        }
        rows.sort(Comparator.<Row, String>comparing(row -> row.getAs(CorpusDocument.ID))
                .thenComparing(row -> row.<Integer>getAs(CorpusDocument.PART)));
        return rows;
    }

    private static CorpusDocument book(
            String id, String place, CorpusDocument.Side chinese, CorpusDocument.Side english) {
        return new CorpusDocument(id, place, CorpusDocument.WHOLE, 0, 0, chinese, english);
    }

    /** Returns several copies of pieces of the gold standard in random order, with four sentences in each paragraph. */
    private static CorpusDocument gold(int copies, String between) throws IOException {
        List<Segment> chinese = new ArrayList<>();
        List<Segment> english = new ArrayList<>();
        Random random = new Random(7);
        for (int copy = 0; copy < copies; copy++) {
            List<GoldText> pieces = new ArrayList<>();
            for (GoldText text : GoldText.in(Path.of("src/test/resources/gold"))) {
                pieces.addAll(text.pieces(10));
            }
            Collections.shuffle(pieces, random);
            for (GoldText piece : pieces) {
                chinese.addAll(piece.chinese().segments());
                english.addAll(piece.english().segments());
            }
        }
        return book(
                "gold",
                "in:7",
                CorpusDocument.Side.uncut(paragraphs(chinese, "", between)),
                CorpusDocument.Side.uncut(paragraphs(english, " ", between)));
    }

    private static String paragraphs(List<Segment> sentences, String space, String between) {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < sentences.size(); k++) {
            text.append(k == 0 ? "" : k % 4 == 0 ? between : space)
                    .append(sentences.get(k).text());
        }
        return text.toString();
    }

    private static List<Slicer.Slice> slicesInMemory(CorpusDocument book) throws IOException {
        TextPair texts = READING.texts(READING.cut(book));
        return new Slicer(Lexicon.standard(), AlignmentWeights.standard(), MAX_COUNT)
                .slices(new Slicer.TextSentences(texts.chinese(), texts.english()))
                .parts();
    }

    private static Slicer.Slice slice(CorpusDocument part) {
        return new Slicer.Slice(
                part.chineseStart(),
                part.chineseStart() + part.chinese().texts().size(),
                part.englishStart(),
                part.englishStart() + part.english().texts().size());
    }

    private static List<String> texts(List<CorpusDocument> parts, CorpusDocument.SideName side) {
        return parts.stream().flatMap(part -> side.of(part).texts().stream()).toList();
    }

    @Test
    void cutsSameSlicesAsInMemory() throws IOException {
        for (String between : List.of("\n\n", " ")) {
            CorpusDocument gold = gold(3, between);
            CorpusDocument cut = READING.cut(gold);
            List<Row> rows = run(new Watching("", 0), gold);
            List<CorpusDocument> parts =
                    rows.stream().map(row -> CorpusDocument.of(row).own()).toList();
            assertThat(parts.stream().map(BookStageTest::slice).toList())
                    .hasSizeGreaterThan(3)
                    .isEqualTo(slicesInMemory(gold));
            assertThat(parts).allMatch(part -> part.place().equals("in:7"));
            for (CorpusDocument.SideName side : CorpusDocument.SideName.values()) {
                assertThat(texts(parts, side)).isEqualTo(side.of(cut).texts());
            }
            CorpusDocument second = parts.get(1);
            assertThat(second.chinese())
                    .isEqualTo(cut.chinese()
                            .slice(second.chineseStart(), parts.get(2).chineseStart())
                            .part());
            assertThat(second.chinese().paragraphs().get(0)).isZero();
            // The whole book is the context, because it is shorter than the limit.
            CorpusDocument inContext = CorpusDocument.of(rows.get(1));
            assertThat(inContext.chinese()).isEqualTo(cut.chinese());
            assertThat(inContext.english()).isEqualTo(cut.english());
            assertThat(inContext.context().chineseBefore()).isEqualTo(second.chineseStart());
            assertThat(inContext.context().englishBefore()).isEqualTo(second.englishStart());
            // The slices of one book must be distributed evenly over all buckets.
            Map<Integer, Long> counts = rows.stream()
                    .collect(Collectors.groupingBy(
                            row -> row.<Integer>getAs(CorpusDocument.BUCKET), Collectors.counting()));
            assertThat(Collections.max(counts.values()) - Collections.min(counts.values()))
                    .isLessThanOrEqualTo(1);
            deleteOutput();
        }
    }

    private void deleteOutput() throws IOException {
        org.apache.hadoop.fs.Path work = WorkFolder.beside(
                new org.apache.hadoop.fs.Path(folder.resolve("out").toUri()));
        work.getFileSystem(LocalSpark.session().sparkContext().hadoopConfiguration())
                .delete(work, true);
    }

    @Test
    void continuesAfterLastFinishedStep() throws IOException {
        CorpusDocument gold = gold(3, "\n\n");
        List<Row> whole = run(new Watching("", 0), gold);
        deleteOutput();
        assertThatThrownBy(() -> run(new Watching(Stage.CUTS.title(), 2), gold)).isInstanceOf(Killed.class);
        Watching second = new Watching("", 0);
        assertThat(run(second, gold)).isEqualTo(whole);
        assertThat(second.done)
                .extracting(CorpusRun.CorpusListener.StageFigures::stage)
                .containsExactly(Stage.CUTS.title(), Stage.BOOKS.title());
        assertThat(second.done.get(0).earlier()).isEqualTo(2);
        assertThat(second.done.get(0).parts()).isGreaterThan(2);
        Watching third = new Watching("", 0);
        assertThat(run(third, gold)).isEqualTo(whole);
        assertThat(third.done).isEmpty();
    }

    @Test
    void cutsOtherBooksAfterRejectedOnes() throws IOException {
        CorpusDocument gold = gold(1, "\n\n");
        CorpusDocument.Side blank = CorpusDocument.Side.uncut("\n \n\u00a0\n");
        String water = "水".repeat(200_000);
        CorpusDocument endless = book(
                "endless",
                "in:3",
                CorpusDocument.Side.ofSentences(sentences(water, 200)),
                CorpusDocument.Side.ofSentences(sentences("Water flows down to the sea.", 200)));
        List<Row> rows = run(
                new Watching("", 0),
                gold,
                book("blank", "in:2", gold.chinese(), blank),
                endless,
                book("exchanged", "in:4", gold.english(), gold.chinese()),
                book("twice", "in:1", gold.chinese(), gold.english()),
                book("twice", "in:5", gold.chinese(), gold.english()));
        Map<String, String> reasons = rows.stream()
                .filter(row -> !row.isNullAt(row.fieldIndex(CorpusDocument.REASON)))
                .collect(Collectors.toMap(
                        row -> row.getAs(CorpusDocument.PLACE), row -> row.getAs(CorpusDocument.REASON)));
        assertThat(reasons).containsOnlyKeys("in:2", "in:4", "in:5");
        assertThat(reasons.get("in:2")).contains("has no text");
        assertThat(reasons.get("in:4")).contains("the Chinese side is English");
        assertThat(reasons.get("in:5")).contains("in:1");
        List<CorpusDocument> good = rows.stream()
                .filter(row -> row.isNullAt(row.fieldIndex(CorpusDocument.REASON)))
                .map(row -> CorpusDocument.of(row).own())
                .toList();
        assertThat(of("gold", good)).isEqualTo(slicesInMemory(gold));
        assertThat(of("twice", good)).isEqualTo(slicesInMemory(gold));
        assertThat(of("endless", good)).containsExactly(new Slicer.Slice(0, 200, 0, 200));
        assertThat(good).anyMatch(part -> part.chinese().texts().contains(water));
    }

    private static List<String> sentences(String odd, int size) {
        List<String> sentences = new ArrayList<>();
        for (int k = 0; k < size; k++) {
            sentences.add(k == size / 2 ? odd : odd.substring(0, Math.min(odd.length(), 10 + k % 7)));
        }
        return sentences;
    }

    private static List<Slicer.Slice> of(String id, List<CorpusDocument> parts) {
        return parts.stream()
                .filter(part -> part.id().equals(id))
                .map(BookStageTest::slice)
                .toList();
    }
}
