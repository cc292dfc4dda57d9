package duiqi.io;

import duiqi.text.FormatException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
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
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Replaces a file as a whole or not at all: whoever reads it sees the old content or the new, never a part, whatever fails or
 * stops on the way.
 *
 * <p>The content goes to a temporary file in the same folder, reaches the disk, and takes the place of the old file in one
 * move. A symbolic link stays, and what it points to is replaced; of several hard links, the others keep the old content.
 * Permissions of the old file are kept, and its owner where that is allowed; missing folders are made. A file that would not change
 * is not touched. Something that is no regular file, such as a pipe or {@code /dev/stdout}, cannot be replaced and is written to
 * directly.
 *
 * <p>What a killed process has left in the folder is removed, as far as it is certain that no process uses it. Thread-safe; of two
 * threads that write the same file, the later one wins.
 */
public final class AtomicFile {
    private AtomicFile() {}

    /** Writes one file. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes everything.
         *
         * @param out buffered; need not be closed
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes several files. */
    @FunctionalInterface
    public interface Contents {
        /**
         * Writes everything.
         *
         * @param outs one for each file, buffered; need not be closed
         */
        void writeTo(List<OutputStream> outs) throws IOException;
    }

    /**
     * Writes a file.
     *
     * @return whether the file is new or has changed
     * @throws FormatException if the file cannot be written: no permission, disk full, a folder in its place
     * @throws IOException what the content threw
     */
    public static boolean write(Path file, Content content) throws IOException {
        return writeAll(List.of(file), outs -> content.writeTo(outs.get(0)));
    }

    /**
     * Writes a file by what was read in it, unless somebody has changed it since: what another program has saved meanwhile is not
     * undone. Between the last look and the move others have some microseconds; those who hold a lock as well have none.
     *
     * @param seen the file before it was read
     * @return whether the file has changed
     * @throws FormatException if the file was changed by others, or cannot be written
     * @throws IOException what the content threw
     */
    public static boolean update(Path file, FileState seen, Content content) throws IOException {
        return write(List.of(file), outs -> content.writeTo(outs.get(0)), () -> {
            if (!FileState.of(file).equals(seen)) {
                throw new FormatException(
                        file.toString(),
                        "another program has changed it meanwhile, and nothing was written",
                        "run the command again");
            }
        });
    }

    /** Checks that a file may be replaced, when all is ready to be moved. */
    @FunctionalInterface
    private interface Condition {
        void require() throws IOException;
    }

    /**
     * Writes several files, none of which takes its place before all of them are whole on the disk. All of them are open at the
     * same time.
     *
     * @return whether one of the files is new or has changed
     * @throws FormatException if one of the files cannot be written: no permission, disk full, a folder in its place
     * @throws IOException what the contents threw
     */
    public static boolean writeAll(List<Path> files, Contents contents) throws IOException {
        return write(files, contents, () -> {});
    }

    private static boolean write(List<Path> files, Contents contents, Condition condition) throws IOException {
        List<FileReplacement> replacements = new ArrayList<>();
        try {
            for (Path file : files) {
                replacements.add(FileReplacement.of(file));
            }
            contents.writeTo(replacements.stream().map(FileReplacement::out).toList());
            for (FileReplacement replacement : replacements) {
                replacement.complete();
            }
            condition.require();
            Set<Path> changed = new HashSet<>();
            for (FileReplacement replacement : replacements) {
                if (replacement.move()) {
                    changed.add(replacement.folder());
                }
            }
            changed.forEach(AtomicFile::force);
            return !changed.isEmpty();
        } finally {
            for (FileReplacement replacement : replacements) {
                replacement.close();
            }
        }
    }

    /**
     * Temporary files beside a file that no process has written to since a time, but which may still be in use on another machine.
     */
    public static List<Path> leftBeside(Path file, Instant since) throws IOException {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
        return TemporaryFile.doubtful(folder, since);
    }

