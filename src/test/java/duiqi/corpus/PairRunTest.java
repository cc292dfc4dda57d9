package duiqi.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.corpus.crawl.WarcFile;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@Tag("spark")
@ResourceLock("spark")
class PairRunTest {
    private static final String SITE = "https://www.example.org/";

    @TempDir
    private Path folder;

    private static PairRun.Settings settings(Path input, Path output) {
        return new PairRun.Settings(input.toString(), output.toString(), PairRun.Settings.FOLDER, 0.5, "1");
    }

    private static PairRun of(PairRun.Settings settings, CorpusRun.CorpusListener listener) throws IOException {
        return new PairRun(LocalSpark.corpus(), settings, CorpusRuns.CLOCK, listener);
    }

    /** Returns a page of a site in two languages. Its menu links to the other language. */
    private static String html(SmallCorpus.Doc doc, boolean isChinese) {
        List<String> text = isChinese ? doc.chinese() : doc.english();
        String other = isChinese ? "en" : "zh";
        return "<html><head><title>" + text.get(0) + "</title><link rel=alternate hreflang=" + other + " href=/" + other
                + "/" + doc.id() + ".html></head><body><nav><a href=/>Home</a> <a href=/" + other + "/" + doc.id()
                + ".html>" + (isChinese ? "English" : "中文") + "</a></nav><article><h1>" + text.get(0) + "</h1><p>"
                + String.join("</p><p>", text.subList(1, text.size())) + "</p></article></body></html>";
    }

    private static List<SmallCorpus.Doc> docs() throws IOException {
        List<SmallCorpus.Doc> docs = new ArrayList<>();
        for (SmallCorpus.Doc doc : SmallCorpus.documents().subList(0, 4)) {
            docs.add(doc.called("page" + docs.size()));
        }
        return docs;
    }

    private static byte[] bytes(String html) {
        return html.getBytes(StandardCharsets.UTF_8);
    }

    /** Writes a crawl of a site: four pages in two languages, and pages without a translation. */
    private Path crawl() throws IOException {
        Path crawl = Files.createDirectory(folder.resolve("crawl"));
        Instant early = Instant.parse("2026-11-01T00:00:00Z");
        Instant late = Instant.parse("2026-11-02T00:00:00Z");
        List<SmallCorpus.Doc> docs = docs();
        try (WarcFile first = new WarcFile(crawl.resolve("1.warc.gz"));
                WarcFile second = new WarcFile(crawl.resolve("2.warc"))) {
            for (SmallCorpus.Doc doc : docs) {
                first.page(SITE + "zh/" + doc.id() + ".html", late, bytes(html(doc, true)));
                second.page(SITE + "en/" + doc.id() + ".html", early, bytes(html(doc, false)));
            }
            first.page(SITE + "zh/page0.html", early, bytes("<p>这是旧的版本，已经没有用了，请看新的版本。</p>"));
            second.page(SITE + "en/page0.html?print=1", late, bytes(html(docs.get(0), false)));
            second.page(SITE + "fr/page0.html", "<p>Le printemps est arrivé et la neige a fondu.</p>");
            second.page(SITE + "en/news.html", "<p>Nothing else on this site is like this page about the weather.</p>");
            second.page(SITE + "menu.html", "<a href=/>Home</a>");
        }
        return crawl;
    }

    private static List<String> states(Path output) {
        return CorpusRuns.table(output, "pages").collectAsList().stream()
                .map(row -> row.<String>getAs("address").replace(SITE, "") + " " + row.getAs("language") + " "
                        + row.getAs("state")
                        + (row.isNullAt(row.fieldIndex("reason"))
                                ? ""
                                : ": " + row.<String>getAs("reason").replaceAll("/.*/", "")))
                .sorted()
                .toList();
    }

    /** Stops a run after a stage, as a machine failure would. */
    private record Stop(String stage) implements CorpusRun.CorpusListener {
        @Override
        public void progress(String name, int done, int parts) {
            if (name.equals(stage) && done == parts) {
                throw new IllegalStateException("stopped");
            }
        }
    }

    /** Pairs the pages of a crawl in a run that stops twice. */
    private PairRun.PairSummary paired(PairRun.Settings settings) throws IOException {
        assertThatThrownBy(() -> of(settings, new Stop("pair pages")).run()).hasMessage("stopped");
        assertThat(Path.of(settings.output())).doesNotExist();
        assertThat(of(settings, CorpusRuns.SILENT).plan().stages())
                .extracting(stage -> stage.title() + " " + stage.done() + "/" + stage.parts())
                .containsExactly(
                        "read pages 1/1",
                        "remove duplicate pages 1/1",
                        "pair pages 1/1",
                        "write documents 0/1",
                        "write pages 0/1");
        PairRun.PairSummary summary = of(settings, new Stop("read pages")).run();
        assertThat(folder.resolve("pages.work")).doesNotExist();
        assertThat(of(settings, new Stop("read pages")).run()).isEqualTo(summary);
        return summary;
    }

