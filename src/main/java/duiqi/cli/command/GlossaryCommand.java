package duiqi.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import duiqi.app.GlossaryFiles;
import duiqi.app.MemoryConversion;
import duiqi.app.MemoryFiles;
import duiqi.app.Project;
import duiqi.check.TermVariants;
import duiqi.cli.option.OutputOptions;
import duiqi.cli.option.ReadingOptions;
import duiqi.cli.option.Strict;
import duiqi.cli.print.DamageReport;
import duiqi.cli.print.ExitCode;
import duiqi.cli.print.Rows;
import duiqi.cli.print.VariantTable;
import duiqi.exchange.Omissions;
import duiqi.exchange.Table;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "glossary",
        header = "Maintain glossaries: validate, convert, list, find, extract.",
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
                """,
        subcommands = {
            GlossaryCommand.GlossaryValidateCommand.class,
            GlossaryConvertCommand.class,
            GlossaryCommand.GlossaryListCommand.class,
            GlossaryCommand.GlossaryFindCommand.class,
            GlossaryCommand.GlossaryExtractCommand.class
        })
public final class GlossaryCommand {
    private abstract static class TermList extends Subcommand {
        @Mixin
        private ReadingOptions.ColumnOptions columns = new ReadingOptions.ColumnOptions();

        /** Prints one line per term that a search finds, and returns the exit code. */
        final int list(List<Path> places, Function<Glossary, List<TermEntry>> search) throws IOException {
            DamageReport faults = new DamageReport(console(), false);
            Glossary glossary = GlossaryFiles.read(places, columns.choice, faults);
            faults.finish();
            List<TermEntry> entries = search.apply(glossary);
            Rows rows = new Rows("");
            entries.forEach(entry -> rows.add(
                    entry.chinese(),
                    entry.english(),
                    entry.status(),
                    entry.details().domain(),
                    entry.location().file() + ":" + entry.location().line()));
            print(rows.toString());
            return faults.exitCode(entries.isEmpty() ? ExitCode.FOUND : ExitCode.DONE);
        }
    }

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
    static final class GlossaryFindCommand extends TermList {
        @Option(
                names = "--glossary",
                paramLabel = "FILE|FOLDER",
                defaultValue = Project.GLOSSARIES,
                description = "Use the terms of this glossary or folder; repeatable. Default: ${DEFAULT-VALUE}.")
        private List<Path> places = List.of();

        @Parameters(paramLabel = "WORD", description = "Word or part of a word, Chinese or English.")
        private String word = "";

        @Override
        public Integer call() throws IOException {
            if (word.isBlank()) {
                throw new IllegalArgumentException("the word is empty; give a word");
            }
            return list(places, glossary -> glossary.find(word));
        }
    }

    @Command(name = "list", header = "List the terms of glossaries.", description = """

                Prints one line per translation, in the order of the glossaries.

                Exit code 0: there are terms; 1: there are none.
                """, footer = """

                Examples:
                  duiqi glossary list
                  duiqi glossary list --status forbidden
                  duiqi glossary list --domain economy terms.tbx
                """)
    static final class GlossaryListCommand extends TermList {
        @Option(
                names = "--status",
                paramLabel = "STATUS",
                split = ",",
                hideParamSyntax = true,
                description = "List only ${COMPLETION-CANDIDATES} terms.")
        private List<TermStatus> statuses = List.of();

        @Option(names = "--domain", paramLabel = "DOMAIN", description = "List only terms of this domain.")
        private @Nullable String domain;

        @Parameters(
                arity = "0..*",
                paramLabel = "GLOSSARY",
                defaultValue = Project.GLOSSARIES,
                description = "Glossaries, or folders of glossaries. Default: ${DEFAULT-VALUE}.")
        private List<Path> places = List.of();

        @Override
        public Integer call() throws IOException {
            return list(
                    places,
                    glossary -> glossary.entries().stream()
                            .filter(entry -> statuses.isEmpty() || statuses.contains(entry.status()))
                            .filter(entry ->
                                    domain == null || entry.details().domain().equalsIgnoreCase(domain.strip()))
                            .toList());
        }
    }

    @Command(name = "validate", header = "Find errors in glossaries.", description = """

                Prints each problem with its location and rule. duiqi validates several glossaries as one, because \
                duiqi check uses them together.

                With --tm, it also counts the uses of the terms in memories. It names the terms that mostly have \
                other translations there, and proposes exceptions, a part of speech or a context.

                Exit code 0: no problem, or notes only; 1: at least one problem; 2: a row or file that cannot be \
                read.
                """, footer = """

                Rules:
                  unreadable, duplicate, contradiction, two-preferred, two-concepts, exception,
                  language, script, forbidden-inside, ambiguous
                  https://github.com/duiqi/duiqi/blob/main/src/docs/reference/glossaries.md

                Examples:
                  duiqi glossary validate
                  duiqi glossary validate terms.tbx
                  duiqi glossary validate --tm tm/main.tmx
                """)
    static final class GlossaryValidateCommand extends Subcommand {
        private record Line(Location location, String text) {}

        @Option(
                names = "--tm",
                paramLabel = "FILE|FOLDER",
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

        @Override
        public Integer call() throws IOException {
            int[] unreadable = {0};
            int[] faults = {0};
            Glossary glossary = GlossaryFiles.read(places, columns.choice, fault -> {
                unreadable[0]++;
                line(fault.getMessage() + " [unreadable]");
            });
            List<Line> lines = new ArrayList<>();
            DamageReport damage = new DamageReport(console(), false);
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
            lines.stream().sorted(Comparator.comparing(Line::location)).forEach(line -> line(line.text));
            if (unreadable[0] > 0) {
                return ExitCode.FAILED;
            }
            return faults[0] > 0 ? ExitCode.FOUND : ExitCode.DONE;
        }

        private void line(String line) {
            print(Terminal.plain(line) + "\n");
        }
    }

    @Command(name = "extract", header = "Propose terms from memories.", description = """

                Finds recurring Chinese terms with their English translations, and writes them as a glossary for \
                you to edit. The most probable translation is preferred, the others are admitted. The most probable \
                terms come first, names last. Delete the lines of phrases that are not terms.

                The name of the output file selects its format, as in duiqi glossary convert. Standard output is \
                CSV. Reads every format that duiqi tm convert reads.

                With --variants, it lists the recurrent terms of the source that have several translations, in both \
                directions: the usual translation, then the odd ones with their places. The most suspicious terms \
                come first. An output file is CSV, TSV or XLSX.
                """, footer = """

                Examples:
                  duiqi glossary extract tm/*.tmx -o candidates.csv
                  duiqi glossary extract --variants tm/main.tmx
                  duiqi glossary extract --min-count 5 --known glossary/science.csv tm/main.tmx
                """)
    static final class GlossaryExtractCommand extends Subcommand {
        @Mixin
        private OutputOptions.OutputFile output = new OutputOptions.OutputFile("standard output");

        @Option(
                names = "--min-count",
                paramLabel = "N",
                description = "Omit phrases translated in fewer than N units. Default: ${DEFAULT-VALUE}.")
        private int fewest = 3;

        @Mixin
        private OutputOptions.Limit limit = new OutputOptions.Limit(500);

        @Option(
                names = "--known",
                paramLabel = "FILE|FOLDER",
                description = "Omit the terms of this glossary or folder; repeatable.")
        private List<Path> known = List.of();

        @Option(names = "--variants", description = "List terms with several translations instead.")
        private boolean variants;

        @Mixin
        private OutputOptions.Force force = new OutputOptions.Force();

        @Mixin
        private Strict strict = new Strict();

        @Parameters(
                arity = "1..*",
                paramLabel = "MEMORY",
                description = "Memories, or other files with translation units.")
        private List<Path> memories = List.of();

        @Override
        public Integer call() throws IOException {
            Optional<Path> file = output.file();
            if (variants) {
                return listVariants(file);
            }
            GlossaryFormats.Format format = file.isPresent()
                    ? GlossaryFiles.formatToWrite("glossary extract", file.get(), Optional.empty())
                    : GlossaryFiles.named("csv");
            MemoryFiles.OutputFiles outputs =
                    new MemoryFiles.OutputFiles(file.stream().toList(), force.given);
            outputs.requireFree();
            DamageReport report = strict.report(console());
            Glossary glossary = GlossaryFiles.extract(memories, known, fewest, limit.atLeast(0), report);
            report.finish();
            if (file.isPresent()) {
                outputs.write(outs ->
                        format.write(glossary, outs.get(0), console().clock().instant(), new Omissions()));
            } else {
                ByteArrayOutputStream table = new ByteArrayOutputStream();
                format.write(glossary, table, console().clock().instant(), new Omissions());
                print(table.toString(UTF_8));
            }
            return report.exitCode(ExitCode.DONE);
        }

        private int listVariants(Optional<Path> file) throws IOException {
            Map<String, List<String>> formats = new LinkedHashMap<>();
            Stream.of(Table.Form.values()).forEach(form -> formats.put(form.toString(), form.extensions()));
            MemoryConversion.OutputName names = new MemoryConversion.OutputName("glossary extract", false, formats);
            String format = file.isPresent() ? names.format(file.get(), Optional.empty()) : "";
            MemoryFiles.OutputFiles outputs =
                    new MemoryFiles.OutputFiles(file.stream().toList(), force.given);
            outputs.requireFree();
            DamageReport report = strict.report(console());
            List<TermVariants.Row> rows = GlossaryFiles.variants(memories, known, fewest, report).stream()
                    .limit(limit.atLeast(0))
                    .toList();
            report.finish();
            if (file.isPresent()) {
                outputs.write(outs -> VariantTable.write(
                        rows, format, outs.get(0), console().clock().instant()));
            } else {
                print(VariantTable.text(rows));
            }
            return report.exitCode(ExitCode.DONE);
        }
    }
}
