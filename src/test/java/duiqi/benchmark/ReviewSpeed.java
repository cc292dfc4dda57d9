package duiqi.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import duiqi.check.TextSpan.Side;
import duiqi.cli.Main;
import duiqi.exchange.TmxWriter;
import duiqi.review.InitialReview;
import duiqi.review.Operation;
import duiqi.review.Operation.RejectedException;
import duiqi.review.Review;
import duiqi.review.ReviewBead;
import duiqi.review.ReviewOrigin;
import duiqi.review.ReviewState;
import duiqi.review.ReviewedMemory;
import duiqi.review.Sentence;
import duiqi.server.PageClient;
import duiqi.server.PageSpeed;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Measures the time to align two new texts for review, and to begin, reopen, change and save a review of many rows, in a
 * new folder that is removed afterwards. The texts of the review are generated: pairs of one sentence each, and one pair in
 * every hundred that crosses the next. The rows are chosen at random with a fixed seed.
 */
final class ReviewSpeed {
    private static final Pattern ADDRESS = Pattern.compile("http://\\S+#token=\\S+");
    private static final String OPENING = "/api/documents/1/opening";
    private static final int ROUNDS = 200;
    private static final int ROWS = 50_000;
    private static final int CROSSING = 100;
    private static final String DOCUMENT = "/api/documents/1";

    /** Sentences of both sides per row of the annotated texts. */
    private static final double SENTENCES = 2.3;

    private static final String SOURCE = "book.zh.txt";
    private static final String TARGET = "book.en.txt";

    private final Random random = new Random(6);
    private final Map<String, List<Double>> times = new LinkedHashMap<>();
    private final Review review;

    private ReviewSpeed(Review review) {
        this.review = review;
    }

    /**
     * Measures a review.
     *
     * @param arguments number of rows
     */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int rows = arguments.length > 0 && arguments[0].matches("\\d+") ? Integer.parseInt(arguments[0]) : ROWS;
        Machine.print(
                out, "./mvnw -q -Pbenchmark test -Dbenchmark.main=duiqi.benchmark.ReviewSpeed -Dbenchmark=" + rows);
        Path folder = Files.createTempDirectory("duiqi-review-speed");
        try {
            served(folder, rows, out);
            measure(folder.resolve("log.jsonl"), rows, out);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /**
     * Starts {@code duiqi review} with two new texts and uses it like its page. Measures the time from the start of the
     * process to the provisional and the final rows, and then of each request. The texts are annotated pieces in random
     * order, repeated, with numbered headings.
     */
    private static void served(Path folder, int rows, PrintStream out) throws IOException, InterruptedException {
        LongText text = LongText.of((int) (SENTENCES * rows), true);
        Path chinese = write(folder.resolve("long.zh.txt"), text.chinese());
        Path english = write(folder.resolve("long.en.txt"), text.english());
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
                chinese.toString(),
                english.toString(),
                "-o",
                folder.resolve("long.tmx").toString());
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Served served = new Served(process, start, out);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            Matcher address = ADDRESS.matcher(String.valueOf(lines.readLine()));
            if (!address.find()) {
                throw new IOException("no address was printed");
            }
            served.print("address of the page", 1);
            PageClient page = new PageClient(address.group());
            JsonNode state = page.post(202, OPENING, "{}");
            boolean isShown = false;
            while (!state.path("phase").asText().matches("open|failed")) {
                if (!isShown && state.path("draft").isObject()) {
                    isShown = true;
                    served.print(state.at("/draft/rows").size() + " provisional rows", 1);
                }
                state = page.get(200, OPENING + "?seen=" + state.path("number").asLong());
            }
            int total = page.get(200, DOCUMENT + "/rows?count=1").path("total").asInt();
            served.print(String.format(Locale.ROOT, "%,d final rows", total), 1);
            while (page.get(200, DOCUMENT + "/findings").path("checking").asBoolean()) {
                Thread.sleep(200);
            }
            served.print("findings", 1);
            served.use(page, total);
            PageSpeed shown = PageSpeed.of(address.group());
            print(out, "search in the page, until the matches are marked", shown.search());
            print(out, "merge in the page, until the row is shown", shown.merge());
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static void print(PrintStream out, String what, List<Double> sorted) {
        out.printf(
                Locale.ROOT,
                "%s: median %.0f ms, maximum %.0f ms%n",
                what,
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() - 1));
    }

    /** Measures the wall time and the processor time of a server process. */
    private static final class Served {
        private static final int MERGES = 40;
        private static final int SAVES = 2;

        private final Process process;
        private final PrintStream out;
        private long start;
        private double busy;

        Served(Process process, long start, PrintStream out) {
            this.process = process;
            this.start = start;
            this.out = out;
        }

