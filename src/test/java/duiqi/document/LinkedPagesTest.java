package duiqi.document;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.text.Language;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Dns;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkedPagesTest {
    private static final WebPages.Limits LIMITS = new WebPages.Limits(Duration.ofSeconds(5), 20_000);

    private final LinkedPages pages =
            new LinkedPages(new WebPages("duiqi/test", LIMITS, any -> true, Dns.SYSTEM), Clock.systemUTC());
    private final Map<String, MockResponse> site = new HashMap<>();

    @AutoClose
    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return site.getOrDefault(
                        request.getTarget(),
                        new MockResponse.Builder().code(404).build());
            }
        });
        server.start();
    }

    @ParameterizedTest
    @CsvSource({
        "/story, /story/2/, /story/3/",
        "/story.html, /story_2.html, /story_3.html",
        "/news/index.html, /news/index_1.html, /news/index_2.html",
        "/story.html, /story-p2.html, /story-p3.html",
        "/story?id=7, /story?id=7&page=2, /story?id=7&page=3",
        "/story?page=1, /story?page=2, /story?page=3",
        "/story_1.html, /story_2.html, /story_3.html"
    })
    void joinsPagesOfArticle(String one, String two, String three) throws IOException {
        put(one, page("河流", "第一页说河水。", "<a rel=next href='" + two + "'>继续</a>"));
        put(two, page("河流", "第二页说船。", "<a href='" + one + "'>1</a> <a href='" + three + "'>下一页</a>"));
        put(three, page("河流", "第三页说磨坊。", "<a href='" + two + "'>2</a>"));
        LinkedPages.Article article = read(one);
        assertThat(article.pages()).isEqualTo(3);
        assertThat(article.problem()).isEmpty();
        assertThat(article.document().name()).isEqualTo(address(one));
        assertThat(article.document().paragraphs())
                .extracting(paragraph ->
                        paragraph.text() + " " + paragraph.origins().get(0).line())
                .containsExactly("河流 2", "第一页说河水。 3", "第二页说船。 7", "第三页说磨坊。 11");
    }

    @ParameterizedTest
    @CsvSource({
        "/2024/story, /2024/other, 河流",
        "/chapter-1.html, /chapter-3.html, 河流",
        "/chapter-4.html, /chapter-5.html, 河流",
        "/blog/, /blog/page/2/, 河流",
        "/chapter-1, /chapter-2, 磨坊"
    })
    void ignoresNextArticle(String one, String two, String title) throws IOException {
        put(one, page("河流", "第一页说河水。", "<a rel=next href='" + two + "'>下一页</a>"));
        put(two, page(title, "第二页说船。", ""));
        assertThat(read(one).pages()).isEqualTo(1);
    }

    @Test
    void reportsMissingPageAndTooManyPages() throws IOException {
        put("/a", page("河流", "第一页说河水。", "<a href=/a/2>2</a>"));
        assertThat(read("/a").problem())
                .hasValueSatisfying(
                        problem -> assertThat(problem).startsWith(address("/a/2") + ": the server returned HTTP 404"));
        for (int i = 2; i < 30; i++) {
            put("/a/" + i, page("河流", "第" + i + "页说船。", "<a rel=next href=/a/" + (i + 1) + ">next</a>"));
        }
        LinkedPages.Article article = read("/a");
        assertThat(article.pages()).isEqualTo(20);
        assertThat(article.problem()).contains(address("/a") + ": has more than 20 pages; read 20");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<link rel=alternate hreflang=en-US href=/en/story>",
                "<link rel=alternate hreflang=de href=/de><link rel=alternate hreflang=x-default href=/en/story>",
                "<body><a hreflang=en href=/en/story>E</a>",
                "<body><a href=/en/>English</a><a href=/en/story>English</a>",
                "<base href=/en/><link rel=alternate hreflang=EN href=story#top>"
            })
    void findsTranslation(String link) throws IOException {
        put("/zh/story", "<title>河流</title>" + link + page("河流", "河水每年春天上涨，夏天最高。", ""));
        assertThat(read("/zh/story").in(Language.ENGLISH))
                .map(LinkedPages.Translation::address)
                .contains(address("/en/story"));
    }

    @Test
    void findsTranslationInLinkHeader() throws IOException {
        put(
                "/story",
                html(page("River", "The river rises each spring.", ""))
                        .addHeader(
                                "Link",
                                "<" + address("/t") + ">; rel=\"alternate\"; hreflang=\"zh-TW\", </s>;"
                                        + " rel=alternate; hreflang=zh-Hans")
                        .build());
        LinkedPages.Article article = read("/story");
        assertThat(article.in(Language.CHINESE))
                .map(LinkedPages.Translation::address)
                .contains(address("/s"));
        assertThat(article.in(new Language("zh-HK")))
                .map(LinkedPages.Translation::address)
                .contains(address("/t"));
        assertThat(article.in(Language.ENGLISH)).isEmpty();
    }

    @Test
    void ignoresLinksToHomePagesAndOtherSites() throws IOException {
        String links =
                "<a href=/en/>English</a> <a href=http://example.com/story>English</a> <a href=/story#top>English</a>";
        put("/story", page("河流", "河水每年春天上涨，夏天最高。", links));
        assertThat(read("/story").translations()).isEmpty();
    }

    private static String page(String title, String text, String links) {
        return "<title>" + title + "</title>\n<h1>" + title + "</h1>\n<div><p>" + text + "</p></div>\n" + "<nav>"
                + links + "</nav>";
    }

    private void put(String path, String page) {
        put(path, html(page).build());
    }

    private void put(String path, MockResponse response) {
        site.put(path, response);
    }

    private static MockResponse.Builder html(String page) {
        return new MockResponse.Builder()
                .addHeader("Content-Type", "text/html; charset=utf-8")
                .body(page);
    }

    private LinkedPages.Article read(String path) throws IOException {
        return pages.read(address(path), Optional.empty());
    }

    private String address(String path) {
        return server.url("/").toString().replaceFirst("/$", "") + path;
    }
}
