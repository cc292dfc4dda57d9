package duiqi.cli;

import duiqi.memory.Duplicates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Leaves one of each unit in a memory. */
@Command(name = "dedupe", header = "Leave one of several units that say the same.", description = """

                The first of several equal units stays, with the properties, notes and newer dates of the others. With \
                --near, units are equal as well that differ in case, width, white space and punctuation alone.
                """, footer = """

                Examples:
                  duiqi tm dedupe --dry-run tm/main.tmx
                  duiqi tm dedupe --near tm/main.tmx -o clean.tmx
                """)
final class TmDedupeCommand implements Callable<Integer> {
    private final Console console;
    private final BooleanSupplier inColour;

    @Mixin
    private MemoryChange change = new MemoryChange();

    @Option(names = "--near", description = "Pass over case, width, white space and punctuation.")
    private boolean near;

    @Parameters(paramLabel = "MEMORY", description = "The memory, a TMX file.")
    private Path memory = Path.of("");

    TmDedupeCommand(Console console, BooleanSupplier inColour) {
        this.console = console;
        this.inColour = inColour;
    }

    @Override
    public Integer call() throws IOException {
        Duplicates[] duplicates = new Duplicates[1];
        return change.apply(
                console,
                inColour.getAsBoolean(),
                memory,
                listener -> {
                    duplicates[0] = new Duplicates(Memories.source(memory), near, listener);
                    return duplicates[0].plan();
                },
                () -> change.target(memory) + ": " + duplicates[0].count() + " duplicates removed");
    }
}
