package duiqi.server;

import static duiqi.server.PageClient.check;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import duiqi.align.Aligner;
import duiqi.check.Baseline;
import duiqi.check.CheckSettings;
import duiqi.exchange.ReviewedUnits.Signature;
import duiqi.io.LockedFile;
import duiqi.lexicon.Lexicon;
import duiqi.review.Review;
import duiqi.review.ReviewBead;
import duiqi.review.ReviewState;
import duiqi.text.Direction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reviews a document over HTTP like the page. */
class ReviewServerTest {
    private static final String PAIRS = """
            80 春天来了。 = Spring has come.
            80 花开了。 = Flowers bloom.
            80 去年有3.5万人获得资助。 = Last year 36,000 people received grants.
            80 没有人回答。 = Nobody answered.
            """;

    /** A correct edit of the wrong number. */
    private static final String EDIT =
            "'before':{'t3':'Last year 36,000 people received grants.'},'kind':'edit','sentence':'t3','text':'%s'";

    /** Expected statuses and operations. The page shows TEXTS and NOTES. */
    private static final String OPERATIONS = """
            200 'kind':'boundary','side':'target','above':'b1','below':'b2','sentence':'t1'
            200 'kind':'shift','side':'source','bead':'b3','up':false
            200 'kind':'merge','beads':['b1','b2']
            200 'kind':'split','bead':'b3','source':1,'target':0
            200 'kind':'unlink','beads':['b1']
            200 'kind':'link','source':['s1'],'target':['t4']
            200 'kind':'link','source':['s1'],'target':['t4'],'goal':'t4'
            200 'kind':'detach','sentence':'t1'
            200 'kind':'swap','above':'b1','below':'b2'
            200 'kind':'no-counterpart','side':'target','bead':'b1'
            200 TEXTS 'kind':'edit','sentence':'t1','text':'Spring is here.'
            200 TEXTS 'kind':'edit-all','edits':{'t1':'Spring is here.','t2':'It blooms.'}
            200 TEXTS 'kind':'cut','sentence':'t1','offset':9
            200 'kind':'confirm','beads':['b1'],'confirmed':true
            200 'kind':'mark','beads':['b1'],'marked':true
            200 NOTES 'kind':'note','bead':'b1','text':'<script>'
            200 NOTES 'kind':'note-all','notes':{'b1':'<script>','b2':''}
            400 'kind':'explode'
            400 'kind':'merge','beads':'b1'
            400 'kind':'merge','beads':[1]
            400 'kind':'merge'
            400 'kind':'link','source':['s1'],'target':['t4'],'goal':4
            400 'kind':'insert','side':'target','bead':'b1'
            400 'kind':'edit-all','edits':{}
            400 'kind':'edit-all','edits':{'t1':'a','t2':1}
            400 'kind':'edit-all','edits':['t1']
            400 'kind':'note-all','notes':{}
            400 'kind':'note-all','notes':{'b1':1}
            400 'kind':'note-all','notes':['b1']
            400 'kind':'edit','sentence':'t1','text':'a'
            400 NOTES 'kind':'edit','sentence':'t1','text':'a'
            400 'before':7,'kind':'cut','sentence':'t1','offset':3
            400 'kind':'split','bead':'b1','source':-1,'target':1
            400 'kind':'split','bead':'b1','source':1.5,'target':1
            400 'kind':'confirm','beads':['b1'],'confirmed':'yes'
            400 'kind':'shift','side':'left','bead':'b1','up':true
            400 'kind':7
            409 'kind':'delete','beads':['b1']
            409 'kind':'insert','side':'target','bead':'b1','text':'x'
            """;

    /** A server whose page adds no files. */
    private static final ReviewEntry.Uploads NO_UPLOADS = (ReviewEntry.Uploads) Proxy.newProxyInstance(
            ReviewServerTest.class.getClassLoader(),
            new Class<?>[] {ReviewEntry.Uploads.class},
            (any, method, given) -> {
                throw new AssertionError("not asked for");
            });

    @TempDir
    private Path folder;

    private final List<Throwable> faults = new ArrayList<>();
    private ReviewProject project;
    private ReviewServer server;
    private PageClient client;
    private ReviewEntry.StateUpdate realign = ReviewServerTest::same;

    @BeforeEach
    void start() throws IOException {
        project = new ReviewProject(folder);
        server = serve(Duration.ofMillis(400));
        client = new PageClient(server.address());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        assertThat(faults).isEmpty();
    }

