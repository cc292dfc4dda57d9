package duiqi.cli.command;

import duiqi.app.MemoryEdit;
import duiqi.cli.option.OutputOptions;
import duiqi.cli.option.StandardOutput;
import duiqi.cli.option.Strict;
import duiqi.cli.print.DamageReport;
import duiqi.cli.print.DiffPrinter;
import duiqi.cli.print.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Holds the options of all commands that change a memory, applies the change and prints its summary. */
abstract class MemoryChangeCommand extends Subcommand {
    @Mixin
    private OutputOptions.OutputFile output = new OutputOptions.OutputFile("the memory itself");

    @Mixin
    private OutputOptions.Force force = new OutputOptions.Force();

    @Mixin
    final OutputOptions.DryRun dryRun = new OutputOptions.DryRun();

    @Mixin
    private OutputOptions.Limit limit = new OutputOptions.Limit(20);

    @Mixin
    private Strict strict = new Strict();

    @Parameters(index = "0", paramLabel = "MEMORY", description = "Memory, a TMX file.")
    Path memory = Path.of("");

    @FunctionalInterface
    interface Edit<T> {
        MemoryEdit.Outcome<T> apply(MemoryEdit edit) throws IOException;
    }

    /**
     * Edits the memory and prints the summary.
     *
     * @param summary returns the summary of the result, without the file name
     * @return the exit code
     */
    final <T> int apply(Edit<T> edit, Function<T, String> summary) throws IOException {
        int most = most();
        Optional<Path> written = dryRun.given ? output.file() : output.given();
        return StandardOutput.write(console(), written, ".tmx", file -> {
            DamageReport damage = strict.report(console());
            MemoryEdit planned = new MemoryEdit(
                    memory,
                    file,
                    force.given,
                    dryRun.given,
                    most,
                    damage,
                    console().workspace());
            MemoryEdit.Outcome<T> outcome = edit.apply(planned);
            outcome.diff().ifPresent(diff -> new DiffPrinter(console(), inColour(), most).print(diff));
            damage.finish();
            if (!isQuiet() && output.given().filter(StandardOutput::is).isEmpty()) {
                print(dryRun.mark() + planned.target() + ": " + summary.apply(outcome.done()) + "\n");
                damage.printKept(planned.target(), outcome.unread());
            }
            return ExitCode.DONE;
        });
    }

    final boolean hasOutput() {
        return output.given().isPresent();
    }

    final int most() {
        return limit.atLeast(0);
    }
}
