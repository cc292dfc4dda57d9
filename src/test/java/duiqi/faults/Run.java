package duiqi.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Represents a running duiqi process and its output. Not thread-safe.
 *
 * @param process the process
 * @param outFile file that receives standard output
 * @param errFile file that receives standard error output
 */
record Run(Process process, Path outFile, Path errFile) {
    private static final int LONGEST_SECONDS = 600;

    /** Waits until the process ends and returns its exit code. */
    int await() throws IOException, InterruptedException {
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("process does not end: " + err());
        }
        return process.exitValue();
    }

    /**
     * Kills the process after a delay.
     *
     * @return false if the process ended before the kill
     */
    boolean kill(long nanoseconds) throws InterruptedException {
        boolean ended = process.waitFor(nanoseconds, TimeUnit.NANOSECONDS);
        process.destroyForcibly();
        process.waitFor();
        return !ended && process.exitValue() == 128 + 9;
    }

    /** Waits for a line that reports readiness and returns its first group; empty if the process ends first. */
    Optional<String> awaitLine(Pattern line) throws IOException, InterruptedException {
        while (true) {
            boolean isAlive = process.isAlive();
            Matcher found = line.matcher(out());
            if (found.find()) {
                return Optional.of(found.group(1));
            }
            if (!isAlive) {
                return Optional.empty();
            }
            Thread.sleep(10);
        }
    }

    String out() throws IOException {
        return Files.readString(outFile);
    }

    String err() throws IOException {
        return Files.readString(errFile);
    }
}
