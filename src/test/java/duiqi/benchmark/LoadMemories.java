package duiqi.benchmark;

import duiqi.exchange.TmxWriter;
import duiqi.index.MarkovMemory;
import duiqi.io.AtomicFile;
import duiqi.text.Language;
import duiqi.text.TranslationUnit;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Rewrites the memories of a server repeatedly, with commands in separate processes and like a git checkout, each memory
 * in a thread. {@code steady.tmx} has the same units in another order. All units of {@code turning.tmx} contain the same
 * state.
 */
final class LoadMemories {
    /** Number of units in {@code turning.tmx} */
    static final int TURNING = 300;

    private static final int PIECE = 16 << 10;

    final Path tm;
    final List<TranslationUnit> steady = new ArrayList<>();
    final States turning;
    final AtomicInteger commands = new AtomicInteger();
    private final Path folder;
    private final Requests requests;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean isOver;

    /**
     * Tracks the states of one memory, numbered from 0, and decides which of them a response may show: none that had not
     * begun when the response arrived, none that was replaced earlier than the allowed delay, and none older than one that
     * had been shown when the request was sent. Thread-safe.
     */
    static final class States {
        private final long patience;
        private final TreeMap<Integer, Long> done = new TreeMap<>();
        private final TreeMap<Integer, Long> shown = new TreeMap<>();
        private int begun;
        private long longest;

        States(long patience) {
            this.patience = patience;
            done.put(0, System.nanoTime());
        }

        /** Begins a new state, which may be shown from now on, and returns its number. */
        synchronized int begin() {
            begun++;
            return begun;
        }

        /** Records that a state is completely on the disk. */
        synchronized void done(int state) {
            done.put(state, System.nanoTime());
        }

        /** Checks a response that has just arrived; empty if it is correct. */
        synchronized Optional<String> judge(int state, long asked) {
            int oldest = Math.max(newest(done, asked - patience), newest(shown, asked));
            if (state > begun || state < oldest) {
                return Optional.of("state " + state + " is shown, and it should be one of " + oldest + " to " + begun);
            }
            shown.putIfAbsent(state, System.nanoTime());
            Map.Entry<Integer, Long> next = done.higherEntry(state);
            longest = next == null ? longest : Math.max(longest, asked - next.getValue());
            return Optional.empty();
        }

        private static int newest(NavigableMap<Integer, Long> states, long moment) {
            return states.descendingMap().entrySet().stream()
                    .filter(each -> each.getValue() < moment)
                    .mapToInt(Map.Entry::getKey)
                    .findFirst()
                    .orElse(0);
        }

        @Override
        public synchronized String toString() {
            return begun + " states, shown at most " + longest / 1_000_000 + " ms after the next one was complete";
        }
    }

    LoadMemories(Path folder, int units, long patience, Requests requests) throws Exception {
        this.folder = folder;
        this.requests = requests;
        tm = Files.createDirectories(folder.resolve("tm"));
        MarkovMemory made = new MarkovMemory(MadeUpMemory.SEED);
        Set<String> known = new HashSet<>();
        while (steady.size() < units) {
            TranslationUnit unit = made.next();
            if (known.add(unit.source().text()) && known.add(unit.target().text())) {
                steady.add(unit);
            }
        }
        write(file("steady"), steady);
        write(file("turning"), turning(0));
        turning = new States(patience);
    }

    Path file(String name) {
        return tm.resolve(name + ".tmx");
    }

    private static List<TranslationUnit> turning(int state) {
        List<TranslationUnit> units = new ArrayList<>();
        for (int key = 0; key < TURNING; key++) {
            units.add(unit(
                    turningText(key),
                    "In state " + state + " the harbour office files record " + key + " of the beacons."));
        }
        return units;
    }

    static String turningText(int key) {
        return "航标" + key + "号的检修记录由港务处保管。";
    }

    private static TranslationUnit unit(String chinese, String english) {
        return new TranslationUnit(
                "u" + chinese.hashCode(),
                new TranslationUnit.Variant(Language.CHINESE, chinese),
                new TranslationUnit.Variant(Language.ENGLISH, english),
                Collections.emptySortedMap(),
                Optional.empty());
    }

    private static void write(Path file, List<TranslationUnit> units) throws IOException {
        AtomicFile.write(
                file,
                out -> new TmxWriter("1")
                        .write(Language.CHINESE, Language.ENGLISH, Instant.EPOCH, units.iterator(), out));
    }

    void start() {
        thread("steady", this::rewriteSteady);
        thread("turning", this::turn);
        thread("additions", round -> {
            Thread.sleep(4000);
            if (Files.exists(file("additions"))) {
                run("tm", "sort", "--by", round % 2 == 0 ? "target" : "source", file("additions"));
            }
        });
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
                        requests.fail("the writer of " + name + " ended: " + e);
                    }
                },
                "writer-" + name);
        threads.add(thread);
        thread.start();
    }

    private void rewriteSteady(int round) throws Exception {
        Path file = file("steady");
        Path lines = file.resolveSibling("steady.jsonl");
        switch (round % 6) {
            case 0 -> run("tm", "sort", "--by", "length", file);
            case 1 -> run("tm", "dedupe", file);
            case 2 -> run("tm", "sort", "--by", "target", "--reverse", file);
            case 3 -> run("tm", "clean", "--filters", "empty,one-sided", file);
            case 4 -> run("tm", "convert", "--force", file, "-o", lines);
            default -> run("tm", "merge", file, lines);
        }
        Thread.sleep(500);
    }

    private void turn(int round) throws Exception {
        int state = turning.begin();
        if (round % 4 == 3) {
            Path other = folder.resolve("turned.tmx");
            write(other, turning(state));
            run("tm", "merge", "--on-conflict", "override", file("turning"), other);
        } else {
            checkOut(file("turning"), turning(state));
        }
        turning.done(state);
        // The file sometimes changes several times before the server can reload it.
        Thread.sleep(new Random(round).nextInt(4000));
    }

    /** Replaces a file as a git checkout does: deletes it, creates it, and writes it in parts. */
    private static void checkOut(Path file, List<TranslationUnit> units) throws IOException {
        Path other = file.resolveSibling(".checked-out");
        write(other, units);
        byte[] bytes = Files.readAllBytes(other);
        Files.delete(other);
        Files.delete(file);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int at = 0; at < bytes.length; at += PIECE) {
                out.write(bytes, at, Math.min(PIECE, bytes.length - at));
            }
        }
    }

    private void run(Object... words) throws IOException, InterruptedException {
        String[] command = List.of(words).stream().map(Object::toString).toArray(String[]::new);
        Path printed = Files.createTempFile(folder, "command", ".out");
        int code = ServedProcess.run(printed, List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"), command)
                .waitFor();
        commands.incrementAndGet();
        requests.expect(code == 0, "exit code " + code + " from " + List.of(words) + ": " + Files.readString(printed));
        Files.delete(printed);
    }
}
