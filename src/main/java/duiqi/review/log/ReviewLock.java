package duiqi.review.log;

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
 * Lets one process at a time have a review open. The lock is on a hidden file beside the log, since a log is put in its place whole; it
 * ends with the process that holds it, however that ends.
 */
public final class ReviewLock implements Closeable {
    /** The locks that this process holds; the system locks for a process as a whole. */
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
     * @throws FormatException if another process has the review open
     */
    public static ReviewLock of(Path log) throws IOException {
        Path folder = Optional.ofNullable(log.toAbsolutePath().getParent()).orElseThrow();
        make(folder);
        Path file = LockedFile.beside(folder.toRealPath().resolve(log.getFileName()));
        if (!HELD_HERE.add(file)) {
            // Reading the file would end the lock, as POSIX has it (fcntl, F_SETLK), and another process could
            // take it.
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
                    "the folder for what is done in a review cannot be made",
                    "see to it that its own folder is there and can be written, or name a memory elsewhere with -o",
                    refused);
        }
    }

    /** Writes who holds it, for the message to others. */
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
                "the review is open in another duiqi review" + (holder.isEmpty() ? "" : " (process " + holder + ")"),
                "go on in that browser window, or end that program first");
    }

    /** Returns the holder of a lock; empty where a locked file cannot be read, and just before its holder has signed it. */
    private static String signature(Path file) {
        try {
            String signature = Files.readString(file, StandardCharsets.US_ASCII);
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
