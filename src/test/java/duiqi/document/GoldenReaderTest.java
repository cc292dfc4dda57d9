package duiqi.document;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.document.DocumentReader.Input;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares each document under {@code golden/reader} with the {@code .expected} file next to it. Web pages are read as
 * articles.
 */
class GoldenReaderTest {
    @ParameterizedTest
    @MethodSource("inputs")
    void readsAsExpected(Path file) throws IOException {
        Input input = new Input(file.getFileName().toString(), Files.readAllBytes(file), Optional.empty());
        String name = file.getFileName().toString();
        Path expected = file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".expected");
        assertThat(DocumentDump.of(Documents.withoutComments(Documents.readArticle(input))))
                .isEqualTo(Files.readString(expected, StandardCharsets.UTF_8));
    }

    @Test
    void findsGoldenFiles() throws Exception {
        assertThat(inputs()).hasSizeGreaterThan(10);
    }

    static List<Path> inputs() throws IOException, URISyntaxException {
        URL folder = Objects.requireNonNull(GoldenReaderTest.class.getResource("/golden/reader"));
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.filter(file -> !file.toString().endsWith(".expected"))
                    .sorted()
                    .toList();
        }
    }
}
