package duiqi.server.memory;

import duiqi.align.WordLinks;
import duiqi.align.WordLinks.Place;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.glossary.TermMatches;
import duiqi.index.Concordance;
import duiqi.index.IndexedUnit;
import duiqi.index.Match;
import duiqi.index.UnitSide;
import duiqi.io.FileState;
import duiqi.lexicon.Lexicon;
import duiqi.memory.MemoryFile;
import duiqi.memory.TranslationMemory;
import duiqi.report.Differences;
import duiqi.report.Terminal;
import duiqi.text.Plurals;
import duiqi.text.ResourceLines;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes the search page. It works without scripts and in old browsers, because CAT tools embed them, and each text is
 * an element of its own, so that users can copy it. It marks the words of the query and their translations. The page
 * contains no token. Immutable.
 *
 * @param text the text to find
 * @param side the side in the language of the text
 * @param language the language tag that the user chose; empty if the page detects the language
 * @param limit maximum number of matches and of units
 * @param terms the terms of the glossaries in the text
 * @param matches the fuzzy matches, best first
 * @param hits the units that contain the words of the text
 * @param lexicon links the words of the hits
 */
record SearchPage(
        String text,
        UnitSide side,
        Optional<String> language,
        int limit,
        List<TermMatches.Hit> terms,
        List<TranslationMemory.Found> matches,
        TranslationMemory.Hits hits,
        Lexicon lexicon) {
    static final int MAX_RESULTS = 500;

    private static final String STYLE = ResourceLines.text(SearchPage.class, "/duiqi/server/page/style/base.css")
            + ResourceLines.text(SearchPage.class, "search.css");

    /** The content security policy: the style of this page, identified by its hash, and the search form. */
    static final String POLICY = "default-src 'none'; style-src 'sha256-"
            + Base64.getEncoder().encodeToString(FileState.sha256().digest(STYLE.getBytes(StandardCharsets.UTF_8)))
            + "'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    String html() {
        String nothing = terms.isEmpty() && matches.isEmpty() && hits.total() == 0
                ? "<p>The memories and glossaries contain nothing similar.</p>\n"
                : "";
        return page(
                text,
                language.map(tag -> side),
                "<p class=\"about\">From "
                        + (side == UnitSide.SOURCE ? "Chinese into English" : "English into Chinese")
                        + (language.isPresent() ? "" : " (detected)") + "</p>\n" + nothing + termTable()
                        + matchList() + hitList());
    }

    /**
     * Returns a page with the search form.
     *
     * @param text the text in the form
     * @param side the side in the language that the user chose
     * @param body the part below the form
     */
    static String page(String text, Optional<UnitSide> side, String body) {
        return String.format(
                Locale.ROOT,
                """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="X-UA-Compatible" content="IE=edge">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <link rel="icon" href="data:,">
                <title>%s</title>
                <style>%s</style>
                </head>
                <body>
                <main>
                <h1>Search</h1>
                <form role="search" action="%s" method="get">
                <label for="q">Find</label> <input type="text" id="q" name="q" size="40" value="%s" dir="auto" \
                autocomplete="off"%s>
                <label for="lang">in</label> <select id="lang" name="lang">
                <option value="">the language of the text</option>
                <option value="zh"%s>Chinese</option>
                <option value="en"%s>English</option>
                </select>
                <button type="submit" class="primary">Search</button>
                </form>
                %s</main>
                </body>
                </html>
                """,
                text.isEmpty() ? "duiqi" : Terminal.html(text) + " - duiqi",
                STYLE,
                SearchRoutes.SEARCH,
                Terminal.html(text),
                text.isEmpty() ? " autofocus" : "",
                side.filter(UnitSide.SOURCE::equals).isPresent() ? " selected" : "",
                side.filter(UnitSide.TARGET::equals).isPresent() ? " selected" : "",
                body);
    }

    /** Returns a link to the same query with more results, or nothing at the maximum. */
    private String more() {
        int next = Math.min(MAX_RESULTS, limit * 5);
        String url = SearchRoutes.SEARCH + "?q=" + encoded(text)
                + language.map(tag -> "&lang=" + encoded(tag)).orElse("") + "&limit=" + next;
        return next == limit ? "" : "<p><a href=\"" + Terminal.html(url) + "\">Show up to " + next + "</a></p>\n";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String termTable() {
        String rows = terms.stream()
                .flatMap(hit -> hit.concept().entries().stream())
                .distinct()
                .sorted(Comparator.comparing(entry -> !status(entry).isAllowed()))
                .map(this::row)
                .collect(Collectors.joining());
        return rows.isEmpty() ? "" : "<h2>Terms</h2>\n<table>\n" + rows + "</table>\n";
    }

    private String row(TermEntry entry) {
        TermStatus status = status(entry);
        return (status.isAllowed() ? "<tr>" : "<tr class=\"forbidden\">") + term(entry, side)
                + term(entry, side.other())
                + (status.isAllowed() ? "<td>" + status + "</td>" : "<td><b>" + status + "</b></td>")
                + "<td>" + Terminal.html(entry.details().note()) + "</td></tr>\n";
    }

    private TermStatus status(TermEntry entry) {
        return side == UnitSide.SOURCE ? entry.status() : entry.chineseStatus();
    }

    private static String term(TermEntry entry, UnitSide side) {
        boolean isChinese = side == UnitSide.SOURCE;
        return "<td lang=\"" + (isChinese ? "zh" : "en") + "\" dir=\"auto\">"
                + Terminal.html(isChinese ? entry.chinese() : entry.english()) + "</td>";
    }

    private String matchList() {
        if (matches.isEmpty()) {
            return "";
        }
        return "<h2>Matches</h2>\n"
                + matches.stream().map(this::match).collect(Collectors.joining())
                + (matches.size() == limit ? more() : "");
    }

    private String match(TranslationMemory.Found found) {
        Match match = found.match();
        String kind = switch (match.kind()) {
            case IN_CONTEXT, EXACT -> "exact";
            case SAME_TOKENS -> "exact except for case, width or spaces";
            case FUZZY -> "fuzzy";
        };
        UnitSide other = side.other();
        return unit(
                "<b>" + match.score() + "%</b> " + kind + ", " + origin(found.file(), match.unit())
                        + (match.penalty() == 0 ? "" : " (" + match.percentage() + " - " + match.penalty() + ")"),
                paragraph(match.unit(), side, compared(match.unit().text(side))),
                paragraph(match.unit(), other, Terminal.html(match.unit().text(other))));
    }

    private static String unit(String about, String source, String target) {
        return "<div class=\"unit\">\n<p class=\"about\">" + about + "</p>\n" + source + target + "</div>\n";
    }

    private static String origin(MemoryFile file, IndexedUnit unit) {
        return Terminal.html(file.name() + ":" + unit.line())
                + (unit.origin().aligned() ? ", aligned" : "")
                + (unit.origin().machine() ? ", machine" : "")
                + (unit.origin().unrevised() ? ", unrevised" : "")
                + unit.origin()
                        .author()
                        .map(author -> ", " + Terminal.html(author))
                        .orElse("")
                + unit.pair()
                        .created()
                        .map(date -> ", " + date.toString().substring(0, 10))
                        .orElse("");
    }

    private static String paragraph(IndexedUnit unit, UnitSide side, String content) {
        return "<p class=\"text\" lang=\"" + Terminal.html(unit.language(side).tag()) + "\" dir=\"auto\">" + content
                + "</p>\n";
    }

    /**
     * Marks the words of a text that differ from the query. An empty mark shows where the query has more words, so that
     * a copy of the text contains only the text.
     */
    private String compared(String found) {
        return Differences.between(found, text).pieces().stream()
                .map(piece -> switch (piece.side()) {
                    case BOTH -> Terminal.html(piece.text());
                    case TEXT -> "<b class=\"other\">" + Terminal.html(piece.text()) + "</b>";
                    case OTHER -> "<b class=\"other\"></b>";
                })
                .collect(Collectors.joining())
                .replace("</b><b class=\"other\">", "")
                .replace("<b class=\"other\"></b>", "<b class=\"gap\"></b>");
    }

    private String hitList() {
        if (hits.total() == 0) {
            return "";
        }
        return "<h2>Concordance: " + Plurals.units(hits.total()) + "</h2>\n"
                + hits.hits().stream()
                        .map(hit -> unit(
                                origin(hit.file(), hit.hit().unit()),
                                marked(hit.hit(), side),
                                marked(hit.hit(), side.other())))
                        .collect(Collectors.joining())
                + (hits.total() > hits.hits().size() ? more() : "");
    }

    private String marked(Concordance.Hit hit, UnitSide side) {
        String text = hit.unit().text(side);
        StringBuilder html = new StringBuilder();
        int done = 0;
        boolean isFound = !hit.spans(side).isEmpty();
        for (Concordance.Span span : isFound ? hit.spans(side) : translations(hit, side)) {
            html.append(Terminal.html(text.substring(done, span.start())))
                    .append(isFound ? "<b class=\"word\">" : "<b class=\"translation\">")
                    .append(Terminal.html(text.substring(span.start(), span.end())))
                    .append("</b>");
            done = span.end();
        }
        return paragraph(
                hit.unit(),
                side,
                html.append(Terminal.html(text.substring(done))).toString());
    }

    /** Returns the words of a side that translate the words of the query on the other side. */
    private List<Concordance.Span> translations(Concordance.Hit hit, UnitSide side) {
        boolean isChinese = side == UnitSide.SOURCE;
        List<Concordance.Span> words = hit.spans(side.other());
        IndexedUnit unit = hit.unit();
        return WordLinks.of(
                        lexicon, List.of(unit.text(UnitSide.SOURCE)), List.of(unit.text(UnitSide.TARGET)), List.of())
                .links()
                .stream()
                .filter(link -> (isChinese ? link.english() : link.chinese())
                        .stream()
                                .anyMatch(place -> words.stream()
                                        .anyMatch(word -> place.start() < word.end() && word.start() < place.end())))
                .flatMap(link -> (isChinese ? link.chinese() : link.english()).stream())
                .sorted(Place.IN_ORDER)
                .map(place -> new Concordance.Span(place.start(), place.end()))
                .toList();
    }
}
