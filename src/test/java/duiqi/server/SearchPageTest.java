package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks the search page with the requests of CAT tools and browsers. */
class SearchPageTest extends ServedProjectCase {
    private String page(String text, String... more) throws IOException {
        RawClient.Answer answer = served.get("/search?q=" + ServedProject.encoded(text) + String.join("", more));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** Adds a memory and waits until the server has loaded it. */
    private void add(String... units) throws IOException, InterruptedException {
        ServedProject.write(served.tm.resolve("more.tmx"), units);
        ServedProject.await(() -> served.memory.standing().memory().files().size() == 2);
    }

    @Test
    void startsWithASearchBox() throws IOException {
        for (String path : List.of("/", "/search", "/search?q=", "/search?q=+%E2%80%8B", "/?q=")) {
            RawClient.Answer answer = served.get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.header("Content-Type").replace(" ", "")).isEqualTo("text/html;charset=utf-8");
            assertThat(answer.body())
                    .as(path)
                    .contains(
                            "<form role=\"search\" action=\"/search\" method=\"get\">",
                            "name=\"q\"",
                            " autofocus",
                            "duiqi searches 3 units");
        }
        assertThat(served.send("POST /search HTTP/1.1", "q=1").status()).isEqualTo(405);
    }

    @Test
    void showsTermsMatchesAndConcordance() throws IOException {
        String page = page("流水不腐，戶枢不蠹。");
        assertThat(page).contains("From Chinese into English (detected)", "<b>90%</b> fuzzy, main.tmx:2");
        assertThat(page)
                .contains("lang=\"zh-CN\" dir=\"auto\">流水不腐，<b class=\"other\">户</b>枢不蠹。</p>")
                .contains("lang=\"en-US\" dir=\"auto\">Running water never turns stale.</p>");
        assertThat(page("Running water never ever turns stale."))
                .contains(">Running water never<b class=\"gap\"></b> turns stale.</p>");
        String words = page("running STALE");
        assertThat(words)
                .contains("From English into Chinese (detected)", "Concordance: 2 units")
                .contains("<b class=\"word\">Running</b> water never turns <b class=\"word\">stale</b>.");
        String term = page("加强基础研究");
        assertThat(term)
                .contains("<td>preferred</td>")
                .contains("<tr class=\"forbidden\"><td lang=\"zh\" dir=\"auto\">基础研究</td>"
                        + "<td lang=\"en\" dir=\"auto\">foundational research</td><td><b>forbidden</b></td>"
                        + "<td>not this</td></tr>");
        assertThat(page("没有这样的句子")).contains("The memories and glossaries contain nothing similar.");
    }

    @Test
    void findsInTheChosenLanguage() throws IOException {
        assertThat(page("DNA", "&lang=zh")).contains("From Chinese into English<", "value=\"zh\" selected");
        assertThat(page("流水", "&lang=en-GB")).contains("From English into Chinese<", "value=\"en\" selected");
        assertThat(page("流水", "&lang=")).contains("(detected)");
    }

    @Test
    void limitsResults() throws Exception {
        String[] units = new String[30];
        for (int i = 0; i < units.length; i++) {
            units[i] = ServedProject.unit("房间有" + i + "扇窗户。", "zh-CN", "The room has " + i + " windows.");
        }
        add(units);
        String page = page("windows", "&limit=4&lang=en");
        assertThat(page.split("class=\"word\"", -1)).hasSize(5);
        assertThat(page)
                .contains("href=\"/search?q=windows&amp;lang=en&amp;limit=20\"", "Concordance: 30 units")
                .contains("房间有1<b class=\"translation\">扇窗户</b>。");
        assertThat(page("windows", "&limit=500")).doesNotContain("Show up to");
        assertThat(page("房间有1扇窗户。", "&limit=2").split("% *</b>", -1)).hasSize(3);
    }

