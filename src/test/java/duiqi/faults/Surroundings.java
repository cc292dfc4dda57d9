package duiqi.faults;

import java.io.IOException;
import java.util.List;

/**
 * Describes the environment of a duiqi process. Immutable.
 *
 * @param name name in the table of results
 * @param before words of the command line before duiqi
 */
record Surroundings(String name, List<String> before) {
    static final Surroundings PLAIN = new Surroundings("plain", List.of());

    /** Environment without optimising compilation, which shortens short runs. */
    static final Surroundings QUICK =
            new Surroundings("plain", List.of("env", "DUIQI_JAVA_OPTS=-XX:TieredStopAtLevel=1"));

    /** Environments that must not change any result: locales, and home folders that are missing or read-only. */
    static final List<Surroundings> NEUTRAL = List.of(
            new Surroundings("locale C", List.of("env", "LC_ALL=C")),
            new Surroundings(
                    "locale Turkish",
                    List.of("env", "LC_ALL=tr_TR.UTF-8", "DUIQI_JAVA_OPTS=-Duser.language=tr -Duser.country=TR")),
            new Surroundings("no environment", List.of("env", "-i", "PATH=" + System.getenv("PATH"))),
            new Surroundings("no HOME", List.of("env", "-u", "HOME")),
            new Surroundings("missing HOME", List.of("env", "HOME=/nonexistent")),
            // Not even root can write there.
            new Surroundings("read-only HOME", List.of("env", "HOME=/proc")));

    /** Clock set back by ten years; requires faketime. */
    static final Surroundings EARLIER = new Surroundings("clock ten years back", List.of("faketime", "-f", "-10y"));

    /** Standard output that accepts no data or not all data. */
    static final List<Surroundings> LOSING_OUTPUT = List.of(
            shell("standard output closed", "exec \"$@\" >&-"),
            shell("standard input and output closed", "exec \"$@\" <&- >&-"),
            shell("standard output full", "exec \"$@\" >/dev/full"));

    /** Reader that stops after one line. The exit code is that of duiqi, not of the reader. */
    static final Surroundings READ_PARTLY =
            shell("reader stops early", "exit \"$({ { \"$@\" 4>&-; echo $? >&4; } | head -n 1 >/dev/null; } 4>&1)\"");

    Surroundings {
        before = List.copyOf(before);
    }

    /**
     * Returns an environment with a shell.
     *
     * @param script shell command in which {@code "$@"} is duiqi with its arguments
     */
    static Surroundings shell(String name, String script) {
        return new Surroundings(name, List.of("sh", "-c", script, "sh"));
    }

    /** Returns whether the program that provides the environment is installed. */
    boolean isAvailable() throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "command -v " + before.get(0) + " >/dev/null")
                        .start()
                        .waitFor()
                == 0;
    }
}
