package duiqi.exchange.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duiqi.exchange.Annotation;
import duiqi.exchange.Table;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.exchange.tmx.TmxDate;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import duiqi.text.TranslationUnit.UnitProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads the units of a table, one per row ({@link TableColumns}, {@link RowUnits}). Skips blank rows. A row with one
 * text is an untranslated unit; a row without texts is a problem. Not thread-safe.
 */
final class TableReader implements UnitReader {
    private final TableSheets sheets;
    private final ReaderSettings settings;
    private TableColumns columns;
    private RowUnits units;
    private Location location;
    private Optional<Table.Row> last = Optional.empty();

    /**
     * Creates a reader.
     *
     * @param rows rows of the table; closed with the reader, and if the constructor fails
     */
    TableReader(Path file, Table.Rows rows, ReaderSettings settings) throws IOException {
        this.settings = settings;
        this.location = new Location(file.toString(), 1, 1);
        this.sheets = new TableSheets(file, rows, settings.columns(), settings.direction(), false, settings.listener());
        this.columns = sheets.found();
        this.units = new RowUnits(columns);
    }

    @Override
    public TmxHeader header() {
        return TmxHeader.NONE;
    }

    @Override
    public Optional<Tu> next() throws IOException {
        for (Optional<Table.Row> row = sheets.next(); row.isPresent(); row = sheets.next()) {
            if (!sheets.found().equals(columns)) {
                columns = sheets.found();
                units = new RowUnits(columns);
            }
            if (row.get().hasInvalidBytes()) {
                String problem = "row has bytes that are invalid in the encoding of the file";
                settings.listener().found(new ReadProblem(row.get().location(), "", problem, ReadProblem.Kind.LOST));
                continue;
            }
            Tu unit = inSheet(units.of(row.get()));
            for (String problem : units.problems()) {
                settings.listener()
                        .found(new ReadProblem(row.get().location(), unit.id(), problem, ReadProblem.Kind.REPAIRED));
            }
            if (!unit.variants().isEmpty()) {
                location = row.get().location();
                last = row;
                return Optional.of(unit);
            }
            settings.listener()
                    .found(new ReadProblem(row.get().location(), unit.id(), "row has no text", ReadProblem.Kind.LOST));
        }
        return Optional.empty();
    }

    /** Adds the name of the sheet to a unit of a later sheet, because rows of several sheets have the same numbers. */
    private Tu inSheet(Tu unit) {
        List<Annotation> annotations = new ArrayList<>(unit.annotations());
        sheets.laterSheet().ifPresent(name -> annotations.add(0, Annotation.property("sheet", name)));
        return new Tu(unit.attributes(), annotations, unit.variants());
    }

    @Override
    public Optional<Language> sourceLanguage(Tu unit) {
        return columns.languages().stream().findFirst();
    }

    @Override
    public Optional<Language> targetLanguage(Tu unit) {
        return columns.languages().size() == 2 ? Optional.of(columns.languages().get(1)) : Optional.empty();
    }

    @Override
    public Location location() {
        return location;
    }

    @Override
    public Location.Finder place(int side) {
        Table.Row row = last.orElseThrow();
        return place(row, units.cells(row, false).skip(side).findFirst().orElseThrow());
    }

    @Override
    public Location.Finder placeOfMissing() {
        Table.Row row = last.orElseThrow();
        return units.cells(row, true)
                .boxed()
                .findFirst()
                .map(cell -> place(row, cell))
                .orElseGet(() -> place(0));
    }

    private Location.Finder place(Table.Row row, int cell) {
        Location start = row.place(cell);
        String text = row.cell(cell);
        return sheets.isPlain() ? offset -> start.after(text, 0, offset) : offset -> start;
    }

    @Override
    public void close() throws IOException {
        sheets.close();
    }

    /** Converts the rows of a table to units. Not thread-safe. */
    static final class RowUnits {
        static final String SOURCE = "source";
        static final String TARGET = "target";

        private static final ObjectReader JSON = JsonMapper.builder().build().reader();

        private final TableColumns columns;
        private final List<String> problems = new ArrayList<>();

        RowUnits(TableColumns columns) {
            this.columns = columns;
        }

        /** Returns the problems of the last row. */
        List<String> problems() {
            return List.copyOf(problems);
        }

