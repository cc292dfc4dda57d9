package duiqi.exchange.tool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/** Writes memories with the tables of Trados Studio, for tests and measurements. */
public final class SdltmSample implements AutoCloseable {
    private static final List<String> TABLES = List.of(
            "translation_memories(id INTEGER PRIMARY KEY, guid BLOB, name TEXT, source_language TEXT,"
                    + " target_language TEXT, copyright TEXT, description TEXT, settings INT, creation_user TEXT,"
                    + " creation_date DATETIME, tucount INT)",
            "attributes(id INTEGER PRIMARY KEY, guid BLOB, name TEXT, type INT, tm_id INT)",
            "picklist_values(id INTEGER PRIMARY KEY, guid BLOB, attribute_id INT, value TEXT)",
            "string_attributes(translation_unit_id INT, attribute_id INT, value TEXT)",
            "numeric_attributes(translation_unit_id INT, attribute_id INT, value INT)",
            "date_attributes(translation_unit_id INT, attribute_id INT, value DATETIME)",
            "picklist_attributes(translation_unit_id INT, picklist_value_id INT)",
            "translation_unit_contexts(translation_unit_id INT, left_source_context INTEGER,"
                    + " left_target_context INTEGER, PRIMARY KEY (translation_unit_id, left_source_context,"
                    + " left_target_context))",
            "resources(id INTEGER PRIMARY KEY, guid BLOB, type INT, language TEXT, data BLOB)",
            "parameters(translation_memory_id INT, name TEXT, value TEXT)");

    private static final String UNITS = "translation_units(id INTEGER PRIMARY KEY, guid BLOB,"
            + " translation_memory_id INT, source_hash INTEGER, source_segment TEXT, target_hash INTEGER,"
            + " target_segment TEXT, creation_date DATETIME, creation_user TEXT, change_date DATETIME,"
            + " change_user TEXT, last_used_date DATETIME, last_used_user TEXT, usage_counter INT, flags INT";

    /** Columns of Trados Studio 2017 and later. */
    private static final String LATER = ", source_token_data BLOB, target_token_data BLOB, alignment_data BLOB,"
            + " align_model_date DATETIME, insert_date DATETIME, tokenization_sig_hash INTEGER";

    private static final int FLAGS = 0x20001;

    private final Connection connection;
    private final PreparedStatement unit;

    private SdltmSample(Connection connection) throws SQLException {
        this.connection = connection;
        this.unit = connection.prepareStatement(
                "INSERT INTO translation_units(id, guid, translation_memory_id, source_hash, source_segment, target_hash,"
                        + " target_segment, creation_date, creation_user, change_date, change_user, last_used_date,"
                        + " last_used_user, usage_counter, flags)"
                        + " VALUES(?, ?, 1, -8331597179047842233, ?, 7, ?, '2015-03-04 10:11:12', '李', '2016-05-06"
                        + " 07:08:09', 'Ann', '2017-01-02 03:04:05', 'Bob', 3, " + FLAGS + ")");
    }

    /** Creates an empty memory with the columns of Trados Studio 2017 and later. */
    public static SdltmSample create(Path file) throws SQLException {
        return create(file, UNITS + LATER + ")");
    }

    /** Creates an empty memory with the columns of older versions. */
    static SdltmSample old(Path file) throws SQLException {
        return create(file, UNITS + ")");
    }

