package duiqi.cli.command;

import duiqi.app.MemoryEdit;
import duiqi.app.MemoryFiles;
import duiqi.cli.option.OutputOptions;
import duiqi.cli.option.Strict;
import duiqi.cli.print.DamageReport;
import duiqi.cli.print.DiffPrinter;
import duiqi.cli.print.ExitCode;
import duiqi.memory.MemoryDiff;
import duiqi.memory.MemoryOrder;
import duiqi.memory.TmxValidation;
import duiqi.report.Terminal;
import duiqi.text.FormatException;
import duiqi.text.Plurals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "tm",
        header = "Maintain memories: add, merge, dedupe, clean, sort, split, diff, stats, validate, convert.",
        description = """

                Reads TMX of every version and encoding, also .tmx.gz and .tmx.zip. duiqi reads a damaged unit if \
                there is only one way to repair it. It skips other damaged units, and reports their line and number. \
                With --strict it rejects the memory instead.

                Commands that change a memory write all of it or nothing. Everything that they do not change keeps \
                every byte: other units, units that duiqi cannot read, comments and unknown elements. They reject a \
                memory that ends too early. With --dry-run they show the changes first. Two duiqi processes that write the same memory wait for each other.
                """,
        footer = """

                Examples:
                  duiqi tm stats tm/*.tmx
                  duiqi tm merge --dry-run tm/main.tmx old/*.tmx
                  duiqi tm clean --dry-run tm/main.tmx
                  duiqi tm convert old.xlsx -o tm/old.tmx
                  duiqi tm convert tm/main.tmx --for trados -o for-trados.tmx
                """,
        subcommands = {
            TmAddCommand.class,
            TmAddCommand.TmMergeCommand.class,
            TmCommand.TmDedupeCommand.class,
            TmCleanCommand.class,
            TmCommand.TmSortCommand.class,
            TmCommand.TmSplitCommand.class,
            TmCommand.TmDiffCommand.class,
            TmStatsCommand.class,
            TmCommand.TmValidateCommand.class,
            TmConvertCommand.class
        })
public final class TmCommand {
    @Command(name = "dedupe", header = "Remove duplicate units from a memory.", description = """

                Keeps the first of several equal units, with the properties, notes and newer dates of the others. \
                A unit with comments or unknown elements inside stays. With --near, units are equal if they differ \
                only in case, width, white space and punctuation.

                With --dry-run, duiqi lists at most --limit changes of each kind.
                """, footer = """

                Examples:
                  duiqi tm dedupe --dry-run tm/main.tmx
                  duiqi tm dedupe --near tm/main.tmx -o clean.tmx
                """)
    static final class TmDedupeCommand extends MemoryChangeCommand {
        @Option(names = "--near", description = "Ignore case, width, white space and punctuation.")
        private boolean near;

        @Override
        public Integer call() throws IOException {
            return apply(edit -> edit.dedupe(near), done -> Plurals.of(done.count(), "duplicate") + " removed");
        }
    }

    @Command(name = "sort", header = "Sort the units of a memory.", description = """

                Units with equal keys keep their order. duiqi sorts Chinese by code point, which gives the same \
                order on every machine.
                """, footer = """

                Keys (--by):
                  source, target    text of that side
                  id                tuid
                  created, changed  date, oldest first; units without a date come last
                  length            length of the source
                  position          source document and position in it

                Examples:
                  duiqi tm sort --by changed tm/main.tmx
                """)
    static final class TmSortCommand extends MemoryChangeCommand {
        @Option(
                names = "--by",
                paramLabel = "KEY",
                defaultValue = "source",
                description = "Sort by this key. Default: ${DEFAULT-VALUE}.")
        private MemoryOrder.By by = MemoryOrder.By.SOURCE;

        @Option(names = "--reverse", description = "Reverse the order.")
        private boolean reverse;

        @Override
        public Integer call() throws IOException {
            return apply(
                    edit -> edit.sort(by, reverse),
                    done -> done.moved() + " of " + Plurals.units(done.count()) + " moved");
        }
    }

    @Command(name = "diff", header = "Compare two memories.", description = """

                Compares units regardless of their order, and lists at most --limit differences of each kind. Reads \
                every format that duiqi tm convert reads.

                Exit code 0: no difference; 1: at least one difference; 2: a unit cannot be read.
                """, footer = """

                Signs:
                  -  unit only in the first memory
                  +  unit only in the second memory
                  ~  unit with another translation
                  =  same texts with other properties, notes or dates

                Examples:
                  duiqi tm diff before.tmx tm/main.tmx
                  duiqi tm diff tm/main.tmx delivered.xlf
                """)
    static final class TmDiffCommand extends Subcommand {
        @Mixin
        private OutputOptions.Limit limit = new OutputOptions.Limit(1000);

