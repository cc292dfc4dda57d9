package duiqi.cli;

import duiqi.app.MemoryFiles;
import duiqi.exchange.ExchangeFormat;
import duiqi.memory.MemoryMerge;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        if (!Files.exists(memory)) {
            throw new FormatException(
                    memory.toString(),
                    "there is no such memory",
                    "check its name, or begin it: duiqi tm convert " + others.get(0) + " -o " + memory);
        }
        List<MemoryMerge.RevisedUnits> sources = new ArrayList<>();
        for (Path other : others) {
            sources.add(new MemoryMerge.RevisedUnits(MemoryFiles.source(other), unrevised, isMemory(other)));
        }
        MemoryMerge[] merge = new MemoryMerge[1];
        return change.apply(
                console,
                inColour.getAsBoolean(),
                memory,
                listener -> {
                    merge[0] = new MemoryMerge(MemoryFiles.source(memory), List.copyOf(sources), policy, listener);
                    return merge[0].plan(damage -> {});
                },
                () -> change.target(memory) + ": " + merge[0].added() + " added, " + merge[0].united()
                        + " there already, " + merge[0].replaced() + " replaced, " + merge[0].left()
                        + " left out for the rendering that is there" + leftOut(sources));
    }

    /** Whether a file is a memory, whose units are as they are meant, and no text in work. */
    private static boolean isMemory(Path file) {
        return ExchangeFormat.of(file).map(ExchangeFormat::holdsHeader).orElse(true);
    }

    private static String leftOut(List<MemoryMerge.RevisedUnits> sources) {
        int unrevised =
                sources.stream().mapToInt(MemoryMerge.RevisedUnits::unrevised).sum();
        int untranslated = sources.stream()
                .mapToInt(MemoryMerge.RevisedUnits::untranslated)
                .sum();
        return (untranslated == 0 ? "" : ", " + untranslated + " left out as untranslated")
                + (unrevised == 0 ? "" : ", " + unrevised + " left out as unrevised; --unrevised takes them");
    }
}
