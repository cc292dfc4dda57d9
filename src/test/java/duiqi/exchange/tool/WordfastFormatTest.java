package duiqi.exchange.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Exchanged;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordfastFormatTest {
    private static final String HEADER =
            "%20240131~120000\t%User ID,LI,LI Li\t%TU=00000001\t%ZH-CN\t%Wordfast TM v.546/00"
                    + "\t%EN-US\t%---1\tSubject (1),LE,LE Legal\n";

    @TempDir
    Path folder;

    private final Exchanged wordfast = new Exchanged("wordfast");

    private Path file(String text, Charset charset) throws IOException {
        return Files.write(folder.resolve("garden.txt"), text.getBytes(charset));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "GB18030"})
    void recognisesContentInEveryEncoding(String charset) throws IOException {
        String line = "20240131~120102\tLI\t3\tZH-CN\t水是软的，石头是硬的。\tEN-US\tWater is soft.\tLE\n";
        Path file = file(HEADER + line, Charset.forName(charset));
        assertThat(ExchangeFormat.of(file).map(ExchangeFormat::name)).contains("wordfast");
        assertThat(wordfast.read(file))
                .extracting(Exchanged::shown)
                .containsExactly("creationdate=20240131T120102Z | creationid=LI | usagecount=3 | Subject=LE"
                        + " | ZH-CN 水是软的，石头是硬的。 | EN-US Water is soft.");
        assertThat(ExchangeFormat.of(file("水是软的。\n%20 of all\n", StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void locatesCharactersBehindEscapesAndTags() throws IOException {
        Path file = file(
                HEADER + "20240131~120102\tLI\t3\tZH-CN\t&tA;水&'85;软\tEN-US\tWater &tA;soft\n", StandardCharsets.UTF_8);
        try (UnitReader reader = ExchangeFormat.of(file).orElseThrow().open(file, wordfast.reading())) {
            Tu unit = reader.next().orElseThrow();
            assertThat(unit.variants().get(0).text()).isEqualTo("水…软");
            assertThat(List.of(0, 1, 2, 3))
                    .extracting(offset -> reader.place(0).at(offset).column())
                    .containsExactly(32, 33, 38, 39);
            assertThat(reader.place(1).at(6)).hasToString(file + ":2:56");
        }
    }

    @Test
    void takesLanguagesFromTheHeader() throws IOException {
        Path file = file(HEADER + "20240131~120102\tLI\t3\t\t水\t\t\n", StandardCharsets.UTF_8);
        try (UnitReader reader = ExchangeFormat.of(file).orElseThrow().open(file, wordfast.reading())) {
            Tu unit = reader.next().orElseThrow();
            assertThat(unit.variants()).hasSize(1);
            assertThat(reader.sourceLanguage(unit).map(Language::tag)).contains("zh-CN");
            assertThat(reader.targetLanguage(unit).map(Language::tag)).contains("en-US");
            assertThat(reader.next()).isEqualTo(Optional.empty());
        }
    }

    @Test
    void reportsShortLinesAndKeepsTheOthers() throws IOException {
        Path file = file(
                HEADER + "20240131~120102\tLI\t3\n\n20240131~120102\tLI\t3\tZH-CN\t水\tEN-US\tWater\n%deleted\n",
                StandardCharsets.UTF_8);
        assertThat(wordfast.read(file)).hasSize(1);
        assertThat(wordfast.problems()).containsExactly("2 line has 3 fields, expected 7 or more");
    }

    @Test
    void rejectsFilesWithoutHeader() throws IOException {
        Path file = file("水\twater\n", StandardCharsets.UTF_8);
        assertThatThrownBy(() -> wordfast.read(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("is not a Wordfast memory: it has no header line; use a file that begins with");
    }
}