        private double processorTime() {
            return process.toHandle()
                            .info()
                            .totalCpuDuration()
                            .orElse(Duration.ZERO)
                            .toNanos()
                    / 1e9;
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
        void print(String event, int count) {
            out.printf(
                    Locale.ROOT,
                    "%s: %.3f s, %.3f s of processor time%n",
                    event,
                    seconds(start) / count,
                    (processorTime() - busy) / count);
        }

        /** Merges pairs and saves. */
        void use(PageClient page, int total) throws IOException {
            long version = 0;
            JsonNode rows =
                    page.get(200, DOCUMENT + "/rows?count=" + 3 * MERGES).path("rows");
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
            for (int k = 0; k < SAVES; k++) {
                restart();
                page.save("{}");
                print("save " + total + " rows", 1);
            }
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

    private static void measure(Path log, int rows, PrintStream out) throws Exception {
        InitialReview beginning = beginning(rows, log.resolveSibling("book.tmx"));
        long start = System.nanoTime();
        try (Review review = Review.begin(log, beginning)) {
            out.printf(Locale.ROOT, "begin %,d rows: %.2f s%n", rows, seconds(start));
            ReviewSpeed speed = new ReviewSpeed(review);
            speed.steps();
            speed.print(out);
            ReviewedMemory memory =
                    new ReviewedMemory(review.origin(), log.resolveSibling("copies"), new TmxWriter("1"));
            Optional<String> hash = Optional.empty();
            for (String what : List.of("save a new memory", "save the memory again")) {
                long began = System.nanoTime();
                long busy = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                hash = Optional.of(
                        memory.save(review.state(), hash, false, Instant.EPOCH).hash());
                out.printf(
                        Locale.ROOT,
                        "%s: %.2f s, %.2f s of processor time%n",
                        what,
                        seconds(began),
                        (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - busy) / 1e9);
            }
        }
        start = System.nanoTime();
        try (Review review = Review.open(log)) {
            out.printf(
                    Locale.ROOT,
                    "open with %,d steps: %.2f s%n",
                    review.status().version(),
                    seconds(start));
        }
    }

    private static InitialReview beginning(int rows, Path memory) {
        List<Sentence> source = new ArrayList<>();
        List<Sentence> target = new ArrayList<>();
        List<ReviewBead> beads = new ArrayList<>();
        for (int k = 1; k <= rows; k++) {
            source.add(sentence("s" + k, "第" + k + "句话说的是一件小事，说完了，也就过去了。", SOURCE, k));
            target.add(
                    sentence("t" + k, "Sentence " + k + " is about a small matter; once told, it is over.", TARGET, k));
            int partner = k;
            if (k % CROSSING == 1 && k < rows) {
                partner = k + 1;
            } else if (k % CROSSING == 2) {
                partner = k - 1;
            }
            beads.add(new ReviewBead(
                    "b" + k,
                    List.of("s" + k),
                    List.of("t" + partner),
                    OptionalDouble.of(0.9),
                    false,
                    false,
                    "",
                    OptionalInt.empty()));
        }
        ReviewOrigin origin = new ReviewOrigin(
                Optional.of(new ReviewOrigin.File(SOURCE, Optional.empty())),
                Optional.of(new ReviewOrigin.File(TARGET, Optional.empty())),
                Language.CHINESE,
                Language.ENGLISH,
                memory);
        return new InitialReview(origin, source, target, beads);
    }

    private static Sentence sentence(String id, String text, String file, int line) {
        return new Sentence(id, text, new Location(file, line, 1), line % 5 == 1, false, false);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private void steps() throws IOException, RejectedException {
        for (int round = 0; round < ROUNDS; round++) {
            List<ReviewState.Row> rows = review.rows();
            List<ReviewState.Row> pair = pair(rows);
            String bead = pair.get(0).bead().id();
            Sentence sentence = pair.get(0).source().get(0);
            time("confirm", new Operation.Confirm(List.of(bead), true));
            time("mark", new Operation.Mark(List.of(bead), true));
            time("note", new Operation.Note(bead, "round " + round));
            time("edit", new Operation.Edit(sentence.id(), sentence.text() + "改。"));
            time("shift", new Operation.Shift(Side.SOURCE, bead, false));
            undo();
            String merged = time(
                    "merge",
                    new Operation.Merge(List.of(bead, pair.get(1).bead().id())));
            time("split", new Operation.Split(merged, 1, 1));
            undo();
            time("unlink", new Operation.Unlink(List.of(merged)));
            time(
                    "link",
                    new Operation.Link(
                            List.of(sentence.id()),
                            List.of(pair.get(1).target().get(0).id()),
                            Optional.empty()));
            time("cut", new Operation.Cut(sentence.id(), 4));
            undo();
            undo();
            undo();
        }
    }

    /** Returns two consecutive rows with one sentence on each side. */
    private List<ReviewState.Row> pair(List<ReviewState.Row> rows) {
        while (true) {
            int place = random.nextInt(rows.size() - 1);
            List<ReviewState.Row> pair = rows.subList(place, place + 2);
            if (pair.stream()
                    .allMatch(row -> row.source().size() == 1 && row.target().size() == 1)) {
                return pair;
            }
        }
    }

    /** Applies a step and returns its time with the bead at which it ends. */
    private String time(String kind, Operation operation) throws IOException, RejectedException {
        long start = System.nanoTime();
        String focus = review.apply(operation).focus().orElse("");
        add(kind, start);
        return focus;
    }

    private void undo() throws IOException, RejectedException {
        long start = System.nanoTime();
        review.undo();
        add("undo", start);
    }

    private void add(String kind, long start) {
        times.computeIfAbsent(kind, first -> new ArrayList<>()).add(seconds(start) * 1e3);
    }

    private void print(PrintStream out) {
        times.forEach((kind, all) -> {
            double[] sorted = all.stream().mapToDouble(Double::doubleValue).toArray();
            Arrays.sort(sorted);
            out.printf(
                    Locale.ROOT,
                    "%-8s median %6.2f ms, p95 %6.2f ms, maximum %6.2f ms%n",
                    kind,
                    sorted[sorted.length / 2],
                    sorted[sorted.length * 95 / 100],
                    sorted[sorted.length - 1]);
        });
    }
}
