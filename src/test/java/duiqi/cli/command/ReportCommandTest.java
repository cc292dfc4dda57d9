package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.cli.CommandFolder;
import duiqi.cli.FakeConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests {@code duiqi report} in a project. */
class ReportCommandTest extends CommandFolder {
    private static final String UNITS = """
            <tmx version="1.4"><header srclang="zh-CN"/><body>
            <tu tuid="1" changedate="20250102T030405Z" changeid="Lin"><prop type="x-probability">0.40</prop>\
            <tuv xml:lang="zh-CN"><seg>这是颠覆性技术。</seg></tuv>\
            <tuv xml:lang="en"><seg>This is a subversive technology.</seg></tuv></tu>
            <tu tuid="1"><tuv xml:lang="zh-CN"><seg>我们重视基础研究。</seg></tuv>\
            <tuv xml:lang="en"><seg>We value basic research.</seg></tuv></tu>
            </body></tmx>
            """;

    @BeforeEach
    void makeProject() throws IOException {
        write("tm/甲 a.tmx", UNITS);
        write("glossary/terms.csv", """
                zh,en,status
                颠覆性技术,disruptive technology,preferred
                颠覆性技术,subversive technology,forbidden
                基础研究,basic research,preferred
                """);
    }

    private FakeConsole report(int exitCode, String line, String... more) {
        return run(exitCode, "report " + line, more);
    }

    private Document page(String name) throws IOException {
        return Jsoup.parse(Files.readString(folder.resolve(name)));
    }

    @Test
    void showsMemoriesWithFindingsAndFigures() throws IOException {
        FakeConsole done = report(0, "");
        assertThat(done.out()).isEqualTo(folder.resolve("report.html") + ": 2 units, 1 finding\n");
        assertThat(done.err()).isEmpty();
        assertThat(report(0, "--ignore-rule term -o", path("other.html")).out()).endsWith(": 2 units, 0 findings\n");
        Document page = page("report.html");
        assertThat(page.title()).isEqualTo("甲 a.tmx");
        assertThat(page.select("#pairs tbody tr")).hasSize(2);
        assertThat(page.select("#r1 td[lang=en] > mark").text()).isEqualTo("subversive technology");
        assertThat(page.select("#r1 li").text()).contains("Term forbidden", "use: disruptive technology");
        assertThat(page.select("#r1 td.pair").text()).startsWith("40%");
        assertThat(page.select("#r2 li")).isEmpty();
        assertThat(page.select("#state tbody tr").get(0).text()).endsWith("甲 a.tmx 2 0 1 1 0 lowest 40% in row 1");
    }

    @Test
    void linksToTheReviewWithoutTheToken() throws IOException {
        report(0, "--review http://127.0.0.1:7737/#token=0123456789abcdef");
        Document page = page("report.html");
        assertThat(page.html()).doesNotContain("0123456789abcdef");
        assertThat(page.select("#r1 a.review, #findings a.review").eachAttr("href"))
                .containsOnly("http://127.0.0.1:7737/#/d/%E7%94%B2%20a/row/1");
        assertThat(report(2, "--review 127.0.0.1:7737").err())
                .contains("--review: is not the address of a review; give the address that duiqi review prints");
    }

    @Test
    void countsPairsThatAPersonConfirmed() throws IOException {
        write(
                "seen.tmx",
                UNITS.replace("<prop type=\"x-probability\">0.40</prop>", "<prop type=\"x-reviewed\">yes</prop>"));
        report(0, "@seen.tmx");
        Document page = page("report.html");
        assertThat(page.select("#state .summary").text()).contains("confirmed by a person 1 50.0%");
        assertThat(page.select("#r1 td.pair").text()).startsWith("confirmed");
    }

    @Test
    void showsUnitsTranslatedFromEnglish() throws IOException {
        write("en.tmx", """
                <tmx version="1.4"><header srclang="en"/><body>
                <tu><tuv xml:lang="en"><seg>This is a subversive technology.</seg></tuv>
                <tuv xml:lang="zh"><seg>这是颠覆性技术。</seg></tuv></tu></body></tmx>
                """);
        FakeConsole done = report(0, "@en.tmx");
        assertThat(done.out()).contains("report.html: 1 unit, ");
        assertThat(done.err()).isEmpty();
        Document page = page("report.html");
        assertThat(page.select("#pairs thead th").eachText()).contains("Source (English)", "Target (Chinese)");
        assertThat(page.select("#r1").text()).contains("This is a subversive technology. 这是颠覆性技术。");
    }

    @Test
    void alignsTwoTextsFirst() throws IOException {
        Path chinese = write("a.zh.txt", "水是软的。\n石头是硬的。\n我们重视基础研究。\n");
        Path english = write("a.en.txt", "Water is soft.\nStones are hard.\nWe value basic research.\n");
        report(0, "@a.zh.txt @a.en.txt -o @new/页.html --title", "A & <b>");
        Document page = page("new/页.html");
        assertThat(page.select("h1").text()).isEqualTo("A & <b>");
        assertThat(page.select("#pairs h3").text()).isEqualTo(chinese + " and " + english);
        assertThat(page.select("#r3").text()).contains("1-1", "我们重视基础研究。", "We value basic research.");
        assertThat(page.select("#r3 b.p").text()).matches("\\d+%");
        report(0, "@a.en.txt @a.zh.txt");
        assertThat(page("report.html").select("#r1").text()).endsWith("Water is soft. 水是软的。");
    }

    @Test
    void replacesOnlyEarlierReport() throws IOException {
        report(0, "");
        report(0, "--title second");
        assertThat(page("report.html").title()).isEqualTo("second");
        for (String other : List.of("My thesis", "<!DOCTYPE html>\n<title>duiqi report</title>")) {
            Path file = write("report.html", other);
            assertThat(report(2, "").err())
                    .isEqualTo("duiqi: " + file + ": already exists and is not a report; give another file with -o\n");
            assertThat(file).hasContent(other);
        }
        run(1, "check --to html -o @findings.html");
        assertThat(report(2, "-o @findings.html").err()).contains("already exists and is not a report");
    }

    @Test
    void reportsUnreadableFileAndShowsRest() throws IOException {
        Path broken = write("tm/b.tmx", UNITS.substring(0, UNITS.length() - 60));
        Path settings = write("duiqi.toml", "[rules]\nterm-forbiden = \"off\"\n");
        FakeConsole console = report(2, "");
        assertThat(console.err()).contains("duiqi: " + settings + ":2:1: ").contains("duiqi: " + broken + ":");
        // The second reading prints no message again.
        assertThat(console.err().lines()).doesNotHaveDuplicates();
        Document page = page("report.html");
        assertThat(page.select(".incomplete li")).hasSize(3);
        assertThat(page.select("#pairs tbody tr")).hasSizeGreaterThanOrEqualTo(3);
        assertThat(page.select("#pairs h3")).hasSize(2);
    }
}
