package duiqi.exchange.tmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.exchange.Golden;
import duiqi.exchange.Tu.Tuv;
import duiqi.io.Encoding;
import duiqi.io.XmlEscape;
import duiqi.text.FormatException;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
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
        Path file = Golden.copy(name, folder);
        assertThat(putTogether(file)).isEqualTo(Golden.bytes(name));
    }

    @Property(tries = 200)
    void partsAddUpToAnyFile(@ForAll @Size(max = 300) List<String> texts) throws IOException {
        StringBuilder xml = new StringBuilder("<tmx><body>");
        XmlEscape escape = new XmlEscape(StandardCharsets.UTF_8);
        for (String text : texts) {
            String odd = escape.text(text.replace('-', ' '));
            xml.append("\r\n<!--")
                    .append(odd)
                    .append("--><tu a=\"")
                    .append(escape.attribute(text))
                    .append("\">");
            xml.append("<tuv><seg>").append(odd).append("𠀀</seg></tuv></tu>");
        }
        Path file = Files.createTempFile("parts", ".tmx");
        try {
            Files.writeString(file, xml.append("\r</body></tmx>"));
            assertThat(putTogether(file)).isEqualTo(Files.readAllBytes(file));
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void acceptsUnknownElementsBetweenUnits() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.tmx"), "<tmx><body><x:a>text<x:b/></x:a><tu><tuv/></tu><x:a>text</x:a></body></tmx>");
        assertThat(units(file)).extracting(RawUnit::gap).containsExactly("<x:a>text<x:b/></x:a>");
        assertThat(putTogether(file)).isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void readsFilesOfOtherTools() throws IOException {
        List<RawUnit> units = units(Golden.copy("foreign.tmx", folder));
        assertThat(units).hasSize(2);
        RawUnit first = units.get(0);
        assertThat(first.gap()).isEqualTo("<!-- first -->");
        assertThat(first.xml()).startsWith("<tu   tuid='a b'>").endsWith("</tu>");
        assertThat(first.property("x-odd")).contains("一");
        assertThat(first.tu().variants()).extracting(Tuv::text).containsExactly("他笑了。", "He <smiled>'.");
        RawUnit second = units.get(1);
        assertThat(second.location()).hasToString(folder.resolve("foreign.tmx") + ":8:2");
        assertThat(second.tu().variants().get(1).attributes()).containsEntry("changeid", "li");
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, UTF-8", "UTF-16LE, UTF-16", "UTF-16BE, UTF-16", "GB18030, gb18030", "Big5, big5"})
    void readsEveryDeclaredEncoding(String charset, String declared) throws IOException {
        String xml = "<?xml version=\"1.0\" encoding=\"" + declared + "\"?><tmx><body><tu><tuv xml:lang=\"zh\"><seg>水火"
                + "</seg></tuv></tu></body></tmx>";
        Path file = Files.write(folder.resolve("a.tmx"), xml.getBytes(Charset.forName(charset)));
        assertThat(units(file).get(0).tu().variants().get(0).text()).isEqualTo("水火");
        assertThat(putTogether(file)).isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void excludesByteOrderMarkFromText() throws IOException {
        Path file = Files.writeString(folder.resolve("a.tmx"), "\uFEFF<tmx><body></body></tmx>");
        assertThat(units(file)).isEmpty();
        assertThat(putTogether(file)).isEqualTo(Files.readAllBytes(file));
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

    @Test
    void rejectsExternalEntities() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        Path file = Files.writeString(
                folder.resolve("a.tmx"),
                "<!DOCTYPE tmx [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>"
                        + "<tmx><body><tu><tuv><seg>&x;</seg></tuv></tu></body></tmx>");
        assertThatThrownBy(() -> units(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("entity");
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
