package duiqi.corpus.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.align.AlignmentWeights;
import duiqi.align.GoldText;
import duiqi.align.Slicer;
import duiqi.align.TextPair;
import duiqi.corpus.CorpusSettings;
import duiqi.corpus.input.CorpusDocument.Buckets;
import duiqi.corpus.input.CorpusDocument.Side;
import duiqi.lexicon.Lexicon;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class LongDocumentsTest {
    private static final DocumentReading READING = CorpusSettings.Languages.STANDARD.reading();

    private static List<Row> rows(Object chinese, Object english, long longest) throws IOException {
        CorpusSettings.Input settings = new CorpusSettings.Input(
                "in", CorpusSettings.Columns.STANDARD, CorpusSettings.Languages.STANDARD, longest);
        byte[] json = new JsonMapper().writeValueAsBytes(Map.of("id", "b", "zh", chinese, "en", english));
        return JsonlInput.Reading.of(new JsonlInput.Line("in.jsonl", 1, json)).rows(settings, new Buckets(4));
    }

    private static List<String> reasons(List<Row> rows) {
        return rows.stream().map(row -> row.<String>getAs("reason")).toList();
    }

    /** Returns a text of pieces of the annotated texts in random order, with four sentences in each paragraph. */
    private static String text(boolean isChinese, String between) throws IOException {
        List<GoldText> pieces = new ArrayList<>();
        for (GoldText text : GoldText.in(Path.of("src/test/resources/gold"))) {
            pieces.addAll(text.pieces(10));
        }
        Collections.shuffle(pieces, new Random(7));
        StringBuilder text = new StringBuilder();
        int count = 0;
        for (GoldText piece : pieces) {
            for (Segment segment : (isChinese ? piece.chinese() : piece.english()).segments()) {
                text.append(count == 0 ? "" : count % 4 == 0 ? between : isChinese ? "" : " ")
                        .append(segment.text());
                count++;
            }
        }
        return text.toString();
    }

    private static Slicer.Slice slice(CorpusDocument part) {
        return new Slicer.Slice(
                part.chineseStart(),
                part.chineseStart() + part.chinese().texts().size(),
                part.englishStart(),
                part.englishStart() + part.english().texts().size());
    }

    private static List<String> texts(Text text) {
        return text.segments().stream().map(Segment::text).toList();
    }

    @Test
    void cutsLongDocumentIntoSlicesWithContext() throws IOException {
        CorpusDocument book = new CorpusDocument(
                "b",
                "in:7",
                CorpusDocument.WHOLE,
                0,
                0,
                Side.uncut(text(true, "\n\n")),
                Side.uncut(text(false, "\n\n")));
        TextPair whole = READING.texts(READING.cut(book));
        List<CorpusDocument> slices = READING.slices(book, 100);
        List<CorpusDocument> own = slices.stream().map(CorpusDocument::own).toList();

        assertThat(own.stream().map(LongDocumentsTest::slice).toList())
                .hasSizeGreaterThan(2)
                .isEqualTo(new Slicer(Lexicon.standard(), AlignmentWeights.standard(), 100)
                        .slices(new Slicer.TextSentences(whole.chinese(), whole.english()))
                        .parts());
        assertThat(own.stream().flatMap(part -> part.chinese().texts().stream()))
                .containsExactlyElementsOf(texts(whole.chinese()));
        assertThat(own.stream().flatMap(part -> part.english().texts().stream()))
                .containsExactlyElementsOf(texts(whole.english()));
        // The whole document is the context, because it is shorter than the limit.
        CorpusDocument second = slices.get(1);
        assertThat(second.part()).isEqualTo(1);
        assertThat(second.chinese().texts()).isEqualTo(texts(whole.chinese()));
        assertThat(second.context().chineseBefore()).isEqualTo(second.chineseStart());
        assertThat(own.get(1).chinese().paragraphs().get(0)).isZero();
    }

    @Test
    void keepsDocumentOfMaximumLengthInOneRow() throws IOException {
        String chinese = "水往低处流。".repeat(25_000);
        List<Row> rows = rows(chinese, "Water flows down.", 150_017);
        assertThat(rows).hasSize(1);
        CorpusDocument document = CorpusDocument.of(rows.get(0));
        assertThat(document.part()).isEqualTo(CorpusDocument.WHOLE);
        assertThat(document.chinese().isCut()).isFalse();
        assertThat(document.chinese().texts()).containsExactly(chinese);
    }

    @Test
    void rejectsLongDocumentsThatCannotBeCut() throws IOException {
        String water = "水往低处流。".repeat(100);
        String blank = "\n \n\u00a0\n";
        assertThat(reasons(rows(water, blank, 100))).first().asString().contains("has no text");
        assertThat(reasons(rows("Water flows.", "Water flows down to the sea.", 10)))
                .containsExactly("the Chinese side is English; replace the text");
        // Without a certain boundary, a document stays whole.
        assertThat(rows(Collections.nCopies(5000, "水。"), Collections.nCopies(5000, "Water."), 100))
                .hasSize(1);
    }

    @Test
    void separatesSliceFromContext() {
        Side chinese = Side.ofSentences(List.of("一。", "二。", "三。", "四。"));
        Side english = Side.ofSentences(List.of("One.", "Two.", "Three.", "Four.", "Five."));
        CorpusDocument slice =
                new CorpusDocument("b", "in:1", 1, 7, 8, chinese, english, new CorpusDocument.Context(1, 2, 1, 0));
        CorpusDocument read = CorpusDocument.of(slice.row(0));
        assertThat(read.context()).isEqualTo(slice.context());
        assertThat(read.before().english().texts()).containsExactly("One.");
        assertThat(read.own().chinese()).isEqualTo(Side.ofSentences(List.of("二。")));
        assertThat(read.own().english().texts()).containsExactly("Two.", "Three.", "Four.", "Five.");
        assertThat(read.own().chineseStart()).isEqualTo(7);
        assertThat(read.after().chinese().texts()).containsExactly("三。", "四。");
        assertThat(read.after().english().texts()).isEmpty();
        assertThat(read.own().own()).isEqualTo(read.own());
    }
}
