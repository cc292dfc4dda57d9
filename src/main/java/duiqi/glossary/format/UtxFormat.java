package duiqi.glossary.format;

import duiqi.exchange.Omissions;
import duiqi.exchange.Table;
import duiqi.glossary.Glossary;
import duiqi.glossary.GlossaryFormats;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.glossary.format.ConceptRows.Column;
import duiqi.glossary.format.ConceptRows.Kind;
import duiqi.glossary.format.TermBase.Losses;
import duiqi.glossary.format.TermBase.Side;
import duiqi.io.FileStart;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads and writes UTX (Universal Terminology eXchange, Asia-Pacific Association for Machine Translation): tables with
 * tabs whose first lines begin with {@code #}. Reads all versions up to 1.20 and writes 1.11.
 *
 * <p>The statuses of UTX are those of duiqi with other names: approved, provisional, non-standard, forbidden. Rejected
 * proposals are omitted.
 */
public final class UtxFormat implements GlossaryFormats.Format {
    private static final Pattern BEGINNING =
            Pattern.compile("\\s*+#\\s*+UTX(?:-S(?:imple)?)?\\s++[0-9]", Pattern.CASE_INSENSITIVE);

    private static final String CODE = "([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3})";

    /** Languages in the header: {@code zh-CN/en-US}. */
    private static final Pattern LANGUAGES =
            Pattern.compile("(?<![A-Za-z0-9/-])" + CODE + "/" + CODE + "(?![A-Za-z0-9-])");

    private static final List<String> HEADINGS =
            List.of("#src", "tgt", "src:pos", "term status", "tgt:comment", "domain", "concept ID");

    @Override
    public String name() {
        return "utx";
    }

    @Override
    public List<String> extensions() {
        return List.of(".utx");
    }

    @Override
    public boolean recognises(FileStart start) {
        return BEGINNING.matcher(start.text()).lookingAt();
    }

    @Override
    public List<TermEntry> read(Path file, Glossary.FaultListener listener) throws IOException {
        TermBase base = new TermBase(file, listener);
        try (Table.Rows rows = Table.Form.TSV.open(file, TermTableFormat.damage(base::report), new Omissions())) {
            StringBuilder header = new StringBuilder();
            Optional<ConceptRows> columns = Optional.empty();
            for (Optional<Table.Row> row = rows.next(); row.isPresent(); row = rows.next()) {
                boolean isComment = TermRows.isComment(row.get());
                if (isComment && columns.isEmpty()) {
                    header.append(String.join("\t", row.get().cells())).append('\n');
                    columns = columns(row.get(), header.toString(), base);
                } else if (!isComment && !row.get().isBlank()) {
                    columns.orElseThrow(() -> noColumns(file)).read(row.get());
                }
            }
            if (columns.isEmpty()) {
                throw noColumns(file);
            }
        }
        return base.entries();
    }

    private static FormatException noColumns(Path file) {
        return new FormatException(
                new Location(file.toString(), 1, 1),
                "has no line with the column names of UTX",
                "write the lines \"#UTX 1.11; zh-CN/en-US\" and \"#src\\ttgt\\tsrc:pos\" before the terms");
    }

    @Override
    public void write(Glossary glossary, OutputStream out, Instant now, Omissions omissions) throws IOException {
        String header = "#UTX 1.11; zh-CN/en-US; " + now.truncatedTo(ChronoUnit.SECONDS) + "; creator: duiqi;\n";
        out.write(header.getBytes(StandardCharsets.UTF_8));
        Table.Output table = Table.Form.TSV.begin(out, now, omissions);
        table.write(HEADINGS);
        Losses losses = new Losses(omissions);
        for (TermEntry entry : glossary.entries()) {
            if (entry.chinese().isEmpty()) {
                omissions.add("words without a Chinese term");
            } else if (Stream.of("#", "-").anyMatch(entry.chinese()::startsWith)) {
                omissions.add("terms that begin with # or -");
            } else if (!losses.isExpression(entry)) {
                losses.count(entry, TermColumn.CHINESE_STATUS, TermColumn.TYPE, TermColumn.CASE_SENSITIVE);
                table.write(List.of(
                        entry.chinese(),
                        losses.withoutStemMark(entry),
                        entry.details().partOfSpeech(),
                        status(entry.status()),
                        entry.details().note(),
                        entry.details().domain(),
                        entry.concept().equals(entry.chinese()) ? "" : entry.concept()));
            }
        }
        table.finish();
    }

    private static String status(TermStatus status) {
        return switch (status) {
            case DO_NOT_TRANSLATE, PREFERRED -> "approved";
            case ADMITTED -> "provisional";
            case DEPRECATED -> "non-standard";
            case FORBIDDEN -> "forbidden";
        };
    }

    /** Returns the columns if the line names them: it has tabs and a column of terms. */
    private static Optional<ConceptRows> columns(Table.Row line, String header, TermBase base) throws FormatException {
        Matcher matcher = LANGUAGES.matcher(header);
        List<String> languages = matcher.find() ? List.of(matcher.group(1), matcher.group(2)) : List.of();
        List<Column> columns = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        for (String cell : line.cells()) {
            columns.add(column(cell.replace("#", "").strip().toLowerCase(Locale.ROOT), languages, codes));
        }
        if (columns.size() < 2 || codes.isEmpty()) {
            return Optional.empty();
        }
        if (codes.contains("")) {
            throw new FormatException(
                    line.location(),
                    "the header has no languages",
                    "write them in the first line, for example \"#UTX 1.11; zh-CN/en-US\"");
        }
        codes.forEach(base::addLanguage);
        return Optional.of(new ConceptRows(base, columns));
    }

    /**
     * Returns a column: {@code tgt} and {@code term:en} hold the terms of a language, {@code src:pos} and
     * {@code pos:en} a field of these terms, and other columns a field of the row.
     */
    private static Column column(String name, List<String> languages, List<String> codes) {
        List<String> parts = Stream.of(name.split(":", 2)).map(String::strip).toList();
        String first = code(parts.get(0), languages);
        if (name.equals("src") || name.equals("tgt")) {
            codes.add(first);
            return new Column(Kind.TERM, name, Optional.of(Side.of(first)));
        }
        if (parts.size() == 1) {
            return field(name, Optional.empty());
        }
        String second = code(parts.get(1), languages);
        if (parts.get(0).equals("term")) {
            codes.add(second);
            return new Column(Kind.TERM, name, Optional.of(Side.of(second)));
        }
        if (!first.equals(parts.get(0)) || Side.of(first) != Side.OTHER) {
            return field(parts.get(1), Optional.of(Side.of(first)));
        }
        return second.matches(CODE) ? field(parts.get(0), Optional.of(Side.of(second))) : field(name, Optional.empty());
    }

    private static Column field(String name, Optional<Side> side) {
        Kind kind = name.equals("concept id") ? Kind.ID : name.endsWith("status") ? Kind.STATUS : Kind.FIELD;
        return new Column(kind, name, side);
    }

    /** Returns the language code for {@code src} or {@code tgt}; other names are codes themselves. */
    private static String code(String name, List<String> languages) {
        int index = List.of("src", "tgt").indexOf(name);
        return index < 0 ? name : languages.isEmpty() ? "" : languages.get(index);
    }
}
