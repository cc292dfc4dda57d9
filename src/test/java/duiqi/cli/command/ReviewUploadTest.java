package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duiqi.cli.CommandFolder;
import duiqi.cli.FakeConsole;
import duiqi.server.PageClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sends files to {@code duiqi review} in an empty folder, like its page and like an attacker. */
class ReviewUploadTest extends CommandFolder {
    private static final Pattern ADDRESS = Pattern.compile("(http://\\S+/)#token=(\\S+)");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHINESE = "春天的实验室\n\n去年，全国有3.5万名青年学者获得资助。没有人回答，屋里很安静。\n";
    private static final String ENGLISH =
            "The Laboratory in Spring\n\nLast year 35,000 young scholars across the country"
                    + " received grants. Nobody answered. The room was quiet.\n";

    private final HttpClient http = HttpClient.newHttpClient();
    private CompletableFuture<FakeConsole> run = CompletableFuture.failedFuture(new IllegalStateException());
    private PageClient page = new PageClient("");
    private String root = "";
    private String token = "";

    @BeforeEach
    void start() throws InterruptedException {
        FakeConsole console = new FakeConsole();
        run = CompletableFuture.supplyAsync(() -> run(console, 0, "review --no-browser"));
        Matcher address = console.await(ADDRESS, run);
        root = address.group(1);
        token = address.group(2);
        page = new PageClient(address.group());
    }

    @AfterEach
    void stop() throws Exception {
        page.post(204, "/api/stop", "{}");
        run.get(60, TimeUnit.SECONDS);
    }

    private HttpRequest.Builder part(String upload, long at, byte[] bytes) {
        return HttpRequest.newBuilder(URI.create(root + "api/uploads/" + upload + "?at=" + at))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
    }

    private JsonNode send(int status, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private String begin(String name, long bytes) throws IOException {
        String body =
                JSON.createObjectNode().put("name", name).put("bytes", bytes).toString();
        return page.post(201, "/api/uploads", body).path("upload").asText();
    }

    private String upload(String name, String text) throws IOException, InterruptedException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String upload = begin(name, bytes.length);
        int half = bytes.length / 2;
        JsonNode first = send(200, part(upload, 0, Arrays.copyOf(bytes, half)).build());
        assertThat(first.path("arrived").asInt()).isEqualTo(half);
        JsonNode all = send(
                200,
                part(upload, half, Arrays.copyOfRange(bytes, half, bytes.length))
                        .build());
        assertThat(all.path("arrived").asInt()).isEqualTo(bytes.length);
        return upload;
    }

    private String make(String... uploads) throws IOException {
        String body = JSON.createObjectNode()
                .set("uploads", JSON.valueToTree(uploads))
                .toString();
        return page.post(201, "/api/documents", body).path("document").asText();
    }

    private List<String> files() throws IOException {
        return filesIn(".").stream()
                .map(file -> file.replace('\\', '/'))
                .filter(file -> !file.endsWith(".lock"))
                .toList();
    }

    private JsonNode failure(String document) throws IOException, InterruptedException {
        JsonNode state = page.post(202, "/api/documents/" + document + "/opening", "{}");
        while (!state.path("phase").asText().matches("failed|open")) {
            state = page.get(
                    200,
                    "/api/documents/" + document + "/opening?seen="
                            + state.path("number").asText());
        }
        return state;
    }

    @Test
    void alignsTwoUploadedTexts() throws Exception {
        assertThat(page.get(200, "/api/documents").path("documents")).isEmpty();
        String document = make(upload("春天.zh.txt", CHINESE), upload("春天.en.txt", ENGLISH));
        JsonNode rows = page.get(200, "/api/documents/" + document + "/rows").path("rows");
        assertThat(rows.at("/0/source/0/text").asText()).isEqualTo("春天的实验室");
        assertThat(rows.at("/0/target/0/text").asText()).isEqualTo("The Laboratory in Spring");
        page.save("{}");
        assertThat(files())
                .contains(
                        "tm/.review/texts/春天.zh.txt", "tm/.review/texts/春天.en.txt", "tm/.review/春天.jsonl", "tm/春天.tmx");
        assertThat(make(upload("春天.zh.txt", CHINESE), upload("春天.en.txt", ENGLISH)))
                .as("the same texts")
                .isEqualTo(document);
        String other = make(upload("春天.zh.txt", CHINESE + "夏天来了。\n"), upload("春天.en.txt", ENGLISH));
        assertThat(page.get(200, "/api/documents/" + other).path("memory").asText())
                .endsWith("春天-2.tmx");
        assertThat(files()).contains("tm/.review/texts/2/春天.zh.txt").noneMatch(file -> file.contains(".upload"));
    }

