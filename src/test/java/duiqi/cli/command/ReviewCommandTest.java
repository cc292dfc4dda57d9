package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import duiqi.cli.CommandFolder;
import duiqi.cli.FakeConsole;
import duiqi.server.PageClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the command with a real server and ends it like the page does. */
class ReviewCommandTest extends CommandFolder {
    private static final String TEXTS = "@spring.zh.txt @spring.en.txt";
    private static final String MEMORY = "tm/spring.tmx";
    private static final Pattern ADDRESS = Pattern.compile("http://\\S+#token=\\S+");

    @BeforeEach
    void writeTexts() throws IOException {
        write("spring.zh.txt", """
                春天的实验室

                去年，全国有3.5万名青年学者获得资助。没有人回答，屋里很安静。
                """);
        write("spring.en.txt", """
                The Laboratory in Spring

                Last year 35,000 young scholars across the country received grants. Nobody answered. The room was quiet.
                """);
    }

    /** Does something while the page is open. */
    private interface Visit {
        void to(PageClient page) throws IOException;
    }

    private FakeConsole review(String line, Visit visit) throws Exception {
        FakeConsole console = new FakeConsole();
        CompletableFuture<FakeConsole> run =
                CompletableFuture.supplyAsync(() -> run(console, 0, "review --no-browser " + line));
        PageClient page = new PageClient(console.await(ADDRESS, run).group());
        try {
            visit.to(page);
        } finally {
            page.post(204, "/api/stop", "{}");
        }
        return run.get(60, TimeUnit.SECONDS);
    }

    private String refused(String line) {
        return run(2, "review --no-browser " + line).err();
    }

    private static JsonNode document(PageClient page) throws IOException {
        return page.get(200, "/api/documents/1");
    }

    private static JsonNode rows(PageClient page) throws IOException {
        return page.get(200, "/api/documents/1/rows").path("rows");
    }

    private static void confirmFirst(PageClient page) throws IOException {
        JsonNode rows = page.get(200, "/api/documents/1/rows");
        page.post(
                200,
                "/api/documents/1/operations",
                "{\"base\":" + rows.path("version") + ",\"kind\":\"confirm\",\"beads\":["
                        + rows.path("rows").get(0).path("bead") + "],\"confirmed\":true}");
    }

    @Test
    void reviewsEnglishSource() throws Exception {
        String intoChinese = "@spring.en.txt @spring.zh.txt";
        review(intoChinese, page -> {
            assertThat(document(page).path("source").asText()).endsWith("spring.en.txt");
            assertThat(document(page).path("sourceLanguage").asText()).isEqualTo("en-US");
            assertThat(document(page).path("targetLanguage").asText()).isEqualTo("zh-CN");
            assertThat(rows(page).at("/0/source/0/text").asText()).isEqualTo("The Laboratory in Spring");
            assertThat(rows(page).at("/0/target/0/text").asText()).isEqualTo("春天的实验室");
            confirmFirst(page);
            page.post(202, "/api/documents/1/realign", "{}");
        });
        assertThat(refused(TEXTS))
                .contains(
                        "is already under review with " + path("spring.en.txt") + " and " + path("spring.zh.txt"),
                        "give the texts in this order, or start again with --restart");
        review(intoChinese, page -> page.save("{\"merge\":false}"));
        assertThat(read(MEMORY))
                .contains("srclang=\"en-US\"")
                .containsSubsequence("The Laboratory in Spring", "春天的实验室", "35,000", "3.5万");
        review(
                "--restart @tm/spring.tmx",
                page -> assertThat(rows(page).at("/0/source/0/text").asText()).isEqualTo("The Laboratory in Spring"));
        assertThat(refused("--source-lang zh-CN --restart " + intoChinese))
                .contains("is English, but the source language is zh-CN");
    }

