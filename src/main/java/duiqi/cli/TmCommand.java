package duiqi.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands that keep translation memories. */
@Command(
        name = "tm",
        header = "Keep translation memories: merge, clean, compare, convert.",
        description = """

                Works on TMX of every version and encoding, also .tmx.gz and .tmx.zip. A damaged memory is mended where \
                there is only one way; what cannot be read is named with line and unit and left out; --strict refuses \
                instead. What changes a memory changes it as a whole or not at all, and shows beforehand what it would \
                do with --dry-run. Two duiqi that write the same memory wait for each other.
                """,
        footer = """

                Examples:
                  duiqi tm stats tm/*.tmx
                  duiqi tm merge --dry-run tm/main.tmx old/*.tmx
                  duiqi tm clean --dry-run tm/main.tmx
                  duiqi tm convert old.xlsx -o tm/old.tmx
                  duiqi tm convert tm/main.tmx --for trados -o for-trados.tmx
                """)
final class TmCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    /** The commands, in the order of a memory's life. */
    static List<Object> subcommands(Console console, BooleanSupplier inColour) {
        return List.of(
                new TmAddCommand(console, inColour),
                new TmMergeCommand(console, inColour),
                new TmDedupeCommand(console, inColour),
                new TmCleanCommand(console, inColour),
                new TmSortCommand(console, inColour),
                new TmSplitCommand(console),
                new TmDiffCommand(console, inColour),
                new TmStatsCommand(console),
                new TmValidateCommand(console),
                new TmConvertCommand(console));
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "give a command; for example: duiqi tm stats tm/main.tmx");
    }
}