    private ReviewServer serve(Duration patience) throws IOException {
        Path log = folder.resolve("tm/.review/a.jsonl");
        ReviewEntry entry = new ReviewEntry(
                "a",
                Optional.of(new ReviewEntry.Texts("a.zh.txt", "a.en.txt")),
                project.memory("a"),
                log,
                folder.resolve("tm/.review/a.copies"),
                listener -> Files.exists(log)
                        ? Review.open(log)
                        : Review.begin(log, project.initial("a", Direction.INTO_ENGLISH, PAIRS, false)),
                state -> realign.of(state),
                ReviewServerTest::same);
        ReviewServer.ReviewTools tools = new ReviewServer.ReviewTools(
                "1.2.3",
                Optional.of("owner"),
                Clock.systemUTC(),
                List.of(),
                folder.resolve("terms.csv"),
                CheckSettings.defaults(folder),
                Baseline.none(folder),
                Lexicon.standard(),
                new Aligner());
        ReviewEntry.Project entries = new ReviewEntry.Project(List.of(entry), true, NO_UPLOADS);
        return new ReviewServer(ServerPlace.LOCAL, AccessToken.random(), entries, tools, faults::add, patience);
    }

    private static ReviewState same(ReviewState state) {
        throw new AssertionError("not asked for");
    }

    /** Sends an operation; its JSON has single quotes. */
    private JsonNode operate(int status, long base, String operation) throws IOException {
        return client.post(
                status, "/api/documents/1/operations", "{\"base\":" + base + "," + operation.replace('\'', '"') + "}");
    }

    @Test
    void listsDocumentsAndShowsOne() throws IOException {
        JsonNode list = client.get(200, "/api/documents");
        check(list, "/program 1.2.3", "/documents/0/state new");
        JsonNode document = client.get(200, "/api/documents/1");
        assertThat(document.path("source").asText()).endsWith("a.zh.txt");
        check(document, "/version 0", "/rows 4", "/undo null", "/changedOnDisk []");
        check(client.get(200, "/api/documents"), "/documents/0/state begun");
        assertThat(client.get(404, "/api/documents/2").path("remedy").asText()).isNotEmpty();
    }

    @Test
    void opensInOneRequestAndReadsTheProgressFromTheLog() throws IOException {
        JsonNode opened = client.post(202, "/api/documents/1/opening", "{}");
        check(opened, "/phase open", "/document/version 0", "/first/total 4", "/first/rows/3/bead b4");
        check(client.get(200, "/api/documents/1/progress"), "/all 4", "/confirmed 0");
        operate(200, 0, "'kind':'confirm','beads':['b1','b3'],'confirmed':true");
        check(client.get(200, "/api/documents/1/progress"), "/all 4", "/confirmed 2");
    }

    @Test
    void returnsRowsInParts() throws IOException {
        JsonNode part = client.get(200, "/api/documents/1/rows?from=1&count=2");
        check(part, "/total 4", "/rows/0/bead b2", "/rows/0/type 1-1", "/rows/0/probability 0.8", "/rows/2 ");
        check(part, "/rows/0/source/0/text 花开了。", "/rows/0/target/0/line 2", "/rows/1/bead b3");
        check(client.get(200, "/api/documents/1/rows?from=99"), "/rows []");
        client.get(400, "/api/documents/1/rows?from=-1");
        client.get(400, "/api/documents/1/rows?from=99999999999999999999");
    }

    @Test
    void makesAndUndoesStepsForAllTabs() throws IOException {
        JsonNode made = operate(200, 0, "'kind':'merge','beads':['b1','b2']");
        check(made, "/version 1", "/changes/0/removed 2", "/changes/0/rows/0/type 2-2", "/document/undo merge");
        JsonNode other = client.get(200, "/api/documents/1/changes?since=0");
        assertThat(other.path("changes")).isEqualTo(made.path("changes"));
        client.post(200, "/api/documents/1/undo", "{\"base\":1}");
        JsonNode redone = client.post(200, "/api/documents/1/redo", "{\"base\":2}");
        assertThat(redone.path("changes")).as("all since the base").hasSize(1);
        operate(409, 3, "'kind':'unlink','beads':['b1']");
        client.post(409, "/api/documents/1/redo", "{\"base\":3}");
    }