    /** Makes the moves themselves outlive a power failure. Not every system can: Windows opens no folders. */
    private static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException expectedWhereFoldersCannotBeOpened) {
            return;
        }
    }

    /** New content for one file, as {@link AtomicFile} puts it there: first written, then completed, then moved. Not thread-safe. */
    private static final class FileReplacement implements Closeable {
        /** The number of symbolic links in a row that Linux follows (path_resolution(7)). */
        private static final int MAX_LINKS = 40;

        private static final int BUFFER = 1 << 16;

        private final Path file;
        private final Path place;
        private final Optional<TemporaryFile> temporary;
        private final OutputStream out;
        private boolean changes = true;

        private FileReplacement(Path file, Path place, Optional<TemporaryFile> temporary, OutputStream out) {
            this.file = file;
            this.place = place;
            this.temporary = temporary;
            this.out = new BufferedOutputStream(new Output(file, out));
        }

        static FileReplacement of(Path file) throws IOException {
            Path place = behindLinks(file);
            if (Files.isDirectory(place)) {
                throw new FormatException(file.toString(), "is a folder, not a file", "name a file in it");
            }
            if (Files.exists(place) && !Files.isRegularFile(place)) {
                return new FileReplacement(file, place, Optional.empty(), Files.newOutputStream(place));
            }
            if (Files.exists(place) && !Files.isWritable(place)) {
                throw new FormatException(file.toString(), "is write-protected", "allow writing or name another file");
            }
            TemporaryFile temporary = create(file, place);
            return new FileReplacement(
                    file, place, Optional.of(temporary), Channels.newOutputStream(temporary.channel()));
        }

        private static TemporaryFile create(Path file, Path place) throws FormatException {
            try {
                Files.createDirectories(folder(place));
                TemporaryFile temporary = TemporaryFile.in(folder(place));
                try {
                    if (Files.exists(place)) {
                        copyAccess(place, temporary.path());
                    }
                    return temporary;
                } catch (IOException e) {
                    temporary.close();
                    throw e;
                }
            } catch (IOException e) {
                throw unwritable(file, e);
            }
        }

        private static Path folder(Path place) {
            return Optional.ofNullable(place.toAbsolutePath().getParent()).orElseThrow();
        }

        /** Returns where it is written, through links. */
        Path folder() {
            return folder(place);
        }

        /** Returns where to write the content. */
        OutputStream out() {
            return out;
        }

        /** Brings everything to the disk. */
        void complete() throws IOException {
            out.flush();
            changes = temporary.isEmpty() || !isUnchanged();
            if (temporary.isPresent() && changes) {
                try {
                    temporary.get().channel().force(true);
                } catch (IOException e) {
                    throw unwritable(file, e);
                }
            }
        }

        /** Puts the content in its place; false when it is there already. */
        boolean move() throws IOException {
            if (temporary.isPresent() && changes) {
                try {
                    Files.move(temporary.get().path(), place, StandardCopyOption.ATOMIC_MOVE);
                } catch (IOException e) {
                    throw unwritable(file, e);
                }
            }
            return changes;
        }

        /** Compares through the open channel: opening the temporary file once more and closing it would end its lock. */
        private boolean isUnchanged() throws IOException {
            FileChannel channel = temporary.orElseThrow().channel();
            if (!Files.exists(place) || Files.size(place) != channel.size()) {
                return false;
            }
            InputStream written = Channels.newInputStream(channel.position(0));
            try (InputStream old = new BufferedInputStream(Files.newInputStream(place), BUFFER)) {
                byte[] expected = old.readNBytes(BUFFER);
                while (expected.length > 0) {
                    if (!Arrays.equals(expected, written.readNBytes(expected.length))) {
                        return false;
                    }
                    expected = old.readNBytes(BUFFER);
                }
                return true;
            }
        }

        @Override
        public void close() throws IOException {
            if (temporary.isPresent()) {
                temporary.get().close();
            } else {
                out.close();
            }
        }

        /** Whoever may read and write the old file may the new one. */
        private static void copyAccess(Path from, Path to) throws IOException {
            PosixFileAttributeView view = Files.getFileAttributeView(from, PosixFileAttributeView.class);
            if (view != null) {
                PosixFileAttributes old = view.readAttributes();
                PosixFileAttributeView copy = Files.getFileAttributeView(to, PosixFileAttributeView.class);
                PosixFileAttributes made = copy.readAttributes();
                if (!made.owner().equals(old.owner()) || !made.group().equals(old.group())) {
                    copyOwner(old, copy);
                }
                copy.setPermissions(old.permissions());
            }
        }

        private static void copyOwner(PosixFileAttributes old, PosixFileAttributeView copy) {
            try {
                copy.setGroup(old.group());
                copy.setOwner(old.owner());
            } catch (IOException onlyRootMay) {
                return;
            }
        }

        private static Path behindLinks(Path file) throws IOException {
            Path place = file;
            for (int links = 0; Files.isSymbolicLink(place); links++) {
                if (links == MAX_LINKS) {
                    throw new FormatException(file.toString(), "is a symbolic link in a circle", "name another file");
                }
                place = place.resolveSibling(Files.readSymbolicLink(place));
            }
            return place;
        }

        private static FormatException unwritable(Path file, IOException cause) {
            boolean denied = cause instanceof AccessDeniedException;
            String reason = denied ? "no permission" : reason(cause);
            // As Linux and macOS say it; more room would not help.
            boolean closed = denied || reason.equals("Read-only file system");
            return new FormatException(
                    file.toString(),
                    "cannot be written: " + reason,
                    closed ? "allow writing in its folder or name another file" : "make room or name another file",
                    cause);
        }

        /**
         * Returns what the system says, for example "No space left on device"; the name of the exception where it says
         * nothing.
         */
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
}
