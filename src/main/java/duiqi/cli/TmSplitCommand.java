package duiqi.cli;

import duiqi.app.MemoryFiles;
import duiqi.app.OutputFiles;
import duiqi.app.Plurals;
import duiqi.exchange.TmxRewrite;
import duiqi.io.LockedFile;
import duiqi.memory.MemoryParts;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
        Path whole = MemoryFiles.tmx(memory);
        LockedFile lock = MemoryFiles.lock(whole, console.workspace());
        try {
            split(whole, report);
        } finally {
            lock.close();
        }
        report.finish();
        return ExitCode.DONE;
    }

    private void split(Path whole, DamageReport report) throws IOException {
        MemoryParts parts = size == null
                ? MemoryParts.by(MemoryFiles.source(whole), String.valueOf(by), report)
                : MemoryParts.ofSize(MemoryFiles.source(whole), size, report);
        if (parts.sizes().isEmpty()) {
            throw new FormatException(memory.toString(), "has no units to split", "name another memory");
        }
        String stem = String.valueOf(memory.getFileName()).replaceFirst("(?i)\\.tmx(\\.gz|\\.zip)?$", "");
        List<String> names = List.copyOf(parts.sizes().keySet());
        List<Path> files = names.stream()
                .map(name -> folder.resolve(stem + "." + name + ".tmx"))
                .toList();
        OutputFiles outputs = new OutputFiles(files, force);
        outputs.requireFree();
        if (!dryRun) {
            outputs.write(outs -> new TmxRewrite(whole, damage -> {}).deal(outs, parts::of));
        }
        for (int i = 0; i < files.size(); i++) {
            int units = parts.sizes().getOrDefault(names.get(i), 0);
            console.out().print((dryRun ? "dry run: " : "") + files.get(i) + ": " + Plurals.units(units) + "\n");
        }
    }
}
