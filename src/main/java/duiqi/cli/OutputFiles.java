package duiqi.cli;

import duiqi.bitext.AtomicFile;
import duiqi.bitext.FormatException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * The files of an output, one in most forms: all of them are written or none, compressed where their names end in {@code .gz}.
 * Files that are there already are not replaced unless that is asked for.
 *
 * @param replaces whether files that are there may be replaced
 */
record OutputFiles(List<Path> files, boolean replaces) {
    OutputFiles {
        files = List.copyOf(files);
    }

    /** Whether there is a file that would be replaced; what is no file of its own, such as a terminal, is not. */
    static boolean isTaken(Path file) {
        return Files.isRegularFile(file);
    }

    /**
     * Makes sure that nothing is replaced that may not be.
     *
     * @throws FormatException if a file is there already
     */
    void requireFree() throws FormatException {
        for (Path file : files) {
            if (!replaces && isTaken(file)) {
                throw new FormatException(file.toString(), "is there already", "name another file, or add --force");
            }
        }
    }

    /**
     * Writes the files.
     *
     * @throws FormatException if one is there already
     */
    void write(AtomicFile.Contents contents) throws IOException {
        requireFree();
        UnbrokenWrite.run(() -> String.valueOf(AtomicFile.writeAll(files, outs -> write(contents, outs))));
    }

    private void write(AtomicFile.Contents contents, List<OutputStream> outs) throws IOException {
        List<OutputStream> expanded = new ArrayList<>();
        List<GZIPOutputStream> compressed = new ArrayList<>();
        for (int i = 0; i < outs.size(); i++) {
            if (files.get(i).toString().endsWith(".gz")) {
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
