package duiqi.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds new content until it replaces another file. The file is hidden and locked while it is in use, so that a free
 * lock identifies a file that a killed process left.
 *
 * <p>A lock is reliable only between processes under the same kernel, because not every network file system shares
 * locks. The file name therefore contains the boot id of the kernel (random(4), boot_id), and only files of the same
 * boot are removed. Thread-safe; each file belongs to one thread.
 */
final class TemporaryFile implements Closeable {
    private static final String START = ".duiqi-";
    private static final String END = ".tmp";
    private static final String OWN_START = START + bootId();

    /**
     * Names of the files that this process uses; opening one of them to check its lock would release the lock (fcntl,
     * F_SETLK).
     */
    private static final Set<String> IN_USE = ConcurrentHashMap.newKeySet();

    /** Folders already cleaned; once is enough for a process that writes many files into one folder. */
    private static final Set<Path> CLEANED = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private TemporaryFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Creates a temporary file, after removing files that killed processes left in the folder. */
    static TemporaryFile in(Path folder) throws IOException {
        if (CLEANED.add(folder)) {
            removeLeftovers(folder);
        }
        while (true) {
            TemporaryFile file = create(folder.resolve(OWN_START + UUID.randomUUID() + END));
            if (lock(file.channel) && Files.exists(file.path)) {
                return file;
            }
            // Another process removed the file before it was locked.
            file.close();
        }
    }

    private static TemporaryFile create(Path path) throws IOException {
        String name = String.valueOf(path.getFileName());
        IN_USE.add(name);
        try {
            return new TemporaryFile(
                    path,
                    FileChannel.open(
                            path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE));
        } catch (IOException e) {
            IN_USE.remove(name);
            throw e;
        }
    }

    /**
     * Returns whether this process holds the lock. On a file system without locks, no process can lock the file, so the
     * result is true.
     */
    private static boolean lock(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (IOException unlockable) {
            return true;
        }
    }

    Path path() {
        return path;
    }

    FileChannel channel() {
        return channel;
    }

    /**
     * Closes the file before it moves, on a system that moves no open files. There, {@link #removeLeftovers} removes
     * nothing, so the file needs no lock.
     */
    void release() throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            channel.close();
        }
    }

    boolean isReleased() {
        return !channel.isOpen();
    }

    /** Removes the file unless it was moved. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
            Files.deleteIfExists(path);
        } finally {
            IN_USE.remove(String.valueOf(path.getFileName()));
        }
    }

    /** Removes files that killed processes left in a folder if no process can be using them. */
    static void removeLeftovers(Path folder) throws IOException {
        for (Path file : list(folder)) {
            if (isOfThisBoot(file) && !IN_USE.contains(String.valueOf(file.getFileName()))) {
                removeIfFree(file);
            }
        }
    }

    /** Returns whether the lock of a file reliably shows that the file is in use. */
    private static boolean isOfThisBoot(Path file) {
        return !OWN_START.equals(START) && String.valueOf(file.getFileName()).startsWith(OWN_START);
    }

    private static void removeIfFree(Path file) {
        try (FileChannel channel = InputFile.openOwn(file, StandardOpenOption.WRITE)) {
            if (channel.tryLock() != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | OverlappingFileLockException notOurs) {
            return; // The file was moved in the meantime, or belongs to another user.
        }
    }

    /** Returns files in a folder that have not changed since a time and may be in use on another machine. */
    static List<Path> possiblyInUse(Path folder, Instant since) throws IOException {
        List<Path> possiblyInUse = new ArrayList<>();
        for (Path file : list(folder)) {
            try {
                if (!isOfThisBoot(file)
                        && Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
                    possiblyInUse.add(file);
                }
            } catch (NoSuchFileException gone) {
                // The file was moved in the meantime, so it was in use.
            }
        }
        return possiblyInUse;
    }

    private static List<Path> list(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        if (!Files.isReadable(folder)) {
            return files;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, START + "*" + END)) {
            found.forEach(files::add);
        }
        files.sort(null);
        return files;
    }

    /** Returns the boot id of this machine, followed by a hyphen; empty if the system has none. */
    private static String bootId() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip() + "-";
        } catch (IOException noLinux) {
            return "";
        }
    }
}
