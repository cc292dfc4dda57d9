package duiqi.document;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.document.DocumentReader.Input;
import duiqi.text.Document;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Tests that a text is read as it was written, for all line ends, encodings and wrap widths. */
class PlainTextLawsTest {
    private static final List<String> WORDS = List.of(
            "harbour", "boats", "the", "of", "and", "quiet", "morning", "was", "a", "lantern", "slowly", "carried",
            "home");
    private static final String HANZI = "的是在有人我他这中大来上个国到说时要就出会可也你对生能而子那得于着下自";

    @Property(tries = 400)
    void readsWrappedText(
            @ForAll("texts") List<String> paragraphs,
            @ForAll("lineEnds") String lineEnd,
            @ForAll("encodings") String encoding,
            @ForAll @IntRange(min = 50, max = 90) int width)
            throws IOException {
        List<String> lines = new ArrayList<>();
        for (String paragraph : paragraphs) {
            boolean isEnglish = paragraph.startsWith("the ");
            String rest = paragraph;
            while (rest.length() > (isEnglish ? width : width / 2)) {
                int end = isEnglish ? rest.lastIndexOf(' ', width) : width / 2;
                lines.add(rest.substring(0, end));
                rest = rest.substring(isEnglish ? end + 1 : end);
            }
            lines.add(rest);
            lines.add("");
        }
        requireReadBack(paragraphs, lines, lineEnd, encoding);
        requireReadBack(paragraphs, paragraphs, lineEnd, encoding);
    }

    private static void requireReadBack(List<String> paragraphs, List<String> lines, String lineEnd, String encoding)
            throws IOException {
        byte[] bytes = String.join(lineEnd, lines).getBytes(Charset.forName(encoding));
        Document document = Documents.read(new Input("t.txt", bytes, Optional.empty()));
        assertThat(document.paragraphs()).extracting(Paragraph::text).isEqualTo(paragraphs);
        for (Paragraph paragraph : document.paragraphs()) {
            for (int i = 0; i < paragraph.text().length(); i++) {
                Location place = paragraph.locate("t.txt", i);
                String line = lines.get(place.line() - 1);
                boolean invented = place.column() == line.length() + 1;
                assertThat(invented ? ' ' : line.charAt(place.column() - 1))
                        .isEqualTo(paragraph.text().charAt(i));
            }
        }
    }

    @Provide
    Arbitrary<List<String>> texts() {
        Arbitrary<String> english = Arbitraries.of(WORDS)
                .list()
                .ofMinSize(30)
                .ofMaxSize(80)
                .map(words -> "the " + String.join(" ", words) + ".");
        Arbitrary<String> chinese = Arbitraries.strings()
                .withChars(HANZI.toCharArray())
                .ofMinLength(80)
                .ofMaxLength(200)
                .map(text -> text + "。");
        return Arbitraries.oneOf(
                english.list().ofMinSize(1).ofMaxSize(6),
                chinese.list().ofMinSize(1).ofMaxSize(6));
    }

    @Provide
    Arbitrary<String> lineEnds() {
        return Arbitraries.of("\n", "\r\n", "\r");
    }

    @Provide
    Arbitrary<String> encodings() {
        return Arbitraries.of("UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "GB18030");
    }
}
