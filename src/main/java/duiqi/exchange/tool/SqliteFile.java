package duiqi.exchange.tool;

import duiqi.io.InputFile;
import duiqi.text.FormatException;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.sqlite.NativeLibraryNotFoundException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteJDBCLoader;

/**
 * Opens an SQLite database that another program owns, only for reading. Creates no file beside it and changes nothing.
 * Rejects a database with changes in a journal, because they are not yet in the file. Not thread-safe.
 *
 * <p>Source: Database File Format, sqlite.org/fileformat.html, sections 1.3 and 3; sqlite.org/uri.html.
 */
final class SqliteFile implements Closeable {
    /** First bytes of every database that is not encrypted. */
    static final String MAGIC = "SQLite format 3\0";

    /** Setting of the loader: folder for its copy of the native library. */
    private static final String FOLDER = "org.sqlite.tmpdir";

    /** Beginning of the name of that folder. */
    private static final String OWN = "duiqi-sqlite-";

    private static final int HEADER = 100;

    /** Offset of the version for readers: 2 for a write-ahead log. */
    private static final int READ_VERSION = 19;

    private static final int WRITE_AHEAD = 2;

    /** Time to wait for another program that is writing, in milliseconds. */
    private static final int WAIT = 1000;

    /** Maximum number of bytes of a value; reading a longer one fails. */
    private static final int LONGEST = 1 << 26;

    private static boolean isLoaded;

    private final Path file;
    private final Connection connection;
    private final List<Rows> open = new ArrayList<>();

    private SqliteFile(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /**
     * Opens a database.
     *
     * @throws FormatException if the file is no database, is encrypted, damaged or in use
     */
    static SqliteFile open(Path file) throws IOException {
        byte[] header;
        try (InputStream in = InputFile.open(file)) {
            header = in.readNBytes(HEADER);
        }
        if (header.length == 0) {
            throw new FormatException(file.toString(), "file is empty", "use another file");
        }
        if (!new String(header, StandardCharsets.ISO_8859_1).startsWith(MAGIC)) {
            throw new FormatException(
                    file.toString(),
                    "is not an SQLite database, or is encrypted",
                    "remove its password, or export it as TMX in the program that made it");
        }
        requireNoChanges(file, "-wal");
        requireNoChanges(file, "-journal");
        load(file);
        boolean isWriteAhead = header.length > READ_VERSION && header[READ_VERSION] == WRITE_AHEAD;
        URI uri = file.toAbsolutePath().toUri();
        // SQLite rejects the server of a network share, but accepts it as part of the path.
        String share = uri.getRawAuthority() == null ? "" : "//" + uri.getRawAuthority();
        // With a write-ahead log, SQLite creates files beside the database, unless it may rely on an unchanged file.
        String address =
                "jdbc:sqlite:file://" + share + uri.getRawPath() + "?mode=ro" + (isWriteAhead ? "&immutable=1" : "");
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(WAIT);
        config.setPragma(SQLiteConfig.Pragma.LIMIT_LENGTH, Integer.toString(LONGEST));
        // Sorts in memory, so that SQLite creates no temporary file.
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        try {
            return new SqliteFile(file, config.createConnection(address));
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
                throw new FormatException(
                        file.toString(),
                        "is open in another program: " + journal.getFileName() + " contains changes",
                        "close it in that program, for example Trados Studio, and try again");
            }
        }
    }

    /** Loads the native library. Removes the copy that the loader makes, unless the system locks it. */
    private static synchronized void load(Path file) throws FormatException {
        if (isLoaded) {
            return;
        }
        try {
            if (File.separatorChar == '\\') {
                // Windows locks a loaded library. The loader removes its copy at the next start.
                SQLiteJDBCLoader.initialize();
            } else {
                loadAndRemove();
            }
            isLoaded = true;
        } catch (NativeLibraryNotFoundException e) {
            throw new FormatException(
                    file.toString(),
                    "cannot load the SQLite library: the folder for temporary files is mounted with noexec,"
                            + " or there is no library for this system",
                    "use a folder in which programs can run: DUIQI_JAVA_OPTS=-Djava.io.tmpdir=FOLDER",
                    e);
        } catch (Exception e) {
            throw new FormatException(
                    file.toString(),
                    "cannot copy the SQLite library to the folder for temporary files: " + e.getMessage(),
                    "use a folder in which programs can run: DUIQI_JAVA_OPTS=-Djava.io.tmpdir=FOLDER",
                    e);
        }
    }

