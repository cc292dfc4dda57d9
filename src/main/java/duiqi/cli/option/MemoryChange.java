package duiqi.cli.option;

import duiqi.app.MemoryEdit;
import duiqi.cli.print.Console;
import duiqi.cli.print.DamageReport;
import duiqi.cli.print.DiffPrinter;
import duiqi.cli.print.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Holds the options of all commands that change a memory. */
public final class MemoryChange {
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
                console, output, ".tmx", file -> apply(console, inColour, memory, Optional.of(file), edit, summary));
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
        MemoryEdit change = new MemoryEdit(memory, file, force, dryRun, report, console.workspace());
        MemoryEdit.Outcome<T> outcome = edit.apply(change);
        outcome.diff().ifPresent(diff -> new DiffPrinter(console, inColour, most).print(diff));
        report.finish();
        if (!quiet && output().filter(StandardOutput::is).isEmpty()) {
            console.out()
                    .print((dryRun ? "dry run: " : "") + change.target() + ": " + summary.apply(outcome.done()) + "\n");
        }
        return ExitCode.DONE;
    }
}
