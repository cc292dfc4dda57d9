package duiqi.document.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.document.Archive;
import duiqi.document.DocumentReader.Input;
import duiqi.document.Documents;
import duiqi.text.Document;
import duiqi.text.FormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZippedPartsTest {
    /** Number of bytes of the end of a central directory */
    private static final int END = 22;

    private static final String EXPANDS =
            "expands to far more data than a document contains; open it in the program that made it and save it again";

    @Test
    void rejectsFileThatIsNoArchive() {
        assertRejected("", "is empty; save or download it again");
        assertRejected(
                "{\\rtf1 text}",
                "is not a docx file, despite its name; open it in the program that made it and save it as docx");
    }

    @Test
    void distinguishesOldWordFromPasswordProtected() {
        byte[] old = new byte[2048];
        System.arraycopy(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}, 0, old, 0, 4);
        assertRejected(
                old, "is in the format of Office 97 to 2003; open it in Office or LibreOffice and save it as docx");
        byte[] name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
        System.arraycopy(name, 0, old, 1024, name.length);
        assertRejected(old, "is protected by a password; open it with the password and save it without one");
    }

    @Test
    void rejectsArchiveTruncatedAnywhere() throws IOException {
        byte[] whole = Files.readAllBytes(Path.of("src/test/resources/golden/reader/libreoffice-word.docx"));
        for (int length = 4; length < whole.length; length += 97) {
            assertRejected(Arrays.copyOf(whole, length), "is incomplete; copy it or download it again");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            readme.txt | hello | is not a complete docx file: word/document.xml is missing; open it in the program that made it and
            word/document.xml | <w:document><w:p> | the part word/document.xml is damaged; open it in the program that made it and
            word/document.xml | <!DOCTYPE d [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><d>&a;</d> | the part word/document.xml is damaged;
            """)
    void rejectsArchiveWithWrongPart(String part, String content, String problem) {
        byte[] bytes = new Archive().with(part, content).bytes();
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("a.docx: " + problem);
    }

    @Test
    void rejectsArchiveThatExpandsTooMuch() {
        byte[] bomb =
                new Archive().with("word/media/image.bin", new byte[40 << 20]).bytes();
        assertThat(bomb.length).isLessThan(100_000);
        assertRejected(bomb, EXPANDS);
    }

    /**
     * Many entries of the central directory refer to the same bytes, as in D. Fifield, A Better Zip Bomb (WOOT 2019).
     */
    @Test
    void countsBytesOfOverlappingParts() throws IOException {
        byte[] once = docx("水。").with("bomb.xml", new byte[1 << 20]).bytes();
        byte[] directory = Arrays.copyOfRange(once, directory(once), once.length - END);
        ByteArrayOutputStream overlapping = new ByteArrayOutputStream();
        overlapping.writeBytes(Arrays.copyOf(once, directory(once)));
        for (int i = 0; i < 10_000; i++) {
            overlapping.writeBytes(directory);
        }
        overlapping.writeBytes(Arrays.copyOfRange(once, once.length - END, once.length));
        assertThat(read(overlapping.toByteArray()).paragraphs()).hasSize(1);
    }

    @Test
    void ignoresDeclaredSizes() {
        byte[] bomb =
                new Archive().with("word/document.xml", new byte[40 << 20]).bytes();
        // Both size fields of a central directory entry, 20 bytes from its start, declare one byte.
        int entry = directory(bomb);
        for (int field = entry + 20; field < entry + 28; field++) {
            bomb[field] = (byte) (field % 4 == entry % 4 ? 1 : 0);
        }
        assertRejected(bomb, EXPANDS);
    }

    @Test
    void doesNotOpenNestedArchive() throws IOException {
        byte[] inner = new Archive().with("a.xml", new byte[20 << 20]).bytes();
        Archive outer = docx("水。");
        for (int i = 0; i < 100; i++) {
            outer.with(i + ".zip", inner);
        }
        assertThat(read(outer.bytes()).paragraphs()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../evil.xml",
                "/tmp/evil.xml",
                "C:\\evil.xml",
                "..\\evil.xml",
                "word/../../evil.xml",
                "\0.xml",
                "a\nb.xml"
            })
    void writesNothingForNamesOutsideArchive(String name, @TempDir Path folder) throws IOException {
        Path file = Files.createDirectories(folder.resolve("a/b")).resolve("a.docx");
        Files.write(file, docx("水。").with(name, "<evil/>").bytes());
        assertThat(Documents.read(Documents.open(file.toString(), Optional.empty()))
                        .paragraphs())
                .hasSize(1);
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(file);
        }
        assertThat(Path.of("/tmp/evil.xml")).doesNotExist();
    }

    /** The target of a relationship is searched only among the parts. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/etc/passwd", "../../../../../../etc/passwd", "file:///etc/passwd", "http://127.0.0.1:1/a"})
    void ignoresTargetOutsideArchive(String target) throws IOException {
        String relations = "<Relationships><Relationship Id='1' Type='a/styles' Target='" + target
                + "' TargetMode='External'/><Relationship Id='2' Type='a/footnotes' Target='" + target
                + "'/></Relationships>";
        byte[] bytes =
                docx("水。").with("word/_rels/document.xml.rels", relations).bytes();
        assertThat(read(bytes).paragraphs()).hasSize(1);
    }

    /** Returns the offset of the central directory from the end record (APPNOTE.TXT, section 4.3.16). */
    private static int directory(byte[] archive) {
        return ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN).getInt(archive.length - 6);
    }

    private static Archive docx(String text) {
        return new Archive()
                .with(
                        "word/document.xml",
                        "<w:document"
                                + " xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>"
                                + text + "</w:t></w:r></w:p></w:body></w:document>");
    }

    private static Document read(byte[] bytes) throws IOException {
        return new DocxReader().read(new Input("a.docx", bytes, Optional.empty()));
    }

    private static void assertRejected(String content, String message) {
        assertRejected(content.getBytes(StandardCharsets.UTF_8), message);
    }

    private static void assertRejected(byte[] bytes, String message) {
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(FormatException.class)
                .hasMessage("a.docx: " + message);
    }
}
