package duiqi.corpus.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressKeysTest {
    private static boolean meet(String chinese, String english) {
        Set<String> keys = keys(chinese, true);
        keys.retainAll(keys(english, false));
        return !keys.isEmpty();
    }

    private static Set<String> keys(String address, boolean isChinese) {
        return AddressKeys.of(address, isChinese).stream()
                .map(AddressKeys.Key::key)
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.un.org/zh/about-us/member-states, https://www.un.org/en/about-us/member-states",
        "http://www.fmprc.gov.cn/zh/xw/1.html, http://www.fmprc.gov.cn/eng/xw/1.html",
        "https://zh.example.org/a/b, https://www.example.org/a/b",
        "https://www.example.org/a/b, http://en.example.org/a/b/",
        "https://cn.example.com/news/1, https://www.example.com/news/1",
        "https://example.com/zh-CN/docs, https://example.com/docs/",
        "https://example.com/zh_CN/docs, https://example.com/en_US/docs/index.html",
        "https://example.com/zh-hans/docs, https://example.com/en/docs",
        "https://example.com/zh-Hans-CN/docs, https://example.com/en-GB/docs",
        "https://example.com/index.zh-cn.html, https://example.com/index.en.html",
        "https://example.com/p/ch01.zh-cn.html, https://example.com/p/ch01.en.html",
        "https://example.com/p/page-zh-cn.html, https://example.com/p/page.html",
        "https://example.com/p/page_zh.html, https://example.com/p/page_en.html",
        "https://example.com/p/zh_page.html, https://example.com/p/en_page.html",
        "https://example.com/p/zh_page.html, https://example.com/p/page.html",
        "https://example.com/p/pageCn.html, https://example.com/p/pageEn.html",
        "https://example.com/gb/a.htm, https://example.com/eng/a.htm",
        "https://example.com/c/a.htm, https://example.com/e/a.htm",
        "https://www.legco.gov.hk/yr12/chinese/bc/p_c.htm, https://www.legco.gov.hk/yr12/english/bc/p_e.htm",
        "https://example.com/show?id=7&lang=zh, https://example.com/show?lang=en&id=7",
        "https://example.com/show?id=7&locale=zh_CN, https://example.com/show?id=7",
        "https://example.com/show?hl=zh-CN, https://example.com/show?hl=en",
        "https://www.example.com.cn/a/b, https://www.example.com/a/b",
        "https://www.example.cn/a/b, https://www.example.com/en/a/b",
        "https://example.com/cn/zh/a, https://example.com/cn/en/a",
        "https://example.com/hk-zh/a, https://example.com/hk-en/a",
        "https://docs.example.com/v2/zh/latest/a, https://docs.example.com/v2/en/latest/a",
    })
    void matchesTranslations(String chinese, String english) {
        assertThat(meet(chinese, english)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com/zh/a, https://example.com/en/b",
        "https://example.com/zh/a?id=1, https://example.com/en/a?id=2",
        "https://example.com/en/a, https://example.com/zh/a",
        "https://zh.example.com/a, https://en.example.org/a",
        "https://example.com/enter/a, https://example.com/zhou/a",
        "https://example.com/zh/e/a, https://example.com/en/c/b",
    })
    void distinguishesOtherPages(String chinese, String english) {
        assertThat(meet(chinese, english)).isFalse();
    }

    @Test
    void namesPatternOfMarkers() {
        assertThat(AddressKeys.of("https://en.example.com/zh/a.zh-cn.html?lang=zh", true)
                        .get(0))
                .isEqualTo(new AddressKeys.Key("en.example.com/a.html", "path1:zh name:zh-cn query:zh"));
    }

    @Test
    void keepsAddressWithoutMarkers() {
        assertThat(AddressKeys.of("http://example.org/a?x=1", true))
                .isEqualTo(List.of(new AddressKeys.Key("example.org/a?x=1", "")));
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.example.com/a, example.com",
        "https://a.b.example.com.cn:8080/a, example.com.cn",
        "https://news.bbc.co.uk?x, bbc.co.uk",
        "http://127.0.0.1/a, 127.0.0.1",
        "example, example",
    })
    void namesSite(String address, String site) {
        assertThat(AddressKeys.site(address)).isEqualTo(site);
    }
}
