package duiqi.cli;

import duiqi.memory.TmxValidation;
import duiqi.report.Terminal;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
final class TmValidateCommand implements Callable<Integer> {
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
                new TmxValidation((place, rule, problem) -> {
                            found[0]++;
                            if (found[0] <= most) {
                                console.out().print(place + ": " + Terminal.plain(problem) + " [" + rule + "]\n");
                            }
                        })
                        .check(Memories.tmx(memory));
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
