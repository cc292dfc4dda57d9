package duiqi.corpus.input;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.corpus.CorpusSettings;
import duiqi.corpus.input.CorpusDocument.Buckets;
import duiqi.corpus.input.CorpusDocument.Side;
import duiqi.corpus.input.CorpusDocument.SideName;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class BookRowsTest {
    private static final Buckets BUCKETS = new Buckets(4);

    private static List<Row> rows(String json, long longest) {
        return JsonlInput.Reading.of(new JsonlInput.Line("in.jsonl", 1, json.getBytes(StandardCharsets.UTF_8)))
                .rows(CorpusSettings.Columns.STANDARD, BUCKETS, longest);
    }

    private static List<String> texts(List<Row> rows, SideName side) {
        return rows.stream()
                .flatMap(row -> side.of(CorpusDocument.of(row)).texts().stream())
                .toList();
    }

    private static String repeated(String text, int length) {
        return text.repeat(length / text.length() + 1).substring(0, length);
    }

    @Test
    void readsLongTextInPartsWithoutChange() {
        // No white space, and a part of the maximum length would end within a surrogate pair.
        String chinese = "水" + repeated("𠮷", 250_000);
        String english = repeated("Water flows.\\n \\\"down\\\" ", 310_000).replaceAll("\\\\+$", "");
        List<Row> rows = rows("{\"zh\": \"" + chinese + "\", \"en\": \"" + english + "\", \"id\": \"b\"}", 400_000);
        assertThat(rows)
                .hasSizeBetween(6, 7)
                .allSatisfy(row ->
                        assertThat(row.<Integer>getAs(CorpusDocument.BUCKET)).isEqualTo(Buckets.BOOKS));
        assertThat(rows.stream().map(row -> row.<Integer>getAs(CorpusDocument.PART)))
                .isEqualTo(IntStream.range(0, rows.size()).boxed().toList());
        assertThat(texts(rows, SideName.CHINESE)).allSatisfy(part -> {
            assertThat(part).hasSizeLessThanOrEqualTo(Side.PART_LENGTH);
            assertThat(Character.isHighSurrogate(part.charAt(part.length() - 1)))
                    .isFalse();
        });
        assertThat(String.join("", texts(rows, SideName.CHINESE))).isEqualTo(chinese);
        assertThat(String.join("", texts(rows, SideName.ENGLISH)))
                .isEqualTo(english.replace("\\n", "\n").replace("\\\"", "\""));
        assertThat(texts(rows, SideName.ENGLISH).get(0)).endsWith(" ");
    }

    @Test
    void keepsLongTextOfOrdinaryDocumentInOneRow() {
        String chinese = repeated("水往低处流。", 150_000);
        List<Row> rows = rows("{\"id\": \"d\", \"zh\": \"" + chinese + "\", \"en\": \"Water flows down.\"}", 1_500_000);
        assertThat(rows).hasSize(1);
        CorpusDocument document = CorpusDocument.of(rows.get(0));
        assertThat(document.part()).isEqualTo(CorpusDocument.WHOLE);
        assertThat(document.chinese().isCut()).isFalse();
        assertThat(String.join("", document.chinese().texts())).isEqualTo(chinese);
    }

    @Test
    void dividesSentencesBetweenSentences() {
        List<String> sentences = new ArrayList<>();
        for (int k = 0; k < 9000; k++) {
            sentences.add("Sentence " + k + ".");
        }
        sentences.add(4000, repeated("long ", 200_000));
        Side side = Side.ofSentences(sentences);
        List<Side> parts = side.parts();
        assertThat(parts).extracting(part -> part.texts().size()).containsExactly(4000, 1, 4000, 1000);
        assertThat(parts.stream().flatMap(part -> part.texts().stream())).isEqualTo(sentences);
        assertThat(parts.stream().flatMap(part -> part.paragraphs().stream())).isEqualTo(side.paragraphs());
    }

    @Test
    void reportsInvalidLines() {
        assertThat(rows("{\"id\": \"d\", \"zh\": \"水\"", 100))
                .singleElement()
                .satisfies(row ->
                        assertThat(row.<String>getAs(CorpusDocument.REASON)).startsWith("is not JSON"));
        assertThat(rows("[1, {\"id\": 2}]", 100))
                .singleElement()
                .satisfies(row ->
                        assertThat(row.<String>getAs(CorpusDocument.REASON)).isEqualTo("is not a JSON object"));
        byte[] gb =
                ("{\"id\": \"d\", \"zh\": \"" + repeated("a ", 150_000) + "中文\"}").getBytes(Charset.forName("GB18030"));
        assertThat(JsonlInput.Reading.of(new JsonlInput.Line("in.jsonl", 1, gb)).problem())
                .isEqualTo("is not UTF-8");
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
