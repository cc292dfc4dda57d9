package duiqi.glossary.format;

import duiqi.exchange.Table;
import duiqi.glossary.Glossary;
import duiqi.glossary.GlossaryFormats;
import duiqi.glossary.TermEntry;
import duiqi.glossary.format.ConceptRows.Column;
import duiqi.glossary.format.ConceptRows.Kind;
import duiqi.glossary.format.TermBase.Side;
import duiqi.io.FileStart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads glossaries of MateCat as tables. The columns {@code Forbidden}, {@code Domain}, {@code Subdomain} and
 * {@code Definition} belong to the row. A column for each language has its code (RFC 3066) as its name, and may be
 * followed by {@code Notes} and {@code Example of use}. All columns except the languages are optional. Several rows with
 * the same term are its translations.
 */
public final class MatecatFormat implements GlossaryFormats.Format {
    private static final Pattern CODE = Pattern.compile("[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,2}");
    private static final String EXAMPLE = "exampleofuse";
    private static final Set<String> NAMES =
            Set.of("forbidden", "domain", "subdomain", "definition", "note", "notes", "example", "examples", EXAMPLE);

    @Override
    public String name() {
        return "matecat";
    }

    @Override
    public List<String> extensions() {
        return List.of(".csv");
    }

    @Override
    public boolean isWritten() {
        return false;
    }

    @Override
    public boolean recognises(FileStart start) {
        return isHeader(MemoqFormat.headings(start));
    }

    /**
     * Returns whether a row has only column names of MateCat, with at least one language. A row with only the columns of
     * duiqi is a header of duiqi.
     */
    static boolean isHeader(List<String> headings) {
        List<String> names = headings.stream().filter(name -> !name.isBlank()).toList();
        List<String> codes = names.stream().filter(MatecatFormat::isLanguage).toList();
        boolean isRelated = codes.stream().anyMatch(code -> Side.of(code) != Side.OTHER);
        return isRelated
                && codes.size() < names.size() + (codes.size() > 2 ? 1 : 0)
                && names.stream().allMatch(name -> isLanguage(name) || NAMES.contains(plain(name)))
                && !names.stream().allMatch(name -> TermColumn.named(name).isPresent());
    }

    private static String plain(String heading) {
        return TermNames.plain(heading);
    }

    private static boolean isLanguage(String heading) {
        return !NAMES.contains(plain(heading)) && CODE.matcher(heading.strip()).matches();
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
        header.cells().stream().filter(MatecatFormat::isLanguage).forEach(base::addLanguage);
        List<Column> columns = new ArrayList<>();
        Optional<Side> side = Optional.empty();
        for (String heading : header.cells()) {
            side = isLanguage(heading) ? Optional.of(Side.of(heading)) : side;
            columns.add(new Column(kind(heading), heading, side));
        }
        return new ConceptRows(base, columns).entries(rows);
    }

    private static Kind kind(String heading) {
        if (isLanguage(heading)) {
            return Kind.TERM;
        }
        return switch (plain(heading)) {
            case "" -> Kind.UNNAMED;
            case "forbidden" -> Kind.STATUS;
            case "subdomain" -> Kind.SUBDOMAIN;
            case "example", "examples", EXAMPLE -> Kind.EXAMPLE;
            default -> Kind.FIELD;
        };
    }
}
