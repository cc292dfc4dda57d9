package duiqi.server.memory;

import duiqi.index.Concordance;
import duiqi.index.SearchOptions;
import duiqi.index.UnitSide;
import duiqi.memory.LiveMemory;
import duiqi.report.Terminal;
import duiqi.server.ProjectTerms;
import duiqi.server.http.Fields;
import duiqi.server.http.Problem;
import duiqi.server.http.Route;
import duiqi.text.Plurals;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Handles requests of people: one page with a search box, terms, matches and concordance. CAT tools open it in their web
 * search. Thread-safe.
 *
 * @param memory the memories
 * @param terms the glossaries
 */
public record SearchRoutes(LiveMemory memory, ProjectTerms terms) {
    /** Path of the page without a query. */
    public static final String START = "/";

    /** Path of the page in the settings of CAT tools. */
    public static final String SEARCH = "/search";

    private static final int RESULTS = 10;
    private static final int MAX_MATCHES = 100;

    public List<Route> all() {
        return List.of(
                new Route(HandlerType.GET, START, this::search), new Route(HandlerType.GET, SEARCH, this::search));
    }

    private void search(Context request) {
        try {
            answer(request, 200, page(request));
        } catch (HttpResponseException refused) {
            Problem problem = Problem.of(refused);
            String message = Terminal.html(problem.problem() + "; " + problem.remedy());
            String body = "<p><b class=\"forbidden\">Error:</b> " + message + "</p>\n";
            answer(request, refused.getStatus(), SearchPage.page("", Optional.empty(), body));
        }
    }

    private String page(Context request) {
        Fields question = Fields.ofUrl(request).only("q", "lang", "limit", "key");
        String text = question.optional("q").map(String::strip).orElse("");
        Optional<String> language = question.optional("lang").filter(tag -> !tag.isBlank());
        int limit = question.number("limit", 1, SearchPage.MAX_RESULTS, RESULTS);
        UnitSide side = RequestLanguages.side(language, text);
        Concordance.Query words;
        try {
            words = Concordance.Query.words(text, Optional.empty(), limit);
        } catch (IllegalArgumentException invisible) {
            String units = Plurals.units(memory.standing().memory().size());
            return SearchPage.page(
                    "",
                    language.map(tag -> side),
                    "<p>Enter a sentence, a word or a term, in Chinese or English. duiqi searches " + units
                            + " and the glossaries of the project.</p>\n");
        }
        SearchOptions options = new SearchOptions(
                SearchOptions.STANDARD.minimum(), Math.min(limit, MAX_MATCHES), SearchOptions.Penalties.STANDARD);
        return new SearchPage(
                        text,
                        side,
                        language,
                        limit,
                        terms.now().find(text, side == UnitSide.SOURCE),
                        memory.search(side, text, duiqi.index.Context.NONE, options),
                        memory.find(words),
                        terms.lexicon())
                .html();
    }

    private static void answer(Context request, int status, String page) {
        request.status(status)
                .header("Content-Security-Policy", SearchPage.POLICY)
                .contentType("text/html; charset=utf-8")
                .result(page.getBytes(StandardCharsets.UTF_8));
    }
}
