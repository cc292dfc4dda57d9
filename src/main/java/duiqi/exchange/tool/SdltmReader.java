package duiqi.exchange.tool;

import duiqi.exchange.Annotation;
import duiqi.exchange.LanguageCode;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.exchange.tmx.TmxDate;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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
 * different columns and tables, so the reader uses those that exist. It reads each table once and in step with the
 * units, so that memories of any size need little memory. The line of a location is the id of the unit in the database.
 * Not thread-safe.
 */
final class SdltmReader implements UnitReader {
    private static final String UNITS = "translation_units";
    private static final String MEMORIES = "translation_memories";

    /** Lists the columns of a unit with their positions in the query, from 1. */
    private enum Column {
        ID(1),
        GUID(2),
        SOURCE_SEGMENT(3),
        TARGET_SEGMENT(4),
        CREATION_DATE(5),
        CREATION_USER(6),
        CHANGE_DATE(7),
        CHANGE_USER(8),
        LAST_USED_DATE(9),
        LAST_USED_USER(10),
        USAGE_COUNTER(11),
        ORIGIN(12),
        FORMAT(13),
        CONFIRMATION_LEVEL(14);

        private final int position;

        Column(int position) {
            this.position = position;
        }

        String lower() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int GUID_BYTES = 16;

    /** Names of the origins by number. */
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

    private final String name;
    private final SqliteFile database;
    private final ReaderSettings settings;
    private final TmxHeader header;
    private final String sourceCode;
    private final String targetCode;
    private final Set<String> columns;
    private final List<Values> values = new ArrayList<>();
    private final SqliteFile.Rows units;
    private Location location;

    private SdltmReader(Path file, SqliteFile database, ReaderSettings settings) throws IOException {
        this.name = file.toString();
        this.database = database;
        this.settings = settings;
        this.location = new Location(name, 1, 1);
        Set<String> tables = database.tables();
        this.columns = database.columns(UNITS);
        if (!tables.containsAll(Set.of(MEMORIES, UNITS))
                || !columns.containsAll(Set.of("id", "source_segment", "target_segment"))) {
            throw new FormatException(name, "is an SQLite database, but not a Trados memory", "use a .sdltm file");
        }
        Map<String, String> memory = memory();
        this.sourceCode = memory.getOrDefault("source_language", "");
        this.targetCode = memory.getOrDefault("target_language", "");
        this.header = header(memory);
        if (tables.contains("resources")) {
            settings.omissions().add("language resources of Trados memories", count("resources"));
        }
        this.units = database.query("SELECT " + select() + " FROM " + UNITS + " ORDER BY id");
        openValues(tables);
    }