    @Test
    void explainsInvalidQueries() throws IOException {
        RawClient.Answer tooLong = served.get("/search?q=" + "a".repeat(10_000));
        assertThat(tooLong.status()).isEqualTo(413);
        assertThat(tooLong.body()).contains("q has more than 5000 characters; send one sentence at a time");
        for (String query :
                List.of("lang=fr", "limit=0", "limit=many", "limit=501", "unknown=1", "lang=%3Cscript%3E")) {
            RawClient.Answer answer = served.get("/search?q=a&" + query);
            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.body())
                    .as(query)
                    .contains("<!DOCTYPE html>", "Error:")
                    .doesNotContain("script>");
        }
        served.expect(200, "GET /search?q=" + ServedProject.encoded("水".repeat(5_000)), "");
        assertThat(served.get("/search?q=%zz%").status()).isIn(200, 400);
        assertThat(served.get("/search?q=%ED%A0%80%FF").status()).isEqualTo(200);
        assertThat(served.reported).isEmpty();
    }

    @Test
    void escapesHostileTexts() throws Exception {
        String attack = "\"><script>alert(1)</script><img src=x onerror='alert(2)'>";
        String xml = attack.replace("&", "&amp;").replace("<", "&lt;");
        add(
                ServedProject.unit("攻击" + xml, "zh-CN", "attack " + xml),
                ServedProject.unit("方向\u202E反了\u200F", "zh-CN", "direction \u202Eoverride\u200F"));
        Files.writeString(
                folder.resolve("glossary/terms.csv"),
                "zh,en,status,note\n攻击,\"" + attack.replace("\"", "\"\"") + "\",forbidden,<i>note</i>\n");
        for (String text : List.of(attack, "攻击" + attack, "attack", "script", "'", "<", "&", "&lt;")) {
            String page = page(text);
            assertThat(page).as(text).doesNotContain("<script", "<img", "<i>");
            assertThat(page.split("<input", -1)).as(text).hasSize(2);
        }
        assertThat(page("attack")).contains("&lt;script&gt;", "onerror=&#39;");
        assertThat(page("script")).contains("&lt;<b class=\"word\">script</b>&gt;");
        assertThat(page("方向")).doesNotContain("\u202E").contains("\u200F");
        assertThat(page("\u202Edirection")).doesNotContain("\u202E");
        assertThat(page("\0\u0001水")).doesNotContain("\0", "\u0001");
    }

    @Test
    void allowsNeitherScriptsNorFrames() throws IOException {
        for (String path : List.of("/", "/search?q=a", "/search?limit=0")) {
            RawClient.Answer answer = served.get(path);
            assertThat(answer.header("Content-Security-Policy"))
                    .contains(
                            "default-src 'none'", "frame-ancestors 'none'", "form-action 'self'", "style-src 'sha256-")
                    .doesNotContain("script-src", "unsafe");
            assertThat(answer.head()).contains("X-Frame-Options: DENY");
            assertThat(answer.body()).doesNotContain("<script", "style=", "http://", "https://");
        }
    }

    @Test
    void opensLinksOfOtherSitesOnlyAsDocument() throws IOException {
        String[] link = {"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"};
        assertThat(served.get("/search?q=a", link).status()).isEqualTo(200);
        served.expect(403, "GET /search?q=a", "", link[0], link[1], "Sec-Fetch-Dest: iframe");
        assertThat(served.get("/api/v1/lookup?text=a", link).status()).isEqualTo(403);
    }

    @Test
    void otherMachinesSendTheKey() throws IOException {
        try (ServedProject open = new ServedProject(folder.resolve("open"), new ServerPlace("0.0.0.0", 0), true)) {
            String query = "/search?q=" + ServedProject.encoded("流水") + "&limit=1";
            RawClient.Answer answer = open.get(query + "&key=" + open.token.text());
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).contains("Show up to 5").doesNotContain(open.token.text(), "key=");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        }
    }
}
