package duiqi.io;

import duiqi.text.FormatException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
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
import java.util.regex.Pattern;

/**
 * Replaces a file completely or not at all. Readers see the old or the new content, never a part, even if the write
 * fails or is interrupted.
 *
 * <p>The content is written to a temporary file in the same folder, flushed to the disk, and moved over the old file. A
 * symbolic link remains, and its target is replaced. Other hard links to the file keep the old content. The new file
 * gets the permissions of the old one, and its owner if the system allows that. Missing folders are created. A file
 * whose content does not change is not written. The standard output, pipes of the shell ({@code >(command)}) and
 * {@code /dev/null} are written directly. Other pipes and devices are rejected.
 *
 * <p>Temporary files of killed processes are removed from the folder if no process can be using them. Thread-safe; if
 * two threads write the same file, the later write wins.
 */
public final class AtomicFile {
    /** Pauses between attempts to move a file, in milliseconds. Each is twice as long as the one before. */
    private static final long FIRST_PAUSE = 10;

    private static final long LAST_PAUSE = 640;

    private AtomicFile() {}

    /** Writes the content of one file. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes the whole content.
         *
         * @param out buffered stream; need not be closed
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes the contents of several files. */
    @FunctionalInterface
    public interface Contents {
        /**
         * Writes the whole contents.
         *
         * @param outs one buffered stream for each file; need not be closed
         */
        void writeTo(List<OutputStream> outs) throws IOException;
    }

    /**
     * Writes a file.
     *
     * @return true if the file is new or has changed
     * @throws FormatException if the file cannot be written: no permission, disk full, a folder with this name
     * @throws IOException any exception of the content
     */
    public static boolean write(Path file, Content content) throws IOException {
        return writeAll(List.of(file), outs -> content.writeTo(outs.get(0)));
    }

    /**
     * Writes a file based on its previous content, unless another program has changed it since. This keeps changes that
     * another program saved in the meantime. Only a change in the microseconds between the last check and the move is
     * lost; a lock prevents that too.
     *
     * @param seen state of the file before it was read
     * @return true if the file has changed
     * @throws FormatException if another program changed the file, or if it cannot be written
     * @throws IOException any exception of the content
     */
    public static boolean update(Path file, FileState seen, Content content) throws IOException {
        return write(List.of(file), outs -> content.writeTo(outs.get(0)), () -> {
            if (!FileState.of(file).equals(seen)) {
                throw new FormatException(
                        file.toString(), "changed by another program, so nothing was written", "run the command again");
            }
        });
    }

    /** Checks before the move that a file may be replaced. */
    @FunctionalInterface
    private interface Condition {
        void require() throws IOException;
    }

    /**
     * Writes several files. No file is replaced before all new contents are complete on the disk. All temporary files
     * are open at the same time.
     *
     * @return true if one of the files is new or has changed
     * @throws FormatException if one of the files cannot be written: no permission, disk full, a folder with this name
     * @throws IOException any exception of the contents
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
     * Moves a file or a folder of the same disk in one step. Replaces a file, but no folder with files. Tries for about
     * a second: on Windows, no program can replace a file that a virus scanner or an indexer has open.
     *
     * @throws FileSystemException if the system refuses each attempt
     */
    public static void move(Path from, Path to) throws IOException {
        long pause = FIRST_PAUSE;
        while (true) {
            try {
                Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
                return;
            } catch (NoSuchFileException | AtomicMoveNotSupportedException | FileAlreadyExistsException lasting) {
                throw lasting;
            } catch (FileSystemException refused) {
                if (pause > LAST_PAUSE || Files.isDirectory(to)) {
                    throw refused;
                }
                pause(pause);
                pause *= 2;
            }
        }
    }

