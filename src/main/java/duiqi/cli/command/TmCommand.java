package duiqi.cli.command;

import duiqi.app.MemoryEdit;
import duiqi.app.MemoryFiles;
import duiqi.cli.option.MemoryChange;
import duiqi.cli.print.Console;
import duiqi.cli.print.DamageReport;
import duiqi.cli.print.DiffPrinter;
import duiqi.cli.print.ExitCode;
import duiqi.memory.MemoryDiff;
import duiqi.memory.MemoryMerge;
import duiqi.memory.MemoryOrder;
import duiqi.report.Terminal;
import duiqi.text.FormatException;
import duiqi.text.Plurals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
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
public final class TmCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    /** Returns the commands, in the order of a memory's life. */
    public static List<Object> subcommands(Console console, BooleanSupplier inColour) {
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

    /** Leaves one of each unit in a memory. */
    @Command(name = "dedupe", header = "Leave one of several units that say the same.", description = """

                    The first of several equal units stays, with the properties, notes and newer dates of the others. With \
                    --near, units are equal as well that differ in case, width, white space and punctuation alone.
                    """, footer = """

                    Examples:
                      duiqi tm dedupe --dry-run tm/main.tmx
                      duiqi tm dedupe --near tm/main.tmx -o clean.tmx
                    """)
    private static final class TmDedupeCommand implements Callable<Integer> {
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
            return change.apply(
                    console,
                    inColour.getAsBoolean(),
                    memory,
                    edit -> edit.dedupe(near),
                    done -> done.count() + " duplicates removed");
        }
    }

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
    private static final class TmSortCommand implements Callable<Integer> {
        private final Console console;
        private final BooleanSupplier inColour;

        @Mixin
        private MemoryChange change = new MemoryChange();

        @Option(
                names = "--by",
                paramLabel = "ORDER",
                defaultValue = "source",
                description =
                        "One of source, target, id, created, changed, length, position. Default: ${DEFAULT-VALUE}.")
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
            return change.apply(
                    console,
                    inColour.getAsBoolean(),
                    memory,
                    edit -> edit.sort(by, reverse),
                    done -> done.moved() + " of " + Plurals.units(done.count()) + " moved");
        }
    }

    /** Compares two memories. */
    @Command(name = "diff", header = "Say in what two memories differ.", description = """

                    Compares units whatever their order, in files of any form that duiqi tm convert reads. Exit code 0: no \
                    difference, 1: some.
                    """, footer = """

                    Signs:
                      -  a unit of the first memory alone
                      +  a unit of the second memory alone
                      ~  a unit with another rendering
                      =  the same texts with other properties, notes or dates

                    Examples:
                      duiqi tm diff before.tmx tm/main.tmx
                      duiqi tm diff tm/main.tmx delivered.xlf
                    """)
    private static final class TmDiffCommand implements Callable<Integer> {
        private final Console console;
        private final BooleanSupplier inColour;

        @Option(
                names = "--show",
                paramLabel = "N",
                defaultValue = "1000",
                description = "Units of a kind to show one by one. Default: ${DEFAULT-VALUE}.")
        private int most = 1000;

        @Option(names = "--strict", description = "Refuse a damaged memory.")
        private boolean strict;

        @Parameters(index = "0", paramLabel = "BEFORE", description = "A memory.")
        private Path before = Path.of("");

        @Parameters(index = "1", paramLabel = "AFTER", description = "Another one.")
        private Path after = Path.of("");

        TmDiffCommand(Console console, BooleanSupplier inColour) {
            this.console = console;
            this.inColour = inColour;
        }

        @Override
        public Integer call() throws IOException {
            DamageReport report = new DamageReport(console, strict);
            MemoryDiff diff = MemoryFiles.diff(before, after, report);
            report.finish();
            new DiffPrinter(console, inColour.getAsBoolean(), most).print(diff);
            return diff.isEmpty() ? ExitCode.DONE : ExitCode.FOUND;
        }
    }

    /** Checks TMX files. */
    @Command(
            name = "validate",
            header = "Find what is wrong in TMX files, and what tools stumble over.",
            description = """

                    Names each place with the rule it breaks: damaged units, missing or doubled ids, language codes that \
                    OmegaT or Okapi do not take, codes without an end, empty sides. Exit code 0: nothing found, 1: something.
                    """,
            footer = """

                    Examples:
                      duiqi tm validate tm/*.tmx
                    """)
    private static final class TmValidateCommand implements Callable<Integer> {
        private final Console console;

        @Option(
                names = "--show",
                paramLabel = "N",
                defaultValue = "1000",
                description = "Places to name in each file. Default: ${DEFAULT-VALUE}.")
        private int most = 1000;

        @Parameters(arity = "1..*", paramLabel = "MEMORY", description = "TMX files.")
        private List<Path> memories = List.of();

        TmValidateCommand(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            if (most < 0) {
                throw new IllegalArgumentException("--show is at least 0, not " + most);
            }
            int all = 0;
            boolean isUnreadable = false;
            for (Path memory : memories) {
                int[] found = {0};
                try {
                    MemoryFiles.validate(memory, (place, rule, problem) -> {
                        found[0]++;
                        if (found[0] <= most) {
                            console.out().print(place + ": " + Terminal.plain(problem) + " [" + rule + "]\n");
                        }
                    });
                } catch (FormatException unreadable) {
                    isUnreadable = true;
                    console.err().println("duiqi: " + Terminal.plain(String.valueOf(unreadable.getMessage())));
                }
                if (found[0] > most) {
                    console.out().print(memory + ": and " + (found[0] - most) + " more\n");
                }
                all += found[0];
            }
            if (isUnreadable) {
                return ExitCode.FAILED;
            }
            return all == 0 ? ExitCode.DONE : ExitCode.FOUND;
        }
    }

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
    private static final class TmSplitCommand implements Callable<Integer> {
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
    private static final class TmMergeCommand implements Callable<Integer> {
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
                    done -> done.merge().added() + " added, " + done.merge().merged() + " there already, "
                            + done.merge().replaced() + " replaced, "
                            + done.merge().dropped()
                            + " left out for the rendering that is there" + leftOut(done));
        }

        private static String leftOut(MemoryEdit.Merged done) {
            return (done.untranslated() == 0 ? "" : ", " + done.untranslated() + " left out as untranslated")
                    + (done.unrevised() == 0
                            ? ""
                            : ", " + done.unrevised() + " left out as unrevised; --unrevised takes them");
        }
    }
}
