package duiqi.cli;

import duiqi.bitext.AtomicFile;
import duiqi.bitext.FormatException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * The files of an output, one in most forms: all of them are written or none. Files that are there already are not replaced
 * unless that is asked for, but may be written again with the very same content.
 */
final class OutputFiles {
    private final List<Path> files;
    private final boolean replaces;

    /**
     * @param replaces whether files that are there may be replaced
     */
    OutputFiles(List<Path> files, boolean replaces) {
        this.files = List.copyOf(files);
        this.replaces = replaces;
    }

    /** What to write. */
    @FunctionalInterface
    interface Content {
        /**
         * Writes everything.
         *
         * @param outs one for each file
         */
        void writeTo(List<OutputStream> outs) throws IOException;
    }

    /** Whether there is a file that would be replaced; what is no file of its own, such as a terminal, is not. */
    static boolean isTaken(Path file) {
        return Files.isRegularFile(file);
    }

    /**
     * Writes the files.
     *
     * @throws FormatException if one is there already with other content
     */
    void write(Content content) throws IOException {
        List<Path> taken = files.stream().filter(OutputFiles::isTaken).toList();
        if (replaces || taken.isEmpty()) {
            UnbrokenWrite.run(() -> {
                write(files.iterator(), new ArrayList<>(), content);
                return "";
            });
        } else if (taken.size() < files.size()) {
            throw refusal(taken.get(0));
        } else {
            requireSame(content);
        }
    }

    private static FormatException refusal(Path file) {
        return new FormatException(file.toString(), "is there already", "name another file, or add --force");
    }

    /** Opens the files one inside the other. */
    private static void write(Iterator<Path> files, List<OutputStream> outs, Content content) throws IOException {
        if (!files.hasNext()) {
            content.writeTo(outs);
            return;
        }
        Path file = files.next();
        AtomicFile.write(file, out -> {
            Optional<GZIPOutputStream> compressed =
                    file.toString().endsWith(".gz") ? Optional.of(new GZIPOutputStream(out)) : Optional.empty();
            outs.add(compressed.isPresent() ? compressed.get() : out);
            write(files, outs, content);
            if (compressed.isPresent()) {
                compressed.get().finish();
            }
        });
    }

    private void requireSame(Content content) throws IOException {
        Path folder = Files.createTempDirectory("duiqi-");
        List<Path> copies = new ArrayList<>();
        try {
            for (Path file : files) {
                copies.add(folder.resolve(String.valueOf(file.getFileName())));
            }
            write(copies.iterator(), new ArrayList<>(), content);
            for (int i = 0; i < copies.size(); i++) {
                if (Files.mismatch(copies.get(i), files.get(i)) >= 0) {
                    throw refusal(files.get(i));
                }
            }
        } finally {
            for (Path copy : copies) {
                Files.deleteIfExists(copy);
            }
            Files.delete(folder);
        }
    }
}
