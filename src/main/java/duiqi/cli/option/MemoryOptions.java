package duiqi.cli.option;

import duiqi.app.Memory;
import duiqi.app.MemoryEdit;
import duiqi.app.Project;
import duiqi.cli.print.Console;
import duiqi.cli.print.DamageReport;
import duiqi.cli.print.DiffPrinter;
import duiqi.cli.print.ExitCode;
import duiqi.index.SearchOptions;
import duiqi.server.AccessToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Holds the options of all commands that search memories. */
public final class MemoryOptions {
    @Option(
            names = "--tm",
            paramLabel = "FILE|FOLDER",
            order = OptionGroup.SEARCH,
            description = "Use this memory or folder of memories; repeatable. Default: tm.")
    private List<Path> places = List.of();

    public static final String NOTHING_TO_SEARCH =
            "duiqi: the memories contain no unit in Chinese and English; count their units with duiqi tm stats";

    /** Returns the files and folders to search. */
    public List<Path> places() {
        return places.isEmpty() ? List.of(Path.of("tm")) : places;
    }

    public Memory open(Console console) throws IOException {
        return Memory.open(places(), console.workspace());
    }

    /** Returns the exit code of a lookup. */
    public static int exitCode(Memory memory, boolean hasFound) {
        if (!memory.isComplete()) {
            return ExitCode.FAILED;
        }
        return hasFound ? ExitCode.DONE : ExitCode.FOUND;
    }

    /** Holds the options for matches. */
    public static final class Matching {
        @Option(
                names = "--min",
                paramLabel = "N",
                defaultValue = "70",
                order = OptionGroup.SEARCH,
                description = "Omit matches with a score below N (0 to 102). Default: ${DEFAULT-VALUE}.")
        private int minimum = 70;

        @Option(
                names = "--penalty-aligned",
                paramLabel = "N",
                defaultValue = "1",
                order = OptionGroup.SEARCH,
                description = "Subtract N from the score of units aligned by software. Default: ${DEFAULT-VALUE}.")
        private int aligned = 1;

        @Option(
                names = "--penalty-machine",
                paramLabel = "N",
                defaultValue = "15",
                order = OptionGroup.SEARCH,
                description = "Subtract N from the score of machine translations. Default: ${DEFAULT-VALUE}.")
        private int machine = 15;

        @Option(
                names = "--penalty-unrevised",
                paramLabel = "N",
                defaultValue = "15",
                order = OptionGroup.SEARCH,
                description = "Subtract N from the score of unrevised units. Default: ${DEFAULT-VALUE}.")
        private int unrevised = 15;

        public SearchOptions with(int limit) {
            if (minimum < 0 || minimum > 102) {
                throw new IllegalArgumentException("--min " + minimum + ": must be 0 to 102");
            }
            if (limit < 1) {
                throw new IllegalArgumentException("--limit " + limit + ": must be at least 1");
            }
            requirePenalty("--penalty-aligned", aligned);
            requirePenalty("--penalty-machine", machine);
            requirePenalty("--penalty-unrevised", unrevised);
            return new SearchOptions(minimum, limit, new SearchOptions.Penalties(aligned, machine, unrevised, 0));
        }

        private static void requirePenalty(String option, int penalty) {
            if (penalty < 0 || penalty > 100) {
                throw new IllegalArgumentException(option + " " + penalty + ": must be 0 to 100");
            }
        }
    }

    /** Holds the options of all commands that change a memory. */
    public static final class MemoryChange {
        @Option(
                names = {"-o", "--output"},
                paramLabel = "FILE",
                order = OptionGroup.OUTPUT,
                description = "Write to this file. Default: the memory itself.")
        private @Nullable Path output;

        @Option(names = "--force", order = OptionGroup.OUTPUT, description = "Replace existing output files.")
        private boolean force;

        @Option(
                names = "--dry-run",
                order = OptionGroup.OUTPUT,
                description = "Show what the command would do, but write nothing.")
        private boolean dryRun;

        @Option(
                names = "--limit",
                paramLabel = "N",
                defaultValue = "20",
                order = OptionGroup.OUTPUT,
                description = "List at most N results. Default: ${DEFAULT-VALUE}.")
        private int most = 20;

        @Option(
                names = "--strict",
                order = OptionGroup.INPUT,
                description = "Reject damaged files instead of repairing them.")
        private boolean strict;

        @Option(
                names = {"-q", "--quiet"},
                order = OptionGroup.OUTPUT,
                description = "Print no summary and no findings.")
        private boolean quiet;

