package duiqi.exchange.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duiqi.exchange.Annotation;
import duiqi.exchange.Table;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.Unit;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.exchange.tmx.TmxDate;
import duiqi.text.FormatException;
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
 * Reads the units of a table, one per row ({@link TableColumns}). Skips blank rows. A row with one text is an
 * untranslated unit; a row without texts is a problem. Not thread-safe.
 */
final class TableUnits implements Unit.Units {
    /** Fields of the properties that hold those of the texts. */
    static final String SOURCE = "source";

    static final String TARGET = "target";

    /** Is loaded at the first properties, because Jackson takes long to load. */
    private static final class Json {
        static final ObjectReader READER = JsonMapper.builder().build().reader();
    }

    private final TableSheets sheets;
    private final ReaderSettings settings;

    /**
     * Creates a reader.
     *
     * @param rows rows of the table; closed with the reader, and if the constructor fails
     */
    TableUnits(Path file, Table.Rows rows, ReaderSettings settings) throws IOException {
        this.settings = settings;
        this.sheets = new TableSheets(file, rows, settings.columns(), settings.direction(), false, settings.listener());
    }

    @Override
    public Optional<Unit> next() throws IOException {
        for (Optional<Table.Row> row = sheets.next(); row.isPresent(); row = sheets.next()) {
            if (row.get().hasInvalidBytes()) {
                settings.lost(row.get().location(), "", "row has bytes that are invalid in the encoding of the file");
                continue;
            }
            Unit unit = unit(row.get(), sheets.found());
            if (!unit.tu().variants().isEmpty()) {
                return Optional.of(unit);
            }
            settings.lost(unit.location(), unit.tu().id(), "row has no text");
        }
        return Optional.empty();
    }

    private Unit unit(Table.Row row, TableColumns columns) throws FormatException {
        Map<String, String> attributes = new LinkedHashMap<>();
        List<Annotation> properties = new ArrayList<>();
        // Rows of several sheets have the same numbers.
        sheets.laterSheet().ifPresent(name -> properties.add(Annotation.property("sheet", name)));
        List<Annotation> notes = new ArrayList<>();
        List<Annotation> ofSource = new ArrayList<>();
        List<Annotation> ofTarget = new ArrayList<>();
        String author = "";
        for (int i = 0; i < row.cells().size(); i++) {
            String cell = row.cell(i);
            if (cell.isEmpty()) {
                continue;
            }
            switch (columns.column(i).role()) {
                case SOURCE, TARGET, TEXT -> {}
                case ID -> attributes.put(Tu.ID, cell);
                case CREATED -> attributes.put(Tu.CREATED, TmxDate.UnitDates.tmx(cell));
                case CHANGED -> attributes.put(Tu.CHANGED, TmxDate.UnitDates.tmx(cell));
                case AUTHOR -> author = cell;
                case NOTE -> notes.add(Annotation.note(cell));
                case PROPERTIES -> properties(row, cell, properties, Map.of(SOURCE, ofSource, TARGET, ofTarget));
                case OTHER, PLAIN, UNKNOWN -> property(columns.property(i), cell, properties);
            }
        }
        if (!author.isEmpty()) {
            attributes.put(
                    attributes.containsKey(Tu.CHANGED) ? Sides.UnitFacts.CHANGER : Sides.UnitFacts.CREATOR, author);
        }
        properties.addAll(notes);
        List<Integer> texts = columns.texts().stream().sorted().toList();
        List<Language> languages = columns.languages();
        return new Unit(
                new Tu(attributes, properties, sides(row, columns, List.of(ofSource, ofTarget))),
                row.location(),
                side -> place(row, texts, side),
                languages.stream().findFirst(),
                languages.size() == 2 ? Optional.of(languages.get(1)) : Optional.empty());
    }

    /** Returns the texts. The first text column has the properties of the source, the second those of the target. */
    private static List<Tuv> sides(Table.Row row, TableColumns columns, List<List<Annotation>> properties) {
        List<Tuv> sides = new ArrayList<>();
        int number = 0;
        for (int text : columns.texts().stream().sorted().toList()) {
            Language language = columns.column(text).language().orElseThrow();
            if (!row.cell(text).isEmpty()) {
                sides.add(Tuv.of(language, row.cell(text)).with(number < 2 ? properties.get(number) : List.of()));
            }
            number++;
        }
        return sides;
    }

    /** Adds a property. A probability shows that the aligner made the unit. */
    private static void property(String type, String value, List<Annotation> properties) {
        if (type.equals(UnitProperties.PROBABILITY)) {
            properties.add(Sides.ALIGNED);
        }
        properties.add(Annotation.property(type, value));
    }

    private void properties(Table.Row row, String cell, List<Annotation> ofUnit, Map<String, List<Annotation>> ofSides)
            throws FormatException {
        Optional<ObjectNode> json = json(cell);
        if (json.isEmpty()) {
            String problem = "properties are not a JSON object, kept as text";
            settings.listener().found(new ReadProblem(row.location(), "", problem, ReadProblem.Kind.REPAIRED));
            ofUnit.add(Annotation.property("properties", cell));
            return;
        }
        for (Map.Entry<String, JsonNode> field : json.get().properties()) {
            List<Annotation> ofSide = ofSides.get(field.getKey());
            if (ofSide != null && field.getValue() instanceof ObjectNode values) {
                ofSide.addAll(TableFormat.PropertyJson.read(values));
            } else {
                TableFormat.PropertyJson.addTo(ofUnit, field.getKey(), field.getValue());
            }
        }
    }

    private static Optional<ObjectNode> json(String cell) {
        try {
            return Json.READER.readTree(cell) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException noJson) {
            return Optional.empty();
        }
    }

    /** Returns the locations of a text: the cells with texts first, then the first empty cell. */
    private Location.Finder place(Table.Row row, List<Integer> texts, int side) {
        int cell = IntStream.of(0, 1)
                .mapToObj(empty -> texts.stream().filter(i -> row.cell(i).isEmpty() == (empty == 1)))
                .flatMap(cells -> cells)
                .skip(side)
                .findFirst()
                .orElse(texts.get(0));
        return row.places(cell);
    }

    @Override
    public void close() throws IOException {
        sheets.close();
    }
}
