package duiqi.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.align.Bead;
import duiqi.align.GoldText;
import duiqi.align.TextPair;
import duiqi.document.DocumentReader.Input;
import duiqi.document.Documents;
import duiqi.segment.Segmenter;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Makes a corpus of JSON lines from annotated texts, split at beads of the gold, shuffled and repeated. Half of the
 * documents are texts with one paragraph a line that are not yet split into sentences; the others are lists of
 * sentences. The same seed gives the same corpus.
 */
final class SyntheticCorpus {
    private static final JsonMapper JSON = new JsonMapper();

    /** Minimum and maximum number of beads in a stretch of a document. */
    private static final int MIN_COUNT = 4;

    private static final int MAX_COUNT = 40;

    /** Number of sentences in a paragraph. */
    private static final int PARAGRAPH = 4;

    private final List<GoldText> texts;
    private final Random random;

    SyntheticCorpus(List<GoldText> texts, long seed) {
        this.texts = texts;
        random = new Random(seed);
    }

    /**
     * Collects the sentences of stretches in order.
     *
     * @param chinese Chinese sentences
     * @param english English sentences
     */
    record Sides(List<String> chinese, List<String> english) {
        Sides() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    /**
     * Writes documents.
     *
     * @param beads number of Chinese sentences in an additional book, which is a text; 0 for none
     */
    void write(Path file, int documents, int beads) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int number = 0; number < documents; number++) {
                Sides sides = new Sides();
                for (int stretch = 1 + random.nextInt(2); stretch > 0; stretch--) {
                    addStretch(sides);
                }
                out.write(line("d" + number, sides, number % 2 == 0));
                out.newLine();
            }
            if (beads > 0) {
                Sides book = new Sides();
                for (int size = 0; size < beads; size = book.chinese().size()) {
                    addStretch(book);
                }
                out.write(line("book", book, true));
                out.newLine();
            }
        }
    }

    private void addStretch(Sides sides) {
        GoldText text = texts.get(random.nextInt(texts.size()));
        int size = MIN_COUNT + random.nextInt(MAX_COUNT - MIN_COUNT);
        int first = random.nextInt(Math.max(1, text.beads().size() - size));
        for (Bead bead : text.beads().subList(first, Math.min(text.beads().size(), first + size))) {
            add(text.chinese(), bead.source(), sides.chinese());
            add(text.english(), bead.target(), sides.english());
        }
    }

    private static void add(Text text, List<Integer> segments, List<String> sentences) {
        segments.forEach(segment -> sentences.add(text.segments().get(segment).text()));
    }

    private static String line(String id, Sides sides, boolean asText) throws IOException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", id);
        document.put("zh", asText ? paragraphs(sides.chinese(), "") : sides.chinese());
        document.put("en", asText ? paragraphs(sides.english(), " ") : sides.english());
        return JSON.writeValueAsString(document);
    }

    private static String paragraphs(List<String> sentences, String between) {
        List<String> paragraphs = new ArrayList<>();
        for (int from = 0; from < sentences.size(); from += PARAGRAPH) {
            paragraphs.add(String.join(between, sentences.subList(from, Math.min(sentences.size(), from + PARAGRAPH))));
        }
        return String.join("\n\n", paragraphs);
    }

    /**
     * Returns the texts of a document of this corpus, as {@code duiqi align} reads them from files of text or of
     * sentences.
     */
    static TextPair texts(JsonNode document) {
        return new TextPair(text(document, "zh", Language.CHINESE), text(document, "en", Language.ENGLISH));
    }

    private static Text text(JsonNode document, String key, Language language) {
        JsonNode side = document.get(key);
        String name = document.get("id").asText();
        if (side.isTextual()) {
            byte[] bytes = side.textValue().getBytes(StandardCharsets.UTF_8);
            Input input = new Input(name, bytes, Optional.of(StandardCharsets.UTF_8), Optional.of("txt"));
            try {
                return Segmenter.standard().segment(Documents.read(input), language);
            } catch (IOException empty) {
                throw new UncheckedIOException(empty);
            }
        }
        List<Segment> segments = new ArrayList<>();
        for (JsonNode sentence : side) {
            int number = segments.size();
            segments.add(
                    new Segment(sentence.textValue(), new Location(name, number + 1, 1), number, Paragraph.Kind.TEXT));
        }
        return new Text(name, language, segments);
    }
}