        /** Returns the maximum number of units of each kind to list. */
        public int most() {
            return most;
        }

        public Optional<Path> output() {
            return Optional.ofNullable(output);
        }

        public boolean isDryRun() {
            return dryRun;
        }

        /** Edits a memory. */
        @FunctionalInterface
        public interface Edit<T> {
            MemoryEdit.Outcome<T> apply(MemoryEdit edit) throws IOException;
        }

        /**
         * Edits a memory and prints the summary.
         *
         * @param summary returns the summary of the result, without the file name
         * @return the exit code
         */
        public <T> int apply(Console console, boolean inColour, Path memory, Edit<T> edit, Function<T, String> summary)
                throws IOException {
            if (most < 0) {
                throw new IllegalArgumentException("--limit " + most + ": must be at least 0");
            }
            if (output == null || dryRun) {
                return apply(console, inColour, memory, StandardOutput.file(output()), edit, summary);
            }
            return StandardOutput.write(
                    console,
                    output,
                    ".tmx",
                    file -> apply(console, inColour, memory, Optional.of(file), edit, summary));
        }

        private <T> int apply(
                Console console,
                boolean inColour,
                Path memory,
                Optional<Path> file,
                Edit<T> edit,
                Function<T, String> summary)
                throws IOException {
            DamageReport report = new DamageReport(console, strict);
            MemoryEdit change = new MemoryEdit(memory, file, force, dryRun, most, report, console.workspace());
            MemoryEdit.Outcome<T> outcome = edit.apply(change);
            outcome.diff().ifPresent(diff -> new DiffPrinter(console, inColour, most).print(diff));
            report.finish();
            if (!quiet && output().filter(StandardOutput::is).isEmpty()) {
                console.out()
                        .print((dryRun ? "dry run: " : "") + change.target() + ": " + summary.apply(outcome.done())
                                + "\n");
                report.printKept(change.target(), outcome.unread());
            }
            return ExitCode.DONE;
        }
    }

    /** Holds the options for the glossaries and settings of a project. */
    public static final class ProjectOptions {
        @Option(
                names = "--glossary",
                paramLabel = "FILE|FOLDER",
                order = OptionGroup.SETTINGS,
                description = "Use the terms of this glossary or folder; repeatable. Default: glossary.")
        private List<Path> glossaries = List.of();

        @Option(
                names = "--config",
                paramLabel = "FILE",
                order = OptionGroup.SETTINGS,
                description = "Read the settings from this file. Default: duiqi.toml in this folder or above.")
        private @Nullable Path config;

        @Option(
                names = "--profile",
                paramLabel = "NAME",
                order = OptionGroup.SETTINGS,
                description = "Use the settings of this profile in the settings file, for example of a client.")
        private @Nullable String profile;

        /** Returns the project with the baseline of its settings. */
        public Project project(Console console) {
            return project(console, Optional.empty());
        }

        /** Returns the project with the baseline given by the user, if there is one. */
        public Project project(Console console, Optional<Path> baseline) {
            Path folder = config == null ? folder(console) : console.folder();
            return new Project(folder, Optional.ofNullable(config), glossaries, baseline, Optional.ofNullable(profile));
        }

        /** Returns the folder of the project: the current folder, or one above it that has settings. */
        public static Path folder(Console console) {
            Optional<String> home = console.variable("HOME").or(() -> console.variable("USERPROFILE"));
            return Project.around(console.folder(), home.map(Path::of));
        }
    }

    /** Holds the options of the commands that start a server. */
    public static final class ServerOptions {
        @Option(
                names = "--host",
                paramLabel = "ADDRESS",
                defaultValue = "127.0.0.1",
                order = OptionGroup.SERVER,
                description = "Listen on this address. Default: ${DEFAULT-VALUE}.")
        private String host = "127.0.0.1";

        @Option(
                names = "--token-file",
                paramLabel = "FILE",
                order = OptionGroup.SERVER,
                description = "Read the token from this file; create it if missing. Default: a new token.")
        private @Nullable Path tokenFile;

        public String host() {
            return host;
        }

        public boolean hasTokenFile() {
            return tokenFile != null;
        }

        /**
         * Returns the token in the file, or a new token if the user gave no file.
         *
         * @throws duiqi.text.FormatException if the file contains no valid token, or cannot be read or created
         */
        public AccessToken token() throws IOException {
            return tokenFile == null ? AccessToken.random() : AccessToken.inFile(tokenFile);
        }
    }
}
