package duiqi.cli.command;

import duiqi.app.MemoryFiles;
import duiqi.cli.option.OptionGroup;
import duiqi.cli.print.Console;
import duiqi.cli.print.DamageReport;
import duiqi.cli.print.ExitCode;
import duiqi.memory.MemoryStatistics;
import duiqi.report.Terminal;
import duiqi.text.Plurals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Counts the contents of memories. */
@Command(name = "stats", header = "Count units, languages and words in memories.", description = """

                Counts units, languages, characters, words and duplicates, and shows where units come from and when \
                they changed. The counts are totals of all files. Reads every format that duiqi tm convert reads.
                """, footer = """

                Examples:
                  duiqi tm stats tm/*.tmx
                """)
final class TmStatsCommand implements Callable<Integer> {
    private static final int BAR = 30;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉█";

    private final Console console;

    @Option(
            names = "--strict",
            order = OptionGroup.INPUT,
            description = "Reject damaged files instead of repairing them.")
    private boolean strict;

    @Parameters(arity = "1..*", paramLabel = "MEMORY", description = "Memories, or other files with translation units.")
    private List<Path> memories = List.of();

    TmStatsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        DamageReport report = new DamageReport(console, strict);
        MemoryStatistics statistics = MemoryFiles.statistics(memories, report);
        report.finish();
        print(statistics);
        return ExitCode.DONE;
    }

    private void print(MemoryStatistics statistics) {
        row("units", statistics.units(), "");
        row("  Chinese and English", statistics.pairs(), "");
        row("  duplicates", statistics.duplicates(), "of an earlier unit");
        row("  alternatives", statistics.alternatives(), "same source and context, other translation");
        row("  aligned", statistics.aligned(), "by software");
        row("  machine", statistics.machine(), "translated");
        row("  unrevised", statistics.unrevised(), "according to their state");
        row("  with inline tags", statistics.withCodes(), "");
        console.out().print("languages\n");
        statistics.codes().forEach((code, counts) -> {
            String language = counts.language().map(found -> found.tag()).orElse("no language");
            String read = language.equals(code) ? "" : "  read as " + language;
            row(
                    "  " + (code.isEmpty() ? "(none)" : code),
                    counts.sides(),
                    Plurals.of(counts.characters(), "character") + ", " + Plurals.of(counts.words(), "word") + read);
        });
        picture("Chinese characters per unit", names(statistics.lengths()));
        picture("last changed", years(statistics));
    }

    private void row(String name, int count, String remark) {
        console.out()
                .print(String.format(Locale.ROOT, "%-22s %9d  %s", Terminal.plain(name), count, remark)
                                .stripTrailing()
                        + "\n");
    }

    private static Map<String, Integer> names(SortedMap<Integer, Integer> lengths) {
        Map<String, Integer> named = new LinkedHashMap<>();
        int from = 0;
        for (Map.Entry<Integer, Integer> entry : lengths.entrySet()) {
            boolean isLast = entry.getKey() == Integer.MAX_VALUE;
            named.put(isLast ? "more" : from + "-" + entry.getKey(), entry.getValue());
            from = isLast ? from : entry.getKey() + 1;
        }
        return named;
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
    private void picture(String title, Map<String, Integer> counts) {
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        if (most == 0) {
            return;
        }
        console.out().print(title + "\n");
        counts.forEach((name, count) -> {
            int eighths = (int) Math.ceil(8.0 * BAR * count / most);
            String bar = "█".repeat(eighths / 8) + (eighths % 8 == 0 ? "" : EIGHTHS.charAt(eighths % 8));
            row("  " + name, count, bar);
        });
    }
}