    private static SdltmSample create(Path file, String units) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath());
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA page_size = 1024");
            statement.execute("CREATE TABLE " + units);
            for (String table : TABLES) {
                statement.execute("CREATE TABLE " + table);
            }
            statement.execute("INSERT INTO translation_memories VALUES(1, NULL, '园林', 'zh-CN', 'en-US', '', '', 127,"
                    + " 'Ann', '2015-01-02 03:04:05', 0)");
            statement.execute("INSERT INTO parameters VALUES(NULL, 'VERSION', '8.06')");
        }
        connection.setAutoCommit(false);
        return new SdltmSample(connection);
    }

    /** Returns the XML of a segment with one text. */
    public static String text(String text, String language) {
        return segment("<Text><Value>" + text + "</Value></Text>", language);
    }

    static String segment(String elements, String language) {
        return "<Segment xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\"><Elements>" + elements + "</Elements><CultureName>"
                + language + "</CultureName></Segment>";
    }

    static String tag(String type, int anchor, int counterpart, String id, String text) {
        return "<Tag><Type>" + type + "</Type><Anchor>" + anchor + "</Anchor><AlignmentAnchor>" + counterpart
                + "</AlignmentAnchor><TagID>" + id + "</TagID>"
                + (text.isEmpty() ? "" : "<TextEquivalent>" + text + "</TextEquivalent>")
                + "<CanHide>false</CanHide></Tag>";
    }

    /** Adds a unit whose segments are XML. */
    public void add(int id, String source, String target) throws SQLException {
        UUID uuid = new UUID(0x1234_5678_9ABC_4DEFL, id);
        ByteBuffer guid = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        guid.putInt(0x1234_5678).putShort((short) 0x9ABC).putShort((short) 0x4DEF);
        guid.order(ByteOrder.BIG_ENDIAN).putLong(uuid.getLeastSignificantBits());
        unit.setInt(1, id);
        unit.setBytes(2, guid.array());
        unit.setString(3, source);
        unit.setString(4, target);
        unit.executeUpdate();
    }

    /** Runs other statements. */
    public void run(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    /** Opens a memory as Trados Studio does. */
    static SdltmSample open(Path file, String... statements) throws SQLException {
        SdltmSample sample = new SdltmSample(DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath()));
        sample.run(statements);
        return sample;
    }

    @Override
    public void close() throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
        connection.close();
    }

    /**
     * Writes the memory of the golden file.
     *
     * @param arguments file
     */
    public static void main(String[] arguments) throws IOException, SQLException {
        writeGarden(Path.of(arguments[0]));
    }

    static void writeGarden(Path file) throws SQLException {
        try (SdltmSample sample = create(file)) {
            sample.run(
                    "INSERT INTO attributes VALUES(1, NULL, '项目 Project', 5, 1), (2, NULL, 'StructureContext', 2, 1),"
                            + " (3, NULL, 'Year', 6, 1), (4, NULL, 'Checked', 3, 1), (5, NULL, 'Note', 1, 1)",
                    "INSERT INTO picklist_values VALUES(7, NULL, 1, '园林'), (8, NULL, 1, 'Garden & park')");
            sample.add(2, text("水是软的。", "zh-CN"), text("Water is soft.", "en-US"));
            sample.add(
                    5,
                    segment(
                            "<Text><Value>请看</Value></Text>" + tag("Start", 1, 1, "b", "") + "<Text><Value>石头"
                                    + "</Value></Text>" + tag("End", 1, 0, "b", "") + tag("Standalone", 2, 2, "br", "")
                                    + tag("TextPlaceholder", 3, 3, "v", "{0}") + "<Text><Value>。</Value></Text>",
                            "zh-CN"),
                    segment(
                            "<Text><Value>See the </Value></Text>" + tag("Start", 1, 1, "b", "") + "<Text><Value>stone"
                                    + "</Value></Text>" + tag("End", 1, 0, "b", "") + tag("Standalone", 2, 2, "br", "")
                                    + tag("TextPlaceholder", 3, 3, "v", "{0}")
                                    + "<Text><Value> &amp; go.</Value></Text>",
                            "en-GB"));
            sample.add(9, text("完。", "zh-TW"), text("The end.", "en-US"));
            sample.run(
                    "INSERT INTO string_attributes VALUES(2, 2, 'H'), (2, 2, 'P'), (3, 5, 'deleted unit'),"
                            + " (9, 5, 'checked twice')",
                    "INSERT INTO numeric_attributes VALUES(2, 3, 2015)",
                    "INSERT INTO date_attributes VALUES(5, 4, '2016-02-29 00:00:00')",
                    "INSERT INTO picklist_attributes VALUES(5, 7), (5, 8), (9, 8)",
                    "INSERT INTO translation_unit_contexts VALUES(2, 0, 0), (5, -8331597179047842233, 42), (5, 1, 2)",
                    "CREATE TABLE translation_unit_idcontexts(translation_unit_id INT, idcontext TEXT)",
                    "INSERT INTO translation_unit_idcontexts VALUES(9, 'menu.quit')",
                    "UPDATE translation_units SET flags = " + 0x10002 + ", usage_counter = 0 WHERE id = 9");
        }
    }
}
