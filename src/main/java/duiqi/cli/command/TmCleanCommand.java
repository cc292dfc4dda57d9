package duiqi.cli.command;

import duiqi.app.MemoryEdit;
import duiqi.cli.option.MemoryChange;
import duiqi.cli.print.Console;
import duiqi.cli.print.DiffPrinter;
import duiqi.exchange.Tu;
import duiqi.memory.MemoryCleaning;
import duiqi.report.Terminal;
import duiqi.text.Location;
import duiqi.text.Plurals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes bad units out of a memory. */
@Command(
        name = "clean",
        header = "Take bad units out of a memory, each kind by its own filter.",
        description = """

                Every unit is shown to the filters in turn; the first that finds something takes it out. Look first with \
                --dry-run: it names each unit with the reason. Units taken out can be kept in a memory of their own with \
                --removed.
                """,
        footer = """

                Filters (--only, --without):
                  empty              a side without text
                  one-sided          no Chinese or no English side
                  identical          a translation identical to its source
                  wrong-language     a side not in its declared language
                  wrong-script       a Chinese side not in its declared script
                  broken-characters  characters damaged by a wrong encoding
                  length-ratio       a side far too long for the other
                  misaligned         sides whose words do not translate each other

                Examples:
                  duiqi tm clean --dry-run tm/main.tmx
                  duiqi tm clean --without length-ratio,misaligned --removed bad.tmx tm/main.tmx
                """)
final class TmCleanCommand implements Callable<Integer> {
    private final Console console;
    private final BooleanSupplier inColour;

    @Mixin
    private MemoryChange change = new MemoryChange();

    @Option(names = "--only", split = ",", paramLabel = "FILTER", description = "Ask these filters alone.")
    private List<String> only = List.of();

    @Option(names = "--without", split = ",", paramLabel = "FILTER", description = "Do not ask these filters.")
    private List<String> without = List.of();

    @Option(
            names = "--removed",
            paramLabel = "FILE",
            description = "Write the units taken out to this TMX file, which must be new.")
    private @Nullable Path removed;

    @Parameters(paramLabel = "MEMORY", description = "The memory, a TMX file.")
    private Path memory = Path.of("");

    TmCleanCommand(Console console, BooleanSupplier inColour) {
        this.console = console;
        this.inColour = inColour;
    }

    @Override
    public Integer call() throws IOException {
        List<MemoryCleaning.Filter> filters = MemoryEdit.filters(only, without);
        return change.apply(
                console,
                inColour.getAsBoolean(),
                memory,
                edit -> edit.clean(filters, Optional.ofNullable(removed), new Reasons()),
                cleaning -> summary(filters, cleaning));
    }

    /** Shows with --dry-run why each unit would go. */
    private final class Reasons implements MemoryCleaning.Listener {
        private int shown;

        @Override
        public void show(Tu unit, Location place, MemoryCleaning.Filter filter, String reason) {
            if (change.isDryRun() && shown < change.most()) {
                shown++;
                console.out()
                        .print(place + ": [" + filter.name() + "] " + Terminal.plain(reason) + ": "
                                + DiffPrinter.MemoryText.of(unit) + "\n");
            }
        }
    }

    private static String summary(List<MemoryCleaning.Filter> filters, MemoryCleaning cleaning) {
        StringBuilder text = new StringBuilder();
        text.append(Plurals.units(cleaning.kept())).append(" kept; taken out:");
        for (MemoryCleaning.Filter filter : filters) {
            text.append("\n  ")
                    .append(String.format(Locale.ROOT, "%6d", cleaning.counts().get(filter.name())))
                    .append("  ")
                    .append(filter.name())
                    .append(": ")
                    .append(filter.description());
        }
        return text.toString();
    }
}
