package duiqi.exchange;

import duiqi.io.AtomicFile;
import duiqi.text.FormatException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Writes memories as their names say: compressed where one ends in {@code .gz}, so that what opens it finds what it expects. */
public final class MemoryOutput {
    private MemoryOutput() {}

    /**
     * Writes a memory.
     *
     * @param name its name
     * @param out what the file is written through; not closed
     * @throws FormatException if the name is that of an archive, which cannot be written
     */
    static void write(Path name, OutputStream out, AtomicFile.Content content) throws IOException {
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