    private static void loadAndRemove() throws Exception {
        String before = System.clearProperty(FOLDER);
        Path folder = before == null ? Files.createTempDirectory(OWN) : Files.createTempDirectory(Path.of(before), OWN);
        try {
            System.setProperty(FOLDER, folder.toString());
            SQLiteJDBCLoader.initialize();
        } finally {
            System.clearProperty(FOLDER);
            if (before != null) {
                System.setProperty(FOLDER, before);
            }
            try (DirectoryStream<Path> copies = Files.newDirectoryStream(folder)) {
                for (Path copy : copies) {
                    Files.delete(copy);
                }
            }
            Files.delete(folder);
        }
    }

    /** Returns the error for a failure of SQLite. */
    FormatException failure(SQLException e) {
        return failure(file, e);
    }

    private static FormatException failure(Path file, SQLException e) {
        SQLiteErrorCode code =
                e instanceof SQLiteException known ? known.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
        String name = code.name();
        if (name.startsWith("SQLITE_BUSY") || name.startsWith("SQLITE_LOCKED")) {
            return new FormatException(
                    file.toString(),
                    "is locked by another program",
                    "close it in that program, for example Trados Studio, and try again",
                    e);
        }
        if (name.startsWith("SQLITE_NOTADB")) {
            return new FormatException(
                    file.toString(),
                    "is not an SQLite database, or is encrypted",
                    "remove its password, or export it as TMX in the program that made it",
                    e);
        }
        if (name.startsWith("SQLITE_CORRUPT") || name.startsWith("SQLITE_IOERR_SHORT_READ")) {
            return new FormatException(
                    file.toString(),
                    "database is damaged",
                    "restore a backup, or export it as TMX in Trados Studio",
                    e);
        }
        return new FormatException(file.toString(), "cannot read the database: " + e.getMessage(), "check the file", e);
    }

    /**
     * Returns the names of the tables in lower case. Omits views and tables with computed columns, because their
     * expressions can describe endless rows and values.
     */
    Set<String> tables() throws FormatException {
        return names("SELECT name FROM sqlite_master AS stored WHERE type = 'table' AND NOT EXISTS"
                + " (SELECT 1 FROM pragma_table_xinfo(stored.name) WHERE hidden > 0)");
    }

    /** Returns the names of the columns of a table in lower case; none if there is no such table. */
    Set<String> columns(String table) throws FormatException {
        return names("SELECT name FROM pragma_table_info('" + table + "')");
    }

    private Set<String> names(String query) throws FormatException {
        Set<String> names = new HashSet<>();
        try (Rows rows = query(query)) {
            while (rows.next()) {
                names.add(rows.text(1).toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    /** Starts a query. */
    Rows query(String query) throws FormatException {
        try {
            Rows rows = new Rows(connection.createStatement().executeQuery(query));
            open.add(rows);
            return rows;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Reads the rows of a query one by one. Columns count from 1. Not thread-safe. */
    final class Rows implements Closeable {
        private final ResultSet rows;

        private Rows(ResultSet rows) {
            this.rows = rows;
        }

        /** Moves to the next row; returns false after the last one. */
        boolean next() throws FormatException {
            try {
                return rows.next();
            } catch (SQLException e) {
                throw failure(e);
            }
        }

        /** Returns a value as text; empty if there is none. */
        String text(int column) throws FormatException {
            try {
                String text = rows.getString(column);
                return text == null ? "" : text;
            } catch (SQLException e) {
                throw failure(e);
            }
        }

        /** Returns an integer; 0 if there is none. */
        long number(int column) throws FormatException {
            try {
                return rows.getLong(column);
            } catch (SQLException e) {
                throw failure(e);
            }
        }

        /** Returns the bytes of a value; none if there is none. */
        byte[] bytes(int column) throws FormatException {
            try {
                byte[] bytes = rows.getBytes(column);
                return bytes == null ? new byte[0] : bytes;
            } catch (SQLException e) {
                throw failure(e);
            }
        }

        @Override
        public void close() throws FormatException {
            open.remove(this);
            try {
                rows.getStatement().close();
            } catch (SQLException e) {
                throw failure(e);
            }
        }
    }

    @Override
    public void close() throws FormatException {
        try (connection) {
            for (Rows rows : List.copyOf(open)) {
                rows.close();
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }
}
