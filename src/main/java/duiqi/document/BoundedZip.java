package duiqi.document;

import duiqi.text.FormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The parts of a zip archive, one after the other as they stand in it. Refuses an archive that expands beyond all measure: what is
 * expanded is counted, parts that are passed over included, since sizes told in an archive and its directory may lie and parts
 * overlap. Archives within archives are not opened. Not thread-safe.
 */
final class BoundedZip implements Closeable {
    private static final long MAX_BYTES = 1L << 30;

    /** Any archive may expand to so much, whatever its size. */
    private static final long HARMLESS_BYTES = 32L << 20;

    /** Real documents shrink to a tenth or less of their size, empty tables to a hundredth; deflate can do a thousandth. */
    private static final long MAX_RATIO = 200;

    /** A large book has some thousand pictures. */
    private static final int MAX_PARTS = 50_000;

    private final String file;
    private final ZipInputStream zip;
    private final byte[] piece = new byte[1 << 14];
    private long left;
    private int parts;

    /**
     * @param file its name, for the message
     * @param bytes its content
     */
    BoundedZip(String file, byte[] bytes) {
        this.file = file;
        zip = new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8);
        left = Math.min(MAX_BYTES, Math.max(HARMLESS_BYTES, MAX_RATIO * bytes.length));
    }

    /**
     * Goes on to the next part.
     *
     * @return its name; empty behind the last
     * @throws FormatException if the archive is too large
     */
    Optional<String> next() throws IOException {
        if (parts > 0) {
            expand(new ByteArrayOutputStream(0), false);
        }
        ZipEntry entry = zip.getNextEntry();
        if (entry == null) {
            return Optional.empty();
        }
        if (++parts > MAX_PARTS) {
            throw beyondMeasure();
        }
        return Optional.of(entry.getName());
    }

    /**
     * The content of the part at hand.
     *
     * @throws FormatException if the archive is too large
     */
    byte[] content() throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        expand(content, true);
        return content.toByteArray();
    }

    private void expand(ByteArrayOutputStream content, boolean keeps) throws IOException {
        for (int read = zip.read(piece); read >= 0; read = zip.read(piece)) {
            left -= read;
            if (left < 0) {
                throw beyondMeasure();
            }
            content.write(piece, 0, keeps ? read : 0);
        }
    }

    private FormatException beyondMeasure() {
        return new FormatException(
                file,
                "expands to far more than a document holds",
                "open it in the program that made it and save it again");
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
