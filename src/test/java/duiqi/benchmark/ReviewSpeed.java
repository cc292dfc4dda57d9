package duiqi.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import duiqi.align.GoldText;
import duiqi.cli.Main;
import duiqi.server.PageClient;
import duiqi.server.PageSpeed;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Measures the time to align two new texts for review, and to use the review like its page. */
final class ReviewSpeed {
    private static final Pattern ADDRESS = Pattern.compile("http://\\S+#token=\\S+");
    private static final String DOCUMENT = "/api/documents/1";
    private static final Path GOLD = Path.of("src/test/resources/gold");
    private static final int MERGES = 40;

    /** Sentences of both sides per row of the annotated texts. */
    private static final double SENTENCES = 2.3;

    private final Bench bench;
    private final Process process;
    private long start = System.nanoTime();
    private double busy;

    private ReviewSpeed(Bench bench, Process process) {
        this.bench = bench;
        this.process = process;
    }

    /**
     * Measures a review.
     *
     * @param arguments number of rows
     */
    public static void main(String[] arguments) throws Exception {
        Bench bench = new Bench(ReviewSpeed.class, arguments);
        int rows = bench.nextNumber(50_000);
        Bench.inFolder(folder -> serve(bench, folder, rows));
    }

    /**
     * Starts {@code duiqi review} with two new texts and uses it like its page. Measures the time from the start of the
     * process to the provisional and the final rows, and then of each request. The texts are annotated pieces in random
     * order, repeated, with numbered headings.
     */
    private static void serve(Bench bench, Path folder, int rows) throws IOException, InterruptedException {
        LongText text = LongText.of(GoldText.in(GOLD), (int) (SENTENCES * rows), new Random(1));
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // The options of the launcher.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "review",
                "--no-browser",
                "--port",
                "0",
                write(folder.resolve("long.zh.txt"), text.chinese()).toString(),
                write(folder.resolve("long.en.txt"), text.english()).toString(),
                "-o",
                folder.resolve("long.tmx").toString());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        ReviewSpeed speed = new ReviewSpeed(bench, process);
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            Matcher address = ADDRESS.matcher(String.valueOf(lines.readLine()));
            if (!address.find()) {
                throw new IOException("no address was printed");
            }
            speed.use(address.group());
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static Path write(Path file, Text text) throws IOException {
        List<String> lines = new ArrayList<>();
        int paragraph = -1;
        for (Segment segment : text.segments()) {
            if (segment.paragraph() != paragraph) {
                lines.add("");
                paragraph = segment.paragraph();
            }
            lines.add(segment.text());
        }
        return Files.write(file, lines);
    }

    private void use(String address) throws IOException, InterruptedException {
        print("address of the page", 1);
        PageClient page = new PageClient(address);
        JsonNode state = page.post(202, DOCUMENT + "/opening", "{}");
        boolean isShown = false;
        while (!state.path("phase").asText().matches("open|failed")) {
            if (!isShown && state.path("draft").isObject()) {
                isShown = true;
                print(state.at("/draft/rows").size() + " provisional rows", 1);
            }
            state = page.get(
                    200, DOCUMENT + "/opening?seen=" + state.path("number").asLong());
        }
        print(page.get(200, DOCUMENT + "/rows?count=1").path("total").asInt() + " final rows", 1);
        while (page.get(200, DOCUMENT + "/findings").path("checking").asBoolean()) {
            Thread.sleep(200);
        }
        print("findings", 1);
        JsonNode rows = page.get(200, DOCUMENT + "/rows?count=" + 3 * MERGES).path("rows");
        long version = 0;
        restart();
        for (int k = 0; k < MERGES; k++) {
            String body = String.format(
                    "{\"base\":%d,\"kind\":\"merge\",\"beads\":[\"%s\",\"%s\"]}",
                    version,
                    rows.path(3 * k).path("bead").asText(),
                    rows.path(3 * k + 1).path("bead").asText());
            version = page.post(200, DOCUMENT + "/operations", body)
                    .path("version")
                    .asLong();
        }
        print("merge, request to response, with the checks that it causes", MERGES);
        for (String save : List.of("first save", "second save")) {
            restart();
            page.save("{}");
            print(save, 1);
        }
        PageSpeed shown = PageSpeed.of(address);
        bench.say("first row with answers after 400 ms, first and later times: %s", shown.load());
        bench.say("search in the page, until the matches are marked: %s", Bench.spread(shown.search()));
        bench.say("merge in the page, until the row is shown: %s", Bench.spread(shown.merge()));
    }

    private double processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    private void restart() {
        start = System.nanoTime();
        busy = processorTime();
    }

    /**
     * Prints the times since the start.
     *
     * @param count number of repetitions
     */
    private void print(String event, int count) {
        bench.say(
                "%s: %.3f s, %.3f s of processor time",
                event, Bench.seconds(start) / count, (processorTime() - busy) / count);
    }
}
