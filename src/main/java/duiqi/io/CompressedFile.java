package duiqi.io;

import duiqi.text.FormatException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Reads and writes memory files that may be compressed. The first bytes show a {@code .tmx.gz} or {@code .tmx.zip} to the reader;
 * the reader takes the only TMX file of an archive. The file is a stream, so it may expand to any size without costing memory; one
 * that expands to far more than a memory should is refused, for the time it costs. A damaged archive ends at the damage. The name
 * decides how a file is written: compressed where it ends in {@code .gz}. Not thread-safe.
 */
public final class CompressedFile implements Closeable {
    private static final int BUFFER = 1 << 16;

    /** Memories expand to ten or twenty times their size, and what is made to do harm to a thousand. */
    private static final long MAX_EXPANSION = 200;

    /** Up to here a file may expand as it likes. */
    private static final long HARMLESS_BYTES = 1L << 27;

    private final BufferedInputStream in;
    private final Optional<Expanded> expanded;

    private CompressedFile(InputStream in) {
        this.in = new BufferedInputStream(in, BUFFER);
        this.expanded = in instanceof Expanded archive ? Optional.of(archive) : Optional.empty();
    }

    /** Returns its content. */
    public BufferedInputStream in() {
        return in;
    }

    /** Returns what is wrong with the archive, as far as it was read; empty when nothing is. */
    public Optional<String> damage() {
        return expanded.flatMap(archive -> archive.damage);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Opens a file. */
    public static CompressedFile open(Path file) throws IOException {
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
                return new CompressedFile(new Expanded(counted(file, new GZIPInputStream(in, BUFFER))));
            }
            if (first == 'P' && second == 'K') {
                return new CompressedFile(new Expanded(onlyMemory(file, in)));
            }
            return new CompressedFile(in);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** Returns a byte of a stream that reads several at once. */
    private static int one(InputStream in) throws IOException {
        byte[] one = new byte[1];
        return in.read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    private static Counted counted(Path file, InputStream in) throws IOException {
        return new Counted(file, in, Math.max(HARMLESS_BYTES, MAX_EXPANSION * Files.size(file)));
    }

    private static InputStream onlyMemory(Path file, InputStream in) throws IOException {
        // Archives of Chinese Windows name their files in GBK without saying so; ISO 8859-1 reads every name.
        ZipInputStream zip = new ZipInputStream(in, StandardCharsets.ISO_8859_1);
        Counted content = counted(file, zip);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().toLowerCase(Locale.ROOT).endsWith(".tmx")) {
                return new OnlyEntry(file, zip, content);
            }
            content.transferTo(OutputStream.nullOutputStream());
        }
        throw new FormatException(
                file.toString(), "is a zip archive without a .tmx file in it", "name the memory itself");
    }

    /** Refuses an archive with a second memory in it when the first is at its end, so that none is left out silently. */
    private static final class OnlyEntry extends InputStream {
        private final Path file;
        private final ZipInputStream zip;
        private final Counted content;

        OnlyEntry(Path file, ZipInputStream zip, Counted content) {
            this.file = file;
            this.zip = zip;
            this.content = content;
        }

        @Override
        public int read() throws IOException {
            return one(this);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = content.read(buffer, offset, length);
            if (count < 0) {
                for (ZipEntry next = zip.getNextEntry(); next != null; next = zip.getNextEntry()) {
                    if (next.getName().toLowerCase(Locale.ROOT).endsWith(".tmx")) {
                        throw new FormatException(
                                file.toString(), "holds several memories", "expand it and name each of them");
                    }
                    content.transferTo(OutputStream.nullOutputStream());
                }
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }

    /** Counts what is expanded, since the sizes that an archive tells may lie. */
    private static final class Counted extends InputStream {
        private final Path file;
        private final InputStream in;
        private long left;

        Counted(Path file, InputStream in, long most) {
            this.file = file;
            this.in = in;
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            return one(this);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = in.read(buffer, offset, length);
            left -= Math.max(0, count);
            if (left < 0) {
                throw new FormatException(
                        file.toString(),
                        "expands to far more than a memory of its size should",
                        "expand it yourself, and see what is in it");
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            in.close();
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
            return one(this);
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

    /**
     * Writes a memory.
     *
     * @param name its name
     * @param out what the file is written through; not closed
     * @throws FormatException if the name is that of an archive, which cannot be written
     */
    public static void write(Path name, OutputStream out, AtomicFile.Content content) throws IOException {
        writeAll(List.of(name), List.of(out), outs -> content.writeTo(outs.get(0)));
    }

    /**
     * Writes several memories at once.
     *
     * @param names their names
     * @param outs what each of the files is written through; not closed
     * @throws FormatException if a name is that of an archive, which cannot be written
     */
    public static void writeAll(List<Path> names, List<OutputStream> outs, AtomicFile.Contents contents)
            throws IOException {
        List<OutputStream> expanded = new ArrayList<>();
        List<GZIPOutputStream> compressed = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String end = names.get(i).toString().toLowerCase(Locale.ROOT);
            if (end.endsWith(".zip")) {
                throw new FormatException(
                        names.get(i).toString(), "cannot be written as an archive", "name a .tmx or .tmx.gz file");
            }
            if (end.endsWith(".gz")) {
                GZIPOutputStream gzip = new GZIPOutputStream(outs.get(i));
                compressed.add(gzip);
                expanded.add(gzip);
            } else {
                expanded.add(outs.get(i));
            }
        }
        contents.writeTo(expanded);
        for (GZIPOutputStream gzip : compressed) {
            gzip.finish();
        }
    }
}