        @Mixin
        private Strict strict = new Strict();

        @Parameters(index = "0", paramLabel = "BEFORE", description = "First memory.")
        private Path before = Path.of("");

        @Parameters(index = "1", paramLabel = "AFTER", description = "Second memory.")
        private Path after = Path.of("");

        @Override
        public Integer call() throws IOException {
            int most = limit.atLeast(0);
            DamageReport report = strict.report(console());
            MemoryDiff diff = MemoryDiff.of(MemoryFiles.source(before), MemoryFiles.source(after), most, report);
            report.finish();
            new DiffPrinter(console(), inColour(), most).print(diff);
            return report.exitCode(diff.isEmpty() ? ExitCode.DONE : ExitCode.FOUND);
        }
    }

    @Command(name = "validate", header = "Find errors in TMX files.", description = """

                Prints each problem with its location and rule: damaged units, missing or duplicate ids, language \
                codes that OmegaT or Okapi reject, unclosed inline tags, empty sides. Lists at most --limit problems \
                of each file.

                Exit code 0: no problem; 1: at least one problem.
                """, footer = """

                Examples:
                  duiqi tm validate tm/*.tmx
                """)
    static final class TmValidateCommand extends Subcommand {
        @Mixin
        private OutputOptions.Limit limit = new OutputOptions.Limit(1000);

        @Parameters(arity = "1..*", paramLabel = "MEMORY", description = "TMX files.")
        private List<Path> memories = List.of();

        @Override
        public Integer call() throws IOException {
            int most = limit.atLeast(0);
            int all = 0;
            boolean isUnreadable = false;
            for (Path memory : memories) {
                int[] found = {0};
                try {
                    new TmxValidation((place, rule, problem) -> {
                                found[0]++;
                                if (found[0] <= most) {
                                    print(place + ": " + Terminal.plain(problem) + " [" + rule + "]\n");
                                }
                            })
                            .check(MemoryFiles.tmx(memory));
                } catch (FormatException unreadable) {
                    isUnreadable = true;
                    failures().report(unreadable);
                }
                if (found[0] > most) {
                    print(memory + ": and " + (found[0] - most) + " more\n");
                }
                all += found[0];
            }
            if (isUnreadable) {
                return ExitCode.FAILED;
            }
            return all == 0 ? ExitCode.DONE : ExitCode.FOUND;
        }
    }

    @Command(
            name = "split",
            header = "Split a memory into several.",
            customSynopsis = {
                "duiqi tm split [OPTIONS] --size N -o FOLDER MEMORY",
                "       duiqi tm split [OPTIONS] --by FIELD -o FOLDER MEMORY"
            },
            description = """

                Writes each part as a memory with the header of the original, into a folder. The original stays \
                unchanged. duiqi writes either all parts or none. --by year uses the year of the last change.
                """,
            footer = """

                Examples:
                  duiqi tm split --size 100000 big.tmx -o parts
                  duiqi tm split --by year tm/main.tmx -o years
                  duiqi tm split --by x-source-file tm/main.tmx -o documents
                """)
    static final class TmSplitCommand extends Subcommand {
        @Option(names = "--size", paramLabel = "N", description = "Put N units into each part.")
        private @Nullable Integer size;

        @Option(
                names = "--by",
                paramLabel = "FIELD",
                description = "Group units by year, author or the name of a property.")
        private @Nullable String by;

        @Option(
                names = {"-o", "--output"},
                required = true,
                paramLabel = "FOLDER",
                description = "Write into this folder.")
        private Path folder = Path.of("");

        @Mixin
        private OutputOptions.Force force = new OutputOptions.Force();

        @Mixin
        private OutputOptions.DryRun dryRun = new OutputOptions.DryRun();

        @Mixin
        private Strict strict = new Strict();

        @Parameters(paramLabel = "MEMORY", description = "Memory, a TMX file.")
        private Path memory = Path.of("");

        @Override
        public Integer call() throws IOException {
            if ((size == null) == (by == null)) {
                throw misuse("give either --size or --by");
            }
            if (size != null && size < 1) {
                throw misuse("--size " + size + ": must be at least 1");
            }
            DamageReport report = strict.report(console());
            MemoryEdit edit = new MemoryEdit(
                    memory,
                    Optional.empty(),
                    force.given,
                    dryRun.given,
                    0,
                    report,
                    console().workspace());
            MemoryEdit.Outcome<Map<Path, Integer>> parts =
                    edit.split(Optional.ofNullable(size), String.valueOf(by), folder);
            parts.done().forEach((file, units) -> print(dryRun.mark() + file + ": " + Plurals.units(units) + "\n"));
            report.printKept(memory, parts.unread());
            report.finish();
            return ExitCode.DONE;
        }
    }
}
