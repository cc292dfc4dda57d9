package duiqi.corpus.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.corpus.LocalSpark;
import duiqi.corpus.crawl.PageReading.CrawledPage;
import java.util.ArrayList;
import java.util.Collections;
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
    private static final List<List<String>> CHINESE = List.of(
            List.of("医院开设新的儿童门诊", "该医院周一宣布，新的儿童门诊将有42名医生和120张病床。", "护士将接受三个月的培训。"),
            List.of("铁路公司延长夜间列车", "从上海开往昆明的夜间列车从五月起每天运行。", "车票价格为350元，铁路公司表示。"),
            List.of("图书馆展出古代地图", "展览展示了85幅明朝的地图和12本航海日记。", "参观者可以免费进入图书馆。"),
            List.of("农民种植更多咖啡", "云南的农民去年收获了14万吨咖啡。", "干旱使咖啡价格上涨了百分之二十三。"));

    private static final List<List<String>> ENGLISH = List.of(
            List.of(
                    "Hospital opens new clinic for children",
                    "The hospital announced on Monday that the new children's clinic will have 42 doctors and 120 beds.",
                    "The nurses will receive three months of training."),
            List.of(
                    "Railway company extends night train",
                    "The night train from Shanghai to Kunming runs every day from May.",
                    "The price of a ticket is 350 yuan, the railway company said."),
            List.of(
                    "Library exhibits ancient maps",
                    "The exhibition shows 85 maps of the Ming dynasty and 12 navigation diaries.",
                    "Visitors can enter the library free of charge."),
            List.of(
                    "Farmers plant more coffee",
                    "Farmers in Yunnan harvested 140,000 tons of coffee last year.",
                    "The drought raised the price of coffee by 23 percent."));

    private static final List<String> BARE_CHINESE = List.of("你好");
    private static final List<String> BARE_ENGLISH = List.of("Welcome");

    private static CrawledPage page(
            String address, String language, List<String> paragraphs, CrawledPage.Link... links) {
        return new CrawledPage(address, "test:1", Optional.empty(), language, paragraphs, List.of(links));
    }

    private static Map<String, String> pairs(List<CrawledPage> pages) {
        Dataset<Row> table = LocalSpark.session()
                .createDataFrame(pages.stream().map(CrawledPage::row).toList(), CrawledPage.SCHEMA)
                .repartition(2);
        Map<String, String> pairs = new TreeMap<>();
        PagePairing.pairs(table, 0.5)
                .collectAsList()
                .forEach(pair ->
                        pairs.put(pair.getAs(PagePairing.CHINESE_ADDRESS), pair.getAs(PagePairing.ENGLISH_ADDRESS)));
        return pairs;
    }

    /** The names of the first site are right, of the second arbitrary, of the third wrong. The last site has links. */
    @Test
    void pairsByNamesUnlessContentContradicts() {
        List<CrawledPage> pages = new ArrayList<>();
        Map<String, String> expected = new TreeMap<>();
        for (int k = 0; k < CHINESE.size(); k++) {
            String wrong = "https://liar.org/en/" + (k + 1) % CHINESE.size();
            List<List<String>> addresses = List.of(
                    List.of("https://www.news.com/zh/" + k, "https://www.news.com/en/" + k),
                    List.of("https://mute.org/" + (7 * k + 3), "https://mute.org/" + (5 * k + 1000)),
                    List.of("https://liar.org/zh/" + k, wrong));
            for (List<String> pair : addresses) {
                pages.add(page(pair.get(0), "zh", CHINESE.get(k)));
                pages.add(page(pair.get(1), "en", ENGLISH.get(k)));
                expected.put(pair.get(0), pair.get(1));
            }
        }
        pages.add(page(
                "https://links.org/1.html",
                "zh",
                BARE_CHINESE,
                new CrawledPage.Link("https://links.org/2.html", "en"),
                new CrawledPage.Link("https://links.org/3.html", "")));
        pages.add(page(
                "https://links.org/2.html",
                "en",
                BARE_ENGLISH,
                new CrawledPage.Link("https://links.org/1.html", "zh-cn")));
        pages.add(page("https://links.org/3.html", "en", List.of("Contact")));
        pages.add(page("https://links.org/de.html", "other", List.of()));
        expected.put("https://links.org/1.html", "https://links.org/2.html");
        Collections.reverse(pages);

        assertThat(pairs(pages)).containsExactlyEntriesOf(expected);
    }
}
