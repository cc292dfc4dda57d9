package duiqi.exchange.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.ReaderSettings;
import duiqi.exchange.Table;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitWriter;
import duiqi.exchange.WriterSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Tables with a row for each unit ({@link TableColumns} lists the columns), as spreadsheet programs, corpora and scripts exchange
 * them.
 *
 * <p>CSV is read with commas, semicolons or tabs between the columns, whichever the first row shows, and in UTF-8, UTF-16 or
 * GB18030. A table that a spreadsheet program saved with tabs and quotation marks is read right under the name {@code .csv}. TSV
 * has no quoting, so tabs and line breaks become a space when writing and are counted. Workbooks are written with one sheet, and
 * their cells as text and never as formulas, so that a text that begins with {@code =} stays one when somebody edits it.
 */
public record TableFormat(Table.Form form) implements ExchangeFormat {
    @Override
    public String name() {
        return form.toString();
    }

    @Override
    public List<String> extensions() {
        return form.extensions();
    }

    @Override
    public UnitReader open(Path file, ReaderSettings options) throws IOException {
        return new TableReader(file, form.open(file, options.listener(), options.omissions()), options);
    }

    @Override
    public UnitWriter writer(List<OutputStream> outs, TmxHeader header, WriterSettings options) throws IOException {
        return new TableWriter(form.begin(outs.get(0), options.now(), options.omissions()), options);
    }

    /**
     * Writes units as rows of a table, under names of columns that {@link TableReader} knows again:
     *
     * <pre>id  zh-CN  en-US  created  changed  author  note  properties</pre>
     *
     * <p>Dates are written as {@code 2026-11-24T08:00:00Z}. The properties stand in one column as a JSON object, so that rows can be
     * written as they come though no two units need have the same properties; those of a side stand in it under {@code source} or
     * {@code target}. Several notes become lines of one. Not thread-safe.
     */
    private static final class TableWriter implements UnitWriter {
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
            ObjectNode json = PropertyJson.of(sides.unit().annotations());
            add(json, TableReader.RowUnits.SOURCE, PropertyJson.of(Sides.properties(sides.source(), options.source())));
            sides.target()
                    .ifPresent(target -> add(
                            json,
                            TableReader.RowUnits.TARGET,
                            PropertyJson.of(Sides.properties(target, options.target()))));
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
}
