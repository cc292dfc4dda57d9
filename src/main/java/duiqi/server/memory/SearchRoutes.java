package duiqi.server.memory;

import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.glossary.TermMatches;
import duiqi.index.Concordance;
import duiqi.index.IndexedUnit;
import duiqi.index.Match;
import duiqi.index.SearchOptions;
import duiqi.index.UnitSide;
import duiqi.memory.LiveMemory;
import duiqi.memory.MemoryFile;
import duiqi.memory.TranslationMemory;
import duiqi.report.Differences;
import duiqi.report.Terminal;
import duiqi.server.ProjectTerms;
import duiqi.server.http.Fields;
import duiqi.server.http.Problem;
import duiqi.server.http.Route;
import duiqi.text.Plurals;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
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
import java.util.Objects;
import java.util.Optional;

/**
 * Handles requests of people: one page with a search box, terms, matches and concordance. CAT tools open it in their web
 * search. Thread-safe.
 */
public final class SearchRoutes {
    /** Path of the page without a query. */
    public static final String START = "/";

    /** Path of the page in the settings of CAT tools. */
    public static final String SEARCH = "/search";

    static final int MAX_RESULTS = 500;
    private static final int RESULTS = 10;
    private static final int MAX_MATCHES = 100;

    private final LiveMemory memory;
    private final ProjectTerms terms;

    public SearchRoutes(LiveMemory memory, ProjectTerms terms) {
        this.memory = memory;
        this.terms = terms;
    }

    public List<Route> all() {
        return List.of(
                new Route(HandlerType.GET, START, this::search), new Route(HandlerType.GET, SEARCH, this::search));
    }

    private void search(Context request) {
        try {
            answer(request, 200, page(request));
        } catch (HttpResponseException refused) {
            answer(request, refused.getStatus(), SearchPage.of(Problem.of(refused)));
        }
    }

    private String page(Context request) {
        Fields question = Fields.ofUrl(request).only("q", "lang", "limit", "key");
        String text = question.optional("q").map(String::strip).orElse("");
        Optional<String> language = question.optional("lang").filter(tag -> !tag.isBlank());
        int limit = question.number("limit", 1, MAX_RESULTS, RESULTS);
        UnitSide side = MemoryRoutes.side(language, text);
        Concordance.Query words;
        try {
            words = Concordance.Query.words(text, Optional.empty(), limit);
        } catch (IllegalArgumentException invisible) {
            return SearchPage.withoutQuery(language, memory.standing().memory().size());
        }
        SearchOptions options = new SearchOptions(
                SearchOptions.STANDARD.minimum(), Math.min(limit, MAX_MATCHES), SearchOptions.Penalties.STANDARD);
        List<TranslationMemory.Found> matches = memory.search(side, text, duiqi.index.Context.NONE, options);
        return new SearchPage(
                        new SearchPage.Query(text, side, language, limit),
                        terms.now().find(text, side == UnitSide.SOURCE),
                        matches,
                        memory.find(words))
                .html();
    }

