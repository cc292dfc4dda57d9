package duiqi.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Records the state of a file, to detect later whether another program has changed it. Use it for a file that is read
 * and then {@linkplain AtomicFile#update written} based on the content read.
 *
 * <p>Most programs replace the file when they change it; duiqi detects this. A change in place is not detected if it
 * keeps the size and falls within the time resolution of the file system. This is a nanosecond on Linux and two seconds
 * on FAT. Immutable.
 *
 * @param key file key of the system
 * @param size size in bytes; -1 if there is no file
 * @param modified time of the last modification
 */
public record FileState(Object key, long size, FileTime modified) {
    private static final FileState NONE = new FileState("", -1, FileTime.fromMillis(0));

    /** Returns the state of a file, or of the target of a symbolic link. Pipes and devices count as missing. */
    public static FileState of(Path file) throws IOException {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return !now.isRegularFile() ? NONE : new FileState(key(file), now.size(), now.lastModifiedTime());
        } catch (NoSuchFileException none) {
            return NONE;
        }
    }

    /** Returns the key of a file without opening it, or its path if the system has no file keys. */
    public static Object key(Path file) throws IOException {
        return Optional.ofNullable(
                        Files.readAttributes(file, BasicFileAttributes.class).fileKey())
                .orElse(file);
    }

    /** Returns the SHA-256 hash (FIPS 180-4) of the bytes of a file, in hexadecimal. */
    public static String hash(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(InputFile.open(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Returns a new SHA-256 digest (FIPS 180-4). */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Computes the hash of a file. Reads the file again only if its size or time has changed. Thread-safe. */
    public static final class WatchedFile {
        private final Path file;
        private long size = -1;
        private FileTime time = FileTime.fromMillis(0);
        private Optional<String> hash = Optional.empty();

        public WatchedFile(Path file) {
            this.file = file;
        }

        /** Returns the SHA-256 of the file in hexadecimal. Empty if the file does not exist or cannot be read. */
        public synchronized Optional<String> hash() {
            try {
                BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                if (now.size() != size || !now.lastModifiedTime().equals(time)) {
                    hash = Optional.of(FileState.hash(file));
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
}
