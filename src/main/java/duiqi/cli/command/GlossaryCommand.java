package duiqi.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import duiqi.app.GlossaryFiles;
import duiqi.app.MemoryFiles;
import duiqi.app.Project;
import duiqi.cli.option.OptionGroup;
import duiqi.cli.option.ReadingOptions;
import duiqi.cli.option.StandardOutput;
import duiqi.cli.print.Console;
import duiqi.cli.print.DamageReport;
import duiqi.cli.print.ExitCode;
import duiqi.exchange.Omissions;
import duiqi.glossary.Glossary;
import duiqi.glossary.GlossaryFormats;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.report.Terminal;
import duiqi.text.Location;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Contains the commands for glossaries. */
@Command(
        name = "glossary",
        header = "Manage glossaries: validate, convert, list, find, extract.",
        description = """

                A glossary lists terms with their translations: preferred, admitted, deprecated or forbidden, and \
                terms that are not to be translated. It is a table, a TBX or JSON file, or a glossary of OmegaT. A \
                table has one row per translation, with the columns zh and en, and optionally concept, status, \
                type, pos, domain, exceptions, context, level, case-sensitive, files and note.

                duiqi reports and skips rows that it cannot read; the exit code is then 2.
                """,
        footer = """

                Examples:
                  duiqi glossary validate
                  duiqi glossary find 自立自强
                  duiqi glossary list --status forbidden
                  duiqi glossary convert glossary/terms.csv -o terms.tbx
                """)
