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
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Locks files for one process at a time. A lock ends with the process, however that ends, and the holder may remove its file: a
 * process that waited for it goes on to the file that has the name then.
 *
 * <p>An instance is a lock on a hidden file beside another file that each update replaces, such as a memory, so that of two
 * updates neither loses what the other has added. Its file goes with it. Threads of one process wait for the thread that holds
 * any such lock.
 *
 * <p>The system locks for a process as a whole (fcntl, F_SETLK): to open a locked file once more in the same process, and close
 * it, ends the lock.
 */
public final class LockedFile implements Closeable {
    private static final ReentrantLock THREADS = new ReentrantLock();

    private final Path file;
    private final Optional<FileChannel> channel;

    private LockedFile(Path file, Optional<FileChannel> channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Decides what to do about a file that another process holds. */
    @FunctionalInterface
    public interface WhenHeld {
        /**
         * Is called once, before waiting for a file.
         *
         * @throws IOException in order not to wait for it
         */
        void isHeld() throws IOException;
    }

    /** Returns the hidden file beside a file that is locked in its place. */
    public static Path beside(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".lock");
    }

    /** Waits until nobody else updates a file, which need not exist yet. */
    public static LockedFile toUpdate(Path file) {
        return toUpdate(file, () -> {});
    }

    /**
     * Waits until nobody else updates a file, which need not exist yet. Where no lock file can be made, nothing is locked; writing
     * the file fails there as well and says why.
     *
     * @param whenWaiting runs once before waiting for another process
     */
    public static LockedFile toUpdate(Path file, Runnable whenWaiting) {
        THREADS.lock();
        Path place = file.toAbsolutePath();
        try {
            if (Files.exists(place)) {
                place = place.toRealPath();
                if (!Files.isRegularFile(place)) {
                    return new LockedFile(place, Optional.empty());
                }
            }
            Path lock = beside(place);
            Files.createDirectories(Optional.ofNullable(lock.getParent()).orElseThrow());
            return new LockedFile(lock, Optional.of(open(lock, whenWaiting::run)));
        } catch (IOException unlockable) {
            return new LockedFile(place, Optional.empty());
        }
    }

    /**
     * Opens a file to be read and written, and locks it; creates it where there is none.
     *
     * @param held may give up
     * @throws OverlappingFileLockException if this process has it already, and {@code held} does not give up
     */
    public static FileChannel open(Path file, WhenHeld held) throws IOException {
        boolean isTold = false;
        while (true) {
            try {
                Files.createFile(file);
            } catch (FileAlreadyExistsException made) {
                // by its holder or a process that waits for it, or left by a process that was killed
            }
            try {
                // The key is looked up before the file is opened and again when it is locked:
                // its last holder may have removed it meanwhile, and another process created it again.
                Object key = FileState.key(file);
                FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                boolean isOurs = false;
                try {
                    if (lock(channel).isEmpty()) {
                        if (!isTold) {
                            held.isHeld();
                            isTold = true;
                        }
                        channel.lock();
                    }
                    isOurs = key.equals(FileState.key(file));
                } finally {
                    if (!isOurs) {
                        channel.close();
                    }
                }
                if (isOurs) {
                    return channel;
                }
            } catch (NoSuchFileException goneWithItsHolder) {
                // the loop makes a new one
            }
        }
    }

    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException heldByThisProcess) {
            return Optional.empty();
        }
    }

    /** Removes a lock file; one that cannot be removed while it is open is used again by the next holder. */
    public static void remove(Path lock) {
        try {
            Files.deleteIfExists(lock);
        } catch (IOException inUse) {
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
