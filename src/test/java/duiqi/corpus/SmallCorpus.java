package duiqi.corpus;

import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.align.Bead;
import duiqi.align.GoldText;
import duiqi.corpus.input.CorpusDocument;
import duiqi.text.Text;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Creates documents of a few sentences from the annotated texts, in every input format of a corpus. */
final class SmallCorpus {
    private static final JsonMapper JSON = new JsonMapper();

    /** Holds the paragraphs of a document, or its sentences if it is a list. */
    record Doc(String id, List<String> chinese, List<String> english, boolean isList) {
        Object chineseSide() {
            return isList ? chinese : String.join("\n\n", chinese);
        }

        Object englishSide() {
            return isList ? english : String.join("\n\n", english);
        }

        Doc called(String other) {
            return new Doc(other, chinese, english, isList);
        }

        Doc asText() {
            return new Doc(id, chinese, english, false);
        }

        Doc swapped() {
            return new Doc(id, english, chinese, isList);
        }

        Doc with(List<String> otherEnglish) {
            return new Doc(id, chinese, otherEnglish, isList);
        }

        String json() throws IOException {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("id", id);
            document.put("zh", chineseSide());
            document.put("en", englishSide());
            return JSON.writeValueAsString(document);
        }

        CorpusDocument document() {
            return new CorpusDocument(id, "", CorpusDocument.WHOLE, 0, 0, side(chinese), side(english));
        }

        private CorpusDocument.Side side(List<String> sentences) {
            return isList
                    ? CorpusDocument.Side.ofSentences(sentences)
                    : CorpusDocument.Side.uncut(String.join("\n\n", sentences));
        }
    }

    private SmallCorpus() {}

    /** Returns two documents for each annotated text. Every second document is a list of sentences. */
    static List<Doc> documents() throws IOException {
        List<Doc> documents = new ArrayList<>();
        for (GoldText text : GoldText.in(Path.of("src/test/resources/gold"))) {
            int half = text.beads().size() / 2;
            documents.add(document(text, 0, half, false));
            documents.add(document(text, half, text.beads().size(), true));
        }
        return documents;
    }

    private static Doc document(GoldText text, int from, int end, boolean isList) {
        List<Bead> beads = text.beads().subList(from, end);
        return new Doc(
                Path.of(text.name()).getFileName() + (isList ? "2" : "1"),
                sentences(
                        text.chinese(),
                        beads.stream().map(Bead::source).flatMap(List::stream).toList()),
                sentences(
                        text.english(),
                        beads.stream().map(Bead::target).flatMap(List::stream).toList()),
                isList);
    }

    private static List<String> sentences(Text text, List<Integer> numbers) {
        return numbers.stream()
                .sorted()
                .map(number -> text.segments().get(number).text())
                .toList();
    }

    /** Returns a document that contains all other documents in order. */
    static Doc book(String id) throws IOException {
        List<String> chinese = new ArrayList<>();
        List<String> english = new ArrayList<>();
        for (Doc doc : documents()) {
            chinese.addAll(doc.chinese());
            english.addAll(doc.english());
        }
        return new Doc(id, chinese, english, true);
    }

    static Path writeJson(Path file, List<Doc> documents) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Doc document : documents) {
            lines.add(document.json());
        }
        return Files.write(file, lines);
    }

    /** Adds lines in the given encoding. */
    static void append(Path file, Charset encoding, String... lines) throws IOException {
        Files.write(file, List.of(lines), encoding, java.nio.file.StandardOpenOption.APPEND);
    }

    static Path writeParquet(Path folder, List<Doc> documents) {
        List<Row> rows = documents.stream()
                .map(doc -> RowFactory.create(
                        doc.id(), doc.asText().chineseSide(), doc.asText().englishSide()))
                .toList();
        StructType schema = StructType.fromDDL("id string, zh string, en string");
        LocalSpark.session().createDataFrame(rows, schema).coalesce(1).write().parquet(folder.toString());
        return folder;
    }

    static Path writeTexts(Path folder, List<Doc> documents) throws IOException {
        Files.createDirectories(folder);
        for (Doc document : documents) {
            Doc text = document.asText();
            Files.writeString(
                    folder.resolve(text.id() + ".zh.txt"), text.chineseSide().toString());
            Files.writeString(
                    folder.resolve(text.id() + ".en.txt"), text.englishSide().toString());
        }
        return folder;
    }

    /** Returns the locations of consecutive lines of a file. Lines are numbered from 1. */
    static List<String> places(Path file, int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(line -> file + ":" + line)
                .toList();
    }
}
