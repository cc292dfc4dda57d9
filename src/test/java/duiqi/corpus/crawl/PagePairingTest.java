package duiqi.corpus.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.corpus.LocalSpark;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

@Tag("spark")
@ResourceLock("spark")
class PagePairingTest {
    private static CrawledPage page(String address, String language, List<String> paragraphs, CrawledPage.Link... links) {
        return new CrawledPage(address, "test:1", Optional.empty(), language, paragraphs, List.of(links));
    }

    private static Map<String, String> pairs(CrawledPage... pages) {
        Dataset<Row> table = LocalSpark.session()
                .createDataFrame(List.of(pages).stream().map(CrawledPage::row).toList(), CrawledPage.SCHEMA)
                .repartition(2);
        Map<String, String> pairs = new TreeMap<>();
        PagePairing.pairs(table, 0.5)
                .collectAsList()
                .forEach(pair -> pairs.put(
                        pair.getAs(PagePairing.CHINESE_ADDRESS), pair.getAs(PagePairing.ENGLISH_ADDRESS)));
        return pairs;
    }

    @Test
    void pairsByMarkersOfAddresses() {
        assertThat(pairs(
                        page("https://example.com/zh/a", "zh", List.of("一")),
                        page("https://example.com/en/a", "en", List.of("one")),
                        page("https://example.com/zh/b", "zh", List.of("二")),
                        page("https://example.com/b", "en", List.of("two")),
                        page("https://example.com/de/b", "other", List.of()),
                        page("https://example.com/en/c", "en", List.of("three"))))
                .containsExactlyEntriesOf(Map.of(
                        "https://example.com/zh/a", "https://example.com/en/a",
                        "https://example.com/zh/b", "https://example.com/b"));
    }

    @Test
    void pairsByDeclaredLinks() {
        assertThat(pairs(
                        page(
                                "https://example.com/1.html",
                                "zh",
                                List.of("一"),
                                new CrawledPage.Link("https://example.com/2.html", "en"),
                                new CrawledPage.Link("https://example.com/3.html", "")),
                        page(
                                "https://example.com/2.html",
                                "en",
                                List.of("one"),
                                new CrawledPage.Link("https://example.com/1.html", "zh-cn")),
                        page("https://example.com/3.html", "en", List.of("two"))))
                .containsExactlyEntriesOf(Map.of("https://example.com/1.html", "https://example.com/2.html"));
    }
}
