package duiqi.cli;

import duiqi.app.MemoryEdit;
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

/** Puts memories together. */
@Command(name = "merge", header = "Put the units of other memories into one.", description = """

    The first memory stays letter by letter; units of the others are put behind its own. A unit that says \
    the same as one there gives it the properties, notes and newer dates that it lacks. Two renderings of the \
    same source in the same context, or under the same tuid with one text in common, are a conflict, and \
    --on-conflict says which stays. The others may be files of any form that duiqi tm convert reads. \
    Units whose state says that nobody has revised them, such as those that duiqi pretranslate filled in, are \
    left out, and so is what is not translated yet in files of other forms than TMX.
    """, footer = """

                    Conflicts (--on-conflict):
                      newest    the one changed last stays; the first where dates do not tell
                      keep      the one that is there stays
                      override  the one of the last memory stays
                      both      both stay

                    Examples:
                      duiqi tm merge --dry-run tm/main.tmx old/2019.tmx old/2020.tmx
                      duiqi tm merge tm/main.tmx delivered.xlf
                      duiqi tm merge a.tmx b.tmx.gz -o all.tmx
                    """)
final class TmMergeCommand implements Callable<Integer> {
    private final Console console;
    private final BooleanSupplier inColour;

    @Mixin
    private MemoryChange change = new MemoryChange();

    @Option(
            names = "--on-conflict",
            paramLabel = "POLICY",
            defaultValue = "newest",
            description = "One of newest, keep, override, both. Default: ${DEFAULT-VALUE}.")
    private MemoryMerge.Policy policy = MemoryMerge.Policy.NEWEST;

    @Option(names = "--unrevised", description = "Take units too whose state says that nobody has revised them.")
    private boolean unrevised;

    @Parameters(index = "0", paramLabel = "MEMORY", description = "The memory that is added to, a TMX file.")
    private Path memory = Path.of("");

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "OTHER", description = "What to put into it.")
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
                edit -> edit.merge(others, policy, unrevised),
                done -> done.merge().added() + " added, " + done.merge().united() + " there already, "
                        + done.merge().replaced() + " replaced, " + done.merge().left()
                        + " left out for the rendering that is there" + leftOut(done));
    }

    private static String leftOut(MemoryEdit.Merged done) {
        return (done.untranslated() == 0 ? "" : ", " + done.untranslated() + " left out as untranslated")
                + (done.unrevised() == 0
                        ? ""
                        : ", " + done.unrevised() + " left out as unrevised; --unrevised takes them");
    }
}
