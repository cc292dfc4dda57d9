package duiqi.exchange;

import duiqi.bitext.FormatException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * A memory file, expanded where it is compressed: {@code .tmx.gz} and {@code .tmx.zip} are told by their first bytes. Of an
 * archive its only TMX file is read. It is a stream, so a file that expands beyond all measure costs time but no memory. A
 * damaged archive ends where the damage is. Not thread-safe.
 */
final class MemoryStream implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final BufferedInputStream in;
    private final Optional<Expanded> expanded;

    private MemoryStream(InputStream in) {
        this.in = new BufferedInputStream(in, BUFFER);
        this.expanded = in instanceof Expanded archive ? Optional.of(archive) : Optional.empty();
    }

    /** Its content. */
    BufferedInputStream in() {
        return in;
    }

    /** What is wrong with the archive, as far as it was read; empty when nothing is. */
    Optional<String> damage() {
        return expanded.flatMap(archive -> archive.damage);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Opens a file. */
    static MemoryStream open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FormatException(file.toString(), "is a folder, not a file", "name a file in it");
        }
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            in.mark(2);
            int first = in.read();
            int second = in.read();
            in.reset();
            if (first == 0x1F && second == 0x8B) {
                return new MemoryStream(new Expanded(new GZIPInputStream(in, BUFFER)));
            }
            if (first == 'P' && second == 'K') {
                return new MemoryStream(new Expanded(onlyMemory(file, in)));
            }
            return new MemoryStream(in);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static InputStream onlyMemory(Path file, InputStream in) throws IOException {
        // Archives of Chinese Windows name their files in GBK without saying so; ISO 8859-1 reads every name.
        ZipInputStream zip = new ZipInputStream(in, StandardCharsets.ISO_8859_1);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().toLowerCase(Locale.ROOT).endsWith(".tmx")) {
                return new OnlyEntry(file, zip);
            }
        }
        throw new FormatException(
                file.toString(), "is a zip archive without a .tmx file in it", "name the memory itself");
    }

    /** Refuses an archive with a second memory in it when the first is at its end, so that none is left out silently. */
    private static final class OnlyEntry extends InputStream {
        private final Path file;
        private final ZipInputStream zip;

        OnlyEntry(Path file, ZipInputStream zip) {
            this.file = file;
            this.zip = zip;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = zip.read(buffer, offset, length);
            if (count < 0) {
                for (ZipEntry next = zip.getNextEntry(); next != null; next = zip.getNextEntry()) {
                    if (next.getName().toLowerCase(Locale.ROOT).endsWith(".tmx")) {
                        throw new FormatException(
                                file.toString(), "holds several memories", "expand it and name each of them");
                    }
                }
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }

    /** Ends where the archive is damaged. */
    private static final class Expanded extends InputStream {
        private final InputStream in;
        private Optional<String> damage = Optional.empty();

        Expanded(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return damage.isPresent() ? -1 : in.read(buffer, offset, length);
            } catch (ZipException | EOFException e) {
                damage = Optional.of(String.valueOf(e.getMessage()));
                return -1;
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
