package duiqi.cli.command;

import duiqi.app.MemoryEdit;
import duiqi.cli.option.MemoryOptions;
import duiqi.cli.option.OptionGroup;
import duiqi.cli.option.ReadingOptions;
import duiqi.cli.print.Console;
import duiqi.memory.MemoryMerge;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Merges memories into one. */
@Command(name = "merge", header = "Merge other memories into a memory.", description = """

            Keeps the units of the first memory unchanged and appends the new units of the others. If the first \
            memory already has a unit, that unit gets the properties, notes and newer dates that it lacks.

            Two translations of the same source in the same context are a conflict; so are two units with the \
            same tuid and one text in common. --on-conflict selects the unit to keep.

            The other files can have any format that duiqi tm convert reads. duiqi skips unrevised units, such \
            as those that duiqi pretranslate filled in, and untranslated units of formats other than TMX.

            With --dry-run, duiqi lists at most --limit changes of each kind.
            """, footer = """

            Conflicts (--on-conflict):
              newest    keep the unit changed last; the first if the dates are equal
              keep      keep the unit of the first memory
              override  keep the unit of the last memory
              both      keep both units

            Examples:
              duiqi tm merge --dry-run tm/main.tmx old/2019.tmx old/2020.tmx
              duiqi tm merge tm/main.tmx delivered.xlf
              duiqi tm merge a.tmx b.tmx.gz -o all.tmx
            """)
final class TmMergeCommand implements Callable<Integer> {
    private final Console console;
    private final BooleanSupplier inColour;

    @Mixin
    private MemoryOptions.MemoryChange change = new MemoryOptions.MemoryChange();

    @Option(
            names = "--on-conflict",
            paramLabel = "POLICY",
            defaultValue = "newest",
            order = OptionGroup.UNITS,
            description = "Resolve conflicts by this policy. Default: ${DEFAULT-VALUE}.")
    private MemoryMerge.Policy policy = MemoryMerge.Policy.NEWEST;

    @Option(names = "--unrevised", order = OptionGroup.UNITS, description = "Include unrevised units.")
    private boolean unrevised;

    @Mixin
    private ReadingOptions.ColumnOptions columns = new ReadingOptions.ColumnOptions();

    @Parameters(index = "0", paramLabel = "MEMORY", description = "Memory to extend, a TMX file.")
    private Path memory = Path.of("");

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "OTHER", description = "Memories to add.")
    private List<Path> others = List.of();

    TmMergeCommand(Console console, BooleanSupplier inColour) {
        this.console = console;
        this.inColour = inColour;
    }

    @Override
    public Integer call() throws IOException {
        return change.apply(
                console,
                inColour.getAsBoolean(),
                memory,
                edit -> edit.merge(others, policy, unrevised, columns.choice()),
                done -> done.merge().added() + " added, " + done.merge().merged() + " already present, "
                        + done.merge().replaced() + " replaced, "
                        + done.merge().dropped()
                        + " skipped in conflicts" + leftOut(done));
    }

    private static String leftOut(MemoryEdit.Merged done) {
        return (done.untranslated() == 0 ? "" : ", " + done.untranslated() + " skipped as untranslated")
                + (done.unrevised() == 0
                        ? ""
                        : ", " + done.unrevised() + " skipped as unrevised; include them with --unrevised");
    }
}
