package duiqi.cli;

import duiqi.app.MemoryFiles;
import duiqi.app.OutputFiles;
import duiqi.app.UninterruptibleWrite;
import duiqi.exchange.TmxRewrite;
import duiqi.io.AtomicFile;
import duiqi.io.FileState;
import duiqi.io.LockedFile;
import duiqi.memory.MemoryDiff;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of all commands that change a memory, and how they change it: seen first if asked, whole or not at all. */
final class MemoryChange {
    /** What has not been written to for that time is seldom written to again. */
    private static final Duration MAX_PAUSE = Duration.ofHours(1);

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write. Default: the memory itself.")
    private @Nullable Path output;

    @Option(names = "--force", description = "Replace an output that is there, other than the memory itself.")
    private boolean force;

    @Option(names = "--dry-run", description = "Show what would change and write nothing.")
    private boolean dryRun;

    @Option(
            names = "--show",
            paramLabel = "N",
            defaultValue = "20",
            description = "Units of a kind to show one by one with --dry-run. Default: ${DEFAULT-VALUE}.")
    private int most = 20;

    @Option(
            names = "--strict",
            description = "Refuse a damaged memory instead of mending it and leaving out what cannot be read.")
    private boolean strict;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print no summary.")
    private boolean quiet;

    boolean isStrict() {
        return strict;
    }

    /** Units of a kind to show. */
    int most() {
        return most;
    }

    boolean isDryRun() {
        return dryRun;
    }

    /** What is written. */
    Path target(Path memory) {
        return output == null ? memory : output;
    }

    /** Decides what becomes of the units, when nobody else can change the memory any more. */
    @FunctionalInterface
    interface Decision {
        TmxRewrite.Plan plan(ReadProblem.Listener listener) throws IOException;
    }

    /** Says what was done, after it was done. */
    @FunctionalInterface
    interface Summary {
        String text();
    }

    /**
     * Changes a memory.
     *
     * @return the exit code
     */
    int apply(Console console, boolean inColour, Path memory, Decision decision, Summary summary) throws IOException {
        Path file = MemoryFiles.tmx(memory);
        Path target = target(file);
        MemoryFiles.newTmx(target);
        boolean isItself = Files.exists(target) && Files.isSameFile(target, file);
        new OutputFiles(List.of(target), dryRun || force || isItself).requireFree();
        if (most < 0) {
            throw new IllegalArgumentException("--show is at least 0, not " + most);
        }
        DamageReport report = new DamageReport(console, strict);
        if (dryRun) {
            TmxRewrite.Plan plan = decision.plan(report);
            show(console, inColour, file, new TmxRewrite(file, damage -> {}), plan);
        } else {
            write(console, file, target, decision, report);
        }
        report.finish();
        if (!quiet) {
            console.out().print((dryRun ? "dry run: " : "") + summary.text() + "\n");
        }
        return ExitCode.DONE;
    }

    private static void write(Console console, Path file, Path target, Decision decision, DamageReport report)
            throws IOException {
        LockedFile lock = MemoryFiles.lock(target, console.workspace());
        try {
            FileState seen = FileState.of(target);
            TmxRewrite.Plan plan = decision.plan(report);
            // What deciding has told of the damage, or refused, need not be told again.
            TmxRewrite rewrite = new TmxRewrite(file, damage -> {});
            UninterruptibleWrite.run(() -> AtomicFile.update(target, seen, out -> rewrite.copy(plan, target, out)));
        } finally {
            lock.close();
        }
        for (Path left : AtomicFile.leftBeside(target, console.clock().instant().minus(MAX_PAUSE))) {
            console.err()
                    .println("duiqi: " + left
                            + ": is left of a write that was broken off, or of one that goes on elsewhere;"
                            + " delete it if no other machine writes there");
        }
    }

    private void show(Console console, boolean inColour, Path file, TmxRewrite rewrite, TmxRewrite.Plan plan)
            throws IOException {
        Path copy = Files.createTempFile("duiqi-", ".tmx");
        try {
            try (OutputStream out = Files.newOutputStream(copy)) {
                rewrite.copy(plan, out);
            }
            MemoryDiff diff = MemoryDiff.of(MemoryFiles.source(file), MemoryFiles.source(copy), damage -> {});
            new DiffPrinter(console, inColour, most).print(diff);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    Optional<Path> output() {
        return Optional.ofNullable(output);
    }
}
