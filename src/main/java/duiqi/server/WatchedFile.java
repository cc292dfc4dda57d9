package duiqi.server;

import duiqi.io.FileHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/** Tells what a file holds by its hash, and reads it only where size or time have changed. Safe for threads. */
final class WatchedFile {
    private final Path file;
    private long size = -1;
    private FileTime time = FileTime.fromMillis(0);
    private Optional<String> hash = Optional.empty();

    WatchedFile(Path file) {
        this.file = file;
    }

    /** SHA-256 in hexadecimal; empty when the file is not there or cannot be read. */
    synchronized Optional<String> hash() {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            if (now.size() != size || !now.lastModifiedTime().equals(time)) {
                hash = Optional.of(FileHash.of(file));
                size = now.size();
                time = now.lastModifiedTime();
            }
            return hash;
        } catch (IOException gone) {
            size = -1;
            return Optional.empty();
        }
    }
}
