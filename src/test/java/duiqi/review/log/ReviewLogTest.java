package duiqi.review.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import duiqi.exchange.ReviewedUnits.Signature;
import duiqi.review.Operation;
import duiqi.review.Operation.RejectedException;
import duiqi.review.Review;
import duiqi.review.ReviewBead;
import duiqi.review.ReviewState;
import duiqi.review.Reviews;
import duiqi.review.Sentence;
import duiqi.review.StepsUntilKilled;
import duiqi.text.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ReviewLogTest {
    /** Number of lines of the initial state of a review of two pairs: header, four sentences, two beads. */
    private static final int INITIAL_LINES = 7;

    @TempDir
    private Path folder;

    /** This folder is not the folder of the log, because tests check that nothing is left there. */
    @TempDir
    private Path other;

    private Path log;
    private Path output;

    @BeforeEach
    void begin() throws Exception {
        log = folder.resolve("旧书.jsonl");
        output = Files.createFile(other.resolve("printed"));
        try (Review review = Review.begin(log, Reviews.of("1:1 2:2"))) {
            Reviews.apply(review, "mark b1; merge b1 b2");
            review.recordSave(2, "abc");
            Reviews.apply(review, "undo");
        }
    }

    private void rejects(String place, String problem) throws Exception {
        byte[] before = Files.readAllBytes(log);
        assertThatThrownBy(() -> Review.open(log).close())
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(log + place)
                .hasMessageContaining(problem)
                .hasMessageContaining("; ");
        assertThat(Files.readAllBytes(log)).isEqualTo(before);
    }

    private void setLine(int number, String text) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(log));
        lines.set(number - 1, text);
        Files.writeString(log, String.join("\n", lines) + "\n");
    }

    @Test
    void replaysEachLine() throws Exception {
        assertThat(Files.readAllLines(log)).hasSize(INITIAL_LINES + 4);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).as("no lock file is left").containsExactly(log);
        }
        try (Review review = Review.open(log)) {
            assertThat(review.memoryHash()).contains("abc");
            assertThat(review.status().unsaved()).isEqualTo(1);
            assertThat(review.status().redo()).contains("merge");
            // An interrupted thread must not close the file of the log.
            Thread.currentThread().interrupt();
            assertThat(Reviews.apply(review, "redo").version()).isEqualTo(4);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(Reviews.apply(review, "undo").version()).isEqualTo(5);
        }
    }

    @Test
    void opensTruncatedLogsAtTheLastCompleteStep() throws Exception {
        byte[] whole = Files.readAllBytes(log);
        Path part = folder.resolve("part.jsonl");
        for (int end = 0; end <= whole.length; end += end < whole.length - 400 ? 7 : 1) {
            Files.write(part, Arrays.copyOf(whole, end));
            long lines = new String(whole, 0, end, StandardCharsets.UTF_8)
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
            if (lines < INITIAL_LINES) {
                assertThatThrownBy(() -> Review.open(part).close())
                        .hasMessageContaining("ends within its initial state");
                assertThat(Files.size(part)).isEqualTo(end);
                continue;
            }
            try (Review review = Review.open(part)) {
                Reviews.apply(review, new Operation.Note(Map.of("b1", "goes on " + end)));
            } catch (RejectedException merged) {
                assertThat(lines).as("b1 is merged").isBetween(INITIAL_LINES + 2L, INITIAL_LINES + 3L);
                continue;
            }
            try (Review review = Review.open(part)) {
                assertThat(review.state().beads().get(0).note()).isEqualTo("goes on " + end);
                assertThat(review.state().beads().get(0).isMarked()).isEqualTo(lines > INITIAL_LINES);
            }
        }
    }

    /** Checks the log of the version before, with steps of all kinds, undo, redo and a save. */
    @Test
    void readsALogOfTheVersionBefore() throws Exception {
        try (InputStream before = ReviewLogTest.class.getResourceAsStream("/review/version-before.jsonl")) {
            Files.copy(before, log, StandardCopyOption.REPLACE_EXISTING);
        }
        try (Review review = Review.open(log)) {
            assertThat(review.status())
                    .isEqualTo(
                            new ReviewState.Status(11, Optional.of("mark"), Optional.of("load changed texts"), 3, 7));
            assertThat(review.memoryHash()).contains("bb");
            assertThat(review.rows().toString()).contains("第1句,", "话，说完了。", "三。", "Sentence three.", "Added.");
            assertThat(review.state().beads())
                    .extracting(ReviewBead::id, ReviewBead::isSetByHand, ReviewBead::isConfirmed, ReviewBead::note)
                    .containsExactly(
                            tuple("b6", true, false, ""),
                            tuple("b3", false, true, "why?"),
                            tuple("b7", true, false, ""));
            Reviews.apply(review, "redo");
            assertThat(review.origin().source().orElseThrow().hash()).contains("cc");
            while (review.status().undo().isPresent()) {
                Reviews.apply(review, "undo");
            }
            assertThat(review.rows()).isEqualTo(Reviews.of("1:2 2:1 3:3 4:0").rows());
        }
    }

    @Test
    void storesWhoMadeAStepAndWhen() throws Exception {
        Signature ann =
                new Signature(Optional.of(" Ann\u0000\t李 "), Optional.of(Instant.parse("2026-01-02T03:04:05.6Z")));
        try (Review review = Review.open(log)) {
            Reviews.apply(review, new Operation.Confirm(List.of("b2"), true), ann);
            review.undo(review.status().version(), new Signature(Optional.of("Bo"), Optional.empty()));
            Reviews.apply(review, "redo");
        }
        List<String> lines = Files.readAllLines(log);
        String signature = "\"by\":\"Ann 李\",\"at\":\"2026-01-02T03:04:05Z\"";
        assertThat(lines.get(INITIAL_LINES + 4))
                .contains("{\"step\":4," + signature, "\"confirmed\":true," + signature);
        assertThat(lines.get(INITIAL_LINES + 5)).isEqualTo("{\"step\":5,\"by\":\"Bo\",\"undo\":true}");
        try (Review review = Review.open(log)) {
            assertThat(review.state().beads().get(1).confirmation()).contains(ann);
        }
        setLine(INITIAL_LINES + 5, lines.get(INITIAL_LINES + 4).replace("2026-01-02T", "yesterday"));
        rejects(":12:1: ", "\"at\" is not a time");
    }

    /** Replaces a line of the log. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '~', textBlock = """
            8 ~ {"step":1,"label                                                       ~ :8:1: ~ not JSON
            8 ~ []                                                                     ~ :8:1: ~ not a JSON object
            8 ~ {"step":2,"undo":true}                                                 ~ :8:1: ~ step 1 is missing
            8 ~ {"step":1,"redo":true}                                                 ~ :8:1: ~ no step to redo
            8 ~ {"step":1,"label":"x","splices":[],"remove":["b7"],"add":[]}           ~ :8:1: ~ b7 does not exist
            8 ~ {"step":1,"label":"x","splices":[],"remove":["b1"],"add":[]}           ~ :8:1: ~ in no bead
            3 ~ {"id":"s2"}                                                            ~ :3:1: ~ "text" is not a text
            1 ~ {"duiqi-review":2}                                                     ~ :1:1: ~ format version 2
            1 ~ Dear diary                                                             ~ :1:1: ~ not JSON
            """)
    void reportsTheLineOfDamage(int line, String text, String place, String problem) throws Exception {
        setLine(line, text);
        rejects(place + " ", problem);
    }

    @Test
    void reportsDamagedLinesAndIncompleteLogs() throws Exception {
        setLine(INITIAL_LINES + 1, "\0\0\0{\"step\":1}");
        rejects(":8:1: ", "not JSON");
        setLine(3, Files.readAllLines(log).get(2).replace("\"s2\"", "\"s1\""));
        rejects(":7:1: ", "is in another bead or does not exist");
        Files.writeString(log, "");
        rejects(": ", "ends within its initial state");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\0\0}", "\0\0\0{\"step\":4}", "\0\0\0\0\0\0\0\0"})
    void ignoresALastLineWithZeroBytes(String line) throws Exception {
        Files.writeString(log, line + "\n", StandardOpenOption.APPEND);
        try (Review review = Review.open(log)) {
            assertThat(review.status().version()).isEqualTo(3);
            Reviews.apply(review, new Operation.Mark(List.of("b2"), true));
        }
        try (Review review = Review.open(log)) {
            assertThat(review.status().version()).isEqualTo(4);
        }
    }

    @Test
    void rejectsASecondProcess() throws Exception {
        try (Review review = Review.open(log)) {
            assertThatThrownBy(() -> Review.open(log))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("open in another duiqi process");
            stepsUntilKilled("exec java").waitFor();
            assertThat(printed()).contains("open in another duiqi process");
            Reviews.apply(review, new Operation.Mark(List.of("b2"), true));
        }
        assertThatThrownBy(() -> Review.begin(log, Reviews.of("1:1")))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("already exists");
        Review.open(log).close();
    }

    @Test
    void rejectsALogChangedWhileOpen() throws Exception {
        try (Review review = Review.open(log)) {
            Operation step = new Operation.Mark(List.of("b2"), true);
            byte[] mine = Files.readAllBytes(log);
            Files.writeString(log, "theirs\n", StandardOpenOption.APPEND);
            assertThatThrownBy(() -> Reviews.apply(review, step))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("was changed or removed");
            assertThat(Files.readString(log)).endsWith("theirs\n");
            Files.write(log, mine);
            Path aside = Files.move(log, folder.resolve("aside"));
            ReviewState before = review.state();
            assertThatThrownBy(() -> Reviews.apply(review, step)).hasMessageContaining("was changed or removed");
            assertThat(review.state()).isEqualTo(before);
            Files.move(aside, log, StandardCopyOption.ATOMIC_MOVE);
            assertThat(Reviews.apply(review, step).version()).isEqualTo(4);
        }
    }

    @Test
    void keepsCompletedStepsAfterAKill() throws Exception {
        for (int run = 0; run < 2; run++) {
            Process process = stepsUntilKilled("exec java");
            int seen = steps().size();
            while (steps().size() < seen + 25 && process.isAlive()) {
                Thread.sleep(5);
            }
            assertThat(process.isAlive()).isTrue();
            process.destroyForcibly().waitFor();
            List<Long> steps = steps();
            long last = steps.get(steps.size() - 1);
            try (Review review = Review.open(log)) {
                assertThat(review.status().version()).isBetween(last, last + 1);
                assertThat(review.state().beads().get(0).note()).startsWith("step ");
            }
        }
    }

    /** Limits the file size, which interrupts the write within a line like a full disk. */
    @Test
    void rejectsStepsOnAFullDisk() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash to set a limit with");
        stepsUntilKilled("ulimit -f 20; exec java").waitFor();
        assertThat(printed()).contains("cannot write the step, so it was not made", "free disk space");
        List<Long> steps = steps();
        long last = steps.get(steps.size() - 1);
        assertThat(Files.readString(log)).endsWith("}\n");
        try (Review review = Review.open(log)) {
            assertThat(review.status().version()).isEqualTo(last);
        }
    }

    private Process stepsUntilKilled(String java) throws IOException {
        String command = java.replace(
                "java", Path.of(System.getProperty("java.home"), "bin", "java").toString());
        return new ProcessBuilder(
                        "/bin/bash",
                        "-c",
                        command + " -XX:TieredStopAtLevel=1 -Dfile.encoding=UTF-8 -cp \"$0\" "
                                + StepsUntilKilled.class.getName() + " \"$1\"",
                        System.getProperty("java.class.path"),
                        log.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
    }

    private String printed() throws IOException {
        return Files.readString(output);
    }

    /** Returns the versions printed so far on complete lines. */
    private List<Long> steps() throws IOException {
        String whole = printed();
        return whole.substring(0, whole.lastIndexOf('\n') + 1)
                .lines()
                .filter(line -> line.matches("\\d+"))
                .map(Long::valueOf)
                .toList();
    }

    @Test
    void keepsUnpairedSurrogates() throws Exception {
        Path half = folder.resolve("half.jsonl");
        ReviewState state;
        try (Review review = Review.begin(half, Reviews.pairs(1))) {
            Sentence torn = review.state().source().get(0).withText("半\uD840个字", true);
            ReviewState old = review.state();
            review.replace(
                    "tear",
                    new ReviewState(old.origin(), 0, List.of(torn), old.target(), old.beads()),
                    Signature.UNKNOWN);
            state = review.state();
            assertThat(state.source()).containsExactly(torn);
        }
        try (Review review = Review.open(half)) {
            assertThat(review.state()).isEqualTo(state);
        }
    }
}
