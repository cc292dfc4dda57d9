package duiqi.glossary.format;

import duiqi.exchange.Omissions;
import duiqi.exchange.Table;
import duiqi.glossary.Glossary;
import duiqi.glossary.GlossaryFormats;
import duiqi.glossary.RenderingForm;
import duiqi.glossary.TermEntry;
import duiqi.glossary.format.ConceptRows.Column;
import duiqi.glossary.format.ConceptRows.Kind;
import duiqi.glossary.format.TermBase.Losses;
import duiqi.io.FileStart;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads and writes term bases of memoQ as tables. A row is a concept. Its columns begin with {@code Entry_}. Each term
 * has three columns: the language, {@code Term_Info} and {@code Term_Example}. They recur for further terms of the
 * language. {@code Term_Info} lists settings such as {@code CasePermissive;HalfPrefix;Forbidden}.
 */
public final class MemoqFormat implements GlossaryFormats.Format {
    private static final String FORBIDDEN = "Forbidden";

    @Override
    public String name() {
        return "memoq";
    }

    @Override
    public List<String> extensions() {
        return List.of(".csv");
    }

    @Override
    public boolean recognises(FileStart start) {
        return isHeader(headings(start));
    }

    /** Returns the cells of the first line of a text table, without quotation marks. */
    static List<String> headings(FileStart start) {
        String line = start.text().lines().findFirst().orElse("");
        return Stream.of(line.split("[,;\t]"))
                .map(cell -> cell.strip().replace("\"", ""))
                .toList();
    }

    /** Returns whether a row has the column names of memoQ. */
    static boolean isHeader(List<String> headings) {
        List<String> names = headings.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        return names.contains("term_info")
                || names.stream().filter(name -> name.startsWith("entry_")).count() >= 2;
    }

    /** Returns a table without the names of the tool if the user gives the columns. */
    @Override
    public GlossaryFormats.Format with(Table.Choice given) {
        return given.columns().isEmpty() ? this : TermTableFormat.CSV.with(given);
    }

    @Override
    public List<TermEntry> read(Path file, Glossary.FaultListener listener) throws IOException {
        return TermTableFormat.CSV.read(file, listener);
    }

    /** Reads a table whose first row is a {@linkplain #isHeader header} of the tool. */
    static List<TermEntry> read(Path file, Table.Rows rows, Glossary.FaultListener listener) throws IOException {
        Table.Row header = rows.next().orElseThrow();
        TermBase base = new TermBase(file, listener);
        header.cells().stream()
                .filter(name -> !name.isBlank() && !isField(name))
                .distinct()
                .forEach(base::addLanguage);
        List<Column> columns = header.cells().stream().map(MemoqFormat::column).toList();
        return new ConceptRows(base, columns).entries(rows);
    }

