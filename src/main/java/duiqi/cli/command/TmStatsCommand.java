package duiqi.cli.command;

import duiqi.app.MemoryFiles;
import duiqi.cli.option.Strict;
import duiqi.cli.print.DamageReport;
import duiqi.cli.print.ExitCode;
import duiqi.cli.print.Rows;
import duiqi.memory.MemoryStatistics;
import duiqi.text.Plurals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "stats", header = "Count units, languages and words in memories.", description = """

                Counts units, languages, characters, words and duplicates, and shows where units come from and when \
                they changed. The counts are totals of all files. Reads every format that duiqi tm convert reads.
                """, footer = """

                Examples:
                  duiqi tm stats tm/*.tmx
                """)
final class TmStatsCommand extends Subcommand {
    private static final int BAR = 30;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉█";

    @Mixin
    private Strict strict = new Strict();

    @Parameters(arity = "1..*", paramLabel = "MEMORY", description = "Memories, or other files with translation units.")
    private List<Path> memories = List.of();

    @Override
    public Integer call() throws IOException {
        DamageReport report = strict.report(console());
        MemoryStatistics statistics = MemoryFiles.statistics(memories, report);
        report.finish();
        print(rows(statistics).toString());
        return ExitCode.DONE;
    }

    private static Rows rows(MemoryStatistics statistics) {
        Rows rows = new Rows("")
                .add("units", statistics.units())
                .add("  Chinese and English", statistics.pairs())
                .add("  duplicates", statistics.duplicates(), "of an earlier unit")
                .add("  alternatives", statistics.alternatives(), "same source and context, other translation")
                .add("  aligned", statistics.aligned(), "by software")
                .add("  machine", statistics.machine(), "translated")
                .add("  unrevised", statistics.unrevised(), "according to their state")
                .add("  with inline tags", statistics.withCodes())
                .add("languages");
        statistics.codes().forEach((code, counts) -> {
            String language = counts.language().map(found -> found.tag()).orElse("no language");
            String read = language.equals(code) ? "" : "  read as " + language;
            rows.add(
                    "  " + (code.isEmpty() ? "(none)" : code),
                    counts.sides(),
                    Plurals.of(counts.characters(), "character") + ", " + Plurals.of(counts.words(), "word") + read);
        });
        picture(rows, "last changed", years(statistics));
        return rows;
    }

    private static Map<String, Integer> years(MemoryStatistics statistics) {
        Map<String, Integer> named = new LinkedHashMap<>();
        statistics.years().forEach((year, count) -> named.put(Integer.toString(year), count));
        int dated =
                statistics.years().values().stream().mapToInt(Integer::intValue).sum();
        if (dated < statistics.units()) {
            named.put("no date", statistics.units() - dated);
        }
        return named;
    }

    /** Draws a bar for each count, with a resolution of an eighth of a column. */
    private static void picture(Rows rows, String title, Map<String, Integer> counts) {
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        if (most == 0) {
            return;
        }
        rows.add(title);
        counts.forEach((name, count) -> {
            int eighths = (int) Math.ceil(8.0 * BAR * count / most);
            String bar = "█".repeat(eighths / 8) + (eighths % 8 == 0 ? "" : EIGHTHS.charAt(eighths % 8));
            rows.add("  " + name, count, bar);
        });
    }
}
