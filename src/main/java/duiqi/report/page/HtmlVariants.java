package duiqi.report.page;

import duiqi.check.CheckedUnit;
import duiqi.check.TermVariants;
import duiqi.check.TermVariants.Variant;
import duiqi.report.Terminal;
import duiqi.text.Location;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the table of terms with odd translations, with links to the rows of their units. */
final class HtmlVariants {
    private final Optional<List<TermVariants.Row>> terms;

    /** Numbers of the rows of the page by the locations of their units, 0 for none. */
    private final Map<Location, Integer> rows = new HashMap<>();

    /** Creates the table; without terms, it gives the command that finds them. */
    HtmlVariants(Optional<List<TermVariants.Row>> terms) {
        this.terms = terms;
        terms.orElse(List.of()).forEach(term -> {
            term.usual().first().forEach(unit -> rows.put(unit.location(0), 0));
            term.odd().forEach(odd -> odd.first().forEach(unit -> rows.put(unit.location(0), 0)));
        });
    }

    /** Notes the number of the row that shows a unit. */
    void shown(CheckedUnit unit, int row) {
        rows.computeIfPresent(unit.location(0), (place, before) -> row);
    }

    String section() {
        String start = "<section id=\"variants\">\n<h2>Terms with several translations</h2>\n";
        if (terms.isEmpty()) {
            return start
                    + "<p>The texts are long; <code>duiqi glossary extract --variants</code> lists them.</p>\n</section>\n";
        }
        List<TermVariants.Row> found = terms.get();
        return start
                + (found.isEmpty()
                        ? "<p>No terms.</p>\n"
                        : "<p>Recurrent terms that are not in the glossary, with their usual and their odd translations, the most"
                                + " suspicious first. Many odd translations are right.</p>\n"
                                + HtmlPage.table(
                                        "variants",
                                        List.of("term", "usual translation", "odd translations"),
                                        found.stream()
                                                .map(term -> HtmlPage.row(
                                                        words(term.term(), term.isIntoChinese() ? "en" : "zh"),
                                                        cell(List.of(term.usual()), term),
                                                        cell(term.odd(), term)))))
                + "</section>\n";
    }

    private String cell(List<Variant> variants, TermVariants.Row term) {
        return variants.stream()
                .map(one -> words(one.shown(), one.text().isEmpty() || !term.isIntoChinese() ? "en" : "zh") + " "
                        + one.units() + " <small>"
                        + one.first().stream()
                                .map(unit -> place(unit.location(0)))
                                .collect(Collectors.joining(", "))
                        + "</small>")
                .collect(Collectors.joining("; "));
    }

    private static String words(String text, String language) {
        return "<span lang=\"" + language + "\">" + Terminal.html(text) + "</span>";
    }

    private String place(Location place) {
        int row = rows.getOrDefault(place, 0);
        String shown = Terminal.html(place.file() + ":" + place.line());
        return row == 0 ? shown : "<a href=\"#r" + row + "\">" + shown + "</a>";
    }
}
