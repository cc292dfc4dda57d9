package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import duiqi.cli.FakeConsole;
import duiqi.server.PageClient;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the command with a real server and ends it like the page does. */
class ReviewCommandTest {
    private static final Pattern ADDRESS = Pattern.compile("http://\\S+#token=\\S+");

    @TempDir
    private Path folder;

    private Path chinese = Path.of("");
    private Path english = Path.of("");
    private Path memory = Path.of("");

    @BeforeEach
    void writeTexts() throws IOException {
        chinese = Files.writeString(folder.resolve("spring.zh.txt"), """
                春天的实验室

                去年，全国有3.5万名青年学者获得资助。没有人回答，屋里很安静。
                """);
        english = Files.writeString(folder.resolve("spring.en.txt"), """
                The Laboratory in Spring

                Last year 35,000 young scholars across the country received grants. Nobody answered. The room was quiet.
                """);
        memory = folder.resolve("tm/spring.tmx");
    }

    /** Does something while the page is open. */
    private interface Visit {
        void to(PageClient page) throws IOException;
    }

    private FakeConsole review(Visit visit, String... args) throws Exception {
        FakeConsole console = new FakeConsole().at(folder);
        List<String> all = new ArrayList<>(List.of("review", "--no-browser"));
        all.addAll(List.of(args));
        CompletableFuture<Integer> run = CompletableFuture.supplyAsync(() -> console.run(all.toArray(new String[0])));
        PageClient page = new PageClient(address(console, run));
        try {
            visit.to(page);
        } finally {
            page.post(204, "/api/stop", "{}");
        }
        assertThat(run.get(60, TimeUnit.SECONDS)).as(console.err()).isZero();
        return console;
    }

    private static String address(FakeConsole console, CompletableFuture<Integer> run) throws InterruptedException {
        for (int k = 0; k < 1200 && !run.isDone(); k++) {
            Matcher address = ADDRESS.matcher(console.out());
            if (address.find()) {
                return address.group();
            }
            Thread.sleep(50);
        }
        throw new AssertionError("no address: " + console.out() + console.err());
    }

    private String refused(String... args) {
        FakeConsole console = new FakeConsole().at(folder);
        List<String> all = new ArrayList<>(List.of("review", "--no-browser"));
        all.addAll(List.of(args));
        assertThat(console.run(all.toArray(new String[0]))).as(console.out()).isEqualTo(2);
        return console.err();
    }

    private String[] texts(String... more) {
        List<String> args = new ArrayList<>(List.of(chinese.toString(), english.toString()));
        args.addAll(List.of(more));
        return args.toArray(new String[0]);
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
        String[] intoChinese = {english.toString(), chinese.toString()};
        review(
                page -> {
                    JsonNode document = page.get(200, "/api/documents/1");
                    assertThat(document.path("source").asText()).endsWith("spring.en.txt");
                    assertThat(document.path("sourceLanguage").asText()).isEqualTo("en-US");
                    assertThat(document.path("targetLanguage").asText()).isEqualTo("zh-CN");
                    JsonNode first = page.get(200, "/api/documents/1/rows").at("/rows/0");
                    assertThat(first.at("/source/0/text").asText()).isEqualTo("The Laboratory in Spring");
                    assertThat(first.at("/target/0/text").asText()).isEqualTo("春天的实验室");
                    confirmFirst(page);
                    page.post(202, "/api/documents/1/realign", "{}");
                },
                intoChinese);
        assertThat(refused(texts()))
                .contains(
                        "is already under review with " + english + " and " + chinese,
                        "give the texts in this order, or start again with --restart");
        review(page -> page.save("{\"merge\":false}"), intoChinese);
        assertThat(memory)
                .content()
                .contains("srclang=\"en-US\"")
                .containsSubsequence("The Laboratory in Spring", "春天的实验室", "35,000", "3.5万");
        review(
                page -> assertThat(page.get(200, "/api/documents/1/rows")
                                .at("/rows/0/source/0/text")
                                .asText())
                        .isEqualTo("The Laboratory in Spring"),
                "--restart",
                memory.toString());
        assertThat(refused("--source-lang", "zh-CN", "--restart", english.toString(), chinese.toString()))
                .contains("is English, but the source language is zh-CN");
    }

