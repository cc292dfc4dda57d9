package duiqi.exchange;

import duiqi.bitext.AtomicFile;
import duiqi.bitext.FormatException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Writes memories as their names say: compressed where one ends in {@code .gz}, so that what opens it finds what it expects. */
final class MemoryOutput {
    private MemoryOutput() {}

    /**
     * Writes a memory.
     *
     * @param name its name
     * @param out what the file is written through; not closed
     * @throws FormatException if the name is that of an archive, which cannot be written
     */
    static void write(Path name, OutputStream out, AtomicFile.Content content) throws IOException {
        String end = name.toString().toLowerCase(Locale.ROOT);
        if (end.endsWith(".zip")) {
            throw new FormatException(
                    name.toString(), "cannot be written as an archive", "name a .tmx or .tmx.gz file");
        }
        if (end.endsWith(".gz")) {
            GZIPOutputStream compressed = new GZIPOutputStream(out);
            content.writeTo(compressed);
            compressed.finish();
        } else {
            content.writeTo(out);
        }
    }
}
