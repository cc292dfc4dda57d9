package duiqi.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
                hash = Optional.of(read());
                size = now.size();
                time = now.lastModifiedTime();
            }
            return hash;
        } catch (IOException gone) {
            size = -1;
            return Optional.empty();
        }
    }

    private String read() throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