    @Test
    void rejectsStepsThatAreBasedOnOldTexts() throws IOException {
        String edit = "{\"base\":0,\"kind\":\"edit\",\"sentence\":\"t2\",\"text\":\"%s\",\"before\":{\"t2\":\"%s\"}}";
        client.post(200, "/api/documents/1/operations", edit.formatted("They bloom.", "Flowers bloom."));
        JsonNode refused =
                client.post(409, "/api/documents/1/operations", edit.formatted("Blossoms.", "Flowers bloom."));
        check(
                refused,
                "/problem this text was changed in the meantime",
                "/conflicts [{\"id\":\"t2\",\"before\":\"Flowers bloom.\",\"mine\":\"Blossoms.\","
                        + "\"theirs\":\"They bloom.\"}]");
        check(
                client.post(409, "/api/documents/1/undo", "{\"base\":0}"),
                "/problem the review was changed in the meantime");
        JsonNode kept = client.post(200, "/api/documents/1/operations", edit.formatted("Blossoms.", "They bloom."));
        check(kept, "/document/undoStep 2", "/changes/1/rows/0/target/0/text Blossoms.");
    }

    @Test
    void findsAndTakesTheAlternativeOfAPair() throws IOException {
        operate(200, 0, "'kind':'link','source':['s2'],'target':['t2','t3']");
        String path = "/api/documents/1/alternative?bead=b5&version=";
        JsonNode found = client.get(200, path + 1);
        check(found, "/bead b5", "/version 1", "/removed/2 ");
        JsonNode other = found.path("other");
        assertThat(other.path("probability").asDouble()).isBetween(0.005, 1.0);
        assertThat(other.path("groups")).hasSize(2);
        assertThat(client.get(200, path + 1)).as("asked again").isEqualTo(found);

        JsonNode taken = client.post(
                200,
                "/api/documents/1/operations",
                "{\"base\":1,\"kind\":\"regroup\",\"beads\":" + found.path("removed") + ",\"groups\":"
                        + other.path("groups") + "}");
        assertThat(taken.at("/changes/0/rows")).hasSize(2);
        assertThat(client.get(200, "/api/documents/1/rows").path("rows"))
                .extracting(row -> row.path("type").asText())
                .containsExactly("1-1", "1-1", "1-1", "1-1");
        client.get(204, path + 1);
        client.get(400, "/api/documents/1/alternative?bead=b1");
    }

    @Test
    void saysThatAPairHasNoAlternative() throws IOException {
        operate(200, 0, "'kind':'confirm','beads':['b1','b3'],'confirmed':true");
        check(client.get(200, "/api/documents/1/alternative?bead=b2&version=1"), "/other null", "/removed []");
    }

    @Test
    void acceptsOnlyValidOperations() throws IOException {
        int version = 0;
        for (String line : OPERATIONS.lines().toList()) {
            String operation = line.substring(4)
                    .replace("TEXTS ", "'before':{'t1':'Spring has come.','t2':'Flowers bloom.'},")
                    .replace("NOTES ", "'before':{'b1':'','b2':''},");
            JsonNode answer = operate(Integer.parseInt(line.substring(0, 3)), version, operation);
            if (line.startsWith("200")) {
                client.post(200, "/api/documents/1/undo", "{\"base\":" + (version + 1) + "}");
                version += 2;
            } else {
                assertThat(answer.path("remedy").asText()).as(line).isNotEmpty();
            }
        }
        client.post(400, "/api/documents/1/operations", "{\"kind\":\"unlink\",\"beads\":[\"b1\"]}");
    }

    @Test
    void storesTheNameOfThePageInTheMemory() throws Exception {
        operate(200, 0, "'kind':'confirm','confirmed':true,'beads':['b1']");
        client.setName("%E6%9D%8E%20Ann%00%0A" + "x".repeat(99));
        operate(200, 0, "'kind':'confirm','confirmed':true,'beads':['b2']");
        client.setName("%E6%9D%");
        operate(400, 0, "'kind':'confirm','confirmed':true,'beads':['b3']");
        client.setName("");
        client.save("{}");
        assertThat(Files.readString(project.memory("a")))
                .containsOnlyOnce("changeid=\"owner\" changedate=\"20")
                .containsOnlyOnce("changeid=\"李 Ann " + "x".repeat(Signature.MAX_NAME - 6) + "\" changedate=\"20");
    }

