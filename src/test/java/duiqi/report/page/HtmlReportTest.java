package duiqi.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.report.SampleFindings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    private final Document page = Jsoup.parse(SampleFindings.written("html", SampleFindings.report()));

    private static String hash(Element element) throws NoSuchAlgorithmException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(element.data().getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    }

    @Test
    void allowsOnlyItsOwnScriptAndStyle() throws NoSuchAlgorithmException {
        assertThat(page.select("script")).hasSize(1);
        assertThat(page.select("style")).hasSize(1);
        assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
                .startsWith("default-src 'none'; ")
                .contains("style-src " + hash(page.expectFirst("style")))
                .contains("script-src " + hash(page.expectFirst("script")));
    }

    @Test
    void makesNoNetworkRequests() {
        assertThat(page.select("[src], link, iframe, object, embed, img")).isEmpty();
        assertThat(page.expectFirst("style").data()).doesNotContain("url(", "@import");
    }

    @Test
    void escapesTexts() {
        Element article = page.select("article").get(10);
        assertThat(article.select("p[lang=en]").text())
                .isEqualTo("A tag </script><script>alert(1)</script> ]]> <!-- & \"x\" {{ }}");
        assertThat(article.select("p[lang=en] mark").text()).isEqualTo("</script>");
        assertThat(article.select("b, i, script")).isEmpty();
    }

    @Test
    void marksSpansOnBothSides() {
        Element article = page.expectFirst("article[data-rule=made-up-doubled-rendering]");
        assertThat(article.select("p[lang=zh] mark").text()).isEqualTo("自立自强");
        assertThat(article.select("p[lang=en] mark").text()).isEqualTo("self-reliance and self-reliance");
        assertThat(article.select("ins").eachText())
                .containsExactly("self-reliance and self-improvement", "self-reliance & strength");
        assertThat(page.select("mark.gap")).hasSize(1);
    }

    @Test
    void listsEachRuleInTheFilter() {
        assertThat(page.select("article")).hasSize(11).allSatisfy(article -> {
            assertThat(page.select("[name=severity]").eachAttr("value")).contains(article.attr("data-severity"));
            assertThat(page.select("option").eachAttr("value")).contains(article.attr("data-rule"));
            assertThat(page.getElementById(article.attr("data-rule"))).isNotNull();
        });
    }
}
