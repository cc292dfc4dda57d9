package duiqi.review.log;

import duiqi.io.LockedFile;
import duiqi.text.FormatException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ensures that only one process has a review open. The lock is a hidden file next to the log, because writing a log
 * replaces its file. The operating system releases the lock when the process ends, even if it crashes.
 */
public final class ReviewLock implements Closeable {
    /** Locks of this process. The operating system locks for a process, not for a thread. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private ReviewLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Locks a review.
     *
     * @throws FormatException if the review is already open
     */
    public static ReviewLock of(Path log) throws IOException {
        Path folder = Optional.ofNullable(log.toAbsolutePath().getParent()).orElseThrow();
        make(folder);
        Path file = LockedFile.lockFile(folder.toRealPath().resolve(log.getFileName()));
        FormatException isOpen = new FormatException(
                log.toString(),
                "the review is already open in another duiqi process",
                "use the browser window of that process, or stop it first");
        if (!HELD_HERE.add(file)) {
            // Under POSIX, reading and closing the file would release the lock (fcntl, F_SETLK), and another process
            // could acquire it.
            throw isOpen;
        }
        try {
            return new ReviewLock(file, LockedFile.open(file, () -> {
                throw isOpen;
            }));
        } catch (IOException | RuntimeException unlocked) {
            HELD_HERE.remove(file);
            throw unlocked;
        }
    }

    private static void make(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileSystemException refused) {
            throw new FormatException(
                    folder.toString(),
                    "cannot create the folder of the review",
                    "make its parent folder writable, or use -o for a memory in another folder",
                    refused);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            LockedFile.remove(file);
        } finally {
            channel.close();
            HELD_HERE.remove(file);
        }
    }
}
