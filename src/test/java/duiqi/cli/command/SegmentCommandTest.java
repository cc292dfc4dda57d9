package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.cli.FakeConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentCommandTest {
    @TempDir
    private Path folder;

    private final FakeConsole console = new FakeConsole();

    @Test
    void printsOneSentencePerLine() {
        assertThat(console.in("他来了。“你呢？”我没去……").run("segment", "-")).isZero();
        assertThat(console.out()).isEqualTo("他来了。\n“你呢？”\n我没去……\n");
    }

    @Test
    void detectsLanguage() {
        assertThat(console.in("Dr. Li came. He sat down.\n").run("segment", "-"))
                .isZero();
        assertThat(console.out()).isEqualTo("Dr. Li came.\nHe sat down.\n");
    }

    @Test
    void printsLocations() throws IOException {
        Path file = Files.writeString(folder.resolve("x.zh.txt"), "第一句。第二句。\n\n第三句。\n");
        assertThat(console.run("segment", "--locations", file.toString())).isZero();
        assertThat(console.out()).isEqualTo("1:1\t第一句。\n1:5\t第二句。\n3:1\t第三句。\n");
    }

    @Test
    void printsTextsOfTable() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.csv"), "序号,原文,译文\n1,水是软的。,Water is soft.\n2,石头是硬的。,Stone is hard.\n");
        assertThat(console.run("segment", file.toString())).isZero();
        assertThat(console.out()).isEqualTo("水是软的。\nWater is soft.\n石头是硬的。\nStone is hard.\n");
        FakeConsole chinese = new FakeConsole();
        assertThat(chinese.run("segment", "--lang", "zh-CN", file.toString())).isZero();
        assertThat(chinese.out()).isEqualTo("水是软的。\n石头是硬的。\n");
    }

    @Test
    void readsWholePageOrArticle() throws IOException {
        String teaser = "<div class=related><h4>The mill</h4><p>The mill is closed. Nobody knows why.</p></div>";
        String article = "The water of the river rose again, and the boats could not leave the harbour for two days.";
        Path file = Files.writeString(
                folder.resolve("a.html"), "<article><p>" + article + "</p></article>" + teaser + "<nav>Menu</nav>");
        assertThat(console.run("segment", file.toString())).isZero();
        assertThat(console.out()).isEqualTo(article + "\nThe mill\nThe mill is closed.\nNobody knows why.\n");
        assertThat(console.err()).isEmpty();
        FakeConsole articles = new FakeConsole();
        assertThat(articles.run("segment", "--article", file.toString())).isZero();
        assertThat(articles.out()).isEqualTo(article + "\n");
        assertThat(articles.err()).contains("a.html: skipped 36 % of the text, which is not part of the article");
    }

    @Test
    void warnsOfDamagedLines() throws IOException {
        Path file = Files.writeString(
                folder.resolve("x.en.txt"),
                "The harbour is quiet.\n".repeat(200) + "It lo\uFFFDt.\nIt isnâ€™t.\na\0b\n");
        assertThat(console.run("segment", file.toString())).isZero();
        assertThat(console.out()).endsWith("It lo\uFFFDt.\nIt isn’t.\na\uFFFDb\n");
        assertThat(console.err())
                .isEqualTo(String.format(
                        "duiqi: %1$s: 3 damaged places, 1 repaired: %1$s:201:6 (has U+FFFD, which replaces a character lost"
                                + " in an earlier conversion), %1$s:202:7 (the text was decoded in a wrong encoding),"
                                + " %1$s:203:2 (has a NUL character); correct the file, or use --strict to reject damaged"
                                + " files%n",
                        file));
        FakeConsole strict = new FakeConsole();
        assertThat(strict.run("segment", "--strict", file.toString())).isEqualTo(2);
        assertThat(strict.err())
                .startsWith("duiqi: " + file + ":201:6: has U+FFFD")
                .contains("; repair the file, or omit --strict");
        for (String option : new String[] {"--sentences", "--encoding=UTF-8"}) {
            FakeConsole other = new FakeConsole();
            assertThat(other.run("segment", option, file.toString())).isZero();
            assertThat(other.err()).contains(":203:2 (has a NUL character)");
        }
    }

    @Test
    void appliesRulesOfUser() throws IOException {
        Files.writeString(folder.resolve("duiqi.toml"), "srx = \"semicolons.srx\"\n");
        Files.writeString(folder.resolve("semicolons.srx"), """
                <?xml version="1.0" encoding="UTF-8"?>
                <srx version="2.0" xmlns="http://www.lisa.org/srx20">
                  <header segmentsubflows="yes" cascade="no"/>
                  <body>
                    <languagerules>
                      <languagerule languagerulename="Chinese">
                        <rule break="yes"><beforebreak>；</beforebreak><afterbreak></afterbreak></rule>
                      </languagerule>
                    </languagerules>
                    <maprules><languagemap languagepattern="zh.*" languagerulename="Chinese"/></maprules>
                  </body>
                </srx>
                """);
        assertThat(console.at(folder).in("一要学；二要做。三要想。").run("segment", "--lang", "zh", "-"))
                .isZero();
        assertThat(console.out()).isEqualTo("一要学；\n二要做。三要想。\n");
    }

    @Test
    void continuesAfterBadFile() throws IOException {
        Path good = Files.writeString(folder.resolve("good.txt"), "雨停了，我们出门。");
        assertThat(console.run("segment", folder.resolve("missing.txt").toString(), good.toString()))
                .isEqualTo(2);
        assertThat(console.out()).isEqualTo("雨停了，我们出门。\n");
        assertThat(console.err()).contains("missing.txt").hasLineCount(1);
    }

    /** A PDF encrypted for a certificate holder, with the parts that a reader checks */
    static final String CERTIFIED = """
            %PDF-1.6
            1 0 obj
            <</Type /Catalog /Pages 2 0 R>>
            endobj
            2 0 obj
            <</Type /Pages /Kids [] /Count 0>>
            endobj
            3 0 obj
            <</Filter /Adobe.PubSec /SubFilter /adbe.pkcs7.s4 /V 1 /Recipients [<30>]>>
            endobj
            xref
            0 4
            0000000000 65535 f\s
            0000000009 00000 n\s
            0000000056 00000 n\s
            0000000106 00000 n\s
            trailer
            <</Root 1 0 R /Encrypt 3 0 R /ID [<00> <00>] /Size 4>>
            startxref
            197
            %%EOF
            """;

    @Test
    void continuesAfterEncryptedFile() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.pdf"), CERTIFIED);
        Path good = Files.writeString(folder.resolve("good.txt"), "雨停了，我们出门。");
        assertThat(console.run("segment", bad.toString(), good.toString())).isEqualTo(2);
        assertThat(console.out()).isEqualTo("雨停了，我们出门。\n");
        assertThat(console.err())
                .isEqualTo("duiqi: " + bad + ": is encrypted with a certificate; save a copy without encryption\n");
    }

    @Test
    void asksForUndetectedLanguage() {
        assertThat(console.in("12345\n").run("segment", "-")).isEqualTo(2);
        assertThat(console.err()).contains("use --lang");
    }

    @Test
    void rejectsOtherLanguages() {
        assertThat(console.in("Il pleut.").run("segment", "--lang", "fr", "-")).isEqualTo(2);
        assertThat(console.err()).contains("--lang fr: duiqi supports Chinese and English only");
    }
}
