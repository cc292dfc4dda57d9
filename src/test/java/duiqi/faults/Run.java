package duiqi.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The program while it runs, and what it has printed. Not thread-safe.
 *
 * @param outFile where standard output goes
 * @param errFile where standard error goes
 */
record Run(Process process, Path outFile, Path errFile) {
    private static final int LONGEST_SECONDS = 600;

    /** Waits for its end. */
    int await() throws IOException, InterruptedException {
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("it does not end: " + err());
        }
        return process.exitValue();
    }

    /**
     * Lets it run for that time and kills it.
     *
     * @return whether it was killed, and had not ended by itself
     */
    boolean kill(long nanoseconds) throws InterruptedException {
        boolean ended = process.waitFor(nanoseconds, TimeUnit.NANOSECONDS);
        process.destroyForcibly();
        process.waitFor();
        return !ended && process.exitValue() == 128 + 9;
    }

    /** What a line tells that is printed when all is ready; empty when the program ends before. */
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
