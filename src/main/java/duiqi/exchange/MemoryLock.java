package duiqi.exchange;

import duiqi.io.LockedFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one at a time update a memory, so that of two runs into the same file neither loses what the other has added.
 *
 * <p>The lock is on a hidden file beside the memory, since the memory itself is replaced by each update. It ends with the process
 * that holds it, however that ends, and its file goes with it. Where no such file can be made, there is no lock; writing the memory will fail there as well and tell why. Other threads wait for the
 * one that holds any lock, because the system locks for a process as a whole.
 */
public final class MemoryLock implements Closeable {
    private static final ReentrantLock THREADS = new ReentrantLock();

    private final Path file;
    private final Optional<FileChannel> channel;

    private MemoryLock(Path file, Optional<FileChannel> channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Waits until nobody else updates a memory, which need not exist yet. */
    public static MemoryLock of(Path memory) {
        return of(memory, () -> {});
    }

    /**
     * Waits until nobody else updates a memory, which need not exist yet.
     *
     * @param whenWaiting is run once when another process updates it, before waiting for that
     */
    public static MemoryLock of(Path memory, Runnable whenWaiting) {
        THREADS.lock();
        Path place = memory.toAbsolutePath();
        try {
            if (Files.exists(place)) {
                place = place.toRealPath();
                if (!Files.isRegularFile(place)) {
                    return new MemoryLock(place, Optional.empty());
                }
            }
            Path file = place.resolveSibling("." + place.getFileName() + ".lock");
            Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
            return new MemoryLock(file, Optional.of(LockedFile.open(file, whenWaiting::run)));
        } catch (IOException unlockable) {
            return new MemoryLock(place, Optional.empty());
        }
    }

    private void removeFile() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException inUse) {
            return; // where open files cannot be removed; whoever locks it next uses it as it is
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (channel.isPresent()) {
                removeFile();
                channel.get().close();
            }
        } finally {
            THREADS.unlock();
        }
    }
}
