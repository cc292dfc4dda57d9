package duiqi.segment;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.bitext.Document;
import duiqi.bitext.Location;
import duiqi.bitext.Paragraph;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads each document under {@code golden/reader} and compares the blocks with those in the {@code .expected} file of
 * the same name. */
class GoldenReaderTest {
    private static final Path CASES = Path.of("src/test/resources/golden/reader");

    private static final List<DocumentReader> READERS =
            List.of(new HtmlReader(), new DocxReader(), new OdtReader(), new EpubReader());

    static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.filter(path -> reader(path).isPresent()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void readsTheBlocksAndTheirPlaces(Path path) throws IOException {
        Input input = new Input(path.getFileName().toString(), Files.readAllBytes(path), Optional.empty());
        Document document = reader(path).orElseThrow().read(input);
        String name = path.toString();
        Path expectation = Path.of(name.substring(0, name.lastIndexOf('.')) + ".expected");
        String expected = Files.readString(expectation, StandardCharsets.UTF_8);
        assertThat(dump(document)).isEqualTo(expected);
    }

    private static Optional<DocumentReader> reader(Path path) {
        return Input.extensionOf(path.toString())
                .flatMap(extension -> READERS.stream()
                        .filter(reader -> reader.extensions().contains(extension))
                        .findFirst());
    }

    private static String dump(Document document) {
        StringBuilder lines = new StringBuilder();
        for (Paragraph paragraph : document.paragraphs()) {
            Location start = paragraph.locate(document.name(), 0);
            lines.append("%s %d:%d %s%n".formatted(paragraph.kind(), start.line(), start.column(), paragraph.text()));
        }
        return lines.toString().replace(System.lineSeparator(), "\n");
    }
}
