package duiqi.exchange.tmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.exchange.Golden;
import duiqi.io.Encoding;
import duiqi.text.FormatException;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TmxScannerTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"garden.tmx", "foreign.tmx", "trados.tmx"})
    void partsAddUpToFile(String name) throws IOException {
        Path file = Golden.copy("tmx/" + name, folder);
        assertThat(putTogether(file)).isEqualTo(Golden.bytes("tmx/" + name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<tmx><body><x:a>text<x:b/></x:a><tu><tuv/></tu><x:a>text</x:a></body></tmx>",
                "\uFEFF<tmx><body></body></tmx>"
            })
    void partsAddUpToUnusualFile(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("a.tmx"), text);
        assertThat(putTogether(file)).isEqualTo(Files.readAllBytes(file));
        assertThat(units(file)).allMatch(unit -> unit.gap().equals("<x:a>text<x:b/></x:a>"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                     | a.tmx: is empty; delete it or use another file",
                "<html><body/></html>                   | a.tmx:1:1: is not TMX: it begins with <html>; ",
                "<tmx><header/></tmx>                   | a.tmx:1:1: is not TMX: it has no <body>; ",
                "<?xml version='1.0' encoding='x-no'?>  | a.tmx: declares the unknown encoding \"x-no\"; save it as UTF-8",
                "<?xml version='1.0' encoding='UTF-16'?><tmx/> | a.tmx:1:1: is not in UTF-16, the encoding that it"
                        + " declares; repair it",
                "<tmx><body><!--𠀀--><tu></body></tmx>  | a.tmx:1:20: unit is cut off; repair it",
                "<tmx><body><tu>                        | a.tmx:1:12: unit is cut off; repair it",
                "<tmx><body><tu>&no;</tu></body></tmx>  | a.tmx:1:12: unit is not well-formed XML: Undeclared general"
                        + " entity",
                "<tmx><body><tu><b></tu></body></tmx>   | a.tmx:1:12: unit is not well-formed XML: Unexpected close tag"
                        + " </tu>; expected </b>; repair it",
                "<tmx><body><tu>&#x1F;</tu></body></tmx>| a.tmx:1:12: unit has a character that XML forbids, U+001F;"
                        + " repair",
                "<tmx><body></body></tmx>x              | a.tmx:1:25: text after </tmx>; ",
            })
    void reportsProblemWithLocation(String xml, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("a.tmx"), xml);
        assertThatThrownBy(() -> units(file))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(folder + "/" + message)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void reportsInvalidBytes() throws IOException {
        Path file =
                Files.write(folder.resolve("a.tmx"), "<tmx><body>中文</body></tmx>".getBytes(Charset.forName("GB18030")));
        assertThatThrownBy(() -> units(file))
                .isInstanceOf(FormatException.class)
                .hasMessage(file + ": declares no encoding and is not valid UTF-8; change its first line to"
                        + " <?xml version=\"1.0\" encoding=\"GB18030\"?>, or save it as UTF-8");
    }

    private static byte[] putTogether(Path file) throws IOException {
        try (TmxScanner scanner = TmxScanner.open(file, ReadProblem.Listener.STRICT)) {
            StringBuilder text = new StringBuilder(scanner.encoding().markSize() > 0 ? Encoding.MARK : "");
            text.append(scanner.readHead().xml());
            for (Optional<RawUnit> unit = scanner.readUnit(); unit.isPresent(); unit = scanner.readUnit()) {
                text.append(unit.get().gap()).append(unit.get().xml());
            }
            return text.append(scanner.readTail())
                    .toString()
                    .getBytes(scanner.encoding().charset());
        }
    }

    private static List<RawUnit> units(Path file) throws IOException {
        List<RawUnit> units = new ArrayList<>();
        try (TmxScanner scanner = TmxScanner.open(file, ReadProblem.Listener.STRICT)) {
            scanner.readHead();
            for (Optional<RawUnit> unit = scanner.readUnit(); unit.isPresent(); unit = scanner.readUnit()) {
                units.add(unit.get());
            }
            scanner.readTail();
        }
        return units;
    }
}
