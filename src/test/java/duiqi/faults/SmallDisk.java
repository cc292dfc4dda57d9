package duiqi.faults;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Provides a disk in memory that can be full or read-only. Requires root. Not thread-safe. */
final class SmallDisk implements Closeable {
    private static final int SIZE = 8 << 20;
    private static final int BLOCK = 4096;

    private final Path folder;
    private final Path filling;

    private SmallDisk(Path folder) {
        this.folder = folder;
        this.filling = folder.resolve("filling.dat");
    }

    /** Returns the reason if no disk can be created; empty otherwise. */
    static String reason(Path scratch) throws IOException, InterruptedException {
        Path trial = Files.createDirectories(scratch.resolve("trial disk"));
        if (!succeeds("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", trial.toString())) {
            return "only root can mount a small disk";
        }
        return succeeds("umount", trial.toString()) ? "" : "cannot unmount a disk";
    }

    /**
     * Mounts a disk.
     *
     * @param folder mount point, created if necessary
     */
    static SmallDisk mount(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        require("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", folder.toString());
        return new SmallDisk(folder);
    }

    Path folder() {
        return folder;
    }

    /** Fills the disk except for some bytes. */
    void fill(int bytes) throws IOException {
        long room = Files.getFileStore(folder).getUsableSpace() - (long) (bytes / BLOCK) * BLOCK;
        byte[] block = new byte[BLOCK];
        try (var out = Files.newOutputStream(filling)) {
            for (long written = 0; written + BLOCK <= room; written += BLOCK) {
                out.write(block);
            }
        }
    }

    void makeRoom() throws IOException {
        Files.delete(filling);
    }

    /** Makes the disk read-only, even for root, or writable again. */
    void setReadOnly(boolean isReadOnly) throws IOException, InterruptedException {
        require("mount", "-o", isReadOnly ? "remount,ro" : "remount,rw", folder.toString());
    }

    @Override
    public void close() throws IOException {
        try {
            require("umount", "-l", folder.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean succeeds(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(List.of(command))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private static void require(String... command) throws IOException, InterruptedException {
        if (!succeeds(command)) {
            throw new IOException(String.join(" ", command) + " fails");
        }
    }
}
