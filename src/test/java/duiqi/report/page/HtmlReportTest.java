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
}
