package duiqi.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.align.Aligner;
import duiqi.align.Bead;
import duiqi.align.CorpusTables;
import duiqi.align.CorpusTraining;
import duiqi.align.ParallelText;
import duiqi.align.TextPair;
import duiqi.corpus.input.DocumentReading;
import duiqi.corpus.stage.CorpusUnit;
import duiqi.lexicon.Lexicon;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@Tag("spark")
@ResourceLock("spark")
class CorpusRunTest {
    @TempDir
    private Path folder;

    /** Returns the texts of a document for the aligner. */
    private static TextPair texts(SmallCorpus.Doc document) throws IOException {
        DocumentReading reading = CorpusSettings.Languages.STANDARD.reading();
        return reading.texts(reading.cut(document.document()));
    }

    /** Returns a line for each pair that the aligner finds. */
    private static List<String> pairs(Aligner aligner, List<SmallCorpus.Doc> documents) throws IOException {
        List<String> pairs = new ArrayList<>();
        for (SmallCorpus.Doc document : documents) {
            ParallelText text = aligner.align(texts(document)).text();
            for (Bead bead : text.alignment().beads()) {
                if (!text.sourceText(bead).isBlank() && !text.targetText(bead).isBlank()) {
                    pairs.add(document.id() + " " + bead.source() + bead.target() + " " + bead.type() + " "
                            + bead.probability() + " " + text.sourceText(bead) + " " + text.targetText(bead));
                }
            }
        }
        return pairs;
    }

    private static List<String> pairs(List<CorpusUnit> units) {
        return units.stream()
                .map(unit -> unit.place().document() + " " + unit.place().chinesePositions()
                        + unit.place().englishPositions() + " " + unit.type() + " "
                        + unit.scores().probability() + " "
                        + unit.chinese() + " " + unit.english())
                .toList();
    }

