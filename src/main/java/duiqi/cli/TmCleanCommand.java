package duiqi.cli;

import duiqi.app.MemoryFiles;
import duiqi.app.Plurals;
import duiqi.exchange.TmxRewrite;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.io.AtomicFile;
import duiqi.lexicon.Lexicon;
import duiqi.memory.MemoryCleaning;
import duiqi.report.Terminal;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
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
              one-sided          no Chinese side, or no English one
              identical          the rendering is the source
              wrong-language     a side in another language than it says
              wrong-script       traditional characters where it says simplified, or the
                                 other way round
              broken-characters  characters that a wrong encoding left
              length-ratio       a side far too long for the other
              misaligned         sides that have no words in common, by the lexicon

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
        List<MemoryCleaning.Filter> filters = filters();
        if (removed != null && Files.exists(MemoryFiles.newTmx(removed))) {
            throw new FormatException(removed.toString(), "is there already", "name another file with --removed");
        }
        Reasons reasons = new Reasons();
        MemoryCleaning cleaning = new MemoryCleaning(filters, reasons);
        if (change.isDryRun()) {
            return show(cleaning, filters);
        }
        return change.apply(
                console,
                inColour.getAsBoolean(),
                memory,
                listener -> {
                    // Cleaning decides while it writes, which is too late to refuse damage.
                    read(listener, (unit, place) -> {});
                    if (removed != null) {
                        writeRemoved(removed, filters);
                    }
                    return cleaning;
                },
                () -> summary(filters, cleaning));
    }

    private int show(MemoryCleaning cleaning, List<MemoryCleaning.Filter> filters) throws IOException {
        DamageReport report = new DamageReport(console, change.isStrict());
        MemoryFiles.tmx(memory);
        read(report, cleaning::of);
        report.finish();
        console.out().print("dry run: " + summary(filters, cleaning) + "\n");
        return ExitCode.DONE;
    }

    /** Is shown each unit. */
    @FunctionalInterface
    private interface Look {
        void at(Tu unit, Location place) throws IOException;
    }

    private void read(ReadProblem.Listener listener, Look look) throws IOException {
        try (UnitReader reader = MemoryFiles.source(memory).open(listener)) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                look.at(unit.get(), reader.location());
            }
        }
    }

    /** Shows with --dry-run why each unit would go. */
    private final class Reasons implements MemoryCleaning.Taken {
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

    private List<MemoryCleaning.Filter> filters() throws FormatException {
        List<MemoryCleaning.Filter> all = MemoryCleaning.Filter.all(Lexicon.standard());
        Set<String> names =
                all.stream().map(MemoryCleaning.Filter::name).collect(Collectors.toCollection(TreeSet::new));
        List<String> asked = new ArrayList<>(only);
        asked.addAll(without);
        for (String name : asked) {
            if (!names.contains(name)) {
                throw new FormatException(name, "is no filter", "give some of " + String.join(", ", names));
            }
        }
        return all.stream()
                .filter(filter -> only.isEmpty() || only.contains(filter.name()))
                .filter(filter -> !without.contains(filter.name()))
                .toList();
    }

    private void writeRemoved(Path file, List<MemoryCleaning.Filter> filters) throws IOException {
        MemoryCleaning again = new MemoryCleaning(filters, (unit, place, filter, reason) -> {});
        ReadProblem.Listener silent = damage -> {};
        TmxRewrite rewrite = new TmxRewrite(MemoryFiles.tmx(memory), silent);
        AtomicFile.write(
                file,
                out -> rewrite.copy(
                        (unit, place) -> again.of(unit, place).isPresent() ? Optional.empty() : Optional.of(unit),
                        file,
                        out));
    }

    private String summary(List<MemoryCleaning.Filter> filters, MemoryCleaning cleaning) {
        StringBuilder text = new StringBuilder();
        text.append(change.target(memory))
                .append(": ")
                .append(Plurals.units(cleaning.kept()))
                .append(" kept; taken out:");
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
