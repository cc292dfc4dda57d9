package duiqi.exchange.tool;

import duiqi.exchange.Annotation;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.Unit;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.exchange.tmx.TmxDate;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.LanguageName;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Reads the units of a Trados memory ({@link SdltmFormat}) in the order of their ids. Versions of Trados Studio have
 * different columns and tables, so the reader uses those that exist. It reads the properties in step with the units, so
 * that memories of any size need little memory. The line of a location is the id of the unit in the database. Not
 * thread-safe.
 */
final class SdltmUnits implements Unit.Units {
    private static final String UNITS = "translation_units";
    private static final String MEMORIES = "translation_memories";

    /** Columns of a unit, each with the expression that replaces it. Most versions keep three numbers in one column. */
    private static final List<String> COLUMNS = List.of(
            "id NULL",
            "guid NULL",
            "source_segment NULL",
            "target_segment NULL",
            "creation_date NULL",
            "creation_user NULL",
            "change_date NULL",
            "change_user NULL",
            "last_used_date NULL",
            "last_used_user NULL",
            "usage_counter NULL",
            "origin flags & 255",
            "format flags >> 8 & 255",
            "confirmation_level flags >> 16 & 255");

    private static final int GUID_BYTES = 16;

    private static final List<String> ORIGINS = List.of("", "TM", "MachineTranslation", "Alignment");

    /** Names of the confirmation levels by number; 0 is unspecified. */
    private static final List<String> LEVELS = List.of(
            "",
            "Draft",
            "Translated",
            "RejectedTranslation",
            "ApprovedTranslation",
            "RejectedSignOff",
            "ApprovedSignOff");

    /** Names of the types of fields by number. */
    private static final List<String> TYPES = List.of(
            "", ":SingleString", ":MultipleString", ":DateTime", ":SinglePicklist", ":MultiplePicklist", ":Integer");

    private static final int DATE_TIME = 3;

    private final Path file;
    private final Connection database;
    private final ReaderSettings settings;
    private final Map<String, String> memory;
    private final ResultSet units;
    private final ResultSet values;
    private boolean hasValue;

