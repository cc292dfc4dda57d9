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
 * The state of a file at one time, which shows later whether others have changed it; for a file that is read, and then
 * {@linkplain AtomicFile#update written} from the content read. A change that keeps the size and comes within the step in which the file
 * system counts time (nanoseconds on Linux, two seconds on FAT) leaves no trace, unless the file is replaced, as most programs do.
 * Immutable.
 *
 * @param key what the system knows the file by
 * @param size in bytes; -1 when there is no file
 * @param modified when it was written last
 */
public record FileState(Object key, long size, FileTime modified) {
    private static final FileState NONE = new FileState("", -1, FileTime.fromMillis(0));

    /** Looks at a file, or at the one that a symbolic link points to; pipes and devices are as if they were not there. */
    public static FileState of(Path file) throws IOException {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return !now.isRegularFile() ? NONE : new FileState(key(file), now.size(), now.lastModifiedTime());
        } catch (NoSuchFileException none) {
            return NONE;
        }
    }

    /** Returns what the system knows a file by, without opening it; the name where the system has nothing better. */
    public static Object key(Path file) throws IOException {
        return Optional.ofNullable(
                        Files.readAttributes(file, BasicFileAttributes.class).fileKey())
                .orElse(file);
    }

    /** Returns the SHA-256 hash (FIPS 180-4) of the bytes of a file, in hexadecimal. */
    public static String hash(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
