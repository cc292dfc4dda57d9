package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.cli.CommandFolder;
import duiqi.cli.FakeConsole;
import duiqi.document.pdf.PdfPages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentCommandTest extends CommandFolder {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            --lang=fr | Il pleut.                  | duiqi: --lang fr: duiqi supports Chinese and English only
            -q        | 12345                      | use --lang
            """)
    void rejectsOtherLanguages(String option, String text, String said) {
        assertThat(run(new FakeConsole().in(text), 2, "segment - " + option).err())
                .contains(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            他来了。“你呢？”我没去……    | 他来了。~“你呢？”~我没去……~
            Dr. Li came. He sat down. | Dr. Li came.~He sat down.~
            """)
    void printsOneSentencePerLine(String text, String sentences) {
        assertThat(run(new FakeConsole().in(text), 0, "segment -").out()).isEqualTo(sentences.replace('~', '\n'));
    }

    @Test
    void printsLocations() throws IOException {
        write("x.zh.txt", "第一句。第二句。\n\n第三句。\n");
        assertThat(run(0, "segment --locations @x.zh.txt").out()).isEqualTo("1:1\t第一句。\n1:5\t第二句。\n3:1\t第三句。\n");
    }

    @Test
    void printsTextsOfTable() throws IOException {
        write("a.csv", "序号,原文,译文\n1,水是软的。,Water is soft.\n2,石头是硬的。,Stone is hard.\n");
        assertThat(run(0, "segment @a.csv").out()).isEqualTo("水是软的。\nWater is soft.\n石头是硬的。\nStone is hard.\n");
        assertThat(run(0, "segment --lang zh-CN @a.csv").out()).isEqualTo("水是软的。\n石头是硬的。\n");
    }

    @Test
    void readsWholePageOrArticle() throws IOException {
        String teaser = "<div class=related><h4>The mill</h4><p>The mill is closed. Nobody knows why.</p></div>";
        String article = "The water of the river rose again, and the boats could not leave the harbour for two days.";
        write("a.html", "<article><p>" + article + "</p></article>" + teaser + "<nav>Menu</nav>");
        FakeConsole page = run(0, "segment @a.html");
        assertThat(page.out()).isEqualTo(article + "\nThe mill\nThe mill is closed.\nNobody knows why.\n");
        assertThat(page.err()).isEmpty();
        FakeConsole articles = run(0, "segment --article @a.html");
        assertThat(articles.out()).isEqualTo(article + "\n");
        assertThat(articles.err()).contains("a.html: skipped 36 % of the text, which is not part of the article");
    }

    @Test
    void warnsOfDamagedLines() throws IOException {
        Path file = write("x.en.txt", "The harbour is quiet.\n".repeat(200) + "It lo\uFFFDt.\nIt isnâ€™t.\na\0b\n");
        FakeConsole console = run(0, "segment @x.en.txt");
        assertThat(console.out()).endsWith("It lo\uFFFDt.\nIt isn’t.\na\uFFFDb\n");
        assertThat(console.err())
                .isEqualTo(String.format(
                        "duiqi: %1$s: 3 damaged places, 1 repaired: %1$s:201:6 (has U+FFFD, which replaces a character lost"
                                + " in an earlier conversion), %1$s:202:7 (the text was decoded in a wrong encoding),"
                                + " %1$s:203:2 (has a NUL character); correct the file, or use --strict to reject damaged"
                                + " files%n",
                        file));
        assertThat(run(2, "segment --strict @x.en.txt").err())
                .startsWith("duiqi: " + file + ":201:6: has U+FFFD")
                .contains("; repair the file, or omit --strict");
        for (String option : new String[] {"--sentences", "--encoding=UTF-8"}) {
            assertThat(run(0, "segment @x.en.txt " + option).err()).contains(":203:2 (has a NUL character)");
        }
    }

    @Test
    void appliesRulesOfUser() throws IOException {
        write("duiqi.toml", "srx = \"semicolons.srx\"\n");
        write("semicolons.srx", """
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
        assertThat(run(new FakeConsole().in("一要学；二要做。三要想。"), 0, "segment --lang zh -")
                        .out())
                .isEqualTo("一要学；\n二要做。三要想。\n");
    }

    @Test
    void continuesAfterMissingOrEncryptedFile() throws IOException {
        Path bad = Files.write(folder.resolve("bad.pdf"), PdfPages.encryptedForCertificate());
        write("good.txt", "雨停了，我们出门。");
        FakeConsole console = run(2, "segment @missing.txt @bad.pdf @good.txt");
        assertThat(console.out()).isEqualTo("雨停了，我们出门。\n");
        assertThat(console.err())
                .contains("missing.txt: ")
                .endsWith("duiqi: " + bad + ": is encrypted with a certificate; save a copy without encryption\n")
                .hasLineCount(2);
    }
}
