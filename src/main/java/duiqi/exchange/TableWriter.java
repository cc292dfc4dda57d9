package duiqi.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/**
 * Writes units as rows of a table, under names of columns that {@link TableReader} knows again:
 *
 * <pre>id  zh-CN  en-US  created  changed  author  note  properties</pre>
 *
 * <p>Dates are written as {@code 2026-11-24T08:00:00Z}. The properties stand in one column as a JSON object, so that rows can be
 * written as they come though no two units need have the same properties; those of a side stand in it under {@code source} or
 * {@code target}. Several notes become lines of one. Not thread-safe.
 */
final class TableWriter implements UnitWriter {
    private final Table.Output out;
    private final WriterSettings options;
    private int count;

    /** Writes the names of the columns. */
    TableWriter(Table.Output out, WriterSettings options) throws IOException {
        this.out = out;
        this.options = options;
        out.write(List.of(
                "id",
                options.source().tag(),
                options.target().tag(),
                "created",
                "changed",
                "author",
                "note",
                "properties"));
    }

    @Override
    public void write(Tu unit) throws IOException {
        for (Sides sides : Sides.of(unit, options, true)) {
            Sides.UnitFacts facts = Sides.UnitFacts.of(sides, options.omissions());
            out.write(List.of(
                    facts.id(),
                    sides.source().text(),
                    sides.targetText(),
                    facts.created(),
                    facts.changed(),
                    facts.author(),
                    facts.note(),
                    properties(sides)));
            count++;
        }
    }

    private String properties(Sides sides) {
        ObjectNode json = JsonlFormat.PropertyJson.of(sides.unit().annotations());
        add(
                json,
                TableReader.RowUnits.SOURCE,
                JsonlFormat.PropertyJson.of(Sides.properties(sides.source(), options.source())));
        sides.target()
                .ifPresent(target -> add(
                        json,
                        TableReader.RowUnits.TARGET,
                        JsonlFormat.PropertyJson.of(Sides.properties(target, options.target()))));
        return json.isEmpty() ? "" : json.toString();
    }

    private void add(ObjectNode json, String name, ObjectNode ofSide) {
        if (ofSide.isEmpty()) {
            return;
        }
        if (json.has(name)) {
            options.omissions().add("properties of the name of a side");
        }
        json.set(name, ofSide);
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public void finish() throws IOException {
        out.finish();
    }
}
