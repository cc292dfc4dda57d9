package duiqi.cli.print;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.check.TermVariants;
import duiqi.check.TermVariants.Variant;
import duiqi.exchange.Omissions;
import duiqi.exchange.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes terms with several translations as lines for people, as a table, and as JSON. Stateless. */
public final class VariantTable {
    /** Maximum number of odd translations in a line. */
    private static final int MAX_ODD = 3;

    private static final List<String> HEADER =
            List.of("term", "units", "translation", "count", "places", "odd translations", "example");

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .build();

    private VariantTable() {}

    /** Returns a line for each term. */
    public static String text(List<TermVariants.Row> rows) {
        Rows lines = new Rows("");
        rows.forEach(row ->
                lines.add(row.term(), row.usual().text() + " " + row.usual().units(), odd(row, MAX_ODD)));
        return lines.toString();
    }

    /**
     * Writes a table with one row for each term, or a JSON array.
     *
     * @param format {@code json}, or the name of a {@link Table.Form}
     */
    public static void write(List<TermVariants.Row> rows, String format, OutputStream out, Instant now)
            throws IOException {
        if (format.equals("json")) {
            JSON.writerWithDefaultPrettyPrinter()
                    .writeValue(out, rows.stream().map(VariantTable::object).toList());
            return;
        }
        Table.Output table = Table.Form.valueOf(format.toUpperCase(Locale.ROOT)).begin(out, now, new Omissions());
        table.write(HEADER);
        for (TermVariants.Row row : rows) {
            table.write(List.of(
                    row.term(),
                    String.valueOf(row.units()),
                    row.usual().text(),
                    String.valueOf(row.usual().units()),
                    String.join(", ", places(row.usual())),
                    odd(row, row.odd().size()),
                    row.odd().get(0).first().get(0).target().text()));
        }
        table.finish();
    }

    /** Returns the odd translations of a term with their counts and first places. */
    private static String odd(TermVariants.Row row, int most) {
        int more = row.odd().size() - most;
        return row.odd().stream()
                        .limit(most)
                        .map(odd -> odd.shown() + " " + odd.units() + " (" + String.join(", ", places(odd)) + ")")
                        .collect(Collectors.joining("; "))
                + (more > 0 ? "; and " + more + " more" : "");
    }

    private static List<String> places(Variant variant) {
        return variant.first().stream()
                .map(unit -> unit.location(0))
                .map(place -> place.file() + ":" + place.line())
                .toList();
    }

    private static Map<String, Object> object(TermVariants.Row row) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("term", row.term());
        object.put("language", row.isIntoChinese() ? "en" : "zh");
        object.put("units", row.units());
        object.put(
                "translations",
                Stream.concat(
                                Stream.of(object(row.usual(), false)),
                                row.odd().stream().map(odd -> object(odd, true)))
                        .toList());
        return object;
    }

    private static Map<String, Object> object(Variant variant, boolean isOdd) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("text", variant.text());
        object.put("units", variant.units());
        object.put("odd", isOdd);
        object.put("places", places(variant));
        object.put("example", variant.first().get(0).target().text());
        return object;
    }
}
