package duiqi.memory;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.text.Direction;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process at random times while it adds pairs and writes them to the file, and every second process while it
 * opens the memory.
 */
@Tag("faults")
class LiveMemoryIT {
    private static final int KILLS = 20;
    private static final long SEED = 20_261_125;

    /**
     * Advances ten minutes at each call, so that pairs have always waited long enough. It starts in 2001, because duiqi
     * deletes unfinished indexes that are more than a day old.
     */
    private static final Clock CLOCK =
            new TestMemories.StoppedClock(Instant.parse("2001-01-01T08:00:00Z"), Duration.ofMinutes(10));

    @TempDir
    private Path folder;

    private static LiveMemory open(Path tm) throws Exception {
        return LiveMemory.open(
                List.of(tm),
                tm.resolve("own.tmx"),
                tm,
                "1",
                CLOCK,
                message -> System.out.println("problem: " + message));
    }

    /** Adds pairs until the test kills the process. Prints a line for each pair that was added. */
    public static final class Adder {
        private Adder() {}

        public static void main(String[] args) throws Exception {
            LiveMemory memory = open(Path.of(args[0]));
            Thread writing = new Thread(() -> {
                while (true) {
                    memory.refresh();
                }
            });
            writing.setDaemon(true);
            writing.start();
            for (int i = 0; ; i++) {
                String text = args[1] + "号" + i;
                memory.add(new AddedPair(
                        text,
                        "number " + i + " of " + args[1],
                        Direction.INTO_ENGLISH,
                        Optional.empty(),
                        Optional.empty(),
                        Instant.EPOCH));
                System.out.println(text);
                System.out.flush();
            }
        }
    }

    @Test
    void neitherLosesNorDuplicatesPairs() throws Exception {
        Path tm = Files.createDirectory(folder.resolve("tm"));
        File out = folder.resolve("out").toFile();
        Random random = new Random(SEED);
        long start = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Dfile.encoding=UTF-8",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Adder.class.getName(),
                            tm.toString(),
                            Integer.toString(kill))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(out))
                    .start();
            if (kill % 2 == 0) {
                start = awaitPair(out);
                TimeUnit.MILLISECONDS.sleep(random.nextInt(400));
            } else {
                TimeUnit.NANOSECONDS.sleep((long) (start * random.nextDouble()));
            }
            process.destroyForcibly().waitFor();
        }
        open(tm).close();
        String all = Files.readString(out.toPath(), StandardCharsets.UTF_8);
        List<String> added = all.lines().filter(line -> line.contains("号")).toList();
        List<String> kept = TestMemories.read(tm.resolve("own.tmx")).stream()
                .map(unit -> unit.variants().get(0).text())
                .toList();
        // The next process says which units of a killed one it moves into the memory.
        assertThat(all.lines().filter(line -> line.contains("problem")))
                .allMatch(line -> line.contains("that an interrupted duiqi serve left in"));
        assertThat(all).doesNotContain("Exception");
        assertThat(added).hasSizeGreaterThanOrEqualTo(KILLS / 2);
        assertThat(kept).doesNotHaveDuplicates().containsAll(added);
        // Each process can have added at most one pair without printing it.
        assertThat(kept.size()).isBetween(added.size(), added.size() + KILLS);
    }

    /** Waits until a process prints that it added a pair, and returns the time in nanoseconds. */
    private static long awaitPair(File out) throws InterruptedException {
        long length = out.length();
        long begin = System.nanoTime();
        while (out.length() == length) {
            assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(60));
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return System.nanoTime() - begin;
    }
}