    @Test
    void opensUploadedMemoryAndKeepsOther() throws Exception {
        String tmx = """
                <tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t"
                adminlang="en" srclang="zh" datatype="plaintext"/><body><tu><tuv xml:lang="zh"><seg>春天。</seg></tuv>
                <tuv xml:lang="en"><seg>Spring.</seg></tuv></tu></body></tmx>""";
        write("tm/main.tmx", "other");
        String document = make(upload("main.tmx", tmx));
        assertThat(page.get(200, "/api/documents/" + document).path("rows").asInt())
                .isEqualTo(1);
        assertThat(folder.resolve("tm/main.tmx")).hasContent("other");
        assertThat(folder.resolve("tm/main-2.tmx")).hasContent(tmx);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "../../x.zh.txt, x.zh.txt",
                "C:\\dir\\x.zh.txt, x.zh.txt",
                "/etc/passwd, passwd",
                ".., text-",
                "nul.txt, text-nul.txt",
                ".bashrc, bashrc",
                "aNULbNEWLINE.txt, a_b_.txt",
                "a\u202Etxt.md, a_txt.md",
                "\" \", text-"
            })
    void storesFilesInItsFolderOnly(String name, String stored) throws Exception {
        upload(name.replace("NUL", "\0").replace("NEWLINE", "\n"), CHINESE);
        assertThat(files()).containsExactly("tm/.review/texts/" + stored);
    }

    @Test
    void shortensLongNames() throws Exception {
        upload("长".repeat(300) + ".zh.txt", CHINESE);
        assertThat(files()).singleElement().asString().matches("tm/.review/texts/长{58}\\.txt");
    }

    @ParameterizedTest
    @CsvSource({
        "a.docx, no archive, 'a.docx: '",
        "a.doc, '\u0001\u0002', .docx",
        "a.xlf, <xliff/>, duiqi tm convert a.xlf",
        "a.tmx, <tmx, a.tmx"
    })
    void rejectsUnusableFile(String name, String content, String said) throws Exception {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        JsonNode refused = send(422, part(begin(name, bytes.length), 0, bytes).build());
        assertThat(refused.path("problem").asText() + "; "
                        + refused.path("remedy").asText())
                .contains(said)
                .doesNotContain(".upload");
        assertThat(files()).isEmpty();
    }

    @Test
    void explainsSizesAndLanguages() throws Exception {
        assertThat(page.post(422, "/api/uploads", "{\"name\":\"a.txt\",\"bytes\":0}")
                        .toString())
                .contains("a.txt: the file is empty");
        assertThat(page.post(422, "/api/uploads", "{\"name\":\"a.txt\",\"bytes\":9999999999}")
                        .toString())
                .contains("a.txt: is larger than ");
        String both = make(upload("a.txt", ENGLISH), upload("b.txt", ENGLISH + "The end.\n"));
        assertThat(failure(both).at("/failure/problem").asText()).contains("b.txt: is English, like ");
        assertThat(page.get(422, "/api/documents/" + both).path("problem").asText())
                .contains("is English");
        String right = make(upload("a.txt", ENGLISH), upload("c.txt", CHINESE));
        assertThat(failure(right).path("phase").asText())
                .as("another text in place of the wrong one")
                .isEqualTo("open");
    }

    @Test
    void rejectsPartsThatDoNotFit() throws Exception {
        String upload = begin("a.txt", 10);
        send(
                401,
                part(upload, 0, new byte[5])
                        .setHeader("Authorization", "Bearer wrong")
                        .build());
        send(
                415,
                part(upload, 0, new byte[5])
                        .setHeader("Content-Type", "text/plain")
                        .build());
        send(409, part(upload, 5, new byte[5]).build());
        send(409, part(upload, 0, new byte[5]).build());
        send(409, part(begin("a.txt", 10), 0, new byte[11]).build());
        send(404, part("99", 0, new byte[1]).build());
        // The server does not read a body that is too large, so a client that sends it may lose the answer.
        HttpRequest.Builder large =
                part(begin("a.txt", 20_000_000), 0, new byte[17_000_000]).expectContinue(true);
        send(413, large.build());
        page.post(409, "/api/documents", "{\"uploads\":[\"" + begin("a.txt", 10) + "\"]}");
        page.post(404, "/api/documents", "{\"uploads\":[\"../a\"]}");
        page.post(400, "/api/documents", "{\"uploads\":[]}");
        page.post(400, "/api/uploads", "{\"name\":\"a.txt\",\"bytes\":-1}");
    }
}
