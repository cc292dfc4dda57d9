package duiqi.review.log;

import duiqi.io.InputFile;
import duiqi.io.LockedFile;
import duiqi.text.FormatException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
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
        if (!HELD_HERE.add(file)) {
            // Under POSIX, reading and closing the file would release the lock (fcntl, F_SETLK), and another process
            // could acquire it.
            throw isOpen(log, Long.toString(ProcessHandle.current().pid()));
        }
        try {
            FileChannel channel = LockedFile.open(file, () -> {
                throw isOpen(log, signature(file));
            });
            return new ReviewLock(file, signed(channel));
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

    /** Writes the process id into the lock file, for the error message of other processes. */
    private static FileChannel signed(FileChannel channel) throws IOException {
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(
                    String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (IOException unsigned) {
            channel.close();
            throw unsigned;
        }
    }

    private static FormatException isOpen(Path log, String holder) {
        return new FormatException(
                log.toString(),
                "the review is already open in another duiqi process" + (holder.isEmpty() ? "" : " (" + holder + ")"),
                "use the browser window of that process, or stop it first");
    }

    /**
     * Returns the process id in a lock file. Empty if the file cannot be read or the other process has not written its
     * id yet.
     */
    private static String signature(Path file) {
        try {
            String signature = InputFile.text(file, StandardCharsets.US_ASCII);
            return signature.matches("[0-9]{1,19}") ? signature : "";
        } catch (IOException unreadable) {
            return "";
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
