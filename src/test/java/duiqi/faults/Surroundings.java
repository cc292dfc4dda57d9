package duiqi.faults;

import java.io.IOException;
import java.util.List;

/**
 * In what the program is started. Immutable.
 *
 * @param name how the table calls it
 * @param before the words of the command line before the program
 */
record Surroundings(String name, List<String> before) {
    static final Surroundings PLAIN = new Surroundings("plain", List.of());

    /** Where what takes long is not compiled once more for speed: many short runs are then over sooner. */
    static final Surroundings QUICK =
            new Surroundings("plain", List.of("env", "DUIQI_JAVA_OPTS=-XX:TieredStopAtLevel=1"));

    /** Under which nothing may be another: locales, and folders of the user that are not there or cannot be written. */
    static final List<Surroundings> ELSEWHERE = List.of(
            new Surroundings("locale C", List.of("env", "LC_ALL=C")),
            new Surroundings(
                    "locale Turkish",
                    List.of("env", "LC_ALL=tr_TR.UTF-8", "DUIQI_JAVA_OPTS=-Duser.language=tr -Duser.country=TR")),
            new Surroundings("no environment", List.of("env", "-i", "PATH=" + System.getenv("PATH"))),
            new Surroundings("no HOME", List.of("env", "-u", "HOME")),
            new Surroundings("HOME that is not there", List.of("env", "HOME=/nonexistent")),
            // Not even root can write there.
            new Surroundings("HOME that cannot be written", List.of("env", "HOME=/proc")));

    /** A clock that has gone back by ten years; needs faketime. */
    static final Surroundings EARLIER = new Surroundings("clock ten years back", List.of("faketime", "-f", "-10y"));

    /** Standard output from which nothing, or not all, is taken. */
    static final List<Surroundings> CLOSED = List.of(
            shell("standard output closed", "exec \"$@\" >&-"),
            shell("standard input and output closed", "exec \"$@\" <&- >&-"),
            shell("standard output full", "exec \"$@\" >/dev/full"));

    /** A reader that goes away after a line; the exit code is that of the program and not of the reader. */
    static final Surroundings READ_PARTLY =
            shell("reader gone", "exit \"$({ { \"$@\" 4>&-; echo $? >&4; } | head -n 1 >/dev/null; } 4>&1)\"");

    Surroundings {
        before = List.copyOf(before);
    }

    /** @param script a line for the shell in which {@code "$@"} is the program with its arguments */
    static Surroundings shell(String name, String script) {
        return new Surroundings(name, List.of("sh", "-c", script, "sh"));
    }

    /** Whether there is the program that makes them. */
    boolean isThere() throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "command -v " + before.get(0) + " >/dev/null")
                        .start()
                        .waitFor()
                == 0;
    }
}
