package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import duiqi.document.Archive;
import duiqi.text.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads small documents that describe endless work or endless text. Each command ends soon, with the text of the
 * document or with one error. For markup, see {@link HostileMarkupTest}; for text formats, {@link HostileNestingTest}.
 */
@Tag("hostile")
class HostileDocumentTest extends CommandFolder {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TEXT = "BT /F 12 Tf 50 700 Td (Water is soft.) Tj ET ";
    private static final String FORM = "/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>";
    private static final int MANY = 25_000;

    /** The thread of the reader obeys the deadline of the caller, so that the test does not wait for a minute. */
    @Test
    void rejectsFormsThatDrawTheNextOneTwice() throws IOException {
        Path file = Files.write(folder.resolve("a.pdf"), doublingForms(TEXT));
        FakeConsole console = new FakeConsole();
        assertTimeoutPreemptively(
                Duration.ofSeconds(50),
                () -> Deadline.within(Duration.ofSeconds(2), () -> console.run("segment", file.toString())));
        assertThat(console.err())
                .matches(
                        "duiqi: .*a.pdf: takes more than \\d s to read; save it again, or split it into smaller files\n");
    }

    static Stream<Arguments> repetitiveDocuments() {
        return Stream.of(
                Arguments.of("operators", "a.pdf", page(TEXT + "q Q ".repeat(500_000), "", "")),
                Arguments.of(
                        "cell of 1 MB in 9,999 columns",
                        "a.odt",
                        odt("<p>Water is soft.</p><table><table-row><table-cell number-columns-repeated='9999'><p>"
                                + "water ".repeat(150_000) + "</p></table-cell></table-row></table>")),
                Arguments.of("glyph that draws itself", "a.pdf", selfDrawingGlyph()),
                Arguments.of("spine that repeats a chapter", "a.epub", epub(20_000)),
                Arguments.of("2,000,000,000 spaces", "a.odt", odt("<p>Water is soft.<s c='2000000000'/></p>")),
                Arguments.of(
                        "1,000,000,000 columns",
                        "a.odt",
                        odt("<p>Water is soft.</p><table><table-row><table-cell number-columns-repeated='1000000000'>"
                                + "<p>a</p></table-cell></table-row></table>")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("repetitiveDocuments")
    void readsRepetitiveDocument(String what, String file, byte[] content) throws IOException {
        FakeConsole console = segment(file, content);
        assertThat(console.err()).isEmpty();
        assertThat(console.out()).startsWith("Water is soft.");
    }

    @Test
    void rejectsRepeatedPages() throws IOException {
        for (byte[] content : List.of(pageLoop(), manyPages())) {
            FakeConsole console = segment("a.pdf", content);
            assertThat(console.err())
                    .contains("a.pdf: has no text; use a file with text")
                    .hasLineCount(1);
            assertThat(console.out()).isEqualTo("Stones are hard.\n");
        }
    }

    private FakeConsole segment(String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name), content);
        write("other.txt", "Stones are hard.\n");
        FakeConsole console = new FakeConsole();
        assertTimeoutPreemptively(LIMIT, () -> runs(console, "segment --lang en @" + name + " @other.txt"));
        return console;
    }

    private FakeConsole convert(int exitCode, String line) {
        return assertTimeoutPreemptively(LIMIT, () -> run(exitCode, "tm convert -o @b.tmx " + line));
    }

    @ParameterizedTest
    @CsvSource({
        "</worksheet>, <mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells>",
        "</sheetData>, <row r='2147483647'/>"
    })
    void readsWorkbookWithEmptyCells(String before, String rows) throws IOException {
        new MarkupKinds.Kind("workbook.xlsx", "xl/worksheets/sheet1.xml", before, "").write(folder, "", rows);
        FakeConsole console = convert(0, "--force @workbook.xlsx");
        assertThat(console.err()).isEmpty();
        assertThat(console.out()).contains(": 3 units");
    }

    @Test
    void readsUnitWithManySegments() throws IOException {
        String segments = "<segment><source>水。</source><target>Water.</target></segment>".repeat(MANY);
        write(
                "a.xlf",
                "<xliff version='2.0' xmlns='urn:oasis:names:tc:xliff:document:2.0' srcLang='zh' trgLang='en'>"
                        + "<file id='f'><unit id='1'>" + segments + "</unit></file></xliff>");
        assertThat(convert(0, "@a.xlf").out()).contains(": " + MANY + " units");
    }

    /** A quotation mark without an end must not fill the memory with the rest of a large file. */
    @Test
    void resumesAfterUnclosedQuotationMark() throws IOException {
        String line = "水,water\n";
        write("a.csv", "zh,en\n" + line + "火,\"fire\n" + (line + "a".repeat(990) + "\n").repeat(21_000) + line);
        assertThat(convert(0, "@a.csv --columns zh=A,en=B").err())
                .contains("a.csv:3:1: row has a cell of more than 20 million characters, probably after an unclosed");
        assertThat(read("b.tmx")).contains("<seg>water</seg>");
    }

    /** A file without a readable unit must not replace a memory with an empty one. */
    @Test
    void keepsMemoryIfNoLineIsRead() throws IOException {
        write("a.jsonl", "{\"a\":\"水\",\"b\":\"water\"}\n".repeat(3));
        Path memory = write("b.tmx", "precious");
        assertThat(convert(2, "@a.jsonl --force").err())
                .contains("a.jsonl:3:1: ")
                .endsWith("duiqi: " + memory + ": would contain none of 3 units read: all are damaged; repair them, or"
                        + " give the format of the file with --from\n");
        assertThat(memory).hasContent("precious");
    }

    /** Returns 40 forms. Each form draws the next one twice. */
    private static byte[] doublingForms(String last) {
        String[] forms = IntStream.range(0, 40)
                .mapToObj(i -> i == 39
                        ? stream(last, FORM + ">>")
                        : stream("/X Do /X Do", FORM + "/XObject<</X " + (7 + i) + " 0 R>>>>"))
                .toArray(String[]::new);
        return page(TEXT + "/X Do", "/XObject<</X 6 0 R>>", "", forms);
    }

    private static byte[] selfDrawingGlyph() {
        return page(
                TEXT + "BT /T 12 Tf (aaaa) Tj ET",
                "",
                "/Resources<</Font<</F 5 0 R/T 6 0 R>>>>",
                "<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 97/LastChar 97"
                        + "/Widths[9]/Encoding<</Differences[97/a]>>/CharProcs<</a 7 0 R>>/Resources<</Font<</T 6 0 R>>>>>>",
                stream("9 0 d0 BT /T 1 Tf (aa) Tj ET", ""));
    }

    private static byte[] pageLoop() {
        return pdf(
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[3 0 R 2 0 R 6 0 R]/Count 3>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
                stream(TEXT, ""),
                "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
                "<</Type/Pages/Kids[2 0 R 6 0 R 3 0 R]/Count 3>>");
    }

    private static byte[] manyPages() {
        return pdf(
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[" + "3 0 R ".repeat(2_000) + "]/Count 2000>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
                stream(TEXT, ""),
                "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
    }

    /** Returns a PDF with one page. The objects after it have the numbers from 6. */
    private static byte[] page(String content, String resources, String entries, String... objects) {
        String own = entries.contains("/Resources") ? "" : "/Resources<</Font<</F 5 0 R>>" + resources + ">>";
        return pdf(Stream.concat(
                        Stream.of(
                                "<</Type/Catalog/Pages 2 0 R>>",
                                "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R" + own + entries + ">>",
                                stream(content, ""),
                                "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"),
                        Stream.of(objects))
                .toArray(String[]::new));
    }

    /** Returns a compressed stream. */
    private static String stream(String content, String entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
            deflater.write(content.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return "<<" + entries + "/Filter/FlateDecode/Length " + bytes.size() + ">>stream\n"
                + bytes.toString(StandardCharsets.ISO_8859_1) + "\nendstream";
    }

    /** Returns a PDF file with objects numbered from 1. The first is the catalogue. */
    private static byte[] pdf(String... objects) {
        StringBuilder file = new StringBuilder("%PDF-1.4\n");
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < objects.length; i++) {
            table.append(String.format(Locale.ROOT, "%010d 00000 n \n", file.length()));
            file.append(i + 1).append(" 0 obj\n").append(objects[i]).append("\nendobj\n");
        }
        int start = file.length();
        file.append("xref\n0 " + (objects.length + 1) + "\n0000000000 65535 f \n")
                .append(table);
        file.append("trailer<</Size " + (objects.length + 1) + "/Root 1 0 R>>\nstartxref\n" + start + "\n%%EOF\n");
        return file.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] odt(String text) {
        return new Archive()
                .with("mimetype", "application/vnd.oasis.opendocument.text")
                .with("content.xml", "<document-content><body><text>" + text + "</text></body></document-content>")
                .bytes();
    }

    private static byte[] epub(int times) {
        return new Archive()
                .with("mimetype", "application/epub+zip")
                .with(
                        "META-INF/container.xml",
                        "<container><rootfiles><rootfile full-path='c.opf'/></rootfiles></container>")
                .with(
                        "c.opf",
                        "<package><manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/></manifest>"
                                + "<spine>" + "<itemref idref='a'/>".repeat(times) + "</spine></package>")
                .with("a.xhtml", "<html xmlns='http://www.w3.org/1999/xhtml'><body><p>Water is soft.</p></body></html>")
                .bytes();
    }
}
