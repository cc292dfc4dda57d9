package duiqi.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.bitext.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZippedPartsTest {
    private static final Path CASES = Path.of("src/test/resources/golden/reader");

    @Test
    void aFileThatIsNoArchiveIsRefused() {
        assertRefused("", "is empty; check that it was saved or downloaded to the end");
        assertRefused(
                "{\\rtf1 text}",
                "is not a docx file, whatever its name says; open it in the program that made it and save it as docx");
    }

    @Test
    void compoundFilesAreOldWordOrProtected() {
        byte[] old = new byte[2048];
        System.arraycopy(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}, 0, old, 0, 4);
        assertRefused(old, "is an old Word document (.doc); open it in Word or LibreOffice and save it as docx");
        byte[] name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
        System.arraycopy(name, 0, old, 1024, name.length);
        assertRefused(old, "is protected by a password; open it with the password and save it without one");
    }

    @Test
    void anArchiveThatIsCutShortIsRefusedWhereverTheCutIs() throws IOException {
        byte[] whole = Files.readAllBytes(CASES.resolve("libreoffice-word.docx"));
        for (int length = 4; length < whole.length; length += 97) {
            assertRefused(Arrays.copyOf(whole, length), "is cut short; copy it or download it again");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"libreoffice-word.docx", "libreoffice-text.odt", "pandoc-book.epub"})
    void aDamagedArchiveIsReadOrRefused(String name) throws IOException {
        byte[] whole = Files.readAllBytes(CASES.resolve(name));
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 200; i++) {
            byte[] damaged = whole.clone();
            damaged[4 + random.nextInt(damaged.length - 4)] ^= (byte) (1 + random.nextInt(255));
            refused += isRefused(name, damaged) ? 1 : 0;
        }
        assertThat(refused).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"libreoffice-word.docx", "libreoffice-text.odt", "pandoc-book.epub"})
    void damagedMarkupIsReadOrRefused(String name) throws IOException {
        Random random = new Random(2);
        int refused = 0;
        for (int i = 0; i < 200; i++) {
            Archive damaged = new Archive();
            try (ZipFile zip = new ZipFile(CASES.resolve(name).toFile())) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    damaged.with(
                            entry.getName(), moveTags(zip.getInputStream(entry).readAllBytes(), random));
                }
            }
            refused += isRefused(name, damaged.bytes()) ? 1 : 0;
        }
        assertThat(refused).isPositive();
    }

    /** Puts a tag in the place of another in one part of four. */
    private static byte[] moveTags(byte[] part, Random random) {
        String text = new String(part, StandardCharsets.UTF_8);
        List<MatchResult> tags =
                Pattern.compile("<[^?!>]+>").matcher(text).results().toList();
        if (tags.size() < 2 || random.nextInt(4) > 0) {
            return part;
        }
        MatchResult to = tags.get(random.nextInt(tags.size()));
        String tag = tags.get(random.nextInt(tags.size())).group();
        return (text.substring(0, to.start()) + tag + text.substring(to.end())).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isRefused(String name, byte[] bytes) throws IOException {
        DocumentReader reader = Stream.of(new DocxReader(), new OdtReader(), new EpubReader())
                .filter(candidate ->
                        candidate.extensions().contains(Input.extensionOf(name).orElseThrow()))
                .findFirst()
                .orElseThrow();
        try {
            assertThat(reader.read(new Input(name, bytes, Optional.empty())).name())
                    .isEqualTo(name);
            return false;
        } catch (FormatException refused) {
            assertThat(refused.getMessage())
                    .startsWith(name + ": ")
                    .contains("; ")
                    .doesNotContain("\n");
            return true;
        }
    }

    @Test
    void anArchiveWithoutTheTextIsRefused() {
        assertRefused(
                new Archive().with("readme.txt", "hello").bytes(),
                "is a zip archive without word/document.xml, not a whole docx file; "
                        + "open it in the program that made it and save it as docx");
    }

    @Test
    void markupThatIsDamagedIsRefused() {
        assertRefused(
                new Archive().with("word/document.xml", "<w:document><w:p>").bytes(),
                "its part word/document.xml is damaged; open it in the program that made it and save it again");
    }

    @Test
    void entitiesOfADocumentTypeAreNotExpanded() {
        String bomb = "<!DOCTYPE d [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><d>&a;</d>";
        assertRefused(
                new Archive().with("word/document.xml", bomb).bytes(),
                "its part word/document.xml is damaged; open it in the program that made it and save it again");
    }

    @Test
    void anArchiveThatExpandsBeyondMeasureIsRefused() {
        byte[] bomb =
                new Archive().with("word/media/image.bin", new byte[40 << 20]).bytes();
        assertThat(bomb.length).isLessThan(100_000);
        assertRefused(
                bomb,
                "expands to far more than a document holds; open it in the program that made it and save it again");
    }

    private static void assertRefused(String content, String message) {
        assertRefused(content.getBytes(StandardCharsets.UTF_8), message);
    }

    private static void assertRefused(byte[] bytes, String message) {
        assertThatThrownBy(() -> new DocxReader().read(new Input("a.docx", bytes, Optional.empty())))
                .isInstanceOf(FormatException.class)
                .hasMessage("a.docx: " + message);
    }
}