    @Test
    void reviewsBilingualDocumentAndReadsItAgain() throws Exception {
        Path file = Files.writeString(folder.resolve("合同.md"), """
                仓库租赁合同

                Lease of a Warehouse

                承租人应在2024年3月1日之前付款。

                The tenant shall pay before 1 March 2024.

                本合同一式两份。

                This contract is made in two copies.
                """);
        Path written = folder.resolve("tm/合同.tmx");
        review(
                page -> {
                    JsonNode document = page.get(200, "/api/documents/1");
                    assertThat(document.path("source").asText()).isEqualTo(file.toString());
                    assertThat(document.path("target").asText()).isEqualTo(file.toString());
                    assertThat(document.path("sourceLanguage").asText()).isEqualTo("zh-CN");
                    assertThat(document.path("rows").asInt()).isEqualTo(3);
                    confirmFirst(page);
                },
                file.toString());
        Files.writeString(file, Files.readString(file) + "\n争议由上海的法院解决。\n\nThe courts settle disputes.\n");
        review(
                page -> {
                    assertThat(page.get(200, "/api/documents/1").path("changedOnDisk"))
                            .extracting(JsonNode::asText)
                            .containsExactly("source", "target");
                    page.post(202, "/api/documents/1/reload", "{\"base\":1}");
                    waitForRows(page, 4);
                    JsonNode rows = page.get(200, "/api/documents/1/rows").path("rows");
                    assertThat(rows.get(0).path("confirmed").asBoolean()).isTrue();
                    assertThat(rows.get(3).at("/target/0/text").asText()).isEqualTo("The courts settle disputes.");
                    page.save("{}");
                },
                file.toString());
        assertThat(written)
                .content()
                .contains("<prop type=\"x-source-file\">合同.md</prop>", "<prop type=\"x-target-file\">合同.md</prop>")
                .containsSubsequence("仓库租赁合同", "Lease of a Warehouse", "法院", "courts");
        assertThat(new FakeConsole().at(folder).run("align", file.toString())).isZero();
        assertThat(written).content().contains("x-reviewed");
        assertThat(refused(chinese.toString(), english.toString(), "-o", written.toString()))
                .contains("is already under review with " + file + ";");
    }

    private static void waitForRows(PageClient page, int rows) throws IOException {
        for (int k = 0;
                k < 200 && page.get(200, "/api/documents/1").path("rows").asInt() != rows;
                k++) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        assertThat(page.get(200, "/api/documents/1").path("rows").asInt()).isEqualTo(rows);
    }

    @Test
    void keepsDirectionOfExistingMemory() throws Exception {
        FakeConsole aligned = new FakeConsole().at(folder);
        assertThat(aligned.run("align", "-q", chinese.toString(), english.toString(), "-o", memory.toString()))
                .isZero();
        String before = Files.readString(memory);
        review(
                page -> {
                    assertThat(page.get(200, "/api/documents/1")
                                    .path("sourceLanguage")
                                    .asText())
                            .isEqualTo("en-US");
                    JsonNode saved = page.save("{}");
                    assertThat(saved.path("added").asInt()).isZero();
                    assertThat(saved.path("removed").asInt()).isZero();
                    confirmFirst(page);
                    page.save("{}");
                },
                english.toString(),
                chinese.toString());
        assertThat(memory)
                .content()
                .contains("srclang=\"zh-CN\"", "x-reviewed")
                .containsSubsequence("春天的实验室", "The Laboratory in Spring");
        assertThat(before).doesNotContain("x-reviewed");
    }

    @Test
    void alignsContinuesAndSaves() throws Exception {
        FakeConsole first = review(
                page -> {
                    assertThat(page.get(200, "/api/documents").path("documents"))
                            .hasSize(1);
                    JsonNode document = page.get(200, "/api/documents/1");
                    assertThat(document.path("changedOnDisk")).isEmpty();
                    assertThat(document.path("written").isBoolean()).isTrue();
                    assertThat(document.path("written").asBoolean()).isFalse();
                    confirmFirst(page);
                },
                texts());
        assertThat(first.out())
                .contains(
                        "1 step, stored in " + folder.resolve("tm/.review/spring.jsonl"),
                        memory + " is not written yet; run the same command again and save");
        assertThat(memory).doesNotExist();
        FakeConsole second = review(
                page -> {
                    assertThat(page.get(200, "/api/documents/1/rows")
                                    .path("rows")
                                    .get(0)
                                    .path("confirmed")
                                    .asBoolean())
                            .isTrue();
                    page.save("{}");
                    assertThat(page.get(200, "/api/documents/1").path("written").asBoolean())
                            .isTrue();
                },
                texts());
        assertThat(second.out())
                .contains("continuing the review of " + memory + " from ", ", 1 step\n", memory + " is up to date");
        assertThat(Files.readString(memory)).contains("35,000 young scholars");
    }

    @Test
    void reviewsAMemoryAndAllOfAProject() throws Exception {
        assertThat(new FakeConsole().run("align", chinese.toString(), english.toString(), "-o", memory.toString()))
                .isZero();
        FakeConsole alone = review(
                page -> assertThat(
                                page.get(200, "/api/documents/1").path("rows").asInt())
                        .isEqualTo(3),
                memory.toString());
        assertThat(alone.out()).contains(": unchanged");
        FakeConsole project = review(page -> {
            JsonNode documents = page.get(200, "/api/documents").path("documents");
            assertThat(documents).hasSize(1);
            assertThat(documents.get(0).path("state").asText()).isEqualTo("begun");
            assertThat(documents.get(0).path("rows").isNull())
                    .as("opened unasked")
                    .isTrue();
            page.get(200, "/api/documents/1");
        });
        assertThat(project.out()).contains("continuing the review");
    }

