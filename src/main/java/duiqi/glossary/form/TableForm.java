package duiqi.glossary.form;

import duiqi.exchange.Omissions;
import duiqi.exchange.Table;
import duiqi.glossary.Glossary;
import duiqi.glossary.GlossaryFormat;
import duiqi.glossary.RenderingForm;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermStatus;
import duiqi.text.FormatException;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tables with a row for each rendering: the first row names the columns, as {@code zh,en,status}. What of a row is not there is
 * empty; the concept is the Chinese term then, and the status {@code preferred}. Exceptions stand in one cell with {@code |}
 * between them. Tables without names of columns are read as OmegaT's.
 */
public record TableForm(Table.Form form) implements GlossaryFormat {
    /** With commas; semicolons and tabs are read as well. */
    public static final TableForm CSV = new TableForm(Table.Form.CSV);

    /** With tabs; a quotation mark is part of the text. */
    public static final TableForm TSV = new TableForm(Table.Form.TSV);

    /** The first sheet of a workbook. */
    public static final TableForm XLSX = new TableForm(Table.Form.XLSX);

    @Override
    public String name() {
        return form.toString();
    }

    @Override
    public List<String> extensions() {
        return form.extensions();
    }

    /** Tells of damage that the readers of files met. */
    static ReadProblem.Listener damage(Glossary.FaultListener listener) {
        return damage -> listener.found(new FormatException(
                damage.location(),
                damage.problem(),
                damage.kind() == ReadProblem.Kind.LOST ? "mend it, for it is left out" : "mend it as it was read"));
    }

    @Override
    public List<TermEntry> read(Path file, Glossary.FaultListener listener) throws IOException {
        try (Table.Rows rows = form.open(file, damage(listener), new Omissions())) {
            return TermRows.read(file, rows, listener);
        }
    }

    @Override
    public void write(Glossary glossary, OutputStream out, Instant now, Omissions omissions) throws IOException {
        Table.Output table = form.begin(out, now, omissions);
        table.write(TermColumn.titles());
        for (TermEntry entry : glossary.entries()) {
            table.write(Stream.of(TermColumn.values())
                    .map(column -> column.of(entry))
                    .toList());
        }
        table.finish();
    }

    /**
     * A glossary of OmegaT, with tabs between term, rendering and comment ({@link TermRows.OmegatRows}); read in UTF-8, UTF-16 or GB18030,
     * written in UTF-8. It holds what may be used, the preferred first: OmegaT would offer a rendering that is forbidden.
     */
    public static final class OmegatForm implements GlossaryFormat {
        private static final Pattern SEMICOLON = Pattern.compile(" *[;\uFF1B]");

        @Override
        public String name() {
            return "omegat";
        }

        @Override
        public List<String> extensions() {
            return List.of(".txt", ".utf8");
        }

        @Override
        public List<TermEntry> read(Path file, Glossary.FaultListener listener) throws IOException {
            return TableForm.TSV.read(file, listener);
        }

        @Override
        public void write(Glossary glossary, OutputStream out, Instant now, Omissions omissions) throws IOException {
            Table.Output table = Table.Form.TSV.begin(out, now, omissions);
            for (Glossary.Concept concept : glossary.concepts()) {
                for (TermStatus status : TermStatus.values()) {
                    for (TermEntry entry : concept.entries()) {
                        if (entry.status() == status) {
                            write(entry, table, omissions);
                        }
                    }
                }
            }
            table.finish();
        }

        private static void write(TermEntry entry, Table.Output table, Omissions omissions) throws IOException {
            if (!entry.status().isAllowed()) {
                omissions.add("deprecated and forbidden renderings");
                return;
            }
            if (RenderingForm.isExpression(entry.english())) {
                omissions.add("regular expressions");
                return;
            }
            for (TermColumn lost : List.of(TermColumn.TYPE, TermColumn.POS, TermColumn.DOMAIN, TermColumn.EXCEPTIONS)) {
                omissions.add("values of " + lost.title(), lost.of(entry).isEmpty() ? 0 : 1);
            }
            omissions.add("stem marks", RenderingForm.hasStemMark(entry.english()) ? 1 : 0);
            String english = entry.english().replace("|", "");
            // OmegaT takes what semicolons part for several renderings.
            String undivided = SEMICOLON.matcher(english).replaceAll(",");
            omissions.add("semicolons in renderings", undivided.equals(english) ? 0 : 1);
            table.write(List.of(entry.chinese(), undivided, entry.details().note()));
        }
    }
}
