package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.document.DocumentReader.Input;
import duiqi.document.Documents;
import duiqi.segment.Segmenter;
import duiqi.text.Language;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Aligns a law, a play, a poem and a classical text, whole and with missing passages. The classical text is from the
 * Analects, with the translation of James Legge (1861, public domain); the others were written for this project.
 */
class StructureGoldenTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/structure");

    private static Text read(String name, Language language, UnaryOperator<String> change) throws IOException {
        byte[] text = change.apply(Files.readString(GOLDEN.resolve(name))).getBytes(StandardCharsets.UTF_8);
        return Segmenter.standard().segment(Documents.read(new Input(name + ".txt", text, Optional.empty())), language);
    }

    private static List<String> aligned(Text chinese, Text english) {
        return texts(Segments.beads(new Aligner().align(chinese, english)), chinese, english);
    }

    /** Returns the text of both sides of each bead, so that they can be compared after a change of the numbers. */
    private static List<String> texts(List<Bead> beads, Text chinese, Text english) {
        return beads.stream()
                .map(bead -> side(bead.source(), chinese) + " = " + side(bead.target(), english))
                .sorted()
                .toList();
    }

    private static String side(List<Integer> numbers, Text text) {
        return String.join(
                " ", numbers.stream().map(k -> text.segments().get(k).text()).toList());
    }

    /** Returns the text without the sentences that contain a phrase. */
    private static Text without(String phrase, Text text) {
        List<Segment> kept = text.segments().stream()
                .filter(segment -> !segment.text().contains(phrase))
                .toList();
        return new Text(text.name(), text.language(), kept);
    }

    /** A sentence with the words of the second column is missing from a text; the words occur only there. */
    @ParameterizedTest
    @CsvSource({
        "law, nothing",
        "play, nothing",
        "verse, nothing",
        "classical, nothing",
        "law, 第六条",
        "law, 地方史料",
        "law, Article 3",
        "law, works of reference",
        "play, 睡不着",
        "play, It will go out",
        "verse, 他笑笑",
        "verse, and waits for him",
        "classical, 君子不器",
        "classical, Learning without thought"
    })
    void leavesCounterpartOfMissingSentenceUnpaired(String name, String missing) throws IOException {
        Text chinese = read(name + ".zh", Language.CHINESE, text -> text);
        Text english = read(name + ".en", Language.ENGLISH, text -> text);
        List<String> expected = texts(AlignmentFormat.read(GOLDEN.resolve(name + ".align")), chinese, english).stream()
                .map(bead -> Stream.of(bead.split(" = ", -1))
                        .map(side -> side.contains(missing) ? "" : side)
                        .collect(Collectors.joining(" = ")))
                .toList();
        assertThat(aligned(without(missing, chinese), without(missing, english)))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void alignsLawWithInsertedArticleAndOtherNumbers() throws IOException {
        Text chinese = read("law.zh", Language.CHINESE, text -> text);
        Text english = read("law.en", Language.ENGLISH, text -> {
            String renumbered = text;
            for (int number = 10; number >= 7; number--) {
                renumbered = renumbered.replace("Article " + number + " ", "Article " + (number + 1) + " ");
            }
            return renumbered.replace("Article 8 Whoever", "Article 7 Dogs wait outside.\n\nArticle 8 Whoever");
        });
        assertThat(aligned(chinese, english))
                .contains(
                        " = Article 7 Dogs wait outside.",
                        "第六条　读者逾期不还的，图书馆应当提醒。 = Article 6 If someone is late, a notice is sent.",
                        "第七条　读者损坏图书的，应当修补或者赔偿。 = Article 8 Whoever causes damage mends it or pays for it.",
                        "第九条　违反本条例的，依照有关规定处理。 = Article 10 Violations are handled under the relevant rules.");
    }
}
