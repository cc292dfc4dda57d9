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
 * A hidden file in which content waits to take the place of another file. It is locked as long as it is used, so that what a
 * killed process has left is known by its lock being free.
 *
 * <p>Whether a lock is free is certain only to processes under the same kernel, since not every network folder hands locks on; so
 * the name says under which start of which kernel the file was made (random(4), boot_id), and only files of the same are ever
 * removed. Thread-safe, but for one file.
 */
final class TemporaryFile implements Closeable {
    private static final String START = ".duiqi-";
    private static final String END = ".tmp";
    private static final String OWN_START = START + kernel();

    /** Names of files that this process uses: opening one of them to look for its lock would end that (fcntl, F_SETLK). */
    private static final Set<String> IN_USE = ConcurrentHashMap.newKeySet();

    /** Folders that were looked through; once is enough for a process that writes many files into one. */
    private static final Set<Path> TIDY = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private TemporaryFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Makes one, where there is room again that killed processes have taken. */
    static TemporaryFile in(Path folder) throws IOException {
        if (TIDY.add(folder)) {
            removeLeft(folder);
        }
        while (true) {
            TemporaryFile file = create(folder.resolve(OWN_START + UUID.randomUUID() + END));
            if (lock(file.channel) && Files.exists(file.path)) {
                return file;
            }
            // Another process took it for left behind before it was locked.
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

    /** Returns whether nobody else has locked the file; where nothing can be locked, nobody can. */
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

    /** Returns the channel to write and read it. */
    FileChannel channel() {
        return channel;
    }

    /** Removes the file unless it has been moved. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
            Files.deleteIfExists(path);
        } finally {
            IN_USE.remove(String.valueOf(path.getFileName()));
        }
    }

    /** Removes files that killed processes have left in a folder, as far as that is certain. */
    static void removeLeft(Path folder) throws IOException {
        for (Path file : list(folder)) {
            if (isCertain(file) && !IN_USE.contains(String.valueOf(file.getFileName()))) {
                removeIfFree(file);
            }
        }
    }

    /** Returns whether the lock of a file tells whether it is in use. */
    private static boolean isCertain(Path file) {
        return !OWN_START.equals(START) && String.valueOf(file.getFileName()).startsWith(OWN_START);
    }

    private static void removeIfFree(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            if (channel.tryLock() != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | OverlappingFileLockException notOurs) {
            return; // moved meanwhile, or of somebody else
        }
    }

    /** Files in a folder that have not changed since a time, and may yet be in use where this process cannot see it. */
    static List<Path> doubtful(Path folder, Instant since) throws IOException {
        List<Path> doubtful = new ArrayList<>();
        for (Path file : list(folder)) {
            try {
                if (!isCertain(file)
                        && Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
                    doubtful.add(file);
                }
            } catch (NoSuchFileException gone) {
                // moved to its place meanwhile, so it was in use
            }
        }
        return doubtful;
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

    /** Tells this start of this machine from all others; empty where the system has no name for it. */
    private static String kernel() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip() + "-";
        } catch (IOException noLinux) {
            return "";
        }
    }
}