public final class GlossaryCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    public static List<Object> subcommands(Console console) {
        return List.of(
                new GlossaryValidateCommand(console),
                new GlossaryConvertCommand(console),
                new GlossaryListCommand(console),
                new GlossaryFindCommand(console),
                new GlossaryExtractCommand(console));
    }

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(), "no command given; give one, for example: duiqi glossary validate");
    }

    /** Prints terms as a table. A Chinese character takes two columns. */
    static final class TermTable {
        /** Maximum width of a column. A longer text shifts only the rest of its own line. */
        private static final int MAX_WIDTH = 48;

        private final Console console;

        TermTable(Console console) {
            this.console = console;
        }

        /** Prints one line per term. */
        void print(List<TermEntry> entries) {
            List<List<String>> rows = entries.stream().map(TermTable::row).toList();
            int[] widths = new int[rows.isEmpty() ? 0 : rows.get(0).size()];
            for (List<String> row : rows) {
                for (int i = 0; i < widths.length; i++) {
                    int width = Terminal.Columns.width(row.get(i));
                    widths[i] = width <= MAX_WIDTH ? Math.max(widths[i], width) : widths[i];
                }
            }
            for (List<String> row : rows) {
                StringBuilder line = new StringBuilder();
                for (int i = 0; i < widths.length; i++) {
                    String cell = row.get(i);
                    line.append(cell).append(" ".repeat(Math.max(0, widths[i] - Terminal.Columns.width(cell)) + 2));
                }
                console.out().print(line.toString().stripTrailing() + "\n");
            }
        }

        private static List<String> row(TermEntry entry) {
            return Stream.of(
                            entry.chinese(),
                            entry.english(),
                            entry.status().toString(),
                            entry.details().domain(),
                            entry.location().file() + ":" + entry.location().line())
                    .map(Terminal::plain)
                    .toList();
        }
    }

    /** Finds terms in glossaries. */
    @Command(name = "find", header = "Find a word in glossaries.", description = """

                Searches the Chinese and English terms, also inside longer terms. Case, hyphens, and simplified or \
                traditional characters do not matter.

                Exit code 0: found; 1: not found.
                """, footer = """

                Examples:
                  duiqi glossary find 自立自強
                  duiqi glossary find 'self-reliance'
                  duiqi glossary find --glossary terms.tbx research
                """)
    private static final class GlossaryFindCommand implements Callable<Integer> {
        private final Console console;

        @Option(
                names = "--glossary",
                paramLabel = "FILE|FOLDER",
                defaultValue = Project.GLOSSARIES,
                order = OptionGroup.TERMS,
                description = "Use the terms of this glossary or folder; repeatable. Default: ${DEFAULT-VALUE}.")
        private List<Path> places = List.of();

        @Mixin
        private ReadingOptions.ColumnOptions columns = new ReadingOptions.ColumnOptions();

        @Parameters(paramLabel = "WORD", description = "Word or part of a word, Chinese or English.")
        private String word = "";

        GlossaryFindCommand(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            if (word.isBlank()) {
                throw new IllegalArgumentException("the word is empty; give a word");
            }
            DamageReport.FaultReport faults = new DamageReport.FaultReport(console);
            Glossary glossary = GlossaryFiles.read(places, columns.choice(), faults);
            faults.finish();
            List<TermEntry> entries = glossary.find(word);
            new TermTable(console).print(entries);
            return faults.exitCode(entries.isEmpty() ? ExitCode.FOUND : ExitCode.DONE);
        }
    }

    /** Lists the terms of glossaries. */
    @Command(name = "list", header = "List the terms of glossaries.", description = """

                Prints one line per translation, in the order of the glossaries.

                Exit code 0: there are terms; 1: there are none.
                """, footer = """

                Examples:
                  duiqi glossary list
                  duiqi glossary list --status forbidden
                  duiqi glossary list --domain economy terms.tbx
                """)
    private static final class GlossaryListCommand implements Callable<Integer> {
        private final Console console;

        @Option(
                names = "--status",
                paramLabel = "STATUS",
                split = ",",
                hideParamSyntax = true,
                order = OptionGroup.TERMS,
                description = "List only ${COMPLETION-CANDIDATES} terms.")
        private List<TermStatus> statuses = List.of();

        @Option(
                names = "--domain",
                paramLabel = "DOMAIN",
                order = OptionGroup.TERMS,
                description = "List only terms of this domain.")
        private @Nullable String domain;

        @Mixin
        private ReadingOptions.ColumnOptions columns = new ReadingOptions.ColumnOptions();

        @Parameters(
                arity = "0..*",
                paramLabel = "GLOSSARY",
                defaultValue = Project.GLOSSARIES,
                description = "Glossaries, or folders of glossaries. Default: ${DEFAULT-VALUE}.")
        private List<Path> places = List.of();

        GlossaryListCommand(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            DamageReport.FaultReport faults = new DamageReport.FaultReport(console);
            Glossary glossary = GlossaryFiles.read(places, columns.choice(), faults);
            faults.finish();
            List<TermEntry> entries = glossary.entries().stream()
                    .filter(entry -> statuses.isEmpty() || statuses.contains(entry.status()))
                    .filter(entry -> domain == null || entry.details().domain().equalsIgnoreCase(domain.strip()))
                    .toList();
            new TermTable(console).print(entries);
            return faults.exitCode(entries.isEmpty() ? ExitCode.FOUND : ExitCode.DONE);
        }
    }

    /** Validates glossaries. */
    @Command(name = "validate", header = "Find errors in glossaries.", description = """

                Prints each problem with its location and rule. duiqi validates several glossaries as one, because \
                duiqi check uses them together.

                With --tm, it also counts the uses of the terms in memories. It names the terms that mostly have \
                other translations there, and proposes exceptions, a part of speech or a context.

                Exit code 0: no problem, or notes only; 1: at least one problem; 2: a row or file that cannot be \
                read.
                """, footer = """

                Rules:
                  unreadable        a row or file that cannot be read
                  duplicate         a translation that is listed twice
                  contradiction     a translation with two statuses
                  two-preferred     a term with two preferred translations
                  two-concepts      a term in two concepts with different translations
                  exception         an exception that does not contain the term
                  language          an entry that is not Chinese with its English
                  script            (note) a term in traditional and simplified characters
                  forbidden-inside  (note) a wrong translation inside a right one
                  ambiguous         (note) an everyday word that has many other translations

                Examples:
                  duiqi glossary validate
                  duiqi glossary validate terms.tbx
                  duiqi glossary validate --tm tm/main.tmx
                """)
    private static final class GlossaryValidateCommand implements Callable<Integer> {
        private record Line(Location location, String text) {}

        private final Console console;

        @Option(
                names = "--tm",
                paramLabel = "FILE|FOLDER",
                order = OptionGroup.TERMS,
                description = "Use this memory or folder of memories; repeatable.")
        private List<Path> memories = List.of();

        @Mixin
        private ReadingOptions.ColumnOptions columns = new ReadingOptions.ColumnOptions();

        @Parameters(
                arity = "0..*",
                paramLabel = "GLOSSARY",
                defaultValue = Project.GLOSSARIES,
                description = "Glossaries, or folders of glossaries. Default: ${DEFAULT-VALUE}.")
        private List<Path> places = List.of();

        GlossaryValidateCommand(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            int[] unreadable = {0};
            int[] faults = {0};
            Glossary glossary = GlossaryFiles.read(places, columns.choice(), fault -> {
                unreadable[0]++;
                print(fault.getMessage() + " [unreadable]");
            });
            List<Line> lines = new ArrayList<>();
            DamageReport damage = new DamageReport(console, false);
            GlossaryFiles.validate(
                    glossary,
                    memories,
                    (location, rule, isNote, problem) -> {
                        faults[0] += isNote ? 0 : 1;
                        lines.add(new Line(
                                location, location + ": " + (isNote ? "note: " : "") + problem + " [" + rule + "]"));
                    },
                    damage);
            damage.finish();
            lines.stream().sorted(Comparator.comparing(Line::location)).forEach(line -> print(line.text));
            if (unreadable[0] > 0) {
                return ExitCode.FAILED;
            }
            return faults[0] > 0 ? ExitCode.FOUND : ExitCode.DONE;
        }

        private void print(String line) {
            console.out().print(Terminal.plain(line) + "\n");
        }
    }

    /** Proposes terms from memories. */
    @Command(name = "extract", header = "Propose terms from memories.", description = """

                Finds recurring Chinese terms with their English translations, and writes them as a glossary for \
                you to edit. The most probable translation is preferred, the others are admitted. The most probable \
                terms come first, names last. Delete the lines of phrases that are not terms.

                The name of the output file selects its format, as in duiqi glossary convert. Standard output is \
                CSV. Reads every format that duiqi tm convert reads.
                """, footer = """

                Examples:
                  duiqi glossary extract tm/*.tmx -o candidates.csv
                  duiqi glossary extract --min-count 5 --known glossary/science.csv tm/main.tmx
                """)
    private static final class GlossaryExtractCommand implements Callable<Integer> {
        private final Console console;

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FILE",
                order = OptionGroup.OUTPUT,
                description = "Write to this file. Default: standard output.")
        private Optional<Path> output = Optional.empty();

        @Option(
                names = "--min-count",
                paramLabel = "N",
                defaultValue = "3",
                order = OptionGroup.TERMS,
                description = "Omit phrases translated in fewer than N units. Default: ${DEFAULT-VALUE}.")
        private int fewest;

        @Option(
                names = "--limit",
                paramLabel = "N",
                defaultValue = "500",
                order = OptionGroup.OUTPUT,
                description = "List at most N results. Default: ${DEFAULT-VALUE}.")
        private int limit;

        @Option(
                names = "--known",
                paramLabel = "FILE|FOLDER",
                order = OptionGroup.TERMS,
                description = "Omit the terms of this glossary or folder; repeatable.")
        private List<Path> known = List.of();

        @Option(names = "--force", order = OptionGroup.OUTPUT, description = "Replace existing output files.")
        private boolean force;

        @Option(
                names = "--strict",
                order = OptionGroup.INPUT,
                description = "Reject damaged files instead of repairing them.")
        private boolean strict;

        @Parameters(
                arity = "1..*",
                paramLabel = "MEMORY",
                description = "Memories, or other files with translation units.")
        private List<Path> memories = List.of();

        GlossaryExtractCommand(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            Optional<Path> file = StandardOutput.file(output);
            GlossaryFormats.Format format = file.isPresent()
                    ? GlossaryFiles.formatToWrite("glossary extract", file.get(), Optional.empty())
                    : GlossaryFiles.named("csv");
            MemoryFiles.OutputFiles outputs =
                    new MemoryFiles.OutputFiles(file.stream().toList(), force);
            outputs.requireFree();
            DamageReport report = new DamageReport(console, strict);
            Glossary glossary = GlossaryFiles.extract(memories, known, fewest, limit, report);
            report.finish();
            if (file.isPresent()) {
                outputs.write(outs ->
                        format.write(glossary, outs.get(0), console.clock().instant(), new Omissions()));
            } else {
                ByteArrayOutputStream table = new ByteArrayOutputStream();
                format.write(glossary, table, console.clock().instant(), new Omissions());
                console.out().print(table.toString(UTF_8));
            }
            return report.lost() > 0 ? ExitCode.FAILED : ExitCode.DONE;
        }
    }
}
