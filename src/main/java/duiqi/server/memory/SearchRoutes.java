package duiqi.server.memory;

import duiqi.index.Concordance;
import duiqi.index.SearchOptions;
import duiqi.index.UnitSide;
import duiqi.memory.LiveMemory;
import duiqi.memory.TranslationMemory;
import duiqi.server.ProjectTerms;
import duiqi.server.http.Fields;
import duiqi.server.http.Problem;
import duiqi.server.http.Route;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
        int limit = question.number("limit", 1, SearchPage.MAX_RESULTS, RESULTS);
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
}
