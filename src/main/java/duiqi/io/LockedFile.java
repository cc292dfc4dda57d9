package duiqi.io;

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

/**
 * Opens files that one process at a time has. The lock ends with the process, however that ends, and whoever has a file may remove it:
 * who waited for it goes on to the one that has its name then.
 *
 * <p>The system locks for a process as a whole (fcntl, F_SETLK): to open a locked file once more in the same process, and close it, ends
 * the lock.
 */
public final class LockedFile {
    private LockedFile() {}

    /** What to do about a file that another has. */
    @FunctionalInterface
    public interface WhenHeld {
        /**
         * Is called once, before waiting for a file.
         *
         * @throws IOException in order not to wait for it
         */
        void isHeld() throws IOException;
    }

    /**
     * Opens a file to be read and written, and locks it; it is made where there is none.
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
                // by whoever has it or waits for it, or left by a process that was killed
            }
            try {
                // What the name stands for is looked up before it is opened and again when it is locked:
                // its last holder may have removed it meanwhile, and another one have made it anew.
                Object key = FileKey.of(file);
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
                    isOurs = key.equals(FileKey.of(file));
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
}
