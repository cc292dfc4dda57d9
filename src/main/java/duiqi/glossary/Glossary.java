package duiqi.glossary;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import duiqi.bitext.FormatException;
import duiqi.bitext.Location;
import duiqi.bitext.PlainText;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The terms of a field with the renderings that may be used. A term has an entry for each of its renderings. Immutable.
 *
 * @param entries in the order of the file
 */
public record Glossary(List<TermEntry> entries) {
    private static final String CHINESE = "zh";
    private static final String ENGLISH = "en";
    private static final String STATUS = "status";

    private static final String FORM = "begin with a line of column names, zh and en among them, as zh,en";

    public Glossary {
        entries = List.copyOf(entries);
    }

    /** The entries by concept, in the order in which each concept is first named. */
    public List<Concept> concepts() {
        Map<String, List<TermEntry>> byConcept = new LinkedHashMap<>();
        for (TermEntry entry : entries) {
            byConcept.computeIfAbsent(entry.concept(), id -> new ArrayList<>()).add(entry);
        }
        return byConcept.entrySet().stream()
                .map(concept -> new Concept(concept.getKey(), concept.getValue()))
                .toList();
    }

    /** The terms of several glossaries as one. */
    public static Glossary of(List<Glossary> glossaries) {
        return new Glossary(glossaries.stream()
                .flatMap(glossary -> glossary.entries.stream())
                .toList());
    }

    /**
     * Reads a table with commas (RFC 4180) or tabs between its columns. The first line names the columns, of which {@code zh} and
     * {@code en} must be there; blank lines are passed over.
     *
     * @throws FormatException naming the line that is wrong
     */
    public static Glossary read(Path file) throws IOException {
        String text = text(file);
        String header = text.lines().findFirst().orElse("");
        CsvMapper mapper = CsvMapper.builder()
                .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                .enable(CsvParser.Feature.TRIM_SPACES)
                .build();
        CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(header.contains("\t") ? '\t' : ',');
        try (MappingIterator<List<String>> rows =
                mapper.readerForListOf(String.class).with(schema).readValues(text)) {
            return new Glossary(entries(file, rows));
        } catch (JsonProcessingException e) {
            throw new FormatException(
                    place(file, e.getLocation()).toString(), e.getOriginalMessage(), "mend the quotation marks", e);
        }
    }

    private static List<TermEntry> entries(Path file, MappingIterator<List<String>> rows) throws IOException {
        List<String> header = rows.hasNextValue() ? names(rows.nextValue()) : List.of();
        int chinese = column(file, header, CHINESE);
        int english = column(file, header, ENGLISH);
        int status = header.indexOf(STATUS);
        List<TermEntry> entries = new ArrayList<>();
        while (rows.hasNextValue()) {
            List<String> row = rows.nextValue();
            Location place = place(file, rows.getParser().currentTokenLocation());
            if (row.stream().allMatch(String::isBlank)) {
                continue;
            }
            String term = required(place, row, chinese, CHINESE);
            String id = cell(row, header.indexOf("concept"));
            entries.add(new TermEntry(
                    id.isEmpty() ? term : id,
                    term,
                    required(place, row, english, ENGLISH),
                    TermStatus.named(cell(row, status)).orElse(TermStatus.PREFERRED),
                    cell(row, header.indexOf("type")),
                    cell(row, header.indexOf("pos")),
                    cell(row, header.indexOf("domain")),
                    Stream.of(cell(row, header.indexOf("exceptions")).split("\\|"))
                            .map(String::strip)
                            .filter(exception -> !exception.isEmpty())
                            .toList(),
                    cell(row, header.indexOf("note")),
                    place));
        }
        return entries;
    }

    private static List<String> names(List<String> header) {
        return header.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static int column(Path file, List<String> header, String name) throws FormatException {
        int column = header.indexOf(name);
        if (column < 0) {
            throw new FormatException(new Location(file.toString(), 1, 1), "names no column " + name, FORM);
        }
        return column;
    }

    private static String cell(List<String> row, int column) {
        return column >= 0 && column < row.size() ? row.get(column).strip() : "";
    }

    private static String required(Location place, List<String> row, int column, String name) throws FormatException {
        String cell = cell(row, column);
        if (cell.isEmpty()) {
            throw new FormatException(place, "has nothing in column " + name, "fill it in, or take the line out");
        }
        return cell;
    }

    private static Location place(Path file, JsonLocation location) {
        return new Location(file.toString(), Math.max(1, location.getLineNr()), 1);
    }

    private static String text(Path file) throws IOException {
        try {
            return PlainText.read(file, "save it as CSV in UTF-8");
        } catch (NoSuchFileException e) {
            throw new FormatException(file.toString(), "there is no such glossary", "check its name and folder", e);
        }
    }
}
