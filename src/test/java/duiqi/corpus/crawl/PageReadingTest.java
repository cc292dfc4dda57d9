package duiqi.corpus.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.corpus.crawl.PageReading.CrawledPage;
import duiqi.document.ArchivedPage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageReadingTest {
    private static Row row(String address, String... paragraphs) {
        String html = "<html><body><p>" + String.join("</p><p>", paragraphs) + "</p></body></html>";
        return PageReading.row(
                new ArchivedPage(
                        address, html.getBytes(StandardCharsets.UTF_8), Optional.empty(), Optional.empty(), List.of()),
                "a.warc:0",
                "2026-11-20T08:00:00Z");
    }

    private static List<String> texts(String... paragraphs) {
        return page(row("https://example.org/1", paragraphs)).paragraphs();
    }

    private static CrawledPage page(Row row) {
        Row page = row.getStruct(0);
        return new CrawledPage(
                page.getString(0),
                page.getString(1),
                Optional.ofNullable(page.getString(2)),
                page.getString(3),
                page.getList(4),
                page.<Row>getList(5).stream()
                        .map(link -> new CrawledPage.Link(link.getString(0), link.getString(1)))
                        .toList());
    }

    @Test
    void keepsSentencesOfTheMainLanguage() {
        assertThat(texts("春天来了。雪化了。", "Spring has come, and the snow has melted.", "河水又流起来了。鱼也醒了。", "apt 2.1"))
                .containsExactly("春天来了。雪化了。", "河水又流起来了。鱼也醒了。", "apt 2.1");
        assertThat(texts(
                        "Spring has come. The snow has melted.",
                        "春天来了，雪化了。",
                        "Le printemps est arrivé, et la neige a fondu.",
                        "The river flows again."))
                .containsExactly("Spring has come. The snow has melted.", "The river flows again.");
    }

    @ParameterizedTest
    @CsvSource({
        "zh, 春天來了。雪化了，河水又流起來了。",
        "en, Spring has come and the river flows again.",
        "other, 春が来て、雪が溶け、川がまた流れ始めました。",
        "other, 봄이 오고 눈이 녹아 강물이 다시 흐릅니다.",
        "other, Пришла весна и снег растаял.",
        "other, Der Frühling ist da und der Schnee ist geschmolzen.",
        "other, Le printemps est arrivé et la neige a fondu.",
        "other, Jaro přišlo a sníh roztál.",
        "other, Mùa xuân đã đến và tuyết đã tan."
    })
    void detectsLanguage(String language, String text) {
        CrawledPage page = page(row("https://example.org/1", text));
        assertThat(page.language()).isEqualTo(language);
        assertThat(page.paragraphs()).isEqualTo(language.equals("other") ? List.of() : List.of(text));
    }

    @Test
    void describesState() {
        Row article = row("https://example.org/1", "Spring has come. The snow has melted.");
        assertThat(article.getInt(1)).isEqualTo(2);
        assertThat(article.getString(2)).isEqualTo("no translation");
        assertThat(article.getString(5)).isNotEmpty();
        Row other = row("https://example.org/1", "Le printemps est arrivé et la neige a fondu.");
        assertThat(other.getString(2)).isEqualTo("other language");
        assertThat(other.getString(5)).isEmpty();
        Row empty = row("https://example.org/1", "<a href='/'>Home</a>");
        assertThat(empty.getString(2)).isEqualTo("unreadable");
        assertThat(empty.getString(3)).isEqualTo("contains no article text");
    }

    @Test
    void showsPagesOfFolderAsFiles() {
        CrawledPage page = page(
                row(PageReading.FOLDER + "zh/a%20b.html", "春天来了。<a href='../en/a b.html'>English</a>，雪也化了，河水又流起来了。"));
        assertThat(page.address()).isEqualTo("file:///zh/a%20b.html");
        assertThat(page.links()).containsExactly(new CrawledPage.Link("file:///en/a%20b.html", "en"));
    }
}
