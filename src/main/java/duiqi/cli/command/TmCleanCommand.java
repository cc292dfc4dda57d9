package duiqi.cli.command;

import duiqi.app.MemoryEdit;
import duiqi.cli.option.OutputOptions;
import duiqi.cli.print.DiffPrinter;
import duiqi.memory.MemoryCleaning;
import duiqi.report.Terminal;
import duiqi.text.Plurals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "clean", header = "Remove bad units from a memory.", description = """

                Applies the filters to each unit in turn. The first filter that matches removes the unit. Start with \
                --dry-run, which prints each unit with the reason, at most --limit units. --removed keeps the \
                removed units in a memory of their own.
                """, footer = """

                Filters (--filters, --without):
                  empty, one-sided, identical, wrong-language, wrong-script, broken-characters,
                  length-ratio, misaligned, improbable
                  https://github.com/duiqi/duiqi/blob/main/src/docs/reference/memories.md

                Examples:
                  duiqi tm clean --dry-run tm/main.tmx
                  duiqi tm clean --filters improbable --min-probability 0.5 tm/main.tmx
                  duiqi tm clean --without length-ratio,misaligned --removed bad.tmx tm/main.tmx
                """)
final class TmCleanCommand extends MemoryChangeCommand {
    @Option(
            names = "--filters",
            paramLabel = "NAME",
            split = ",",
            hideParamSyntax = true,
            description = "Apply only these filters, separated by commas. Default: all.")
    private List<String> only = List.of();

    @Option(
            names = "--without",
            paramLabel = "NAME",
            split = ",",
            hideParamSyntax = true,
            description = "Skip these filters, separated by commas.")
    private List<String> without = List.of();

    @Option(
            names = "--min-quality",
            paramLabel = "QUALITY",
            converter = OutputOptions.ProbabilityConverter.class,
            description = "Remove units whose sides translate each other with a lower probability, 0 to 1. Default: "
                    + "${DEFAULT-VALUE}.")
    private double minQuality = MemoryCleaning.Filter.MIN_QUALITY;

    @Option(
            names = "--min-probability",
            paramLabel = "MIN",
            converter = OutputOptions.ProbabilityConverter.class,
            description = "Remove pairs whose probability in the memory is lower. Default: 0.")
    private double minProbability;

    @Option(names = "--removed", paramLabel = "FILE", description = "Write the removed units to this new TMX file.")
    private @Nullable Path removed;

    @Override
    public Integer call() throws IOException {
        List<MemoryCleaning.Filter> filters = MemoryEdit.filters(only, without, minQuality, minProbability);
        int[] shown = {0};
        MemoryCleaning.Listener listener = (unit, place, filter, reason) -> {
            if (dryRun.given && shown[0]++ < most()) {
                print(place + ": [" + filter.name() + "] " + Terminal.plain(reason) + ": "
                        + DiffPrinter.MemoryText.of(unit) + "\n");
            }
        };
        return apply(
                edit -> edit.clean(filters, Optional.ofNullable(removed), listener),
                cleaning -> Plurals.units(cleaning.kept()) + " kept; removed:"
                        + filters.stream()
                                .map(filter -> String.format(
                                        Locale.ROOT,
                                        "\n  %6d  %s: %s",
                                        cleaning.counts().get(filter.name()),
                                        filter.name(),
                                        filter.description()))
                                .collect(Collectors.joining()));
    }
}