    private static void pause(long milliseconds) throws InterruptedIOException {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while another program has the file open");
        }
    }

    /**
     * Returns temporary files in the folder of a file that no process has written to since a time. A process on another
     * machine may still use them.
     */
    public static List<Path> temporaryFilesNear(Path file, Instant since) throws IOException {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
        return TemporaryFile.possiblyInUse(folder, since);
    }

    /**
     * Makes the moves themselves survive a power failure. Not every system supports this: Windows cannot open folders.
     */
    private static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException expectedWhereFoldersCannotBeOpened) {
            return;
        }
    }

    /** Replaces one file: writes, completes, then moves the new content. Not thread-safe. */
    private static final class FileReplacement implements Closeable {
        /** Maximum number of symbolic links in a chain that Linux follows (path_resolution(7)). */
        private static final int MAX_LINKS = 40;

        private static final int BUFFER = 1 << 16;

        /** Streams and devices that a user gives by name. */
        private static final Pattern STREAM =
                Pattern.compile("/dev/(?:stdout|stderr|null|full|tty|(?:fd|pts)/\\d+)|/proc/(?:self|\\d+)/fd/\\d+");

        private final Path file;
        private final Path target;
        private final Optional<TemporaryFile> temporary;
        private final OutputStream out;
        private boolean changes = true;

        private FileReplacement(Path file, Path target, Optional<TemporaryFile> temporary, OutputStream out) {
            this.file = file;
            this.target = target;
            this.temporary = temporary;
            this.out = new BufferedOutputStream(new Output(file, out));
        }

        static FileReplacement of(Path file) throws IOException {
            Path target = resolveLinks(file);
            if (Files.isDirectory(target)) {
                throw new FormatException(file.toString(), "is a folder, not a file", "use a file in it");
            }
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                if (!STREAM.matcher(file.toAbsolutePath().normalize().toString())
                        .matches()) {
                    // Opening a pipe without a reader never ends, and a device may be a link of an untrusted folder.
                    throw new FormatException(
                            file.toString(), "is a pipe or a device", "write to a file or to /dev/stdout");
                }
                return new FileReplacement(file, target, Optional.empty(), Files.newOutputStream(target));
            }
            if (Files.exists(target) && !Files.isWritable(target)) {
                throw new FormatException(file.toString(), "is write-protected", "allow writing, or use another file");
            }
            TemporaryFile temporary = create(file, target);
            return new FileReplacement(
                    file, target, Optional.of(temporary), Channels.newOutputStream(temporary.channel()));
        }

        private static TemporaryFile create(Path file, Path target) throws FormatException {
            try {
                Files.createDirectories(folder(target));
                TemporaryFile temporary = TemporaryFile.in(folder(target));
                try {
                    if (Files.exists(target)) {
                        copyAccess(target, temporary.path());
                    }
                    return temporary;
                } catch (IOException e) {
                    temporary.close();
                    throw e;
                }
            } catch (IOException e) {
                throw writeFailure(file, e);
            }
        }

        private static Path folder(Path target) {
            return Optional.ofNullable(target.toAbsolutePath().getParent()).orElseThrow();
        }

        /** Returns the folder of the file after resolving links. */
        Path folder() {
            return folder(target);
        }

        OutputStream out() {
            return out;
        }

        /** Flushes the content to the disk. */
        void complete() throws IOException {
            out.flush();
            changes = temporary.isEmpty() || !isUnchanged();
            if (temporary.isPresent() && changes) {
                try {
                    temporary.get().channel().force(true);
                } catch (IOException e) {
                    throw writeFailure(file, e);
                }
            }
        }

        /** Replaces the file with the new content. Returns false if the file already has this content. */
        boolean move() throws IOException {
            if (temporary.isPresent() && changes) {
                try {
                    temporary.get().release();
                    AtomicFile.move(temporary.get().path(), target);
                } catch (IOException e) {
                    // Windows refuses to replace an open file, but no file in the folder of the temporary file.
                    boolean isOpen = temporary.get().isReleased() && Files.isRegularFile(target);
                    throw writeFailure(file, e, isOpen);
                }
            }
            return changes;
        }

        /**
         * Returns whether the file already has the new content. The comparison uses the open channel: opening the
         * temporary file again and closing it would release its lock.
         */
        private boolean isUnchanged() throws IOException {
            FileChannel channel = temporary.orElseThrow().channel();
            if (!Files.exists(target) || Files.size(target) != channel.size()) {
                return false;
            }
            InputStream written = Channels.newInputStream(channel.position(0));
            try (InputStream old = new BufferedInputStream(Files.newInputStream(target), BUFFER)) {
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

        /** Gives the new file the permissions and owner of the old file. */
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

        private static Path resolveLinks(Path file) throws IOException {
            Path target = file;
            for (int links = 0; Files.isSymbolicLink(target); links++) {
                if (links == MAX_LINKS) {
                    throw new FormatException(file.toString(), "is a cyclic symbolic link", "use another file");
                }
                target = target.resolveSibling(Files.readSymbolicLink(target));
            }
            return target;
        }

        private static FormatException writeFailure(Path file, IOException cause) {
            return writeFailure(file, cause, false);
        }

        private static FormatException writeFailure(Path file, IOException cause, boolean isOpen) {
            String reason = reason(cause);
            boolean closed = reason.equals("permission denied") || reason.equals("Read-only file system");
            String remedy = isOpen
                    ? "close the programs that use it"
                    // Freeing space would not help where writing is forbidden.
                    : closed ? "allow writing in its folder" : "free disk space";
            return new FormatException(
                    file.toString(), "cannot write: " + reason, remedy + ", or use another file", cause);
        }

        /**
         * Returns the reason that the system reports, for example "No space left on device", or the name of the
         * exception if there is none.
         */
        private static String reason(IOException cause) {
            if (cause instanceof AccessDeniedException) {
                return "permission denied";
            }
            if (cause instanceof NoSuchFileException) {
                return "the folder does not exist and cannot be created";
            }
            String message = cause instanceof FileSystemException failure ? failure.getReason() : cause.getMessage();
            return message == null ? cause.getClass().getSimpleName() : message;
        }

        /** Distinguishes failures of the output from failures of the content writer. */
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
                    throw writeFailure(file, e);
                }
            }

            @Override
            public void close() throws IOException {
                out.close();
            }
        }
    }
}
