package duiqi.cli;

import duiqi.server.AccessToken;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Keeps a token in a file, for clients that cannot be told a new one at each start. */
final class TokenFile {
    private static final int MAX_LENGTH = 4096;

    private TokenFile() {}

    /**
     * The token in a file; where there is no such file, it is made with a new one, for the user alone to read.
     *
     * @throws FormatException if what is in it is no token, or it cannot be read or made
     */
    static AccessToken read(Path file) throws IOException {
        try {
            if (!Files.exists(file)) {
                return make(file);
            }
            if (Files.isDirectory(file) || Files.size(file) > MAX_LENGTH) {
                throw new FormatException(
                        file.toString(), "is no file with a token", "name another, which is then made");
            }
            return AccessToken.of(
                    Files.readString(file, StandardCharsets.ISO_8859_1).strip());
        } catch (IllegalArgumentException wrong) {
            throw new FormatException(
                    file.toString(),
                    "holds no token, which has 16 characters or more, letters, digits and . _ ~ - only",
                    "delete it, and a new one is made",
                    wrong);
        } catch (FormatException named) {
            throw named;
        } catch (FileSystemException e) {
            throw new FormatException(
                    file.toString(), "cannot be read or made: " + e.getMessage(), "name another with --token-file", e);
        }
    }

    private static AccessToken make(Path file) throws IOException {
        AccessToken token = AccessToken.random();
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
}
