package duiqi.cli;

import duiqi.app.MemoryEdit;
import duiqi.app.Plurals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Cuts a memory into several. */
@Command(name = "split", header = "Cut a memory into several.", description = """

    Writes each part as a memory of its own with the header of the whole, into a folder. The memory itself \
    stays. Parts that are there already are not overwritten without --force. No part is there before all of \
    them are written.
    """, footer = """

                    Examples:
                      duiqi tm split --size 100000 big.tmx -o parts
                      duiqi tm split --by year tm/main.tmx -o years
                      duiqi tm split --by x-source-file tm/main.tmx -o documents
                    """)
final class TmSplitCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec;

    @Option(names = "--size", paramLabel = "N", description = "Units in a part.")
    private @Nullable Integer size;

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            description =
                    "What the units of a part have in common: year (of the last change), author, or the name of a "
                            + "property.")
    private @Nullable String by;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FOLDER",
            description = "Where to write the parts.")
    private Path folder = Path.of("");

    @Option(names = "--force", description = "Overwrite parts that are there.")
    private boolean force;

    @Option(names = "--dry-run", description = "Say what would be written and write nothing.")
    private boolean dryRun;

    @Option(names = "--strict", description = "Refuse a damaged memory.")
    private boolean strict;

    @Parameters(paramLabel = "MEMORY", description = "The memory, a TMX file.")
    private Path memory = Path.of("");

    TmSplitCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if ((size == null) == (by == null)) {
            throw new ParameterException(spec.commandLine(), "give either --size or --by");
        }
        if (size != null && size < 1) {
            throw new ParameterException(spec.commandLine(), "--size is at least 1");
        }
        DamageReport report = new DamageReport(console, strict);
        MemoryEdit edit = new MemoryEdit(memory, Optional.empty(), force, dryRun, report, console.workspace());
        Map<Path, Integer> parts = edit.split(Optional.ofNullable(size), String.valueOf(by), folder);
        parts.forEach((file, units) ->
                console.out().print((dryRun ? "dry run: " : "") + file + ": " + Plurals.units(units) + "\n"));
        report.finish();
        return ExitCode.DONE;
    }
}
