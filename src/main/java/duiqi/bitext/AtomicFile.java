package duiqi.bitext;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Optional;
import java.util.UUID;

/**
 * Replaces a file as a whole or not at all: whoever reads it sees the old content or the new, never a part, whatever fails or
 * stops on the way.
 *
 * <p>The content goes to a temporary file in the same folder, reaches the disk, and takes the place of the old file in one
 * move. A symbolic link stays, and what it points to is replaced; permissions of the old file are kept; missing folders are
 * made. A file that would not change is not touched. Something that is no regular file, such as a pipe or {@code /dev/stdout},
 * cannot be replaced and is written to directly.
 *
 * <p>Thread-safe; of two threads that write the same file, the later one wins.
 */
public final class AtomicFile {
    /** As many symbolic links in a row as Linux follows (path_resolution(7)). */
    private static final int MOST_LINKS = 40;

    private AtomicFile() {}

    /** What to write. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes everything.
         *
         * @param out buffered; need not be closed
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file.
     *
     * @return whether the file is new or has changed
     * @throws FormatException if the file cannot be written: no permission, disk full, a folder in its place
     * @throws IOException what the content threw
     */
    public static boolean write(Path file, Content content) throws IOException {
        Path place = behindLinks(file);
        if (Files.isDirectory(place)) {
            throw new FormatException(file.toString(), "is a folder, not a file", "name a file in it");
        }
        if (Files.exists(place) && !Files.isRegularFile(place)) {
            try (OutputStream out = Output.buffered(file, Files.newOutputStream(place))) {
                content.writeTo(out);
            }
            return true;
        }
        if (Files.exists(place) && !Files.isWritable(place)) {
            throw new FormatException(file.toString(), "is write-protected", "allow writing or name another file");
        }
        return replace(file, place, content);
    }

    private static boolean replace(Path file, Path place, Content content) throws IOException {
        Path folder = Optional.ofNullable(place.toAbsolutePath().getParent()).orElseThrow();
        // The name is short, since the old one may already be as long as the file system allows.
        Path temporary = folder.resolve(".duiqi-" + UUID.randomUUID() + ".tmp");
        FileChannel channel = create(file, folder, temporary);
        try {
            try (OutputStream out = Output.buffered(file, Channels.newOutputStream(channel))) {
                content.writeTo(out);
                out.flush();
                if (isUnchanged(place, temporary)) {
                    return false;
                }
                force(file, channel);
            }
            move(file, temporary, place);
            forceFolder(folder);
            return true;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static FileChannel create(Path file, Path folder, Path temporary) throws FormatException {
        try {
            Files.createDirectories(folder);
            return FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static boolean isUnchanged(Path place, Path temporary) throws IOException {
        return Files.exists(place) && Files.mismatch(place, temporary) < 0;
    }

    private static void force(Path file, FileChannel channel) throws FormatException {
        try {
            channel.force(true);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static void move(Path file, Path temporary, Path place) throws FormatException {
        try {
            if (Files.exists(place)) {
                copyPermissions(place, temporary);
            }
            Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static void copyPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(from, PosixFileAttributeView.class);
        if (view != null) {
            Files.setPosixFilePermissions(to, view.readAttributes().permissions());
        }
    }

    /** Makes the move itself outlive a power failure. Not every system can: Windows opens no folders. */
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException expectedWhereFoldersCannotBeOpened) {
            return;
        }
    }

    private static Path behindLinks(Path file) throws IOException {
        Path place = file;
        for (int links = 0; Files.isSymbolicLink(place); links++) {
            if (links == MOST_LINKS) {
                throw new FormatException(file.toString(), "is a symbolic link in a circle", "name another file");
            }
            place = place.resolveSibling(Files.readSymbolicLink(place));
        }
        return place;
    }

    private static FormatException unwritable(Path file, IOException cause) {
        boolean denied = cause instanceof AccessDeniedException;
        return new FormatException(
                file.toString(),
                "cannot be written: " + (denied ? "no permission" : reason(cause)),
                denied ? "allow writing in its folder or name another file" : "make room or name another file",
                cause);
    }

    /** What the system says, for example "No space left on device"; the name of the exception where it says nothing. */
    private static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "there is no such folder, and none can be made";
        }
        String said = cause instanceof FileSystemException failure ? failure.getReason() : cause.getMessage();
        return said == null ? cause.getClass().getSimpleName() : said;
    }

    /** Tells failures of the output from failures of whoever makes the content. */
    private static final class Output extends OutputStream {
        private final Path file;
        private final OutputStream out;

        private Output(Path file, OutputStream out) {
            this.file = file;
            this.out = out;
        }

        static OutputStream buffered(Path file, OutputStream out) {
            return new BufferedOutputStream(new Output(file, out));
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw unwritable(file, e);
            }
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