    @Test
    void pairsPagesOfCrawlAndAlignsThem() throws IOException {
        Path output = folder.resolve("pages");
        PairRun.PairSummary summary = paired(settings(crawl(), output));
        assertThat(states(output))
                .containsExactly(
                        "en/news.html en no translation",
                        "en/page0.html en paired",
                        "en/page0.html?print=1 en duplicate: same text as https:page0.html",
                        "en/page1.html en paired",
                        "en/page2.html en paired",
                        "en/page3.html en paired",
                        "fr/page0.html other other language",
                        "menu.html other unreadable: contains no article text",
                        "zh/page0.html zh duplicate: newer record of the address at 1.warc.gz:0",
                        "zh/page0.html zh paired",
                        "zh/page1.html zh paired",
                        "zh/page2.html zh paired",
                        "zh/page3.html zh paired");
        assertThat(summary.pages()).isEqualTo(13);
        assertThat(summary.pairs()).isEqualTo(4);
        assertThat(summary.states()).containsEntry("paired", 8L).containsEntry("duplicate", 2L);
        assertThat(summary.languages())
                .containsEntry("zh", 4L)
                .containsEntry("en", 5L)
                .containsEntry("other", 1L);
        assertThat(summary.unreadable()).containsEntry("contains no article text", 1L);
        Row document = CorpusRuns.table(output, "documents")
                .filter("zh_address = '" + SITE + "zh/page1.html'")
                .first();
        SmallCorpus.Doc doc = docs().get(1);
        assertThat(document.<String>getAs("zh")).isEqualTo(String.join("\n\n", doc.chinese()));
        assertThat(document.<String>getAs("en")).isEqualTo(String.join("\n\n", doc.english()));
        assertThat(document.<String>getAs("en_address")).isEqualTo(SITE + "en/page1.html");
        assertThat(document.<String>getAs("id")).hasSize(32);

        Path corpus = folder.resolve("corpus");
        CorpusRun.CorpusSummary aligned = CorpusRuns.run(CorpusRuns.plain(output, corpus, false));
        assertThat(aligned.documents()).isEqualTo(4);
        assertThat(CorpusRuns.table(corpus, "documents").select("place").collectAsList())
                .allSatisfy(row -> assertThat(row.getString(0))
                        .startsWith(SITE + "zh/page")
                        .contains(" " + SITE + "en/page"));
    }

    @Test
    void pairsFolderOfPages() throws IOException {
        Path site = folder.resolve("site");
        for (SmallCorpus.Doc doc : docs().subList(0, 2)) {
            for (boolean isChinese : new boolean[] {true, false}) {
                Path page = site.resolve((isChinese ? "zh/" : "en/") + doc.id() + ".html");
                Files.createDirectories(page.getParent());
                Files.writeString(page, html(doc, isChinese).replace("=/", "=../"));
            }
        }
        Files.writeString(site.resolve("style.css"), "p { color: red }");
        Path output = folder.resolve("pages");
        of(settings(site, output), CorpusRuns.SILENT).run();
        assertThat(states(output))
                .containsExactly(
                        "file:///en/page0.html en paired",
                        "file:///en/page1.html en paired",
                        "file:///zh/page0.html zh paired",
                        "file:///zh/page1.html zh paired");
    }

    @Test
    void rejectsWrongInput() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> of(settings(empty, folder.resolve("o")), CorpusRuns.SILENT)
                        .run())
                .isInstanceOf(FormatException.class)
                .hasMessage(empty + ": contains neither WARC files nor HTML pages; "
                        + "give files that end in .warc or .warc.gz, or a folder of .html files");
        Path archive = Files.writeString(folder.resolve("a.wacz"), "PK");
        assertThatThrownBy(() -> of(settings(archive, folder.resolve("o")), CorpusRuns.SILENT)
                        .run())
                .hasMessage(archive + ": is in WACZ format; unpack it like a ZIP file, and give its folder archive");
        assertThatThrownBy(() -> of(settings(folder.resolve("none"), folder.resolve("o")), CorpusRuns.SILENT)
                        .run())
                .hasMessageContaining("there is no such file");
        Path page = Files.writeString(folder.resolve("a.html"), "<p>a");
        assertThatThrownBy(() -> of(settings(page, empty), CorpusRuns.SILENT).run())
                .hasMessage(
                        empty + ": already exists and is not an output of duiqi; give another folder, or remove it");
        Files.writeString(folder.resolve("b.warc"), "PK");
        assertThatThrownBy(() -> of(settings(folder, folder.resolve("o")), CorpusRuns.SILENT)
                        .run())
                .hasMessage(
                        folder + ": contains several formats: b.warc and a.html; " + "give a folder with one format");
        assertThat(folder.resolve("o")).doesNotExist();
        assertThat(folder.resolve("o.work")).doesNotExist();
    }
}