    /**
     * Opens a memory.
     *
     * @throws FormatException if the file is not one Trados memory, is encrypted, damaged or in use
     */
    SdltmUnits(Path file, ReaderSettings settings) throws IOException {
        this.file = file;
        this.settings = settings;
        this.database = SqliteFile.open(file);
        try {
            Set<String> tables = tables();
            Set<String> columns = names("SELECT name FROM pragma_table_info('" + UNITS + "')");
            if (!tables.containsAll(Set.of(MEMORIES, UNITS))
                    || !columns.containsAll(Set.of("id", "source_segment", "target_segment"))) {
                throw new FormatException(
                        file.toString(), "is an SQLite database, but not a Trados memory", "use a .sdltm file");
            }
            this.memory = memory();
            if (tables.contains("resources")) {
                settings.omissions()
                        .add(
                                "language resources of Trados memories",
                                names("SELECT id FROM resources").size());
            }
            String selected = COLUMNS.stream()
                    .map(column -> column.split(" ", 2))
                    .map(column -> columns.contains(column[0])
                            ? column[0]
                            : (columns.contains("flags") ? column[1] : "NULL") + " AS " + column[0])
                    .collect(Collectors.joining(", "));
            this.units = query("SELECT " + selected + " FROM " + UNITS + " ORDER BY id");
            this.values = query(properties(tables));
            this.hasValue = values.next();
        } catch (SQLException e) {
            close();
            throw SqliteFile.failure(file, e);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private ResultSet query(String query) throws SQLException {
        return database.createStatement().executeQuery(query);
    }

    private Set<String> names(String query) throws SQLException {
        Set<String> names = new HashSet<>();
        try (ResultSet rows = query(query)) {
            while (rows.next()) {
                names.add(rows.getString(1).toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    /** Omits views and tables with computed columns, because their expressions can describe endless rows and values. */
    private Set<String> tables() throws SQLException {
        return names("SELECT name FROM sqlite_master AS stored WHERE type = 'table' AND NOT EXISTS"
                + " (SELECT 1 FROM pragma_table_xinfo(stored.name) WHERE hidden > 0)");
    }

    /** Returns the columns of the only memory. */
    private Map<String, String> memory() throws SQLException, FormatException {
        List<Map<String, String>> memories = new ArrayList<>();
        try (ResultSet rows = query("SELECT * FROM " + MEMORIES)) {
            while (rows.next()) {
                Map<String, String> memory = new LinkedHashMap<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    memory.put(rows.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT), text(rows, i));
                }
                memories.add(memory);
            }
        }
        if (memories.size() != 1) {
            String names = memories.stream()
                    .map(memory -> memory.getOrDefault("name", ""))
                    .collect(Collectors.joining(", "));
            throw new FormatException(
                    file.toString(),
                    memories.isEmpty() ? "contains no memory" : "contains several memories: " + names,
                    "export each of them as TMX in Trados Studio");
        }
        return memories.get(0);
    }

    /** Returns the query for the properties of all units: unit, name, type and value. */
    private static String properties(Set<String> tables) {
        String fields = tables.contains("attributes") ? "attributes" : "(SELECT 0 AS id, '' AS name, 0 AS type)";
        List<String> parts = new ArrayList<>(List.of("SELECT 0, 0, 0, '', 0, '' WHERE 0"));
        for (String table : List.of("string_attributes", "numeric_attributes", "date_attributes")) {
            if (tables.contains(table)) {
                parts.add("SELECT v.translation_unit_id, " + parts.size() + ", v.rowid, f.name, f.type, v.value FROM "
                        + table + " v LEFT JOIN " + fields + " f ON f.id = v.attribute_id");
            }
        }
        if (tables.containsAll(Set.of("picklist_attributes", "picklist_values"))) {
            parts.add("SELECT v.translation_unit_id, 4, v.rowid, f.name, f.type, c.value FROM picklist_attributes v"
                    + " LEFT JOIN picklist_values c ON c.id = v.picklist_value_id LEFT JOIN " + fields
                    + " f ON f.id = c.attribute_id");
        }
        if (tables.contains("translation_unit_contexts")) {
            parts.add("SELECT translation_unit_id, 5, rowid, 'Context', 0,"
                    + " left_source_context || ', ' || left_target_context FROM translation_unit_contexts");
        }
        if (tables.contains("translation_unit_idcontexts")) {
            parts.add("SELECT translation_unit_id, 6, rowid, 'IdContext', 0, idcontext"
                    + " FROM translation_unit_idcontexts");
        }
        return String.join(" UNION ALL ", parts) + " ORDER BY 1, 2, 3";
    }

    @Override
    public TmxHeader header() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(Tu.SOURCE, memory.getOrDefault("source_language", ""));
        date(memory.getOrDefault("creation_date", "")).ifPresent(date -> attributes.put(Tu.CREATED, date));
        put(attributes, "creationid", memory.getOrDefault("creation_user", ""));
        List<Annotation> annotations = new ArrayList<>();
        add(annotations, "x-TMName", memory.getOrDefault("name", ""));
        add(annotations, "x-description", memory.getOrDefault("description", ""));
        add(annotations, "x-copyright", memory.getOrDefault("copyright", ""));
        return new TmxHeader("", attributes, annotations, List.of());
    }

    @Override
    public Optional<Unit> next() throws IOException {
        try {
            while (units.next()) {
                Optional<Unit> unit = unit(units.getLong("id"));
                if (unit.isPresent()) {
                    return unit;
                }
            }
            return Optional.empty();
        } catch (SQLException e) {
            throw SqliteFile.failure(file, e);
        }
    }

    private Optional<Unit> unit(long id) throws SQLException, FormatException {
        Location location = new Location(file.toString(), (int) Math.min(Math.max(1, id), Integer.MAX_VALUE), 1);
        Map<String, String> attributes = attributes(id);
        List<Annotation> annotations = new ArrayList<>();
        add(annotations, "x-LastUsedBy", text("last_used_user"));
        add(annotations, "x-Origin", name(ORIGINS, units.getLong("origin")));
        add(annotations, "x-OriginalFormat", name(List.of(""), units.getLong("format")));
        add(annotations, "x-ConfirmationLevel", name(LEVELS, units.getLong("confirmation_level")));
        addValues(annotations, id);
        Optional<Tuv> source = side("source", location, attributes.getOrDefault(Tu.ID, ""));
        Optional<Tuv> target = source.isEmpty() ? source : side("target", location, attributes.getOrDefault(Tu.ID, ""));
        Optional<Language> language = LanguageName.ofCode(memory.getOrDefault("target_language", ""));
        return target.map(text -> new Unit(
                new Tu(attributes, annotations, List.of(source.orElseThrow(), text)),
                location,
                side -> offset -> location,
                Optional.empty(),
                language));
    }

    /** Adds the properties of a unit, and skips rows of deleted units before it. */
    private void addValues(List<Annotation> annotations, long unit) throws SQLException {
        while (hasValue && values.getLong(1) <= unit) {
            if (values.getLong(1) == unit) {
                int type = values.getInt(5);
                String value = text(values, 6);
                annotations.add(Annotation.property(
                        "x-" + text(values, 4) + (type > 0 && type < TYPES.size() ? TYPES.get(type) : ""),
                        type == DATE_TIME ? date(value).orElse(value) : value));
            }
            hasValue = values.next();
        }
    }

    private Map<String, String> attributes(long id) throws SQLException {
        Map<String, String> attributes = new LinkedHashMap<>();
        byte[] guid = units.getBytes("guid");
        attributes.put(Tu.ID, guid != null && guid.length == GUID_BYTES ? uuid(guid) : Long.toString(id));
        date(attributes, Tu.CREATED, "creation_date");
        put(attributes, "creationid", text("creation_user"));
        date(attributes, Tu.CHANGED, "change_date");
        put(attributes, "changeid", text("change_user"));
        date(attributes, "lastusagedate", "last_used_date");
        put(attributes, "usagecount", text("usage_counter"));
        return attributes;
    }

    /** Returns the text of a GUID, whose first three parts have the bytes of a little-endian number. */
    private static String uuid(byte[] guid) {
        ByteBuffer bytes = ByteBuffer.wrap(guid).order(ByteOrder.LITTLE_ENDIAN);
        long first = Integer.toUnsignedLong(bytes.getInt());
        long second = Short.toUnsignedLong(bytes.getShort());
        long third = Short.toUnsignedLong(bytes.getShort());
        return new UUID(
                        first << 32 | second << 16 | third,
                        bytes.order(ByteOrder.BIG_ENDIAN).getLong())
                .toString();
    }

    private void date(Map<String, String> attributes, String attribute, String column) throws SQLException {
        String text = text(column);
        Optional<String> date = date(text);
        date.ifPresent(value -> attributes.put(attribute, value));
        settings.omissions().add("unreadable dates", date.isEmpty() && !text.isEmpty() && !isUnset(text) ? 1 : 0);
    }

    /** Returns whether a date means that there is none. */
    private static boolean isUnset(String date) {
        return date.startsWith("0001-") || date.startsWith("9999-");
    }

    /** Returns a date of the database, in UTC, in TMX format; empty if it is none. Fractions of a second are cut. */
    private static Optional<String> date(String text) {
        return isUnset(text)
                ? Optional.empty()
                : TmxDate.parse(text.replaceFirst("(:\\d\\d)\\.\\d+", "$1")).map(TmxDate::format);
    }

    private static String name(List<String> names, long number) {
        return number >= 0 && number < names.size() ? names.get((int) number) : Long.toString(number);
    }

    private Optional<Tuv> side(String side, Location location, String tuid) throws SQLException, FormatException {
        String problem = "unit has no " + side;
        String xml = text(side + "_segment");
        if (!xml.isBlank()) {
            try {
                SdltmFormat.SdltmSegment segment = SdltmFormat.SdltmSegment.parse(location, xml, settings.omissions());
                String code =
                        segment.language().isBlank() ? memory.getOrDefault(side + "_language", "") : segment.language();
                return Optional.of(new Tuv(Map.of("xml:lang", code), List.of(), segment.content()));
            } catch (FormatException e) {
                problem = "segment is not well-formed XML";
            }
        }
        settings.lost(location, tuid, problem);
        return Optional.empty();
    }

    private String text(String column) throws SQLException {
        return text(units, units.findColumn(column));
    }

    private static String text(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).orElse("");
    }

    private static void put(Map<String, String> attributes, String attribute, String value) {
        if (!value.isEmpty()) {
            attributes.put(attribute, value);
        }
    }

    private static void add(List<Annotation> annotations, String type, String value) {
        if (!value.isEmpty()) {
            annotations.add(Annotation.property(type, value));
        }
    }

    @Override
    public void close() throws FormatException {
        try {
            database.close();
        } catch (SQLException e) {
            throw SqliteFile.failure(file, e);
        }
    }
}