    private static byte[] bytes(CorpusTables tables) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        tables.write(bytes);
        return bytes.toByteArray();
    }

    private static List<String> rejected(Path output) {
        return CorpusRuns.table(output, "rejected").collectAsList().stream()
                .map(row -> row.getString(1) + " [" + row.getString(0) + "] " + row.getString(2))
                .toList();
    }

    @Test
    void alignsLikeTrainedAlignerAndRejectsBadDocuments() throws IOException {
        List<SmallCorpus.Doc> documents = SmallCorpus.documents();
        Path input = SmallCorpus.writeJson(folder.resolve("corpus.jsonl"), documents);
        SmallCorpus.Doc first = documents.get(0);
        SmallCorpus.append(
                input,
                StandardCharsets.UTF_8,
                "{\"id\": \"cut short\", \"zh\": \"春",
                "[1, 2]",
                "",
                "{\"id\": \"no English\", \"zh\": \"春天来了。\"}",
                "{\"id\": \"empty\", \"zh\": \"春天来了。\", \"en\": [\"\", \" \"]}",
                "{\"zh\": \"春天来了。\", \"en\": \"Spring has come.\"}",
                first.called("swapped").swapped().json(),
                first.called("both English")
                        .with(first.english())
                        .swapped()
                        .with(first.english())
                        .json(),
                first.called("unrelated").with(documents.get(6).english()).json(),
                documents.get(1).called(first.id()).json(),
                first.called("7").json().replace("\"7\"", "7"),
                "{\"id\": \"a number\", \"zh\": 5, \"en\": \"five\"}");
        SmallCorpus.append(
                input, Charset.forName("GB18030"), first.called("GB18030").json());
        Path output = folder.resolve("output");

        CorpusRun.CorpusSummary summary = CorpusRuns.run(CorpusRuns.plain(input, output, true));

        List<SmallCorpus.Doc> good = new ArrayList<>(documents);
        good.add(first.called("swapped"));
        good.add(first.called("7"));
        List<ParallelText> lexical = new ArrayList<>();
        for (SmallCorpus.Doc document : good) {
            lexical.add(new Aligner().align(texts(document)).text());
        }
        byte[] learnt = Files.readAllBytes(output.resolve("translations.tables"));
        assertThat(learnt)
                .isEqualTo(bytes(CorpusTraining.learn(Lexicon.standard(), lexical)))
                .isNotEqualTo(bytes(CorpusTables.EMPTY));
        try (InputStream in = Files.newInputStream(output.resolve("translations.tables"))) {
            Aligner trained = new Aligner().withTables(CorpusTables.read("tables", in));
            assertThat(pairs(CorpusRuns.units(output)))
                    .containsExactlyInAnyOrderElementsOf(pairs(trained, good))
                    .hasSize((int) summary.units());
        }
        assertThat(CorpusRuns.units(output)).extracting(CorpusUnit::id).doesNotHaveDuplicates();
        List<String> at = SmallCorpus.places(input, documents.size() + 1, 13);
        assertThat(rejected(output))
                .containsExactlyInAnyOrder(
                        at.get(0)
                                + " [] is not JSON: Unexpected end-of-input: was expecting closing quote for a string"
                                + " value",
                        at.get(1) + " [] is not a JSON object",
                        at.get(3) + " [no English] has no \"en\"",
                        at.get(4) + " [empty] its \"en\" is empty",
                        at.get(5) + " [] has no \"id\"",
                        at.get(7) + " [both English] the Chinese side is English; replace the text",
                        at.get(8) + " [unrelated] the texts do not look like translations of each other: 0 of 136 words"
                                + " have a translation on the other side, but translations have a third or more",
                        at.get(9) + " [" + first.id() + "] has the same id as the document at " + input + ":1",
                        at.get(11) + " [a number] has no \"zh\"",
                        at.get(12) + " [] is not UTF-8");
        assertThat(summary.documents()).isEqualTo(good.size());
        assertThat(summary.rejected()).isEqualTo(10);
        assertThat(CorpusRuns.table(output, "units").schema().simpleString())
                .isEqualTo(
                        "struct<id:string,document:string,source_positions:array<int>,target_positions:array<int>,"
                                + "source:string,target:string,source_lang:string,target_lang:string,type:string,probability:double,quality:double,evidence:map<string,float>,occurrences:bigint>");
        assertThat(folder.resolve("output.work")).doesNotExist();
    }

    @Test
    void givesSameResultForEveryInputFormat() throws IOException {
        List<SmallCorpus.Doc> documents = SmallCorpus.documents().subList(0, 4).stream()
                .map(SmallCorpus.Doc::asText)
                .toList();
        Path json = SmallCorpus.writeJson(folder.resolve("corpus.jsonl"), documents);
        Path parquet = SmallCorpus.writeParquet(folder.resolve("parquet"), documents);
        Path texts = SmallCorpus.writeTexts(folder.resolve("texts"), documents);
        Path alone = Files.writeString(texts.resolve("alone.zh.txt"), "春天来了。");
        for (Path input : List.of(json, parquet, texts)) {
            CorpusRuns.run(CorpusRuns.plain(input, folder.resolve(input.getFileName() + ".out"), false));
        }

        Path output = folder.resolve("corpus.jsonl.out");
        assertThat(pairs(CorpusRuns.units(output)))
                .containsExactlyInAnyOrderElementsOf(pairs(new Aligner(), documents))
                .isNotEmpty();
        List<String> units = CorpusRuns.rows(output, "units");
        assertThat(CorpusRuns.rows(folder.resolve("parquet.out"), "units")).isEqualTo(units);
        assertThat(CorpusRuns.rows(folder.resolve("texts.out"), "units")).isEqualTo(units);
        assertThat(rejected(folder.resolve("texts.out"))).containsExactly(alone + " [] has no counterpart");
        Path intoChinese = folder.resolve("chinese");
        CorpusRuns.run(CorpusRuns.intoChinese(CorpusRuns.plain(json, intoChinese, false)));
        assertThat(CorpusRuns.table(intoChinese, "units")
                        .selectExpr("id", "target", "target_positions", "source", "source_positions", "source_lang")
                        .collectAsList())
                .extracting(Object::toString)
                .containsExactlyInAnyOrderElementsOf(CorpusRuns.table(output, "units")
                        .selectExpr("id", "source", "source_positions", "target", "target_positions", "target_lang")
                        .collectAsList()
                        .stream()
                        .map(Object::toString)
                        .toList());
        assertThat(CorpusRuns.table(folder.resolve("parquet.out"), "documents").collectAsList())
                .extracting(row -> row.<String>getAs("place"))
                .allMatch(place -> place.matches(parquet + "/part-.*\\.parquet:[1-4]"));
    }

    @Test
    void checksSlicedDocumentsAsWhole() throws IOException {
        SmallCorpus.Doc book = SmallCorpus.book("book");
        Path input = SmallCorpus.writeJson(
                folder.resolve("books.jsonl"),
                List.of(
                        book,
                        book.asText().called("text"),
                        SmallCorpus.documents()
                                .get(6)
                                .with(SmallCorpus.documents().get(0).english())));
        Path output = folder.resolve("output");
        CorpusSettings plain = CorpusRuns.plain(input, output, false);

        CorpusRuns.run(CorpusRuns.withLongest(plain, 500));

        assertThat(CorpusRuns.table(output, "documents").collectAsList())
                .extracting(row -> row.getAs("id") + " " + row.<Integer>getAs("slices"))
                .containsExactlyInAnyOrder("book 1", "text 1");
        assertThat(rejected(output)).singleElement().asString().contains("do not look like translations");
        assertThat(CorpusRuns.units(output))
                .filteredOn(unit -> unit.place().document().equals("book"))
                .hasSizeGreaterThan(150)
                .allSatisfy(unit -> assertThat(unit.chinese())
                        .isEqualTo(String.join(
                                "",
                                unit.place().chinesePositions().stream()
                                        .map(book.chinese()::get)
                                        .toList())));
    }
}
