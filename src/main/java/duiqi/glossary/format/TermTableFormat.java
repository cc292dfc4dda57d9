package duiqi.glossary.format;

import duiqi.exchange.Omissions;
import duiqi.exchange.Table;
import duiqi.glossary.Glossary;
import duiqi.glossary.GlossaryFormats;
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
 * Reads and writes tables with one row for each translation. The first row contains the column names, for example
 * {@code zh,en,status}. Missing columns are empty, except that the concept is then the Chinese term and the status is
 * {@code preferred}. The column {@code zh-status} is written only if a Chinese term has its own status. Exceptions share one cell, separated by {@code |}. A table without column names is read as an
 * OmegaT glossary.
 */
public record TermTableFormat(Table.Form form) implements GlossaryFormats.Format {
    /** Comma-separated; also reads semicolons and tabs. */
    public static final TermTableFormat CSV = new TermTableFormat(Table.Form.CSV);

    /** Tab-separated; a quotation mark is part of the text. */
    public static final TermTableFormat TSV = new TermTableFormat(Table.Form.TSV);

    /** The first sheet of a workbook. */
    public static final TermTableFormat XLSX = new TermTableFormat(Table.Form.XLSX);

    @Override
    public String name() {
        return form.toString();
    }

    @Override
    public List<String> extensions() {
        return form.extensions();
    }

    /** Returns a listener that reports damage in the file as errors of the glossary. */
    static ReadProblem.Listener damage(Glossary.FaultListener listener) {
        return damage -> listener.found(new FormatException(
                damage.location(),
                damage.problem(),
                damage.kind() == ReadProblem.Kind.LOST
                        ? "correct it, since duiqi skipped it"
                        : "check it, since duiqi repaired it"));
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
        List<TermColumn> columns = Stream.of(TermColumn.values())
                .filter(column -> column != TermColumn.CHINESE_STATUS
                        || glossary.entries().stream()
                                .anyMatch(entry -> !column.of(entry).isEmpty()))
                .toList();
        table.write(columns.stream().map(TermColumn::title).toList());
        for (TermEntry entry : glossary.entries()) {
            table.write(columns.stream().map(column -> column.of(entry)).toList());
        }
        table.finish();
    }

    /**
     * Reads and writes OmegaT glossaries: term, translation and comment, separated by tabs
     * ({@link TermRows.OmegatRows}). Reads UTF-8, UTF-16 and GB18030, and writes UTF-8. It writes only allowed
     * translations, the preferred ones first, since OmegaT would suggest forbidden ones too.
     */
    public static final class OmegatForm implements GlossaryFormats.Format {
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
            return TermTableFormat.TSV.read(file, listener);
        }

        @Override
        public void write(Glossary glossary, OutputStream out, Instant now, Omissions omissions) throws IOException {
            Table.Output table = Table.Form.TSV.begin(out, now, omissions);
            omissions.add("words without a term", glossary.bans().size());
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
                omissions.add("deprecated and forbidden translations");
                return;
            }
            if (RenderingForm.isExpression(entry.english())) {
                omissions.add("regular expressions");
                return;
            }
            for (TermColumn lost : List.of(
                    TermColumn.CHINESE_STATUS,
                    TermColumn.TYPE,
                    TermColumn.POS,
                    TermColumn.DOMAIN,
                    TermColumn.EXCEPTIONS)) {
                omissions.add("values of " + lost.title(), lost.of(entry).isEmpty() ? 0 : 1);
            }
            omissions.add("stem marks", RenderingForm.hasStemMark(entry.english()) ? 1 : 0);
            String english = entry.english().replace("|", "");
            // OmegaT treats text between semicolons as separate translations.
            String undivided = SEMICOLON.matcher(english).replaceAll(",");
            omissions.add("semicolons in translations", undivided.equals(english) ? 0 : 1);
            table.write(List.of(entry.chinese(), undivided, entry.details().note()));
        }
    }
}
