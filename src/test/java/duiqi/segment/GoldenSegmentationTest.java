package duiqi.segment;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.text.Document;
import duiqi.text.Language;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Joins the sentences of each case in {@code golden/segment} to a paragraph and expects the same sentences from the
 * segmenter. Then it segments each sentence alone and expects no further split. This holds for these cases only: a
 * sentence without its context can lose the reason for its exception, for example an odd number of straight quotation
 * marks before it.
 */
class GoldenSegmentationTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/segment");

    private final Segmenter segmenter = Segmenter.standard();

    private record Case(Path file, int line, String topic, List<String> sentences) {}

    @TestFactory
    Stream<DynamicTest> chinese() throws IOException {
        return tests("zh.txt", 120, Language.CHINESE, "");
    }

    @TestFactory
    Stream<DynamicTest> english() throws IOException {
        return tests("en.txt", 120, Language.ENGLISH, " ");
    }

    @TestFactory
    Stream<DynamicTest> englishRules() throws IOException {
        return tests("en-rules.txt", 80, Language.ENGLISH, " ");
    }

    @TestFactory
    Stream<DynamicTest> chineseRules() throws IOException {
        return tests("zh-rules.txt", 55, Language.CHINESE, "");
    }

    /** Fewer cases than {@code fewest} would mean that the file is not parsed correctly. */
    private Stream<DynamicTest> tests(String file, int fewest, Language language, String joiner) throws IOException {
        List<Case> cases = cases(GOLDEN.resolve(file));
        assertThat(cases).as("cases in %s", file).hasSizeGreaterThanOrEqualTo(fewest);
        return cases.stream()
                .map(golden -> DynamicTest.dynamicTest(
                        file + ":" + golden.line() + " " + golden.topic(), () -> check(golden, language, joiner)));
    }

    private void check(Case golden, Language language, String joiner) throws IOException {
        String text = String.join(joiner, golden.sentences())
                .replace("⁀" + joiner, "")
                .replace("␣", " ");
        List<String> expected = golden.sentences().stream()
                .map(sentence -> sentence.replace("⁀", "").replace("␣", ""))
                .toList();
        assertThat(segment(text, language))
                .as("%s:%d: %s", golden.file(), golden.line(), golden.topic())
                .isEqualTo(expected);
        for (String sentence : expected) {
            assertThat(segment(sentence, language))
                    .as("%s:%d: %s, a sentence of it again", golden.file(), golden.line(), golden.topic())
                    .containsExactly(sentence);
        }
    }

    private List<String> segment(String text, Language language) throws IOException {
        Document document = new Document("case", List.of(Paragraph.of(Paragraph.Kind.TEXT, text, 1, 1)));
        return segmenter.segment(document, language).segments().stream()
                .map(Segment::text)
                .toList();
    }

    private static List<Case> cases(Path file) throws IOException {
        List<Case> cases = new ArrayList<>();
        List<String> sentences = new ArrayList<>();
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.add("");
        String topic = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("#")) {
                topic = line.substring(1).strip();
            } else if (!line.isEmpty()) {
                sentences.add(line);
            } else if (!sentences.isEmpty()) {
                cases.add(new Case(file, i + 1 - sentences.size(), topic, List.copyOf(sentences)));
                sentences.clear();
            }
        }
        return cases;
    }
}