    private static void answer(Context request, int status, String page) {
        request.status(status)
                .header("Content-Security-Policy", SearchPage.POLICY)
                .contentType("text/html; charset=utf-8")
                .result(page.getBytes(StandardCharsets.UTF_8));
    }

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
            Query query,
            List<TermMatches.Hit> terms,
            List<TranslationMemory.Found> matches,
            TranslationMemory.Hits hits) {
        private static final String STYLE = style();

        /** The content security policy: the style of this page, identified by its hash, and the search form. */
        static final String POLICY = "default-src 'none'; style-src 'sha256-" + hash(STYLE)
                + "'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

        SearchPage {
            terms = List.copyOf(terms);
            matches = List.copyOf(matches);
        }

        /**
         * Holds a query.
         *
         * @param text the text to find
         * @param side the side in the language of the text
         * @param language the language tag that the user chose; empty if the page detects the language
         * @param limit maximum number of matches and of units
         */
        record Query(String text, UnitSide side, Optional<String> language, int limit) {
            /** Returns the URL of the same query with another limit. */
            private String withLimit(int other) {
                return SearchRoutes.SEARCH + "?q=" + encoded(text)
                        + language.map(tag -> "&lang=" + encoded(tag)).orElse("") + "&limit=" + other;
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
                    "<p>Enter a sentence, a word or a term, in Chinese or English. duiqi searches "
                            + Plurals.units(units) + " and the glossaries of the project.</p>\n");
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
            StringBuilder html = new StringBuilder();
            boolean isFromChinese = query.side == UnitSide.SOURCE;
            html.append("<p class=\"about\">From ")
                    .append(isFromChinese ? "Chinese into English" : "English into Chinese")
                    .append(query.language.isPresent() ? "" : " (detected)")
                    .append("</p>\n");
            if (terms.isEmpty() && matches.isEmpty() && hits.total() == 0) {
                html.append("<p>The memories and glossaries contain nothing similar.</p>\n");
            }
            writeTerms(html);
            writeMatches(html);
            writeHits(html);
            return page(query.text + " - duiqi", form(query.text, query.language), html.toString());
        }

        private static String page(String title, String form, String body) {
            return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                    + "<meta http-equiv=\"X-UA-Compatible\" content=\"IE=edge\">\n"
                    + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                    + "<meta name=\"color-scheme\" content=\"light dark\">\n"
                    + "<link rel=\"icon\" href=\"data:,\">\n<title>" + Terminal.html(title) + "</title>\n<style>"
                    + STYLE
                    + "</style>\n</head>\n<body>\n<main>\n<h1>Search</h1>\n" + form + body
                    + "</main>\n</body>\n</html>\n";
        }

        private static String form(String text, Optional<String> language) {
            String primary = language.map(
                            tag -> MemoryRoutes.language("lang", tag).isChinese() ? "zh" : "en")
                    .orElse("");
            return "<form role=\"search\" action=\"" + SearchRoutes.SEARCH + "\" method=\"get\">\n"
                    + "<label for=\"q\">Find</label> <input type=\"text\" id=\"q\" name=\"q\" size=\"40\" value=\""
                    + Terminal.html(text) + "\" dir=\"auto\" autocomplete=\"off\""
                    + (text.isEmpty() ? " autofocus" : "")
                    + ">\n<label for=\"lang\">in</label> <select id=\"lang\" name=\"lang\">\n"
                    + option("", "the language of the text", primary)
                    + option("zh", "Chinese", primary)
                    + option("en", "English", primary)
                    + "</select>\n<button type=\"submit\">Search</button>\n</form>\n";
        }

        private static String option(String value, String label, String selected) {
            return "<option value=\"" + value + "\"" + (value.equals(selected) ? " selected" : "") + ">" + label
                    + "</option>\n";
        }

        private void writeTerms(StringBuilder html) {
            List<TermEntry> entries = terms.stream()
                    .flatMap(hit -> hit.concept().entries().stream())
                    .distinct()
                    .sorted(Comparator.comparing(entry -> !status(entry).isAllowed()))
                    .toList();
            if (entries.isEmpty()) {
                return;
            }
            html.append("<h2>Terms</h2>\n<table>\n");
            for (TermEntry entry : entries) {
                TermStatus status = status(entry);
                boolean isAllowed = status.isAllowed();
                html.append("<tr" + (isAllowed ? "" : " class=\"forbidden\"") + ">")
                        .append(term(entry, query.side) + term(entry, query.side.other()))
                        .append("<td>" + (isAllowed ? status : "<b>" + status + "</b>") + "</td>")
                        .append("<td>" + Terminal.html(entry.details().note()) + "</td></tr>\n");
            }
            html.append("</table>\n");
        }

        private TermStatus status(TermEntry entry) {
            return query.side == UnitSide.SOURCE ? entry.status() : entry.chineseStatus();
        }

        private static String term(TermEntry entry, UnitSide side) {
            boolean isChinese = side == UnitSide.SOURCE;
            return "<td lang=\"" + (isChinese ? "zh" : "en") + "\" dir=\"auto\">"
                    + Terminal.html(isChinese ? entry.chinese() : entry.english()) + "</td>";
        }

        private void writeMatches(StringBuilder html) {
            if (matches.isEmpty()) {
                return;
            }
            html.append("<h2>Matches</h2>\n");
            for (TranslationMemory.Found found : matches) {
                Match match = found.match();
                html.append("<div class=\"unit\">\n<p class=\"about\"><b>" + match.score() + "%</b> " + kind(match)
                        + ", "
                        + origin(found.file(), match.unit())
                        + (match.penalty() == 0 ? "" : " (" + match.percentage() + " - " + match.penalty() + ")")
                        + "</p>\n");
                writeText(html, match.unit(), query.side, compared(match.unit().text(query.side)));
                writeText(
                        html,
                        match.unit(),
                        query.side.other(),
                        Terminal.html(match.unit().text(query.side.other())));
                html.append("</div>\n");
            }
            if (matches.size() == query.limit) {
                html.append(more());
            }
        }

        private static String kind(Match match) {
            return switch (match.kind()) {
                case IN_CONTEXT, EXACT -> "exact";
                case SAME_TOKENS -> "exact except for case, width or spaces";
                case FUZZY -> "fuzzy";
            };
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
                            .map(date -> ", " + date.toString().substring(0, "2026-11-25".length()))
                            .orElse("");
        }

        private static void writeText(StringBuilder html, IndexedUnit unit, UnitSide side, String content) {
            html.append("<p class=\"text\" lang=\""
                    + Terminal.html(unit.language(side).tag()) + "\" dir=\"auto\">" + content + "</p>\n");
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

        private void writeHits(StringBuilder html) {
            if (hits.total() == 0) {
                return;
            }
            html.append("<h2>Concordance: " + Plurals.units(hits.total()) + "</h2>\n");
            for (TranslationMemory.Hit hit : hits.hits()) {
                IndexedUnit unit = hit.hit().unit();
                html.append("<div class=\"unit\">\n<p class=\"about\">" + origin(hit.file(), unit) + "</p>\n");
                for (UnitSide side : List.of(query.side, query.side.other())) {
                    writeText(
                            html, unit, side, marked(unit.text(side), hit.hit().spans(side)));
                }
                html.append("</div>\n");
            }
            if (hits.total() > hits.hits().size()) {
                html.append(more());
            }
        }

        private static String marked(String text, List<Concordance.Span> spans) {
            StringBuilder html = new StringBuilder();
            int done = 0;
            for (Concordance.Span span : spans) {
                html.append(Terminal.html(text.substring(done, span.start())) + "<b class=\"word\">"
                        + Terminal.html(text.substring(span.start(), span.end())) + "</b>");
                done = span.end();
            }
            return html.append(Terminal.html(text.substring(done))).toString();
        }

        /** Returns a link to more results, or nothing at the maximum. */
        private String more() {
            int next = Math.min(SearchRoutes.MAX_RESULTS, query.limit * 5);
            return next == query.limit
                    ? ""
                    : "<p><a href=\"" + Terminal.html(query.withLimit(next)) + "\">Show up to " + next + "</a></p>\n";
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
}
