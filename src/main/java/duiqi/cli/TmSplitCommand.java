package duiqi.cli;

import duiqi.bitext.AtomicFile;
import duiqi.bitext.FormatException;
import duiqi.exchange.TmxRewrite;
import duiqi.memory.MemoryParts;
import java.io.IOException;
import java.nio.file.Files;
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
                stays. Parts that are there already are not overwritten without --force.
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
        MemoryParts parts = size == null
                ? MemoryParts.by(Memories.source(Memories.tmx(memory)), String.valueOf(by), report)
                : MemoryParts.ofSize(Memories.source(Memories.tmx(memory)), size, report);
        if (parts.sizes().isEmpty()) {
            throw new FormatException(memory.toString(), "has no units to split", "name another memory");
        }
        String stem = String.valueOf(memory.getFileName()).replaceFirst("(?i)\\.tmx(\\.gz|\\.zip)?$", "");
        for (Map.Entry<String, Integer> part : parts.sizes().entrySet()) {
            Path file = folder.resolve(stem + "." + part.getKey() + ".tmx");
            if (Files.exists(file) && !force) {
                throw new FormatException(file.toString(), "is there already", "name another folder, or add --force");
            }
        }
        for (Map.Entry<String, Integer> part : parts.sizes().entrySet()) {
            Path file = folder.resolve(stem + "." + part.getKey() + ".tmx");
            if (!dryRun) {
                write(file, parts, part.getKey());
            }
            console.out().print((dryRun ? "dry run: " : "") + file + ": " + Counts.units(part.getValue()) + "\n");
        }
        report.finish();
        return ExitCode.DONE;
    }

    private void write(Path file, MemoryParts parts, String part) throws IOException {
        TmxRewrite rewrite = new TmxRewrite(memory, damage -> {});
        int[] number = {0};
        UnbrokenWrite.run(() -> String.valueOf(AtomicFile.write(
                file,
                out -> rewrite.copy(
                        (unit, place) -> parts.has(part, number[0]++) ? Optional.of(unit) : Optional.empty(),
                        file,
                        out))));
    }
}