    private static Column column(String heading) {
        String name = heading.strip().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "" -> new Column(Kind.UNNAMED);
            case "entry_created", "entry_creator", "entry_lastmodified", "entry_modifier" ->
                new ConceptRows.Column(ConceptRows.Kind.CHANGE);
            case "entry_id" -> new Column(Kind.ID);
            case "term_info" -> new Column(Kind.SETTINGS);
            case "term_example" -> new Column(Kind.EXAMPLE);
            default ->
                isField(name)
                        ? new Column(
                                Kind.FIELD,
                                name.endsWith("_def") ? "definition" : name.substring(name.indexOf('_') + 1),
                                Optional.empty())
                        : new Column(Kind.TERM, name, Optional.of(TermBase.Side.of(name)));
        };
    }

    private static boolean isField(String heading) {
        String name = heading.strip().toLowerCase(Locale.ROOT);
        return name.startsWith("entry_") || name.startsWith("term_") || name.endsWith("_def");
    }

    @Override
    public void write(Glossary glossary, OutputStream out, Instant now, Omissions omissions) throws IOException {
        List<Entry> entries = entries(glossary, new Losses(omissions));
        int chinese =
                entries.stream().mapToInt(entry -> entry.chinese().size()).max().orElse(1);
        int english =
                entries.stream().mapToInt(entry -> entry.english().size()).max().orElse(1);
        Table.Output table = Table.Form.CSV.begin(out, now, omissions);
        List<String> headings = new ArrayList<>(List.of("Entry_ID", "Entry_Subject", "Entry_Domain", "Entry_Note"));
        headings.addAll(repeat(Math.max(1, chinese), "Chinese_PRC"));
        headings.addAll(repeat(Math.max(1, english), "English_United_States"));
        table.write(headings);
        int number = 0;
        for (Entry entry : entries) {
            List<String> cells = new ArrayList<>(List.of(String.valueOf(++number), "", entry.domain(), entry.note()));
            cells.addAll(cells(entry.chinese(), Math.max(1, chinese)));
            cells.addAll(cells(entry.english(), Math.max(1, english)));
            table.write(cells);
        }
        table.finish();
    }

    private static List<String> repeat(int times, String language) {
        return Collections.nCopies(times, List.of(language, "Term_Info", "Term_Example")).stream()
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> cells(Map<String, String> terms, int size) {
        List<String> cells = new ArrayList<>();
        terms.forEach((term, info) -> cells.addAll(List.of(term, info, "")));
        cells.addAll(Collections.nCopies(3 * (size - terms.size()), ""));
        return cells;
    }

    /**
     * Holds a written row. Immutable.
     *
     * @param chinese terms with their settings
     */
    private record Entry(String domain, String note, Map<String, String> chinese, Map<String, String> english) {}

    /**
     * Returns the rows. Each English term of a row translates each Chinese one, so the Chinese terms of a concept share
     * a row only if they have the same translations.
     */
    private static List<Entry> entries(Glossary glossary, Losses losses) {
        Map<String, Map<String, List<TermEntry>>> concepts = new LinkedHashMap<>();
        for (TermEntry entry : glossary.entries()) {
            losses.countName(entry);
            losses.count(entry, TermColumn.TYPE, TermColumn.POS);
            if (!losses.isExpression(entry)) {
                String concept = entry.isBan() ? "\0" + entry.english() + entry.chinese() : entry.concept();
                concepts.computeIfAbsent(concept, id -> new LinkedHashMap<>())
                        .computeIfAbsent(entry.chinese(), term -> new ArrayList<>())
                        .add(entry);
            }
        }
        List<Entry> rows = new ArrayList<>();
        for (Map<String, List<TermEntry>> concept : concepts.values()) {
            Map<Map<String, String>, List<TermEntry>> byTranslations = new LinkedHashMap<>();
            for (List<TermEntry> ofTerm : concept.values()) {
                byTranslations
                        .computeIfAbsent(english(ofTerm, losses), translations -> new ArrayList<>())
                        .addAll(ofTerm);
            }
            byTranslations.forEach((english, ofRow) -> rows.add(row(english, ofRow, losses)));
        }
        return rows;
    }

    private static Map<String, String> english(List<TermEntry> entries, Losses losses) {
        Map<String, String> english = new LinkedHashMap<>();
        // memoQ suggests the first term, so the preferred one leads.
        entries.stream()
                .filter(entry -> !entry.english().isEmpty())
                .sorted((one, other) -> one.status().compareTo(other.status()))
                .forEach(entry -> english.put(
                        entry.english(),
                        matching(entry, entry.english()) + (losses.isBanned(entry.status()) ? ";" + FORBIDDEN : "")));
        return english;
    }

    /** Returns the settings for a term: a vertical bar ends its stem, as in duiqi. */
    private static String matching(TermEntry entry, String term) {
        return (entry.details().limits().isCaseSensitive() ? "CaseSense" : "CasePermissive")
                + (RenderingForm.hasStemMark(term) ? ";Custom" : ";HalfPrefix");
    }

    private static Entry row(Map<String, String> english, List<TermEntry> entries, Losses losses) {
        Map<String, String> chinese = new LinkedHashMap<>();
        for (TermEntry entry : entries) {
            boolean isOwn = entry.isBan() || entry.chineseStatus() != entry.status();
            boolean isBanned = isOwn && !entry.chinese().isEmpty() && losses.isBanned(entry.chineseStatus());
            if (!entry.chinese().isEmpty()) {
                chinese.merge(
                        entry.chinese(),
                        matching(entry, entry.chinese()) + (isBanned ? ";" + FORBIDDEN : ""),
                        (one, other) -> one);
            }
        }
        return new Entry(joined(entries, TermColumn.DOMAIN), joined(entries, TermColumn.NOTE), chinese, english);
    }

    private static String joined(List<TermEntry> entries, TermColumn column) {
        return entries.stream()
                .map(column::of)
                .filter(value -> !value.isEmpty())
                .distinct()
                .collect(Collectors.joining("; "));
    }
}
