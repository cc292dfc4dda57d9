package duiqi.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.text.FormatException;
import duiqi.text.ReadProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests compressed memories with many members and with much content. */
class CompressedFileTest {
    private static final int MEMBERS = 20_000;

    @TempDir
    private Path folder;

    private static byte[] member(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    /** Creates a file with a text, then a member for many times, then another text. */
    private Path file(String text, String repeated, int times, String last) throws IOException {
        Path file = folder.resolve("a.tmx.gz");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(member(text));
            byte[] one = member(repeated);
            ByteArrayOutputStream many = new ByteArrayOutputStream();
            for (int i = 0; i < times; i++) {
                many.writeBytes(one);
            }
            out.write(many.toByteArray());
            out.write(member(last));
        }
        return file;
    }

    @Test
    void readsManyMembers() throws IOException {
        Path file = file("<tmx>", " ", MEMBERS, "</tmx>");
        try (CompressedFile content = CompressedFile.open(file)) {
            assertThat(new String(content.in().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("<tmx>" + " ".repeat(MEMBERS) + "</tmx>");
        }
        assertThat(FileStart.of(file).hasRoot("tmx")).isTrue();
    }

    @Test
    void limitsTextBetweenTwoTags() throws IOException {
        Path file = file("<tmx>", " ".repeat(1 << 20), 70, "</tmx>");
        try (CompressedFile content = CompressedFile.open(file);
                XmlScanner scanner = XmlScanner.open("a.tmx.gz", content.in(), ReadProblem.Listener.STRICT)) {
            scanner.next();
            assertThatThrownBy(scanner::next)
                    .isInstanceOf(FormatException.class)
                    .hasMessage(
                            "a.tmx.gz:1:33554433: has more than 67108864 characters without the end of a tag or text;"
                                    + " repair it, or use another file");
        }
    }
}
