package duiqi.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duiqi.text.Language;
import duiqi.text.UnitProperties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Makes units of the rows of a table. Not thread-safe. */
final class RowUnits {
    static final String SOURCE = "source";
    static final String TARGET = "target";

    private static final ObjectReader JSON = JsonMapper.builder().build().reader();

    private final TableColumns columns;
    private final Direction direction;
    private final List<String> problems = new ArrayList<>();

    /**
     * @param columns of the table
     * @param direction languages of the columns that are only called source and target
     */
    RowUnits(TableColumns columns, Direction direction) {
        this.columns = columns;
        this.direction = direction;
    }

    /** What was wrong with the last row, as clauses. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** The unit of a row; without sides where the row has no text. */
    Tu of(TableRow row) {
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
            TableColumn column = columns.column(i);
            if (cell.isEmpty()) {
                continue;
            }
            switch (column.kind()) {
                case SOURCE, TARGET, TEXT -> sides.add(Tuv.of(language(column), cell));
                case ID -> attributes.put(Tu.ID, cell);
                case CREATED -> attributes.put(Tu.CREATED, UnitDates.tmx(cell));
                case CHANGED -> attributes.put(Tu.CHANGED, UnitDates.tmx(cell));
                case AUTHOR -> author = cell;
                case NOTE -> notes.add(Annotation.note(cell));
                case PROPERTY -> property(column.name(), cell, properties);
                case PROPERTIES -> addTo(properties, ofSource, ofTarget, cell);
            }
        }
        if (!author.isEmpty()) {
            attributes.put(attributes.containsKey(Tu.CHANGED) ? UnitFacts.CHANGER : UnitFacts.CREATOR, author);
        }
        properties.addAll(notes);
        return new Tu(attributes, properties, annotated(sides, row, ofSource, ofTarget));
    }

    /** The cell that has the text of a side of the unit of a row. */
    int cell(TableRow row, int side) {
        return IntStream.range(0, row.cells().size())
                .filter(i -> !row.cell(i).isEmpty() && columns.column(i).isText())
                .skip(side)
                .findFirst()
                .orElseThrow();
    }

    private Language language(TableColumn column) {
        return column.language()
                .orElse(column.kind() == TableColumn.Kind.SOURCE ? direction.first() : direction.second());
    }

    /** What has a probability was made by aligning. */
    private static void property(String type, String value, List<Annotation> properties) {
        if (type.equals(UnitProperties.PROBABILITY)) {
            properties.add(Sides.ALIGNED);
        }
        properties.add(Annotation.property(type, value));
    }

    private void addTo(List<Annotation> properties, List<Annotation> ofSource, List<Annotation> ofTarget, String cell) {
        Optional<ObjectNode> json = json(cell);
        if (json.isEmpty()) {
            problems.add("the properties of a row are no JSON object, and are kept as text");
            properties.add(Annotation.property("properties", cell));
            return;
        }
        for (Map.Entry<String, JsonNode> field : json.get().properties()) {
            if (field.getKey().equals(SOURCE) && field.getValue() instanceof ObjectNode source) {
                ofSource.addAll(PropertyJson.read(source));
            } else if (field.getKey().equals(TARGET) && field.getValue() instanceof ObjectNode target) {
                ofTarget.addAll(PropertyJson.read(target));
            } else {
                PropertyJson.addTo(properties, field.getKey(), field.getValue());
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

    /** The properties of the first text column belong to the source, those of the second to the target. */
    private List<Tuv> annotated(List<Tuv> sides, TableRow row, List<Annotation> ofSource, List<Annotation> ofTarget) {
        if (ofSource.isEmpty() && ofTarget.isEmpty()) {
            return sides;
        }
        List<Tuv> annotated = new ArrayList<>();
        int place = 0;
        int side = 0;
        for (int i = 0; i < row.cells().size(); i++) {
            if (columns.column(i).isText()) {
                place++;
                if (!row.cell(i).isEmpty()) {
                    List<Annotation> own = place == 1 ? ofSource : place == 2 ? ofTarget : List.of();
                    annotated.add(sides.get(side).with(own));
                    side++;
                }
            }
        }
        return annotated;
    }
}
