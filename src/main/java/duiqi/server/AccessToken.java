package duiqi.server;

import duiqi.io.InputFile;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** Holds the secret that a client must send. Immutable. */
public final class AccessToken {
    /** 256 bits cannot be guessed. */
    private static final int BYTES = 32;

    /** Minimum length of a token that a user chooses, so that it is hard to guess. */
    private static final int MIN_LENGTH = 16;

    private static final int MAX_FILE_SIZE = 4096;

    private final String text;

    private AccessToken(String text) {
        this.text = text;
    }

    /** Returns a new random token with 43 characters that need no escapes in a URL. */
    public static AccessToken random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new AccessToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /**
     * Returns the token in a file, for clients that cannot get a new one at each start. If the file does not exist,
     * creates it with a new token, readable by the user only.
     *
     * @throws FormatException if the file contains no valid token, or cannot be read or created
     */
    public static AccessToken inFile(Path file) throws IOException {
        try {
            if (!Files.exists(file)) {
                return make(file);
            }
            if (!Files.isDirectory(file) && Files.size(file) <= MAX_FILE_SIZE) {
                String text = InputFile.text(file, StandardCharsets.ISO_8859_1).strip();
                // Other characters need escapes in a URL or header.
                if (text.length() >= MIN_LENGTH && text.matches("[A-Za-z0-9._~-]+")) {
                    return new AccessToken(text);
                }
            }
        } catch (FileSystemException e) {
            throw new FormatException(
                    file.toString(),
                    "cannot read or create: " + e.getMessage(),
                    "give another file with --token-file",
                    e);
        }
        throw new FormatException(
                file.toString(),
                "contains no token of " + MIN_LENGTH + " or more letters, digits and . _ ~ -",
                "delete the file, and duiqi creates a new token, or give another file with --token-file");
    }

    private static AccessToken make(Path file) throws IOException {
        AccessToken token = random();
        boolean isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] own = isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Files.createFile(file, own);
        Files.writeString(file, token.text() + "\n", StandardOpenOption.WRITE);
        return token;
    }

    /** Returns whether a client sent this token. Takes the same time for all values, to prevent timing attacks. */
    public boolean matches(String sent) {
        return MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the secret, for the URL that is shown to the user. */
    public String text() {
        return text;
    }

    /** Returns a text without the secret, because the result may end up in messages. */
    @Override
    public String toString() {
        return "token";
    }
}
