package duiqi.exchange.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.exchange.Annotation;
import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Exchanged;
import duiqi.exchange.Golden;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SdltmUnitsTest {
    private static final String GARDEN = "exchange/trados.sdltm";

    @TempDir
    Path folder;

    private final Exchanged sdltm = new Exchanged("sdltm");

    private Path file() {
        return folder.resolve("内存 50%?#.sdltm");
    }

    private List<Tu> read() throws IOException {
        return sdltm.read(file());
    }

    /** Checks after every test that the reader leaves no file beside the memory. */
    @AfterEach
    void leavesNoFileBesideTheMemory() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .allMatch(name -> name.equals("内存 50%?#.sdltm")
                            || name.endsWith("-journal")
                            || name.endsWith("-wal")
                            || name.endsWith("-shm"));
        }
    }

    private void write() throws IOException {
        Files.write(file(), Golden.bytes(GARDEN));
    }

    /** Opens the memory as Trados Studio does. */
    private Connection open(String... statements) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        for (String each : statements) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(each);
            }
        }
        return connection;
    }

    /** Writes the golden memory and changes it. */
    private void write(String... statements) throws Exception {
        write();
        open(statements).close();
    }

    private static String segment(String elements) {
        return "<Segment><Elements>" + elements + "</Elements><CultureName>zh-CN</CultureName></Segment>";
    }

    private static String tag(String type, int anchor, int counterpart) {
        return "<Tag><Type>" + type + "</Type><Anchor>" + anchor + "</Anchor><AlignmentAnchor>" + counterpart
                + "</AlignmentAnchor><TagID>b</TagID><CanHide>false</CanHide></Tag>";
    }

    @Test
    void recognisesDatabaseByItsContent() throws Exception {
        Path other = Files.write(folder.resolve("memory.tmx"), Golden.bytes(GARDEN));
        assertThat(ExchangeFormat.of(other).map(ExchangeFormat::name)).contains("sdltm");
        Files.delete(other);
    }

    @Test
    void isolatesTagsWithoutCounterpartAndNumbersPairsOnce() throws Exception {
        String b = tag("Start", 1, 1);
        String end = tag("End", 1, 0);
        write("UPDATE translation_units SET source_segment = '"
                + segment(end + b + "<Text><Value>水</Value></Text>" + end + b + "<Text><Value>火</Value></Text>" + end
                        + b + tag("UnmatchedEnd", 4, 0))
                + "'");
        assertThat(Exchanged.shown(read().get(0)))
                .contains(
                        "| zh-CN <it pos=end type=b/><bpt i=1 x=1 type=b/>水<ept i=1/><bpt i=10 x=1 type=b/>火<ept i=10/>"
                                + "<it pos=begin x=1 type=b/><it pos=end type=b/> |");
    }

    @Test
    void readsOldVersionsAndUnusualValues() throws Exception {
        write(
                "DELETE FROM translation_units WHERE id > 2",
                "UPDATE translation_units SET guid = NULL, flags = NULL, creation_date = '9999-12-31 23:59:59',"
                        + " change_date = 'yesterday', last_used_date = '2016-05-06T07:08:09.1234567Z',"
                        + " source_segment = 'plain text'",
                "ALTER TABLE translation_units DROP COLUMN source_token_data",
                "ALTER TABLE translation_units DROP COLUMN tokenization_sig_hash",
                "DROP TABLE picklist_attributes",
                "DROP TABLE translation_unit_contexts",
                "DROP TABLE attributes",
                "INSERT INTO resources VALUES(1, NULL, 1, 'zh-CN', NULL)");
        assertThat(Exchanged.shown(read().get(0)))
                .isEqualTo(
                        "tuid=2 | creationid=李 | changeid=Ann | lastusagedate=20160506T070809Z | usagecount=3 | x-LastUsedBy=Bob"
                                + " | x-=H | x-=P | x-=2015 | zh-CN plain text | en-US Water is soft.");
        assertThat(sdltm.unread.counts())
                .isEqualTo(Map.of("unreadable dates", 1, "language resources of Trados memories", 1));
    }

    @Test
    void readsNumbersFromColumnsOfTheirOwn() throws Exception {
        write(
                "ALTER TABLE translation_units ADD COLUMN origin INT DEFAULT 3",
                "ALTER TABLE translation_units ADD COLUMN format INT DEFAULT 12",
                "ALTER TABLE translation_units ADD COLUMN confirmation_level INT DEFAULT 6");
        assertThat(Exchanged.shown(read().get(0)))
                .contains("| x-Origin=Alignment | x-OriginalFormat=12 | x-ConfirmationLevel=ApprovedSignOff |");
    }

    @Test
    void skipsAndReportsUnreadableUnits() throws Exception {
        write(
                "INSERT INTO translation_units(id, source_segment, target_segment) SELECT 11, source_segment, ''"
                        + " FROM translation_units WHERE id = 2",
                "UPDATE translation_units SET source_segment = '<Segment><Elements>' WHERE id = 2",
                "UPDATE translation_units SET source_segment = '<other/>' WHERE id = 5");
        assertThat(read()).extracting(Tu::id).containsExactly("12345678-9abc-4def-0000-000000000009");
        assertThat(sdltm.problems())
                .containsExactly(
                        "2 segment is not well-formed XML",
                        "5 segment is not well-formed XML",
                        "11 unit has no target");
    }

    @Test
    void rejectsEndlessValue() throws Exception {
        write("UPDATE translation_units SET target_segment = zeroblob(70000000) WHERE id = 2");
        assertThatThrownBy(this::read)
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(file() + ": cannot read the database: ");
    }

    @Test
    void readsHeader() throws Exception {
        write();
        try (UnitReader reader = ExchangeFormat.named("sdltm").orElseThrow().open(file(), sdltm.reading())) {
            assertThat(reader.header().attributes())
                    .isEqualTo(Map.of("srclang", "zh-CN", "creationdate", "20150102T030405Z", "creationid", "Ann"));
            assertThat(reader.header().annotations()).containsExactly(Annotation.property("x-TMName", "园林"));
            assertThat(reader.targetLanguage(reader.next().orElseThrow())).contains(Language.ENGLISH);
        }
        write("DELETE FROM translation_units");
        assertThat(read()).isEmpty();
    }

    private void rejects(String problem) {
        assertThatThrownBy(this::read)
                .isInstanceOf(FormatException.class)
                .hasMessage(file() + ": " + problem)
                .hasMessageNotContaining("\n");
    }

    /**
     * Each line is SQL, then the problem. A view or a computed column can describe endless rows and values in a small
     * file.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            INSERT INTO translation_memories(id, name) VALUES(2, 'Park') | contains several memories: 园林, Park; export each of them as TMX in Trados Studio
            CREATE VIEW translation_units AS WITH RECURSIVE r(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM r) SELECT id, 'a' AS source_segment, 'b' AS target_segment FROM r | is an SQLite database, but not a Trados memory; use a .sdltm file
            CREATE TABLE translation_units(id INTEGER PRIMARY KEY, source_segment TEXT, target_segment TEXT, guid AS (hex(zeroblob(30000000)))) | is an SQLite database, but not a Trados memory; use a .sdltm file
            CREATE TABLE bookmarks(id INT) | is an SQLite database, but not a Trados memory; use a .sdltm file
            """)
    void rejectsDatabase(String sql, String problem) throws Exception {
        write(sql.startsWith("INSERT") ? "SELECT 1" : "DROP TABLE translation_units", sql);
        rejects(problem);
    }

    @Test
    void rejectsEncryptedEmptyAndDamagedFile() throws Exception {
        Files.write(file(), new byte[4096]);
        rejects("is not an SQLite database, or is encrypted;"
                + " remove its password, or export it as TMX in the program that made it");
        Files.write(file(), new byte[0]);
        rejects("file is empty; use another file");
        for (int length : new int[] {3000, 60}) {
            Files.write(file(), Arrays.copyOf(Golden.bytes(GARDEN), length));
            rejects("database is damaged; restore a backup, or export it as TMX in Trados Studio");
        }
    }

    @Test
    void rejectsFileThatIsLocked() throws Exception {
        write();
        try (Connection studio = open("PRAGMA locking_mode = EXCLUSIVE", "BEGIN EXCLUSIVE")) {
            assertThat(studio.isClosed()).isFalse();
            rejects("is locked by another program;"
                    + " close it in that program, for example Trados Studio, and try again");
        }
        assertThat(read()).hasSize(3);
    }

    @Test
    void rejectsFileWithChangesInJournals() throws Exception {
        write();
        Path log = folder.resolve(file().getFileName() + "-wal");
        try (Connection studio = open("PRAGMA journal_mode = WAL", "DELETE FROM string_attributes")) {
            assertThat(studio.isClosed()).isFalse();
            assertThat(log).isNotEmptyFile();
            rejects("is open in another program: " + log.getFileName() + " contains changes;"
                    + " close it in that program, for example Trados Studio, and try again");
        }
        assertThat(log).doesNotExist();
        // The header still says that the database has a write-ahead log.
        assertThat(Files.readAllBytes(file())[19]).isEqualTo((byte) 2);
        assertThat(read()).hasSize(3);
        Path journal = folder.resolve(file().getFileName() + "-journal");
        Files.write(journal, new byte[512]);
        assertThat(read()).hasSize(3);
        Files.write(journal, new byte[] {(byte) 0xD9, (byte) 0xD5, 5});
        rejects("is open in another program: " + journal.getFileName() + " contains changes;"
                + " close it in that program, for example Trados Studio, and try again");
    }

    @Test
    void readsFileInFolderWithoutWriteAccess() throws Exception {
        write();
        byte[] before = Files.readAllBytes(file());
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("r--r--r--"));
        try {
            assertThat(read()).hasSize(3);
            assertThat(Files.readAllBytes(file())).isEqualTo(before);
        } finally {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