    @Test
    void listsSeveralPairsAndOpensThemOnRequest() throws Exception {
        Files.copy(chinese, folder.resolve("autumn.zh.txt"));
        Files.copy(english, folder.resolve("autumn.en.txt"));
        FakeConsole console = review(
                page -> {
                    JsonNode documents = page.get(200, "/api/documents").path("documents");
                    assertThat(documents).hasSize(2);
                    assertThat(documents.get(0).path("rows").isNull()).isTrue();
                    assertThat(page.get(200, "/api/documents/2").path("rows").asInt())
                            .isPositive();
                },
                folder.toString());
        assertThat(console.out()).contains("(2 documents)");
        assertThat(folder.resolve("tm/.review/spring.jsonl")).exists();
        assertThat(folder.resolve("tm/.review/autumn.jsonl")).doesNotExist();
    }

    @Test
    void restartKeepsEarlierReview() throws Exception {
        review(ReviewCommandTest::confirmFirst, texts());
        FakeConsole again = review(
                page -> assertThat(page.get(200, "/api/documents/1")
                                .path("version")
                                .asInt())
                        .isZero(),
                texts("--restart"));
        assertThat(again.out()).contains("the previous review is kept in ");
        assertThat(folder.resolve("tm/.review/spring.jsonl.old1")).exists();
    }

    @Test
    void rejectsReviewThatIsOpen() throws Exception {
        review(
                page -> {
                    assertThat(refused(texts()))
                            .contains("open in another duiqi process ("
                                    + ProcessHandle.current().pid() + ")");
                    assertThat(refused(texts("--restart"))).contains("open in another duiqi process");
                },
                texts());
    }

    @Test
    void rejectsMemoryUnderReviewWithOtherTexts() throws Exception {
        review(page -> {}, texts());
        Path other = Files.copy(english, folder.resolve("other.en.txt"));
        assertThat(refused(chinese.toString(), other.toString(), "-o", memory.toString()))
                .contains("is already under review with", "--restart");
    }

    @Test
    void reportsDamagedLogAndKeepsIt() throws Exception {
        review(page -> {}, texts());
        Path log = folder.resolve("tm/.review/spring.jsonl");
        byte[] damaged = ("{\n" + Files.readString(log)).getBytes(StandardCharsets.UTF_8);
        Files.write(log, damaged);
        assertThat(refused(texts())).contains("spring.jsonl");
        assertThat(log).hasBinaryContent(damaged);
        review(page -> {}, texts("--restart"));
        assertThat(folder.resolve("tm/.review/spring.jsonl.old1")).hasBinaryContent(damaged);
    }

    @Test
    void reportsTakenPort() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = String.valueOf(taken.getLocalPort());
            assertThat(refused(texts("--port", port, "--host", "0.0.0.0")))
                    .contains("port " + port + " is already in use; choose another with --port");
        }
    }

    @Test
    void existingMemoryDoesNotCountAsSaved() throws Exception {
        assertThat(new FakeConsole().run("align", chinese.toString(), english.toString(), "-o", memory.toString()))
                .isZero();
        for (int time = 0; time < 2; time++) {
            review(
                    page -> {
                        JsonNode document = page.get(200, "/api/documents/1");
                        assertThat(document.path("written").asBoolean()).isFalse();
                        assertThat(document.path("changedOnDisk")).isEmpty();
                    },
                    texts());
        }
        review(
                page -> {
                    page.save("{}");
                    assertThat(page.get(200, "/api/documents/1").path("written").asBoolean())
                            .isTrue();
                },
                texts());
    }

    @Test
    void reportsFolderThatCannotBeCreated() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        assertThat(refused(texts("-o", file.resolve("a.tmx").toString())))
                .contains(file.resolve(".review") + ": cannot create the folder of the review");
    }

    @Test
    void asksToConvertOtherFormats() throws IOException {
        Path xliff = Files.writeString(folder.resolve("job.xlf"), "<xliff/>");
        assertThat(refused(xliff.toString()))
                .contains("is neither a text nor a TMX memory", "duiqi tm convert " + xliff + " -o ", "job.tmx");
        Path tmx = Files.writeString(folder.resolve("a.tmx"), "<tmx/>");
        assertThat(refused(tmx.toString(), chinese.toString())).contains("is a memory, but other inputs are texts");
    }

    @Test
    void rejectsInvalidOptions() {
        assertThat(refused("none.tmx")).contains("there is no such memory");
        assertThat(refused(texts("-o", folder.resolve("a.txt").toString()))).contains("use a name that ends in .tmx");
        assertThat(refused(texts("--port", "70000"))).contains("is not between 0 and 65535");
        assertThat(refused(texts("--target-lang", "de"))).contains("Chinese and English only");
    }
}
