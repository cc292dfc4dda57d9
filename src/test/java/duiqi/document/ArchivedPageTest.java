package duiqi.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import duiqi.text.Paragraph;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchivedPageTest {
    private static final String ADDRESS = "https://www.example.org/zh/spring.html";
    private static final String TEXT = "<h1>春天</h1><p>春天来了，雪化了，河水又流起来了。</p>";

    private static ArchivedPage page(String head, String body) {
        String html = "<html><head>" + head + "</head><body>" + body + "</body></html>";
        return new ArchivedPage(
                ADDRESS, html.getBytes(StandardCharsets.UTF_8), Optional.empty(), Optional.empty(), List.of());
    }

    @Test
    void findsAllLinksWithTheirLanguages() throws IOException {
        ArchivedPage page = page(
                "<link rel=alternate hreflang=en href=/en/spring.html><link rel=canonical href='?'>",
                "<nav><a href='../fr/' lang=FR>F</a><a href=other.html#top>另一篇</a><a href='mailto:a@b'>M</a>"
                        + "<a href='/about_en.html'>English</a><a href='#here'>here</a></nav>" + TEXT);
        assertThat(page.read().links())
                .containsExactly(
                        entry("https://www.example.org/en/spring.html", "en"),
                        entry("https://www.example.org/about_en.html", "en"),
                        entry("https://www.example.org/fr/", "fr"),
                        entry("https://www.example.org/zh/other.html", ""));
        assertThat(page.read().document().paragraphs())
                .extracting(Paragraph::text)
                .containsExactly("春天", "春天来了，雪化了，河水又流起来了。");
    }

    @Test
    void readsLinkHeaderAndCanonicalAddress() throws IOException {
        ArchivedPage page = new ArchivedPage(
                ADDRESS,
                ("<link rel=canonical href='/zh/1'>" + TEXT).getBytes(Charset.forName("GB18030")),
                Optional.of("text/html; charset=gb2312"),
                Optional.of("Fri, 20 Nov 2026 07:00:00 GMT"),
                List.of("<https://www.example.org/en/1>; rel=\"alternate\"; hreflang=\"en-GB\""));
        ArchivedPage.Content content = page.read();
        assertThat(content.links()).containsExactly(entry("https://www.example.org/en/1", "en-gb"));
        assertThat(content.canonical()).contains("https://www.example.org/zh/1");
        assertThat(content.date()).contains("2026-11-20");
        assertThat(content.document().paragraphs()).extracting(Paragraph::text).contains("春天");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '|', textBlock = """
            <meta property="article:published_time" content="2026-03-01T10:00:00+08:00">, 2026-03-01
            <meta name=date content="2026/3/1"><meta name=PubDate content=20260302>, 2026-03-02
            <meta itemprop=datePublished content="2026年3月1日 10:00">, 2026-03-01
            <script type="application/ld+json">{"datePublished": "2026-03-01"}</script>, 2026-03-01
            <time datetime='2026-03-01T10:00'>1 March</time>, 2026-03-01
            <meta name=date content="2026-13-45">,
            <meta name=date content="yesterday">,
            """)
    void readsDeclaredDate(String head, @org.jspecify.annotations.Nullable String date) throws IOException {
        assertThat(page(head, TEXT).read().date()).isEqualTo(Optional.ofNullable(date));
    }

    @Test
    void rejectsPageWithoutArticle() {
        ArchivedPage page = page("", "<ul><li><a href=1>一</a></li><li><a href=2>二</a></li></ul>");
        assertThatThrownBy(page::read).hasMessageStartingWith(ADDRESS + ": contains no article text; ");
    }

    @Test
    void normalisesAddresses() {
        assertThat(ArchivedPage.canonical("HTTP://Example.org:80/春?a=b#c"))
                .contains("http://example.org/%E6%98%A5?a=b");
        assertThat(ArchivedPage.canonical("dns:example.org")).isEmpty();
    }
}