        /** Returns the unit of a row; it has no variants if the row has no text. */
        Tu of(Table.Row row) {
            problems.clear();
            Map<String, String> attributes = new LinkedHashMap<>();
            List<Annotation> properties = new ArrayList<>();
            List<Annotation> notes = new ArrayList<>();
            List<Annotation> ofSource = new ArrayList<>();
            List<Annotation> ofTarget = new ArrayList<>();
            List<Tuv> sides = new ArrayList<>();
            String author = "";
            for (int i = 0; i < row.cells().size(); i++) {
                String cell = row.cell(i);
                if (cell.isEmpty()) {
                    continue;
                }
                switch (columns.column(i).role()) {
                    case SOURCE, TARGET, TEXT ->
                        sides.add(Tuv.of(columns.column(i).language().orElseThrow(), cell));
                    case ID -> attributes.put(Tu.ID, cell);
                    case CREATED -> attributes.put(Tu.CREATED, TmxDate.UnitDates.tmx(cell));
                    case CHANGED -> attributes.put(Tu.CHANGED, TmxDate.UnitDates.tmx(cell));
                    case AUTHOR -> author = cell;
                    case NOTE -> notes.add(Annotation.note(cell));
                    case PROPERTIES -> addTo(properties, ofSource, ofTarget, cell);
                    case OTHER, PLAIN, UNKNOWN -> property(columns.property(i), cell, properties);
                }
            }
            if (!author.isEmpty()) {
                attributes.put(
                        attributes.containsKey(Tu.CHANGED) ? Sides.UnitFacts.CHANGER : Sides.UnitFacts.CREATOR, author);
            }
            properties.addAll(notes);
            return new Tu(attributes, properties, annotated(sides, row, ofSource, ofTarget));
        }

        /**
         * Returns the indexes of the cells with the texts of a row.
         *
         * @param areEmpty true for the cells without a text
         */
        IntStream cells(Table.Row row, boolean areEmpty) {
            return IntStream.range(
                            0, Math.max(row.cells().size(), columns.columns().size()))
                    .filter(i -> columns.column(i).isText() && row.cell(i).isEmpty() == areEmpty);
        }

        /** Adds a property. A probability shows that the aligner made the unit. */
        private static void property(String type, String value, List<Annotation> properties) {
            if (type.equals(UnitProperties.PROBABILITY)) {
                properties.add(Sides.ALIGNED);
            }
            properties.add(Annotation.property(type, value));
        }

        private void addTo(
                List<Annotation> properties, List<Annotation> ofSource, List<Annotation> ofTarget, String cell) {
            Optional<ObjectNode> json = json(cell);
            if (json.isEmpty()) {
                problems.add("properties are not a JSON object, kept as text");
                properties.add(Annotation.property("properties", cell));
                return;
            }
            for (Map.Entry<String, JsonNode> field : json.get().properties()) {
                if (field.getKey().equals(SOURCE) && field.getValue() instanceof ObjectNode source) {
                    ofSource.addAll(TableFormat.PropertyJson.read(source));
                } else if (field.getKey().equals(TARGET) && field.getValue() instanceof ObjectNode target) {
                    ofTarget.addAll(TableFormat.PropertyJson.read(target));
                } else {
                    TableFormat.PropertyJson.addTo(properties, field.getKey(), field.getValue());
                }
            }
        }

        private static Optional<ObjectNode> json(String cell) {
            try {
                return JSON.readTree(cell) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
            } catch (JsonProcessingException noJson) {
                return Optional.empty();
            }
        }

        /**
         * Returns the texts with their properties. The first text column gets those of the source, the second those of
         * the target.
         */
        private List<Tuv> annotated(
                List<Tuv> sides, Table.Row row, List<Annotation> ofSource, List<Annotation> ofTarget) {
            if (ofSource.isEmpty() && ofTarget.isEmpty()) {
                return sides;
            }
            List<Tuv> annotated = new ArrayList<>();
            int column = 0;
            int side = 0;
            for (int i = 0; i < row.cells().size(); i++) {
                if (columns.column(i).isText()) {
                    column++;
                    if (!row.cell(i).isEmpty()) {
                        List<Annotation> own = column == 1 ? ofSource : column == 2 ? ofTarget : List.of();
                        annotated.add(sides.get(side).with(own));
                        side++;
                    }
                }
            }
            return annotated;
        }
    }
}
