package duiqi.cli;

import duiqi.memory.MemoryOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts the units of a memory in order. */
@Command(name = "sort", header = "Put the units of a memory in order.", description = """

                Units that compare equal keep their order. Chinese is sorted by its code points, which is the same on \
                every machine.
                """, footer = """

                Orders (--by):
                  source, target    by the text of that side
                  id                by tuid
                  created, changed  by date, the oldest first; units without one last
                  length            by the length of the source
                  position          by source document and place in it

                Examples:
                  duiqi tm sort --by changed tm/main.tmx
                """)
final class TmSortCommand implements Callable<Integer> {
    private final Console console;
    private final BooleanSupplier inColour;

    @Mixin
    private MemoryChange change = new MemoryChange();

    @Option(
            names = "--by",
            paramLabel = "ORDER",
            defaultValue = "source",
            description = "One of source, target, id, created, changed, length, position. Default: ${DEFAULT-VALUE}.")
    private MemoryOrder.By by = MemoryOrder.By.SOURCE;

    @Option(names = "--reverse", description = "The other way round.")
    private boolean reverse;

    @Parameters(paramLabel = "MEMORY", description = "The memory, a TMX file.")
    private Path memory = Path.of("");

    TmSortCommand(Console console, BooleanSupplier inColour) {
        this.console = console;
        this.inColour = inColour;
    }

    @Override
    public Integer call() throws IOException {
        MemoryOrder[] order = new MemoryOrder[1];
        return change.apply(
                console,
                inColour.getAsBoolean(),
                memory,
                listener -> {
                    order[0] = new MemoryOrder(Memories.source(memory), by, reverse, listener);
                    return order[0];
                },
                () -> change.target(memory) + ": " + order[0].moved() + " of " + Plurals.units(order[0].count())
                        + " moved");
    }
}
