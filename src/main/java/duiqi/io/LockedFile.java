package duiqi.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Locks files for one process at a time. A lock ends when the process ends. The holder may remove its file: a waiting
 * process then locks the new file with the same name.
 *
 * <p>An update replaces its file, for example a memory, so the file itself cannot hold the lock. An instance locks a
 * hidden file in the same folder instead. It prevents one update from losing the changes of another. The hidden file is
 * removed with the lock. Threads of one process wait for the thread that holds any of these locks.
 *
 * <p>The system locks for a whole process (fcntl, F_SETLK): a process that opens a locked file again and closes it
 * releases the lock.
 */
public final class LockedFile implements Closeable {
    private static final ReentrantLock THREADS = new ReentrantLock();

    /** Locked byte, beyond the end of every file: on Windows, no other handle can read a locked byte. */
    private static final long BEYOND = Long.MAX_VALUE - 1;

    private final Path file;
    private final Optional<FileChannel> channel;

    private LockedFile(Path file, Optional<FileChannel> channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Handles a file that another process has locked. */
    @FunctionalInterface
    public interface WhenHeld {
        /**
         * Runs once before duiqi waits for a file.
         *
         * @throws IOException to stop instead of waiting
         */
        void isHeld() throws IOException;
    }

    /** Returns the hidden lock file for a file. */
    public static Path lockFile(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".lock");
    }

    /** Waits until no other process updates a file, which need not exist. */
    public static LockedFile toUpdate(Path file) {
        return toUpdate(file, () -> {});
    }

    /**
     * Waits until no other process updates a file, which need not exist. If no lock file can be created, nothing is
     * locked; a write of the file then fails too and reports the reason.
     *
     * @param whenWaiting runs once before waiting for another process
     */
    public static LockedFile toUpdate(Path file, Runnable whenWaiting) {
        THREADS.lock();
        Path target = file.toAbsolutePath();
        try {
            if (Files.exists(target)) {
                target = target.toRealPath();
                if (!Files.isRegularFile(target)) {
                    return new LockedFile(target, Optional.empty());
                }
            }
            Path lock = lockFile(target);
            Files.createDirectories(Optional.ofNullable(lock.getParent()).orElseThrow());
            return new LockedFile(lock, Optional.of(open(lock, whenWaiting::run)));
        } catch (IOException unlockable) {
            return new LockedFile(target, Optional.empty());
        }
    }

    /**
     * Opens a file for reading and writing, and locks it. Creates the file if it does not exist.
     *
     * @param held may throw an exception instead of waiting
     * @throws OverlappingFileLockException if this process already holds the lock and {@code held} does not throw
     */
    public static FileChannel open(Path file, WhenHeld held) throws IOException {
        boolean isReported = false;
        while (true) {
            try {
                Files.createFile(file);
            } catch (FileAlreadyExistsException made) {
                // The file belongs to its holder or a waiting process, or a killed process left it.
            }
            try {
                // The key is read before the file is opened and again after it is locked: in between, its last holder
                // may have removed the file and another process may have created it again.
                InputFile.requireOwn(file);
                Object key = FileState.key(file);
                FileChannel channel = InputFile.openOwn(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                boolean isLocked = false;
                try {
                    if (lock(channel).isEmpty()) {
                        if (!isReported) {
                            held.isHeld();
                            isReported = true;
                        }
                        channel.lock(BEYOND, 1, false);
                    }
                    isLocked = key.equals(FileState.key(file));
                } finally {
                    if (!isLocked) {
                        channel.close();
                    }
                }
                if (isLocked) {
                    return channel;
                }
            } catch (NoSuchFileException goneWithItsHolder) {
                // The next iteration creates a new file.
            }
        }
    }

    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock(BEYOND, 1, false));
        } catch (OverlappingFileLockException heldByThisProcess) {
            return Optional.empty();
        }
    }

    /**
     * Removes a lock file that this process holds. Keeps it on a system without file keys, such as Windows: a process
     * that waits for it could not see that the file is gone, and would hold it beside the holder of a new file.
     */
    public static void remove(Path lock) {
        try {
            if (Files.readAttributes(lock, BasicFileAttributes.class).fileKey() != null) {
                Files.deleteIfExists(lock);
            }
        } catch (IOException goneOrInUse) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (channel.isPresent()) {
                remove(file);
                channel.get().close();
            }
        } finally {
            THREADS.unlock();
        }
    }
}