    @Test
    void reviewsBilingualDocumentAndReadsItAgain() throws Exception {
        Path file = write("合同.md", """
                仓库租赁合同

                Lease of a Warehouse

                承租人应在2024年3月1日之前付款。

                The tenant shall pay before 1 March 2024.

                本合同一式两份。

                This contract is made in two copies.
                """);
        review("@合同.md", page -> {
            assertThat(document(page).path("source").asText()).isEqualTo(file.toString());
            assertThat(document(page).path("target").asText()).isEqualTo(file.toString());
            assertThat(document(page).path("sourceLanguage").asText()).isEqualTo("zh-CN");
            assertThat(document(page).path("rows").asInt()).isEqualTo(3);
            confirmFirst(page);
        });
        write("合同.md", read("合同.md") + "\n争议由上海的法院解决。\n\nThe courts settle disputes.\n");
        review("@合同.md", page -> {
            assertThat(document(page).path("changedOnDisk"))
                    .extracting(JsonNode::asText)
                    .containsExactly("source", "target");
            page.post(202, "/api/documents/1/reload", "{\"base\":1}");
            for (int k = 0; k < 200 && document(page).path("rows").asInt() != 4; k++) {
                LockSupport.parkNanos(50_000_000);
            }
            assertThat(rows(page).at("/0/confirmed").asBoolean()).isTrue();
            assertThat(rows(page).at("/3/target/0/text").asText()).isEqualTo("The courts settle disputes.");
            page.save("{}");
        });
        assertThat(read("tm/合同.tmx"))
                .contains("<prop type=\"x-source-file\">合同.md</prop>", "<prop type=\"x-target-file\">合同.md</prop>")
                .containsSubsequence("仓库租赁合同", "Lease of a Warehouse", "法院", "courts");
        run(0, "align @合同.md");
        assertThat(read("tm/合同.tmx")).contains("x-reviewed");
        assertThat(refused(TEXTS + " -o @tm/合同.tmx")).contains("is already under review with " + file + ";");
    }

    @Test
    void keepsDirectionOfExistingMemory() throws Exception {
        run(0, "align -q " + TEXTS + " -o @tm/spring.tmx");
        assertThat(read(MEMORY)).doesNotContain("x-reviewed");
        review("@spring.en.txt @spring.zh.txt", page -> {
            assertThat(document(page).path("sourceLanguage").asText()).isEqualTo("en-US");
            JsonNode saved = page.save("{}");
            assertThat(saved.path("added").asInt()).isZero();
            assertThat(saved.path("removed").asInt()).isZero();
            confirmFirst(page);
            page.save("{}");
        });
        assertThat(read(MEMORY))
                .contains("srclang=\"zh-CN\"", "x-reviewed")
                .containsSubsequence("春天的实验室", "The Laboratory in Spring");
    }

    @Test
    void alignsContinuesAndSaves() throws Exception {
        FakeConsole first = review(TEXTS, page -> {
            assertThat(page.get(200, "/api/documents").path("documents")).hasSize(1);
            assertThat(document(page).path("changedOnDisk")).isEmpty();
            assertThat(document(page).path("written").asBoolean(true)).isFalse();
            confirmFirst(page);
        });
        assertThat(first.out())
                .contains(
                        "1 step, stored in " + path("tm/.review/spring.jsonl"),
                        path(MEMORY) + " is not written yet; run the same command again and save");
        assertThat(folder.resolve(MEMORY)).doesNotExist();
        FakeConsole second = review(TEXTS, page -> {
            assertThat(rows(page).at("/0/confirmed").asBoolean()).isTrue();
            page.save("{}");
            assertThat(document(page).path("written").asBoolean()).isTrue();
        });
        assertThat(second.out())
                .contains(
                        "continuing the review of " + path(MEMORY) + " from ",
                        ", 1 step\n",
                        path(MEMORY) + " is up to date");
        assertThat(read(MEMORY)).contains("35,000 young scholars");
    }

