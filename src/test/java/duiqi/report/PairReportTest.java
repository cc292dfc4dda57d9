package duiqi.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.check.CheckedUnit;
import duiqi.report.page.HtmlPage;
import duiqi.text.Direction;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class PairReportTest {
    private final String written = SamplePairs.written();
    private final Document page = Jsoup.parse(written);

    private Element row(String part) {
        return page.select("#pairs tbody tr").stream()
                .filter(row -> row.text().contains(part))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void matchesTheGoldenFile() throws IOException {
        try (InputStream golden = PairReportTest.class.getResourceAsStream("/golden/report/pairs.html")) {
            // UTF-8 cannot encode unpaired surrogates.
            assertThat(new String(
                            SampleFindings.withoutStyle(written).getBytes(StandardCharsets.UTF_8),
                            StandardCharsets.UTF_8))
                    .isEqualTo(new String(Objects.requireNonNull(golden).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static String hash(Element element) throws NoSuchAlgorithmException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(element.data().getBytes(StandardCharsets.UTF_8));
        return "-src 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'; ";
    }

    @Test
    void makesNoNetworkRequestsAndAllowsOnlyItsOwnScript() throws NoSuchAlgorithmException {
        assertThat(page.select("[src], link, iframe, object, embed, img, [style]"))
                .isEmpty();
        assertThat(page.expectFirst("style").data()).doesNotContain("url(", "@import");
        for (Document any : List.of(page, Jsoup.parse(SampleFindings.written("html", SampleFindings.report())))) {
            assertThat(any.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
                    .startsWith("default-src 'none'; style" + hash(any.expectFirst("style")) + "script"
                            + hash(any.expectFirst("script:not([type])")))
                    .doesNotContain("unsafe");
        }
        assertThat(page.select("*").stream()
                        .flatMap(element -> element.attributes().asList().stream())
                        .map(attribute -> attribute.getKey()))
                .noneMatch(name -> name.startsWith("on"));
    }

    @Test
    void omitsLaterRowsWithoutFindings() {
        Document part = Jsoup.parse(SamplePairs.written(SamplePairs.all(), SampleFindings.report(), 3));
        assertThat(part.select("#pairs").text()).contains("the first 3 of");
        assertThat(part.select("#pairs tbody tr")
                        .not(".found, [data-kind~=found]")
                        .eachAttr("id"))
                .allMatch(id -> Integer.parseInt(id.substring(1)) <= 3);
        assertThat(part.select("#findings tbody tr").eachText())
                .isEqualTo(page.select("#findings tbody tr").eachText());
        assertThat(part.select("a[href^=#r]").eachAttr("href"))
                .allMatch(link -> !part.select("tr" + link).isEmpty());
    }

    @Test
    void namesLanguagesOfColumns() {
        PairReport.Pair intoEnglish =
                new PairReport.Pair(SamplePairs.aligned(1, "水。", "Water.", "1-1", "0.9"), "a", false);
        PairReport.Pair intoChinese = new PairReport.Pair(
                CheckedUnit.of(
                        "1",
                        Direction.INTO_CHINESE,
                        SampleFindings.onLine("Water.", "a", 2, 1),
                        SampleFindings.onLine("", "b", 2, 1)),
                "a",
                false);
        assertThat(columns(List.of(intoEnglish))).contains("Source (Chinese)", "Target (English)");
        assertThat(columns(List.of(intoChinese))).contains("Source (English)", "Target (Chinese)");
        assertThat(columns(List.of(intoEnglish, intoChinese))).contains("Source", "Target");
        Document alone = Jsoup.parse(SamplePairs.written(List.of(intoChinese), SampleFindings.report(List.of())));
        assertThat(alone.select("#r1").text()).endsWith("Water. no Chinese");
        assertThat(alone.select("#r1 a").attr("title")).isEqualTo("source line 2");
    }

    private static List<String> columns(List<PairReport.Pair> pairs) {
        return Jsoup.parse(SamplePairs.written(pairs, SampleFindings.report(List.of())))
                .select("#pairs thead th")
                .eachText();
    }

    @Test
    void ignoresFindingsOfChangedTexts() {
        List<PairReport.Pair> changed = List.of(new PairReport.Pair(
                SamplePairs.aligned(3, "短", "x", "1-1", "0.9"), "text/a.zh.md and text/a.en.md", false));
        Document other = Jsoup.parse(SamplePairs.written(changed, SampleFindings.report()));
        assertThat(other.select("#pairs mark")).isEmpty();
        assertThat(other.select("#findings tbody tr")).hasSize(11);
        assertThat(other.select("#findings td.where a")).isEmpty();
    }

    @Test
    void splitsLongListsIntoPages() {
        assertThat(written).doesNotContain("in pages of");
        List<PairReport.Pair> many = new ArrayList<>();
        for (int line = 1; line <= 2 * HtmlPage.HtmlRows.PAGE + 1; line++) {
            String files = line <= 1500 ? "one" : "<other> \"";
            many.add(new PairReport.Pair(
                    SamplePairs.aligned(line, "第" + line + "句。", "</script> No. " + line, "1-1", "0.90"),
                    files,
                    false));
        }
        Document paged = Jsoup.parse(SamplePairs.written(many, SampleFindings.report(List.of())));
        assertThat(paged.select("#pairs .paging").text()).startsWith("The list is in pages of 1000");
        assertThat(paged.select("#pairs tbody tr")).hasSize(HtmlPage.HtmlRows.PAGE);
        assertThat(paged.select("#pairs noscript").text()).contains("it shows only the first page");
        // In the text that the browser does not parse, each row is one line.
        List<Element> rest = paged.select("#pairs script[type=text/html]");
        assertThat(rest).extracting(text -> text.attr("data-file")).containsExactly("one", "<other> \"", "<other> \"");
        assertThat(rest).extracting(text -> text.data().strip().lines().count()).containsExactly(500L, 500L, 1L);
        Element last = Jsoup.parseBodyFragment("<table>" + rest.get(2).data() + "</table>")
                .expectFirst("tr");
        assertThat(last.id()).isEqualTo("r2001");
        assertThat(last.select("td").eachText()).contains("第2001句。", "</script> No. 2001");
        assertThat(paged.select("#findings").text()).contains("No findings.");
    }

    @Test
    void linksToTheReviewWithoutToken() {
        Element crossing = row("石头是硬的");
        assertThat(crossing.select("a.review").attr("href"))
                .isEqualTo("http://127.0.0.1:7737/#/d/a%20%22%E7%94%B2%22%201/row/2");
        assertThat(row("水是软的").select("a.review"))
                .as("neither doubtful nor found")
                .isEmpty();
        assertThat(page.select("#state a.review").eachAttr("aria-label"))
                .containsExactly("Review: text/a.zh.md and text/a.en.md");
        URI address = PairReport.ReviewAddress.page("http://127.0.0.1:7737/#token=secret");
        PairReport.ReviewAddress review = new PairReport.ReviewAddress(address, Map.of("a", "甲"));
        assertThat(review.row("a", 12)).contains("http://127.0.0.1:7737/#/d/%E7%94%B2/row/12");
        assertThat(review.row("b", 12)).isEmpty();
        for (String other :
                List.of("", "javascript:alert(1)", "http:", "http://a b/", "http://u@h/", "http://h/?token=x")) {
            assertThatThrownBy(() -> PairReport.ReviewAddress.page(other))
                    .as(other)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is not the address of a review; give the address");
        }
    }
}
