package duiqi.exchange.tool;

import duiqi.io.InputFile;
import duiqi.text.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.sqlite.NativeLibraryNotFoundException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Opens an SQLite database that another program owns, only for reading. Creates no file beside it and changes nothing.
 * Rejects a database with changes in a journal, because they are not yet in the file. Stateless.
 *
 * <p>Source: Database File Format, sqlite.org/fileformat.html, sections 1.3 and 3; sqlite.org/uri.html.
 */
final class SqliteFile {
    /** First bytes of every database that is not encrypted. */
    static final String MAGIC = "SQLite format 3\0";

    private static final int HEADER = 100;

    /** Offset of the version for readers: 2 for a write-ahead log. */
    private static final int READ_VERSION = 19;

    /** Time to wait for another program that is writing, in milliseconds. */
    private static final int WAIT = 1000;

    /** Maximum number of bytes of a value; reading a longer one fails. */
    private static final int LONGEST = 1 << 26;

    private SqliteFile() {}

    /**
     * Opens a database.
     *
     * @throws FormatException if the file is no database, is encrypted, damaged or in use
     */
    static Connection open(Path file) throws IOException {
        byte[] header;
        try (InputStream in = InputFile.open(file)) {
            header = in.readNBytes(HEADER);
        }
        if (header.length == 0) {
            throw new FormatException(file.toString(), "file is empty", "use another file");
        }
        if (!new String(header, StandardCharsets.ISO_8859_1).startsWith(MAGIC)) {
            throw notDatabase(file);
        }
        requireNoChanges(file, "-wal");
        requireNoChanges(file, "-journal");
        boolean isWriteAhead = Arrays.copyOf(header, HEADER)[READ_VERSION] == 2;
        URI uri = file.toAbsolutePath().toUri();
        // SQLite rejects the server of a network share, but accepts it as part of the path.
        String share = uri.getRawAuthority() == null ? "" : "//" + uri.getRawAuthority();
        // With a write-ahead log, SQLite creates files beside the database, unless it may rely on an unchanged file.
        String address =
                "jdbc:sqlite:file://" + share + uri.getRawPath() + "?mode=ro" + (isWriteAhead ? "&immutable=1" : "");
        try {
            SQLiteConfig config = new SQLiteConfig();
            config.setReadOnly(true);
            config.setBusyTimeout(WAIT);
            config.setPragma(SQLiteConfig.Pragma.LIMIT_LENGTH, Integer.toString(LONGEST));
            // Sorts in memory, so that SQLite creates no temporary file.
            config.setTempStore(SQLiteConfig.TempStore.MEMORY);
            return config.createConnection(address);
        } catch (NoClassDefFoundError e) {
            throw new FormatException(
                    file.toString(),
                    "needs SQLite, which duiqi-all.jar does not contain",
                    "put duiqi-sqlite.jar beside it; a release contains both, and ./duiqi builds both",
                    e);
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    private static void requireNoChanges(Path file, String end) throws IOException {
        Path journal = file.resolveSibling(file.getFileName() + end);
        if (!Files.isRegularFile(journal)) {
            return;
        }
        try (InputStream in = InputFile.open(journal)) {
            // A journal that begins with zeros, or is empty, is complete.
            if (in.read() > 0) {
                throw inUse(file, "is open in another program: " + journal.getFileName() + " contains changes");
            }
        }
    }

    private static FormatException inUse(Path file, String problem) {
        return new FormatException(
                file.toString(), problem, "close it in that program, for example Trados Studio, and try again");
    }

    private static FormatException notDatabase(Path file) {
        return new FormatException(
                file.toString(),
                "is not an SQLite database, or is encrypted",
                "remove its password, or export it as TMX in the program that made it");
    }

    static FormatException failure(Path file, SQLException e) {
        String code =
                (e instanceof SQLiteException known ? known.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR).name();
        if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) {
            return inUse(file, "is locked by another program");
        }
        if (code.startsWith("SQLITE_NOTADB")) {
            return notDatabase(file);
        }
        if (code.startsWith("SQLITE_CORRUPT") || code.startsWith("SQLITE_IOERR_SHORT_READ")) {
            return new FormatException(
                    file.toString(),
                    "database is damaged",
                    "restore a backup, or export it as TMX in Trados Studio",
                    e);
        }
        if (e.getCause() instanceof NativeLibraryNotFoundException || e.getCause() instanceof IOException) {
            return new FormatException(
                    file.toString(),
                    "cannot load the SQLite library: " + e.getCause().getMessage(),
                    "use a folder for temporary files in which programs can run:"
                            + " DUIQI_JAVA_OPTS=-Djava.io.tmpdir=FOLDER",
                    e);
        }
        return new FormatException(file.toString(), "cannot read the database: " + e.getMessage(), "check the file", e);
    }
}
