package duiqi.cli.option;

import duiqi.app.Memory;
import duiqi.cli.print.Console;
import duiqi.cli.print.ExitCode;
import duiqi.index.SearchOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Holds the options of all commands that search memories. */
public final class MemoryOptions {
    @Option(
            names = "--tm",
            paramLabel = "FILE|FOLDER",
            description = "Use this memory or folder of memories; repeatable. Default: tm.")
    private List<Path> places = List.of();

    public static final String NOTHING_TO_SEARCH =
            "the memories contain no unit in Chinese and English; count their units with duiqi tm stats";

    public List<Path> places() {
        return places.isEmpty() ? List.of(Path.of("tm")) : places;
    }

    /** Returns the memories that the user gives; none for the default. */
    public List<Path> given() {
        return places;
    }

    public Memory open(Console console) throws IOException {
        return Memory.open(places(), console.workspace());
    }

    public static int exitCode(Memory memory, boolean hasFound) {
        if (!memory.isComplete()) {
            return ExitCode.FAILED;
        }
        return hasFound ? ExitCode.DONE : ExitCode.FOUND;
    }

    public static final class Matching {
        @Option(
                names = "--min",
                paramLabel = "N",
                description = "Omit matches with a score below N (0 to 102). Default: ${DEFAULT-VALUE}.")
        private int minimum = 70;

        @Option(
                names = "--penalty-aligned",
                paramLabel = "N",
                description = "Subtract N from the score of units aligned by software. Default: ${DEFAULT-VALUE}.")
        private int aligned = 1;

        @Option(
                names = "--penalty-machine",
                paramLabel = "N",
                description = "Subtract N from the score of machine translations. Default: ${DEFAULT-VALUE}.")
        private int machine = 15;

        @Option(
                names = "--penalty-unrevised",
                paramLabel = "N",
                description = "Subtract N from the score of unrevised units. Default: ${DEFAULT-VALUE}.")
        private int unrevised = 15;

        public SearchOptions with(int limit) {
            require("--min", minimum, 102);
            require("--penalty-aligned", aligned, 100);
            require("--penalty-machine", machine, 100);
            require("--penalty-unrevised", unrevised, 100);
            return new SearchOptions(minimum, limit, new SearchOptions.Penalties(aligned, machine, unrevised, 0));
        }

        private static void require(String option, int score, int most) {
            if (score < 0 || score > most) {
                throw new IllegalArgumentException(option + " " + score + ": must be 0 to " + most);
            }
        }
    }
}
