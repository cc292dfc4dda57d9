package duiqi.benchmark;

import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.UnitReader;
import duiqi.text.TranslationUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Rewrites the memories of {@link LoadMemories} repeatedly, with commands in separate processes and like a git
 * checkout, each memory in a thread. It records each new state in the generations.
 */
final class LoadWriters {
    private static final String REVISION = "Revision number ";
    private static final List<Path> SAMPLE =
            List.of(Path.of("tm/samples/long-term-funding.zh.txt"), Path.of("tm/samples/long-term-funding.en.txt"));

    final Generations turning;
    final Generations growing;
    final Generations aligned;

    /** Sentences that every alignment contains, with their translations */
    final Map<String, String> constant = new LinkedHashMap<>();

    private final LoadMemories memories;
    private final Path folder;
    private final Verdicts verdicts;
    private final AtomicInteger commands = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean isOver;

    LoadWriters(LoadMemories memories, Path folder, long patience, Verdicts verdicts) throws Exception {
        this.memories = memories;
        this.folder = folder;
        this.verdicts = verdicts;
        align(0);
        readConstant();
        turning = new Generations(patience);
        growing = new Generations(patience);
        aligned = new Generations(patience);
    }

    private void readConstant() throws IOException {
        try (UnitReader reader = UnitReader.tmx(memories.aligned(), damage -> {})) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                List<Tuv> sides = unit.get().variants();
                if (sides.size() == 2 && !sides.get(1).text().startsWith(REVISION)) {
                    constant.put(sides.get(0).text(), sides.get(1).text());
                }
            }
        }
    }

    int commands() {
        return commands.get();
    }

    void start() {
        thread("steady", this::rewriteSteady);
        thread("turning", this::turn);
        thread("growing", this::grow);
        thread("aligned", round -> {
            int generation = aligned.begin();
            align(generation);
            aligned.done(generation);
        });
        thread("additions", this::rewriteAdditions);
    }

    void stop() throws InterruptedException {
        isOver = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Runs one round of a repeated action. The argument is the number of the round, from 0. */
    @FunctionalInterface
    private interface Round {
        void run(int round) throws Exception;
    }

    private void thread(String name, Round work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        for (int round = 0; !isOver; round++) {
                            work.run(round);
                        }
                    } catch (Exception e) {
                        verdicts.fail("the writer of " + name + " ended: " + e);
                    }
                },
                "writer-" + name);
        threads.add(thread);
        thread.start();
    }

    private void rewriteSteady(int round) throws Exception {
        String file = memories.steady().toString();
        switch (round % 6) {
            case 0 -> run("tm", "sort", "--by", "length", file);
            case 1 -> run("tm", "dedupe", file);
            case 2 -> run("tm", "sort", "--by", "target", "--reverse", file);
            case 3 -> run("tm", "clean", "--filters", "empty,one-sided", file);
            case 4 -> run("tm", "convert", "--force", file, "-o", file.replace(".tmx", ".jsonl"));
            default -> run("tm", "merge", file, file.replace(".tmx", ".jsonl"));
        }
        Thread.sleep(500);
    }

    private void turn(int round) throws Exception {
        int generation = turning.begin();
        List<TranslationUnit> units = LoadMemories.turning(generation);
        if (round % 4 == 3) {
            Path other = folder.resolve("turned.tmx");
            LoadMemories.write(other, units);
            run("tm", "merge", "--on-conflict", "override", memories.turning().toString(), other.toString());
        } else {
            LoadMemories.checkOut(memories.turning(), units);
        }
        turning.done(generation);
        // The file sometimes changes several times before the server can reload it.
        Thread.sleep(new Random(round).nextInt(4000));
    }

    private void grow(int round) throws Exception {
        int generation = growing.begin();
        if (round % 2 == 0) {
            run(
                    "tm",
                    "add",
                    memories.growing().toString(),
                    LoadMemories.growingText(generation),
                    LoadMemories.growingTarget(generation));
        } else {
            Path other = folder.resolve("grown.tmx");
            LoadMemories.write(other, List.of(LoadMemories.growing(generation)));
            run("tm", "merge", memories.growing().toString(), other.toString());
        }
        growing.done(generation);
        if (round % 5 == 4) {
            run("tm", "sort", memories.growing().toString());
        }
    }

    private void rewriteAdditions(int round) throws Exception {
        Thread.sleep(4000);
        if (Files.exists(memories.additions())) {
            run(
                    "tm",
                    "sort",
                    "--by",
                    round % 2 == 0 ? "target" : "source",
                    memories.additions().toString());
        }
    }

    private void align(int generation) throws Exception {
        List<Path> texts = List.of(folder.resolve("article.zh.txt"), folder.resolve("article.en.txt"));
        List<List<String>> lines = new ArrayList<>();
        for (Path sample : SAMPLE) {
            lines.add(new ArrayList<>(Files.readAllLines(sample)));
        }
        lines.get(0).add("第" + generation + "次修订已经完成。");
        lines.get(1).add(revision(generation));
        LoadMemories.writeTexts(texts.get(0), texts.get(1), lines.get(0), lines.get(1));
        run(
                "align",
                "-q",
                "-o",
                memories.aligned().toString(),
                texts.get(0).toString(),
                texts.get(1).toString());
    }

    static String revision(int generation) {
        return REVISION + generation + " is complete.";
    }

    /** Returns the generation in an English text; empty if it contains none. */
    static Optional<Integer> revision(String text) {
        return text.startsWith(REVISION)
                ? Optional.of(Integer.parseInt(text.substring(REVISION.length()).replace(" is complete.", "")))
                : Optional.empty();
    }

    private void run(String... command) throws IOException, InterruptedException {
        Path printed = folder.resolve(Thread.currentThread().getName() + ".out");
        Files.deleteIfExists(printed);
        int code = ServedProcess.run(printed, List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"), command)
                .waitFor();
        commands.incrementAndGet();
        if (code != 0) {
            verdicts.fail(
                    "exit code " + code + " from " + String.join(" ", command) + ": " + Files.readString(printed));
        }
    }
}