    @Test
    void answersLongPolls() throws Exception {
        client.get(200, "/api/documents/1");
        JsonNode nothing = client.get(200, "/api/documents/1/changes?since=0");
        check(nothing, "/version 0", "/changes []");
        server.close();
        server = serve(Duration.ofMinutes(2));
        client = new PageClient(server.address());
        waitForFindings();
        List<CompletableFuture<JsonNode>> waiting = new ArrayList<>();
        long findings =
                client.get(200, "/api/documents/1").path("findingsVersion").asLong();
        for (int k = 0; k < 40; k++) {
            waiting.add(client.later("/api/documents/1/changes?since=0&findings=" + findings));
        }
        long begin = System.nanoTime();
        operate(200, 0, "'kind':'unlink','beads':['b1']");
        for (CompletableFuture<JsonNode> one : waiting) {
            assertThat(one.get().path("changes")).hasSize(1);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .as("more requests wait than there are threads, and all get a response")
                .isLessThan(Duration.ofSeconds(60));
    }

    private void waitForFindings() throws Exception {
        while (client.get(200, "/api/documents/1/findings").path("checking").asBoolean()) {
            Thread.sleep(50);
        }
    }

    @Test
    void rejectsStepsDuringRealignment() throws Exception {
        CountDownLatch aligned = new CountDownLatch(1);
        realign = state -> {
            await(aligned);
            List<ReviewBead> beads = new ArrayList<>(state.beads().subList(0, 3));
            beads.add(ReviewBead.of("b90", List.of("s4"), List.of(), OptionalDouble.of(0.5), List.of()));
            beads.add(ReviewBead.of("b91", List.of(), List.of("t4"), OptionalDouble.of(0.5), List.of()));
            return new ReviewState(state.origin(), state.version(), state.source(), state.target(), beads);
        };
        JsonNode begun = client.post(202, "/api/documents/1/realign", "{\"base\":0}");
        assertThat(begun.at("/document/busy").asText()).isEqualTo("aligning");
        operate(409, 0, "'kind':'unlink','beads':['b1']");
        client.post(409, "/api/documents/1/realign", "{\"base\":0}");
        aligned.countDown();
        JsonNode news = client.get(200, "/api/documents/1/changes?since=0");
        for (int k = 0; k < 50 && news.path("changes").isEmpty(); k++) {
            news = client.get(200, "/api/documents/1/changes?since=0");
        }
        check(news, "/document/busy null", "/document/undo realign", "/document/rows 5");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void reportsExternalChanges() throws IOException {
        assertThat(client.get(200, "/api/documents/1").path("changedOnDisk")).isEmpty();
        Files.writeString(project.text("a", "en"), "Something else.");
        Files.writeString(project.memory("a"), "<tmx/>");
        assertThat(client.get(200, "/api/documents/1/changes?since=0").at("/document/changedOnDisk"))
                .extracting(JsonNode::asText)
                .containsExactly("target", "memory");
    }

    @Test
    void updatesFindingsAfterSteps() throws Exception {
        client.get(200, "/api/documents/1");
        waitForFindings();
        JsonNode found = client.get(200, "/api/documents/1/findings");
        JsonNode finding = found.at("/findings/0");
        check(finding, "/rule number-mismatch", "/bead b3");
        assertThat(finding.path("spans").toString()).contains("{\"sentence\":\"t3\",\"start\":10,\"end\":16}");
        operate(200, 0, EDIT.formatted("Last year 35,000 people received grants."));
        waitForFindings();
        JsonNode after = client.get(200, "/api/documents/1/findings");
        check(after, "/findings []");
        assertThat(after.path("findingsVersion").asInt())
                .isGreaterThan(found.path("findingsVersion").asInt());
        assertThat(client.get(200, "/api/documents/1/changes?since=1&findings=" + found.path("findingsVersion"))
                        .at("/document/findingsVersion"))
                .isEqualTo(after.path("findingsVersion"));
    }

    /** Sends more than other servers accept, as an edit of many sentences does. */
    @Test
    void acceptsLongEdits() throws IOException {
        String padding = "x".repeat(5 << 20);
        client.post(
                200,
                "/api/documents/1/operations",
                "{\"base\":0,\"before\":{\"t2\":\"Flowers bloom.\"},"
                        + "\"kind\":\"edit-all\",\"edits\":{\"t2\":\"They bloom.\"},\"padding\":\"" + padding
                        + "\"}");
    }

    @Test
    void linksTheWordsOfAPair() throws IOException {
        client.get(200, "/api/documents/1");
        JsonNode words = client.get(200, "/api/documents/1/words?bead=b2");
        check(
                words,
                "/links/0/kind word",
                "/links/0/source [{\"sentence\":\"s2\",\"start\":0,\"end\":1}]",
                "/links/0/target [{\"sentence\":\"t2\",\"start\":0,\"end\":7}]");
        client.get(409, "/api/documents/1/words?bead=b99");
    }

    @Test
    void savesInTheBackground() throws Exception {
        operate(200, 0, "'kind':'confirm','confirmed':true,'beads':['b1']");
        LockedFile other = LockedFile.toUpdate(project.memory("a"));
        CompletableFuture<Void> closing;
        try {
            JsonNode begun = client.post(202, "/api/documents/1/save", "{}");
            JsonNode running = begun.at("/document/saving/running");
            assertThat(running.path("total").asInt()).isPositive();
            JsonNode refused = client.post(409, "/api/documents/1/save", "{}");
            assertThat(refused.path("problem").asText()).startsWith("duiqi is saving ");
            operate(200, 0, "'kind':'confirm','confirmed':true,'beads':['b2']");
            closing = CompletableFuture.runAsync(() -> {
                try {
                    server.close();
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
            Thread.sleep(200);
            assertThat(closing).as("closing waits for the save").isNotDone();
        } finally {
            other.close();
        }
        closing.get(60, TimeUnit.SECONDS);
        assertThat(Files.readString(project.memory("a"))).containsOnlyOnce("x-reviewed");
        server = serve(Duration.ofMillis(100));
        client = new PageClient(server.address());
        JsonNode document = client.get(200, "/api/documents/1");
        // The step during the save is not saved.
        check(document, "/unsaved 1", "/changedOnDisk []");
    }

    @Test
    void keepsEverythingIfASaveFails() throws Exception {
        Path memory = Files.createDirectory(project.memory("a"));
        operate(200, 0, "'kind':'confirm','beads':['b1'],'confirmed':true");
        JsonNode failed = client.save("{}");
        assertThat(failed.path("problem").asText()).isNotEmpty();
        check(client.get(200, "/api/documents/1"), "/unsaved 1");
        Files.delete(memory);
        check(client.save("{}"), "/added 4");
        check(client.get(200, "/api/documents/1"), "/unsaved 0", "/changedOnDisk []");
        faults.clear();
    }

    @Test
    void decidesConflictsUnitByUnit() throws Exception {
        client.save("{}");
        Path memory = project.memory("a");
        Files.writeString(
                memory,
                Files.readString(memory)
                        .replace("Flowers bloom.", "Flowers are blooming.")
                        .replace("Spring has come.", "Spring is here.")
                        .replace("Nobody answered.", "No one answered."));
        operate(200, 0, "'kind':'confirm','beads':['b1','b2'],'confirmed':true");
        JsonNode conflict = client.save("{}");
        check(conflict, "/conflict memory", "/changed 3", "/conflicts 2", "/examples/0/target Spring is here.");
        assertThat(Files.readString(memory)).as("not written").doesNotContain("x-reviewed");
        check(client.get(200, "/api/documents/1/conflicts?from=1&count=1"), "/total 2", "/conflicts/1 ");
        JsonNode all = client.get(200, "/api/documents/1/conflicts").path("conflicts");
        check(all, "/0/mine/target Spring has come.", "/0/theirs/target Spring is here.");
        String choices = "{\"merge\":true,\"hash\":\"%s\",\"choices\":{\""
                + all.at("/0/id").asText() + "\":\"mine\",\"" + all.at("/1/id").asText() + "\":\"%s\"}}";
        // The memory has another hash.
        check(client.save(choices.formatted("00", "theirs")), "/conflict memory");
        client.post(400, "/api/documents/1/save", choices.formatted("", "none"));
        check(client.save(choices.formatted(conflict.path("hash").asText(), "theirs")), "/both 0");
        operate(200, 1, "'before':{'b1':''},'kind':'note','bead':'b1','text':'ok'");
        client.save("{}");
        assertThat(Files.readString(memory))
                .as("also later saves keep the decisions")
                .contains("Spring has come.", "Flowers are blooming.", "No one answered.", ">ok<")
                .doesNotContain("Spring is here.", "Flowers bloom.");
    }

    @Test
    void exportsTheAlignment() throws IOException {
        assertThat(client.text(200, "/api/documents/1/export?to=tsv").lines())
                .hasSize(4)
                .first()
                .isEqualTo("春天来了。\tSpring has come.\t0.8000");
        assertThat(client.text(200, "/api/documents/1/export?to=ids")).startsWith("[0]:[0]");
        assertThat(client.text(200, "/api/documents/1/export?to=tmx")).contains("Nobody answered.");
        assertThat(client.text(200, "/api/documents/1/export?to=txt-pair")).startsWith("PK");
        assertThat(client.text(400, "/api/documents/1/export?to=exe")).contains("tsv");
        client.get(400, "/api/documents/1/export");
    }

    @Test
    void exportsOpenFindings() throws IOException {
        operate(200, 0, EDIT.formatted("=Last year 63,000 people received grants."));
        List<String> lines =
                client.text(200, "/api/documents/1/export?to=findings").lines().toList();
        assertThat(lines.get(0))
                .isEqualTo("\uFEFFfile,line,unit,source,target,rule,severity,message,suggestion,answer");
        assertThat(lines.get(1))
                .startsWith("a.en.txt,3,3,去年有3.5万人获得资助。,\"'=Last year 63,000 people")
                .contains("number-mismatch")
                .endsWith(",");
    }

    @Test
    void returnsTermsOfAPair() throws IOException {
        check(client.get(200, "/api/documents/1/terms?bead=b1"), "/terms []");
        check(client.get(200, "/api/documents/1/variants"), "/variants []");
        client.get(409, "/api/documents/1/terms?bead=b77");
        String term = "{\"zh\":\"春天\",\"en\":\"spring\",\"status\":\"preferred\",\"note\":\"\"}";
        check(client.post(200, "/api/documents/1/terms", term), "/line 2");
        assertThat(Files.readString(folder.resolve("terms.csv"))).contains("春天", "spring");
        JsonNode found = client.get(200, "/api/documents/1/terms?bead=b1").at("/terms/0");
        check(found, "/term 春天", "/spans/0/end 2", "/translations/0/spans/0/sentence t1");
        client.post(422, "/api/documents/1/terms", term);
        client.post(400, "/api/documents/1/terms", "{\"zh\":\" \",\"en\":\"spring\"}");
        client.post(400, "/api/documents/1/terms", "{\"zh\":\"春\",\"en\":\"spring\",\"status\":\"odd\"}");
        client.json("DELETE", 204, "/api/documents/1/terms", "{\"zh\":\"春天\",\"en\":\"spring\"}");
        client.json("DELETE", 409, "/api/documents/1/terms", "{\"zh\":\"春天\",\"en\":\"spring\"}");
        check(client.get(200, "/api/documents/1/terms?bead=b1"), "/terms []");
    }

    @Test
    void servesOnlyThePageWithoutToken() throws IOException {
        PageClient anonymous = new PageClient(server.address().replaceFirst("#.*", ""));
        assertThat(anonymous.text(200, "/")).startsWithIgnoringCase("<!doctype html>");
        Path page = Path.of("src/main/resources/duiqi/server/page");
        try (Stream<Path> files = Files.walk(page)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(anonymous.text(200, "/assets/" + page.relativize(file)))
                        .isEqualTo(Files.readString(file));
            }
        }
        Matcher joined = Pattern.compile("/assets/page-\\w+\\.(js|css)").matcher(anonymous.text(200, "/"));
        assertThat(joined.results().map(MatchResult::group).toList())
                .hasSize(2)
                .allSatisfy(path -> assertThat(anonymous.text(200, path))
                        .hasSizeGreaterThan(20_000)
                        .doesNotContainPattern("(?m)^(import|export (?!\\{ modules };$))"));
        anonymous.get(401, "/api/documents");
        anonymous.post(401, "/api/stop", "{}");
        for (String path : List.of("none.js", "rows", "main.class", "rows/../main.js.js")) {
            anonymous.get(404, "/assets/" + path);
        }
    }

    @Test
    void stopsOnRequest() throws Exception {
        client.get(200, "/api/documents/1");
        client.post(204, "/api/stop", "{}");
        server.awaitStop();
        assertThat(server.opened())
                .singleElement()
                .satisfies(document -> assertThat(document.unsaved()).isZero());
    }
}
