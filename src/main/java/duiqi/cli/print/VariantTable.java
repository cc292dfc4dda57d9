package duiqi.cli.print;

import duiqi.check.TermVariants;
import duiqi.check.TermVariants.Variant;
import duiqi.exchange.Omissions;
import duiqi.exchange.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes terms with several translations as lines for people and as a table. Stateless. */
public final class VariantTable {
    /** Maximum number of odd translations in a line. */
    private static final int MAX_ODD = 3;

    private static final List<String> HEADER =
            List.of("term", "units", "translation", "count", "places", "odd translations", "example");

    private VariantTable() {}

    /** Returns a line for each term. */
    public static String text(List<TermVariants.Row> rows) {
        Rows lines = new Rows("");
        rows.forEach(row ->
                lines.add(row.term(), row.usual().text() + " " + row.usual().units(), odd(row, MAX_ODD)));
        return lines.toString();
    }

    /**
     * Writes a table with one row for each term.
     *
     * @param format the name of a {@link Table.Form}
     */
    public static void write(List<TermVariants.Row> rows, String format, OutputStream out, Instant now)
            throws IOException {
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
}
