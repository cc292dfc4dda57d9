package duiqi.exchange.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.exchange.Annotation;
import duiqi.exchange.Content;
import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Exchanged;
import duiqi.exchange.Omissions;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SdltmUnitsTest {
    @TempDir
    Path folder;

    private final Exchanged exchanged = new Exchanged("sdltm");
    private final Omissions omissions = new Omissions();

    private Path file() {
        return folder.resolve("内存 50%?#.sdltm");
    }

    private List<Tu> read() throws IOException {
        return exchanged.read(
                file(), new ReaderSettings(Language.CHINESE, Language.ENGLISH, exchanged.damage::add, omissions));
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

    private void write() throws Exception {
        SdltmSample.writeGarden(file());
    }

    @Test
    void recognisesDatabaseByItsContent() throws Exception {
        write();
        Path other = folder.resolve("memory.tmx");
        Files.move(file(), other);
        assertThat(ExchangeFormat.of(other).map(ExchangeFormat::name)).contains("sdltm");
        Files.move(other, file());
    }

    @Test
    void readsUnitsInOrderWithTextsAndLanguages() throws Exception {
        write();
        assertThat(read())
                .extracting(unit -> unit.variants().stream()
                        .map(side -> side.code() + " " + side.text())
                        .toList())
                .containsExactly(
                        List.of("zh-CN 水是软的。", "en-US Water is soft."),
                        List.of("zh-CN 请看石头。", "en-GB See the stone & go."),
                        List.of("zh-TW 完。", "en-US The end."));
        assertThat(exchanged.damage).isEmpty();
        assertThat(omissions.counts()).isEmpty();
    }

    @Test
    void keepsIdsDatesUsersAndUsage() throws Exception {
        write();
        assertThat(read().get(0).attributes())
                .isEqualTo(Map.of(
                        "tuid", "12345678-9abc-4def-0000-000000000002",
                        "creationdate", "20150304T101112Z",
                        "creationid", "李",
                        "changedate", "20160506T070809Z",
                        "changeid", "Ann",
                        "lastusagedate", "20170102T030405Z",
                        "usagecount", "3"));
    }

    @Test
    void keepsFieldsWithTypesAndSeveralValues() throws Exception {
        write();
        List<Tu> units = read();
        assertThat(properties(units.get(0)))
                .containsExactly(
                        "x-LastUsedBy=Bob",
                        "x-Origin=TM",
                        "x-ConfirmationLevel=Translated",
                        "x-StructureContext:MultipleString=H",
                        "x-StructureContext:MultipleString=P",
                        "x-Year:Integer=2015",
                        "x-Context=0, 0");
        assertThat(properties(units.get(1)))
                .contains(
                        "x-Checked:DateTime=20160229T000000Z",
                        "x-项目 Project:MultiplePicklist=园林",
                        "x-项目 Project:MultiplePicklist=Garden & park",
                        "x-Context=-8331597179047842233, 42",
                        "x-Context=1, 2");
        assertThat(properties(units.get(2)))
                .containsExactly(
                        "x-LastUsedBy=Bob",
                        "x-Origin=MachineTranslation",
                        "x-ConfirmationLevel=Draft",
                        "x-Note:SingleString=checked twice",
                        "x-项目 Project:MultiplePicklist=Garden & park",
                        "x-IdContext=menu.quit");
    }

    private static List<String> properties(Tu unit) {
        return unit.annotations().stream()
                .map(property -> property.type() + "=" + property.text())
                .toList();
    }

    @Test
    void keepsTagsWithTheirPairs() throws Exception {
        write();
        assertThat(read().get(1).variants().get(1).content().pieces())
                .containsExactly(
                        new Content.Text("See the "),
                        tag("bpt", "", "i", "1", "x", "1", "type", "b"),
                        new Content.Text("stone"),
                        tag("ept", "", "i", "1"),
                        tag("ph", "", "x", "2", "type", "br"),
                        tag("ph", "{0}", "x", "3", "type", "v"),
                        new Content.Text(" & go."));
    }

    private static Content.Code tag(String element, String inside, String... attributes) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < attributes.length; i += 2) {
            all.put(attributes[i], attributes[i + 1]);
        }
        return new Content.Code(element, all, Content.of(inside));
    }

    @Test
    void isolatesTagsWithoutCounterpartAndNumbersPairsOnce() throws Exception {
        try (SdltmSample sample = SdltmSample.create(file())) {
            String b = SdltmSample.tag("Start", 1, 1, "b", "");
            String end = SdltmSample.tag("End", 1, 0, "b", "");
            sample.add(
                    1,
                    SdltmSample.segment(
                            end + b + "<Text><Value>水</Value></Text>" + end + b + "<Text><Value>火</Value></Text>" + end
                                    + b + SdltmSample.tag("UnmatchedEnd", 4, 0, "", ""),
                            "zh-CN"),
                    SdltmSample.text("water", "en-US"));
        }
        assertThat(read().get(0).variants().get(0).content().pieces())
                .extracting(piece -> piece instanceof Content.Code code
                        ? code.element()
                                + code.attributes().getOrDefault("i", "")
                                + code.attributes().getOrDefault("pos", "")
                        : "text")
                .containsExactly("itend", "bpt1", "text", "ept1", "bpt10", "text", "ept10", "itbegin", "itend");
    }

    @Test
    void readsOldVersionsAndUnusualValues() throws Exception {
        try (SdltmSample sample = SdltmSample.old(file())) {
            sample.add(1, "plain text", SdltmSample.text(" two\u00a0 spaces ", ""));
            sample.run(
                    "UPDATE translation_units SET guid = NULL, flags = NULL, creation_date = '9999-12-31 23:59:59',"
                            + " change_date = 'yesterday', last_used_date = '2016-05-06T07:08:09.1234567Z'",
                    "DROP TABLE picklist_attributes",
                    "DROP TABLE translation_unit_contexts",
                    "DROP TABLE attributes",
                    "INSERT INTO string_attributes VALUES(1, 5, 'lost field')",
                    "INSERT INTO resources VALUES(1, NULL, 1, 'zh-CN', NULL)");
        }
        Tu unit = read().get(0);
        assertThat(unit.id()).isEqualTo("1");
        assertThat(unit.attributes())
                .doesNotContainKeys("creationdate", "changedate")
                .containsEntry("lastusagedate", "20160506T070809Z");
        assertThat(properties(unit)).containsExactly("x-LastUsedBy=Bob", "x-=lost field");
        assertThat(unit.variants()).extracting(Tuv::code).containsExactly("zh-CN", "en-US");
        assertThat(unit.variants()).extracting(Tuv::text).containsExactly("plain text", " two\u00a0 spaces ");
        assertThat(omissions.counts())
                .isEqualTo(Map.of("unreadable dates", 1, "language resources of Trados memories", 1));
    }

    @Test
    void readsNumbersFromColumnsOfTheirOwn() throws Exception {
        try (SdltmSample sample = SdltmSample.create(file())) {
            sample.add(1, SdltmSample.text("水", "zh-CN"), SdltmSample.text("water", "en-US"));
            sample.run(
                    "ALTER TABLE translation_units ADD COLUMN origin INT DEFAULT 3",
                    "ALTER TABLE translation_units ADD COLUMN format INT DEFAULT 12",
                    "ALTER TABLE translation_units ADD COLUMN confirmation_level INT DEFAULT 6");
        }
        assertThat(properties(read().get(0)))
                .containsExactly(
                        "x-LastUsedBy=Bob",
                        "x-Origin=Alignment",
                        "x-OriginalFormat=12",
                        "x-ConfirmationLevel=ApprovedSignOff");
    }

    @Test
    void rejectsEndlessValue() throws Exception {
        try (SdltmSample sample = SdltmSample.create(file())) {
            sample.add(1, SdltmSample.text("水", "zh-CN"), SdltmSample.text("water", "en-US"));
            sample.run("UPDATE translation_units SET target_segment = zeroblob(70000000)");
        }
        assertThatThrownBy(this::read)
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(file() + ": cannot read the database: ");
    }

    @Test
    void skipsAndReportsUnreadableUnits() throws Exception {
        try (SdltmSample sample = SdltmSample.create(file())) {
            sample.add(1, "<Segment><Elements>", SdltmSample.text("one", "en-US"));
            sample.add(2, SdltmSample.text("二", "zh-CN"), SdltmSample.text("two", "en-US"));
            sample.add(3, SdltmSample.text("三", "zh-CN"), "");
            sample.add(4, "<other/>", SdltmSample.text("four", "en-US"));
        }
        assertThat(read()).extracting(Tu::id).containsExactly("12345678-9abc-4def-0000-000000000002");
        assertThat(exchanged.damage)
                .extracting(ReadProblem::toString)
                .containsExactly(
                        file() + ":1:1: segment is not well-formed XML"
                                + " (tuid \"12345678-9abc-4def-0000-000000000001\"); skipped",
                        file() + ":3:1: unit has no target (tuid \"12345678-9abc-4def-0000-000000000003\"); skipped",
                        file() + ":4:1: segment is not well-formed XML"
                                + " (tuid \"12345678-9abc-4def-0000-000000000004\"); skipped");
    }

    @Test
    void readsHeader() throws Exception {
        write();
        read();
        try (var reader = ExchangeFormat.named("sdltm")
                .orElseThrow()
                .open(file(), new ReaderSettings(Language.CHINESE, Language.ENGLISH, exchanged.damage::add))) {
            assertThat(reader.header().attributes())
                    .isEqualTo(Map.of("srclang", "zh-CN", "creationdate", "20150102T030405Z", "creationid", "Ann"));
            assertThat(reader.header().annotations()).containsExactly(Annotation.property("x-TMName", "园林"));
            Tu unit = reader.next().orElseThrow();
            assertThat(reader.targetLanguage(unit)).contains(Language.ENGLISH);
        }
    }

    @Test
    void readsEmptyMemory() throws Exception {
        SdltmSample.create(file()).close();
        assertThat(read()).isEmpty();
    }

    private void rejects(String problem) {
        assertThatThrownBy(this::read)
                .isInstanceOf(FormatException.class)
                .hasMessage(file() + ": " + problem)
                .hasMessageNotContaining("\n");
    }

    @Test
    void rejectsSeveralMemories() throws Exception {
        try (SdltmSample sample = SdltmSample.create(file())) {
            sample.run("INSERT INTO translation_memories(id, name) VALUES(2, 'Park')");
        }
        rejects("contains several memories: 园林, Park; export each of them as TMX in Trados Studio");
    }

    /** A view or a computed column can describe endless rows and values in a small file. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE VIEW translation_units AS WITH RECURSIVE rows(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM rows)"
                        + " SELECT id, 'a' AS source_segment, 'b' AS target_segment FROM rows",
                "CREATE TABLE translation_units(id INTEGER PRIMARY KEY, source_segment TEXT, target_segment TEXT,"
                        + " guid AS (hex(zeroblob(30000000))))"
            })
    void rejectsComputedUnits(String units) throws Exception {
        try (SdltmSample sample = SdltmSample.create(file())) {
            sample.run("DROP TABLE translation_units", units);
        }
        rejects("is an SQLite database, but not a Trados memory; use a .sdltm file");
    }

    @Test
    void rejectsDatabaseOfAnotherProgram() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE bookmarks(id INT)");
        }
        rejects("is an SQLite database, but not a Trados memory; use a .sdltm file");
    }

    @Test
    void rejectsEncryptedAndEmptyFile() throws Exception {
        Files.write(file(), new byte[4096]);
        rejects("is not an SQLite database, or is encrypted;"
                + " remove its password, or export it as TMX in the program that made it");
        Files.write(file(), new byte[0]);
        rejects("file is empty; use another file");
    }

    @Test
    void rejectsDamagedFile() throws Exception {
        write();
        byte[] bytes = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(bytes, 3000));
        rejects("database is damaged; restore a backup, or export it as TMX in Trados Studio");
        Files.write(file(), Arrays.copyOf(bytes, 60));
        rejects("database is damaged; restore a backup, or export it as TMX in Trados Studio");
    }

    @Test
    void rejectsFileThatIsLocked() throws Exception {
        write();
        try (SdltmSample studio = open("PRAGMA locking_mode = EXCLUSIVE", "BEGIN EXCLUSIVE")) {
            rejects("is locked by another program;"
                    + " close it in that program, for example Trados Studio, and try again");
            studio.run("ROLLBACK");
        }
        assertThat(read()).hasSize(3);
    }

    private SdltmSample open(String... statements) throws Exception {
        return SdltmSample.open(file(), statements);
    }

    @Test
    void rejectsFileWithChangesInJournals() throws Exception {
        write();
        Path log = folder.resolve(file().getFileName() + "-wal");
        try (SdltmSample studio = open("PRAGMA journal_mode = WAL", "DELETE FROM string_attributes")) {
            assertThat(studio).isNotNull();
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

    @Test
    void endsAtEveryDamage() throws Exception {
        write();
        byte[] bytes = Files.readAllBytes(file());
        Random random = new Random(22);
        for (int i = 0; i < 100; i++) {
            byte[] damaged = bytes.clone();
            for (int j = 0; j < 8; j++) {
                damaged[100 + random.nextInt(bytes.length - 100)] = (byte) random.nextInt();
            }
            Files.write(file(), damaged);
            try {
                assertThat(read()).hasSizeLessThan(100);
            } catch (FormatException e) {
                assertThat(e.getMessage()).startsWith(file() + ":").doesNotContain("\n");
            }
        }
    }
}
