package duiqi.server.memory;

import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.glossary.TermMatches;
import duiqi.index.Concordance;
import duiqi.index.IndexedUnit;
import duiqi.index.Match;
import duiqi.index.UnitSide;
import duiqi.memory.MemoryFile;
import duiqi.memory.TranslationMemory;
import duiqi.report.Differences;
import duiqi.report.Terminal;
import duiqi.server.http.Problem;
import duiqi.text.Plurals;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes the search page. It works without scripts and in old browsers, because CAT tools embed them, and each text is
 * an element of its own, so that users can copy it. The page contains no token. Immutable.
 *
 * @param query the query
 * @param terms the terms of the glossaries in the query
 * @param matches the fuzzy matches, best first
 * @param hits the units that contain the words of the query
 */
record SearchPage(
        Query query, List<TermMatches.Hit> terms, List<TranslationMemory.Found> matches, TranslationMemory.Hits hits) {
    static final int MAX_RESULTS = 500;

    private static final String STYLE = style();

    /** The content security policy: the style of this page, identified by its hash, and the search form. */
    static final String POLICY = "default-src 'none'; style-src 'sha256-"
            + hash(STYLE)
            + "'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /**
     * Holds a query.
     *
     * @param text the text to find
     * @param side the side in the language of the text
     * @param language the language tag that the user chose; empty if the page detects the language
     * @param limit maximum number of matches and of units
     */
    record Query(String text, UnitSide side, Optional<String> language, int limit) {
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
    }

    /** Returns the page before the first query. */
    static String withoutQuery(Optional<String> language, long units) {
        return page(
                "duiqi",
                form("", language),
                "<p>Enter a sentence, a word or a term, in Chinese or English. duiqi searches " + Plurals.units(units)
                        + " and the glossaries of the project.</p>\n");
    }

    /** Returns the page for a rejected query. */
    static String of(Problem problem) {
        return page(
                "duiqi",
                form("", Optional.empty()),
                "<p><b class=\"forbidden\">Error:</b> " + Terminal.html(problem.problem() + "; " + problem.remedy())
                        + "</p>\n");
    }

    /** Returns the page with the results. */
    String html() {
        String nothing = terms.isEmpty() && matches.isEmpty() && hits.total() == 0
                ? "<p>The memories and glossaries contain nothing similar.</p>\n"
                : "";
        return page(
                query.text + " - duiqi",
                form(query.text, query.language),
                "<p class=\"about\">From "
                        + (query.side == UnitSide.SOURCE ? "Chinese into English" : "English into Chinese")
                        + (query.language.isPresent() ? "" : " (detected)") + "</p>\n" + nothing + termTable()
                        + matchList() + hitList());
    }

    private static String page(String title, String form, String body) {
        return String.format(Locale.ROOT, """
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
                %s%s</main>
                </body>
                </html>
                """, Terminal.html(title), STYLE, form, body);
    }

    private static String form(String text, Optional<String> language) {
        String primary = language.map(tag -> MemoryRoutes.language("lang", tag).isChinese() ? "zh" : "en")
                .orElse("");
        return String.format(
                Locale.ROOT,
                """
                <form role="search" action="%s" method="get">
                <label for="q">Find</label> <input type="text" id="q" name="q" size="40" value="%s" dir="auto" \
                autocomplete="off"%s>
                <label for="lang">in</label> <select id="lang" name="lang">
                %s%s%s</select>
                <button type="submit">Search</button>
                </form>
                """,
                SearchRoutes.SEARCH,
                Terminal.html(text),
                text.isEmpty() ? " autofocus" : "",
                option("", "the language of the text", primary),
                option("zh", "Chinese", primary),
                option("en", "English", primary));
    }

    private static String option(String value, String label, String selected) {
        return "<option value=\"" + value + "\"" + (value.equals(selected) ? " selected" : "") + ">" + label
                + "</option>\n";
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
        return (status.isAllowed() ? "<tr>" : "<tr class=\"forbidden\">") + term(entry, query.side)
                + term(entry, query.side.other())
                + (status.isAllowed() ? "<td>" + status + "</td>" : "<td><b>" + status + "</b></td>")
                + "<td>" + Terminal.html(entry.details().note()) + "</td></tr>\n";
    }

    private TermStatus status(TermEntry entry) {
        return query.side == UnitSide.SOURCE ? entry.status() : entry.chineseStatus();
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
                + (matches.size() == query.limit ? query.more() : "");
    }

    private String match(TranslationMemory.Found found) {
        Match match = found.match();
        String kind = switch (match.kind()) {
            case IN_CONTEXT, EXACT -> "exact";
            case SAME_TOKENS -> "exact except for case, width or spaces";
            case FUZZY -> "fuzzy";
        };
        UnitSide other = query.side.other();
        return unit(
                "<b>" + match.score() + "%</b> " + kind + ", " + origin(found.file(), match.unit())
                        + (match.penalty() == 0 ? "" : " (" + match.percentage() + " - " + match.penalty() + ")"),
                text(match.unit(), query.side, compared(match.unit().text(query.side))),
                text(match.unit(), other, Terminal.html(match.unit().text(other))));
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

    private static String text(IndexedUnit unit, UnitSide side, String content) {
        return "<p class=\"text\" lang=\"" + Terminal.html(unit.language(side).tag()) + "\" dir=\"auto\">" + content
                + "</p>\n";
    }

    /**
     * Marks the words that differ from the query. An empty mark shows where the query has more words, so that a copy of
     * the text contains only the text.
     */
    private String compared(String text) {
        StringBuilder html = new StringBuilder();
        StringBuilder changed = new StringBuilder();
        boolean isChanged = false;
        for (Differences.Piece piece : Differences.between(text, query.text).pieces()) {
            if (piece.side() == Differences.Side.BOTH) {
                html.append(isChanged ? change(changed) : "").append(Terminal.html(piece.text()));
                changed.setLength(0);
                isChanged = false;
            } else {
                changed.append(piece.side() == Differences.Side.TEXT ? piece.text() : "");
                isChanged = true;
            }
        }
        return html.append(isChanged ? change(changed) : "").toString();
    }

    private static String change(CharSequence words) {
        return words.length() == 0
                ? "<b class=\"gap\"></b>"
                : "<b class=\"other\">" + Terminal.html(words.toString()) + "</b>";
    }

    private String hitList() {
        if (hits.total() == 0) {
            return "";
        }
        return "<h2>Concordance: " + Plurals.units(hits.total()) + "</h2>\n"
                + hits.hits().stream()
                        .map(hit -> unit(
                                origin(hit.file(), hit.hit().unit()),
                                marked(hit.hit(), query.side),
                                marked(hit.hit(), query.side.other())))
                        .collect(Collectors.joining())
                + (hits.total() > hits.hits().size() ? query.more() : "");
    }

    private static String marked(Concordance.Hit hit, UnitSide side) {
        String text = hit.unit().text(side);
        StringBuilder html = new StringBuilder();
        int done = 0;
        for (Concordance.Span span : hit.spans(side)) {
            html.append(Terminal.html(text.substring(done, span.start())))
                    .append("<b class=\"word\">")
                    .append(Terminal.html(text.substring(span.start(), span.end())))
                    .append("</b>");
            done = span.end();
        }
        return text(
                hit.unit(),
                side,
                html.append(Terminal.html(text.substring(done))).toString());
    }

    private static String style() {
        try (InputStream in = SearchPage.class.getResourceAsStream("search.css")) {
            return new String(Objects.requireNonNull(in, "search.css").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform supports SHA-256", e);
        }
    }
}