    /**
     * Opens a memory.
     *
     * @throws FormatException if the file is not one Trados memory, is encrypted, damaged or in use
     */
    static SdltmReader open(Path file, ReaderSettings settings) throws IOException {
        SqliteFile database = SqliteFile.open(file);
        try {
            return new SdltmReader(file, database, settings);
        } catch (IOException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private long count(String table) throws FormatException {
        try (SqliteFile.Rows rows = database.query("SELECT count(*) FROM " + table)) {
            rows.next();
            return rows.number(1);
        }
    }

    /** Returns the columns of the only memory. */
    private Map<String, String> memory() throws FormatException {
        List<String> names = List.of(
                "name",
                "source_language",
                "target_language",
                "creation_date",
                "creation_user",
                "description",
                "copyright");
        List<String> known =
                names.stream().filter(database.columns(MEMORIES)::contains).toList();
        List<Map<String, String>> memories = new ArrayList<>();
        try (SqliteFile.Rows rows = database.query("SELECT " + String.join(", ", known) + " FROM " + MEMORIES)) {
            while (rows.next()) {
                Map<String, String> memory = new LinkedHashMap<>();
                for (int i = 0; i < known.size(); i++) {
                    memory.put(known.get(i), rows.text(i + 1));
                }
                memories.add(memory);
            }
        }
        if (memories.size() > 1) {
            throw new FormatException(
                    name,
                    "contains several memories: "
                            + memories.stream()
                                    .map(memory -> memory.getOrDefault("name", ""))
                                    .collect(Collectors.joining(", ")),
                    "export each of them as TMX in Trados Studio");
        }
        if (memories.isEmpty()) {
            throw new FormatException(name, "contains no memory", "export the memory again in Trados Studio");
        }
        return memories.get(0);
    }

    private TmxHeader header(Map<String, String> memory) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("srclang", sourceCode);
        date(memory.getOrDefault("creation_date", "")).ifPresent(date -> attributes.put(Tu.CREATED, date));
        put(attributes, "creationid", memory.getOrDefault("creation_user", ""));
        List<Annotation> annotations = new ArrayList<>();
        add(annotations, "x-TMName", memory.getOrDefault("name", ""));
        add(annotations, "x-description", memory.getOrDefault("description", ""));
        add(annotations, "x-copyright", memory.getOrDefault("copyright", ""));
        return new TmxHeader("", attributes, annotations, List.of());
    }

    private String select() {
        List<String> selected = new ArrayList<>();
        for (Column column : Column.values()) {
            selected.add(columns.contains(column.lower()) ? column.lower() : otherwise(column));
        }
        return String.join(", ", selected);
    }

    /** Returns the expression for a missing column. Most versions keep three numbers in one column. */
    private String otherwise(Column column) {
        if (!columns.contains("flags")) {
            return "NULL";
        }
        return switch (column) {
            case ORIGIN -> "flags & 255";
            case FORMAT -> "flags >> 8 & 255";
            case CONFIRMATION_LEVEL -> "flags >> 16 & 255";
            default -> "NULL";
        };
    }

    private void openValues(Set<String> tables) throws FormatException {
        Map<Long, Field> fields = new HashMap<>();
        if (tables.contains("attributes")) {
            try (SqliteFile.Rows rows = database.query("SELECT id, name, type FROM attributes")) {
                while (rows.next()) {
                    fields.put(rows.number(1), new Field(rows.text(2), (int) rows.number(3)));
                }
            }
        }
        for (String table : List.of("string_attributes", "numeric_attributes", "date_attributes")) {
            if (tables.contains(table)) {
                values.add(new Values(
                        rows("attribute_id, value", table),
                        row -> fields.getOrDefault(row.number(2), Field.UNKNOWN).property(row.text(3))));
            }
        }
        if (tables.containsAll(Set.of("picklist_attributes", "picklist_values"))) {
            Map<Long, Annotation> choices = choices(fields);
            values.add(new Values(
                    rows("picklist_value_id", "picklist_attributes"),
                    row -> choices.getOrDefault(row.number(2), Field.UNKNOWN.property(""))));
        }
        if (tables.contains("translation_unit_contexts")) {
            values.add(new Values(
                    rows("left_source_context, left_target_context", "translation_unit_contexts"),
                    row -> Annotation.property("x-Context", row.number(2) + ", " + row.number(3))));
        }
        if (tables.contains("translation_unit_idcontexts")) {
            values.add(new Values(
                    rows("idcontext", "translation_unit_idcontexts"),
                    row -> Annotation.property("x-IdContext", row.text(2))));
        }
    }

    private SqliteFile.Rows rows(String selected, String table) throws FormatException {
        return database.query(
                "SELECT translation_unit_id, " + selected + " FROM " + table + " ORDER BY translation_unit_id, rowid");
    }

    private Map<Long, Annotation> choices(Map<Long, Field> fields) throws FormatException {
        Map<Long, Annotation> choices = new HashMap<>();
        try (SqliteFile.Rows rows = database.query("SELECT id, attribute_id, value FROM picklist_values")) {
            while (rows.next()) {
                Field field = fields.getOrDefault(rows.number(2), Field.UNKNOWN);
                choices.put(rows.number(1), field.property(rows.text(3)));
            }
        }
        return choices;
    }

    /**
     * Describes a field of the memory. Immutable.
     *
     * @param name name that the user gave
     * @param type number of the type
     */
    private record Field(String name, int type) {
        /** Field of a value whose field was deleted. */
        static final Field UNKNOWN = new Field("", 0);

        Annotation property(String value) {
            String end = type > 0 && type < TYPES.size() ? TYPES.get(type) : "";
            return Annotation.property(
                    "x-" + name + end, type == DATE_TIME ? date(value).orElse(value) : value);
        }
    }

    /** Converts a row of a table to a property. */
    @FunctionalInterface
    private interface Conversion {
        Annotation of(SqliteFile.Rows row) throws FormatException;
    }

    /** Reads the rows of a table in step with the units. Not thread-safe. */
    private static final class Values {
        private final SqliteFile.Rows rows;
        private final Conversion conversion;
        private boolean hasRow;

        Values(SqliteFile.Rows rows, Conversion conversion) throws FormatException {
            this.rows = rows;
            this.conversion = conversion;
            this.hasRow = rows.next();
        }

        /** Adds the properties of a unit, and skips rows of deleted units before it. */
        void addTo(List<Annotation> annotations, long unit) throws FormatException {
            while (hasRow && rows.number(1) <= unit) {
                if (rows.number(1) == unit) {
                    annotations.add(conversion.of(rows));
                }
                hasRow = rows.next();
            }
        }
    }

    @Override
    public TmxHeader header() {
        return header;
    }

    @Override
    public Optional<Language> targetLanguage(Tu unit) {
        return new LanguageCode(targetCode).language();
    }

    @Override
    public Optional<Tu> next() throws IOException {
        while (units.next()) {
            long id = number(Column.ID);
            location = new Location(name, (int) Math.min(Math.max(1, id), Integer.MAX_VALUE), 1);
            Map<String, String> attributes = attributes(id);
            List<Annotation> annotations = properties();
            for (Values table : values) {
                table.addTo(annotations, id);
            }
            String tuid = attributes.getOrDefault(Tu.ID, "");
            Optional<Tuv> source = side(Column.SOURCE_SEGMENT, sourceCode, tuid);
            Optional<Tuv> target = source.isEmpty() ? source : side(Column.TARGET_SEGMENT, targetCode, tuid);
            if (target.isPresent()) {
                return Optional.of(new Tu(attributes, annotations, List.of(source.get(), target.get())));
            }
        }
        return Optional.empty();
    }

    private Map<String, String> attributes(long id) throws FormatException {
        Map<String, String> attributes = new LinkedHashMap<>();
        byte[] guid = units.bytes(Column.GUID.position);
        attributes.put(Tu.ID, guid.length == GUID_BYTES ? uuid(guid) : Long.toString(id));
        date(attributes, Tu.CREATED, Column.CREATION_DATE);
        put(attributes, "creationid", text(Column.CREATION_USER));
        date(attributes, Tu.CHANGED, Column.CHANGE_DATE);
        put(attributes, "changeid", text(Column.CHANGE_USER));
        date(attributes, "lastusagedate", Column.LAST_USED_DATE);
        put(attributes, "usagecount", text(Column.USAGE_COUNTER));
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

    private void date(Map<String, String> attributes, String attribute, Column column) throws FormatException {
        String text = text(column);
        Optional<String> date = date(text);
        date.ifPresent(value -> attributes.put(attribute, value));
        settings.omissions().add("unreadable dates", date.isEmpty() && !text.isEmpty() && !isUnset(text) ? 1 : 0);
    }

    /** Returns whether a date means that there is none. */
    private static boolean isUnset(String date) {
        return date.startsWith("0001-") || date.startsWith("9999-");
    }

    /** Returns a date of the database, in UTC, in TMX format; empty if it is none. */
    private static Optional<String> date(String text) {
        if (isUnset(text)) {
            return Optional.empty();
        }
        if (text.length() < 19 || text.indexOf('+') >= 0) {
            return TmxDate.parse(text).map(TmxDate::format);
        }
        String date = text.substring(0, 4) + text.substring(5, 7) + text.substring(8, 10) + "T" + text.substring(11, 13)
                + text.substring(14, 16) + text.substring(17, 19) + "Z";
        return TmxDate.parse(date).map(TmxDate::format);
    }

    private List<Annotation> properties() throws FormatException {
        List<Annotation> properties = new ArrayList<>();
        add(properties, "x-LastUsedBy", text(Column.LAST_USED_USER));
        add(properties, "x-Origin", name(ORIGINS, number(Column.ORIGIN)));
        add(properties, "x-OriginalFormat", name(List.of(""), number(Column.FORMAT)));
        add(properties, "x-ConfirmationLevel", name(LEVELS, number(Column.CONFIRMATION_LEVEL)));
        return properties;
    }

    private static String name(List<String> names, long number) {
        return number >= 0 && number < names.size() ? names.get((int) number) : Long.toString(number);
    }

    private Optional<Tuv> side(Column column, String code, String tuid) throws FormatException {
        String problem = column == Column.SOURCE_SEGMENT ? "unit has no source" : "unit has no target";
        String xml = text(column);
        if (!xml.isBlank()) {
            try {
                SdltmFormat.SdltmSegment segment = SdltmFormat.SdltmSegment.parse(location, xml, settings.omissions());
                String own = segment.language().isBlank() ? code : segment.language();
                return Optional.of(new Tuv(Map.of("xml:lang", own), List.of(), segment.content()));
            } catch (FormatException e) {
                problem = "segment is not well-formed XML";
            }
        }
        settings.listener().found(new ReadProblem(location, tuid, problem, ReadProblem.Kind.LOST));
        return Optional.empty();
    }

    private long number(Column column) throws FormatException {
        return units.number(column.position);
    }

    private String text(Column column) throws FormatException {
        return units.text(column.position);
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
    public Location location() {
        return location;
    }

    @Override
    public void close() throws IOException {
        database.close();
    }
}
