package duiqi.io;

import duiqi.text.FormatException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
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
 * Reads and writes memory files that may be compressed.
 *
 * <p>The reader detects {@code .tmx.gz} and {@code .tmx.zip} by their first bytes and takes the only TMX file of an
 * archive. It streams the content, so the expanded size needs no memory. It rejects a file that expands to far more
 * than a memory does, because reading it would take too long. Reading a damaged archive stops at the damage. The writer
 * compresses files whose name ends in {@code .gz}. Not thread-safe.
 */
public final class CompressedFile implements Closeable {
    private static final int BUFFER = 1 << 16;

    /** Maximum expansion factor; memories expand 10 to 20 times, malicious files about 1000 times. */
    private static final long MAX_EXPANSION = 200;

    /** Number of bytes that any file may expand to. */
    private static final long ALLOWED_BYTES = 1L << 27;

    private final BufferedInputStream in;
    private final Optional<Expanded> expanded;

    private CompressedFile(InputStream in) {
        this.in = new BufferedInputStream(in, BUFFER);
        this.expanded = in instanceof Expanded archive ? Optional.of(archive) : Optional.empty();
    }

    /** Returns the expanded content. */
    public BufferedInputStream in() {
        return in;
    }

    /** Returns the damage found in the archive so far; empty if there is none. */
    public Optional<String> damage() {
        return expanded.flatMap(archive -> archive.damage);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Opens a file. */
    public static CompressedFile open(Path file) throws IOException {
        BufferedInputStream in = new BufferedInputStream(InputFile.open(file), BUFFER);
        try {
            in.mark(2);
            int first = in.read();
            int second = in.read();
            in.reset();
            if (first == 0x1F && second == 0x8B) {
                return new CompressedFile(new Expanded(file, expand(in)));
            }
            if (first == 'P' && second == 'K') {
                return new CompressedFile(Expanded.ofZip(file, in));
            }
            return new CompressedFile(in);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** Expands a gzip stream of any number of members. */
    public static InputStream expand(InputStream gzip) throws IOException {
        return new GZIPInputStream(gzip, BUFFER);
    }

    private static boolean isMemory(ZipEntry entry) {
        return entry.getName().toLowerCase(Locale.ROOT).endsWith(".tmx");
    }

    /** Expands a gzip file or the only memory of a zip archive, and stops at damage. */
    private static final class Expanded extends FilterInputStream {
        private final Path file;
        private Optional<String> damage = Optional.empty();

        /** Number of bytes that may still be read; the sizes in an archive may be wrong. */
        private long remaining;

        private Expanded(Path file, InputStream in) throws IOException {
            super(in);
            this.file = file;
            this.remaining = Math.max(ALLOWED_BYTES, MAX_EXPANSION * Files.size(file));
        }

        static Expanded ofZip(Path file, InputStream in) throws IOException {
            // Archives made on Chinese Windows have file names in GBK without a flag. ISO 8859-1 decodes every name.
            ZipInputStream zip = new ZipInputStream(in, StandardCharsets.ISO_8859_1);
            Expanded expanded = new Expanded(file, zip);
            if (!expanded.nextMemory(zip)) {
                throw new FormatException(
                        file.toString(), "is a zip archive without a .tmx file", "give the memory itself");
            }
            return expanded;
        }

        private boolean nextMemory(ZipInputStream zip) throws IOException {
            ZipEntry entry = zip.getNextEntry();
            while (entry != null && !isMemory(entry)) {
                byte[] other = new byte[BUFFER];
                for (int count = zip.read(other); count >= 0; count = zip.read(other)) {
                    count(count);
                }
                entry = zip.getNextEntry();
            }
            return entry != null;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (damage.isPresent()) {
                return -1;
            }
            try {
                int count = super.read(buffer, offset, length);
                // No memory is ignored silently.
                if (count < 0 && in instanceof ZipInputStream zip && nextMemory(zip)) {
                    throw new FormatException(
                            file.toString(), "contains several memories", "unpack it and give each memory");
                }
                count(count);
                return count;
            } catch (ZipException | EOFException e) {
                damage = Optional.of(String.valueOf(e.getMessage()));
                return -1;
            }
        }

        private void count(int bytes) throws FormatException {
            remaining -= Math.max(0, bytes);
            if (remaining < 0) {
                throw new FormatException(
                        file.toString(),
                        "expands to far more data than a memory contains",
                        "unpack it and check its content");
            }
        }
    }

    /**
     * Writes a memory.
     *
     * @param name file name of the memory
     * @param out stream of the file; not closed
     * @throws FormatException if the name is that of a zip archive, which duiqi cannot write
     */
    public static void write(Path name, OutputStream out, AtomicFile.Content content) throws IOException {
        writeAll(List.of(name), List.of(out), outs -> content.writeTo(outs.get(0)));
    }

    /**
     * Writes several memories together.
     *
     * @param names file names of the memories
     * @param outs streams of the files; not closed
     * @throws FormatException if a name is that of a zip archive, which duiqi cannot write
     */
    public static void writeAll(List<Path> names, List<OutputStream> outs, AtomicFile.Contents contents)
            throws IOException {
        List<OutputStream> expanded = new ArrayList<>();
        List<GZIPOutputStream> compressed = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String end = names.get(i).toString().toLowerCase(Locale.ROOT);
            if (end.endsWith(".zip")) {
                throw new FormatException(
                        names.get(i).toString(), "cannot write a zip archive", "use a .tmx or .tmx.gz file");
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
