package duiqi.cli;

import duiqi.memory.MemoryDiff;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
final class TmDiffCommand implements Callable<Integer> {
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
        MemoryDiff diff = MemoryDiff.of(Memories.source(before), Memories.source(after), report);
        report.finish();
        new DiffPrinter(console, inColour.getAsBoolean(), most).print(diff);
        return diff.isEmpty() ? ExitCode.DONE : ExitCode.FOUND;
    }
}