    @Test
    void reviewsAMemoryAndAllOfAProject() throws Exception {
        run(0, "align -q " + TEXTS + " -o @tm/spring.tmx");
        FakeConsole alone = review(
                "@tm/spring.tmx",
                page -> assertThat(document(page).path("rows").asInt()).isEqualTo(3));
        assertThat(alone.out()).contains(": unchanged");
        FakeConsole project = review("", page -> {
            JsonNode documents = page.get(200, "/api/documents").path("documents");
            assertThat(documents).hasSize(1);
            assertThat(documents.at("/0/state").asText()).isEqualTo("begun");
            assertThat(documents.at("/0/opening").isNull()).as("opened unasked").isTrue();
            document(page);
        });
        assertThat(project.out()).contains("continuing the review");
    }

    @Test
    void listsSeveralPairsAndOpensThemOnRequest() throws Exception {
        write("autumn.zh.txt", read("spring.zh.txt"));
        write("autumn.en.txt", read("spring.en.txt"));
        FakeConsole console = review("@.", page -> {
            JsonNode documents = page.get(200, "/api/documents").path("documents");
            assertThat(documents).hasSize(2);
            assertThat(documents.at("/0/opening").isNull()).isTrue();
            assertThat(page.get(200, "/api/documents/2").path("rows").asInt()).isPositive();
        });
        assertThat(console.out()).contains("(2 documents)");
        assertThat(folder.resolve("tm/.review/spring.jsonl")).exists();
        assertThat(folder.resolve("tm/.review/autumn.jsonl")).doesNotExist();
    }

    @Test
    void rejectsReviewThatIsOpenOrOfOtherTextsOrDamaged() throws Exception {
        review(TEXTS, page -> {
            confirmFirst(page);
            for (String arguments : List.of(TEXTS, "--restart " + TEXTS)) {
                assertThat(refused(arguments)).contains("open in another duiqi process");
            }
        });
        write("other.en.txt", read("spring.en.txt"));
        assertThat(refused("@spring.zh.txt @other.en.txt -o @tm/spring.tmx"))
                .contains("is already under review with", "--restart");
        String damaged = "{\n" + read("tm/.review/spring.jsonl");
        write("tm/.review/spring.jsonl", damaged);
        assertThat(refused(TEXTS)).contains("spring.jsonl");
        assertThat(read("tm/.review/spring.jsonl")).isEqualTo(damaged);
        FakeConsole again = review(
                "--restart " + TEXTS,
                page -> assertThat(document(page).path("version").asInt()).isZero());
        assertThat(again.out()).contains("the previous review is kept in ");
        assertThat(read("tm/.review/spring.jsonl.old1")).isEqualTo(damaged);
    }

    @Test
    void existingMemoryDoesNotCountAsSaved() throws Exception {
        run(0, "align -q " + TEXTS + " -o @tm/spring.tmx");
        for (int time = 0; time < 2; time++) {
            review(TEXTS, page -> {
                assertThat(document(page).path("written").asBoolean(true)).isFalse();
                assertThat(document(page).path("changedOnDisk")).isEmpty();
            });
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            TEXTS -o @file/a.tmx       | .review: cannot create the folder of the review
            @job.xlf                   | is neither a text nor a TMX memory
            @job.xlf                   | duiqi tm convert FOLDER/job.xlf -o
            @a.tmx @spring.zh.txt      | is a memory, but other inputs are texts
            none.tmx                   | there is no such memory
            TEXTS -o @a.txt            | use a name that ends in .tmx
            TEXTS --port 70000         | is not between 0 and 65535
            TEXTS --target-lang de     | Chinese and English only
            """)
    void rejectsInputThatItCannotReview(String line, String message) throws IOException {
        write("file", "no folder");
        write("job.xlf", "<xliff/>");
        write("a.tmx", "<tmx/>");
        assertThat(refused(line.replace("TEXTS", TEXTS))).contains(message.replace("FOLDER", path("")));
    }
}
