package duiqi.cli.command;

import duiqi.align.Evaluation;
import duiqi.align.GoldPairs;
import duiqi.app.GoldProject;
import duiqi.cli.print.Console;
import duiqi.cli.print.ExitCode;
import duiqi.cli.print.Failures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Evaluates alignments by a gold standard. */
@Command(name = "evaluate", header = "Judge alignments by a gold standard.", description = """

                Compares alignments in the ids form, [0,1]:[2] a line, with a gold standard in the same form and \
                prints precision, recall and F1: strict, where a pair counts when the gold has the very same, and \
                lax, where it counts when it shares two sentences with one of the gold.

                Precision is over all pairs of the alignment, those with an empty side included; recall over the \
                pairs of the gold that have two sides. In folders, files of one name belong together, such as \
                x.gold and x.align, and the counts of all documents are added up.
                """, footer = """

                    Examples:
                      duiqi align --sentences --to ids -o out gold
                      duiqi evaluate gold out
                      duiqi evaluate --per-document --json x.gold x.align
                      duiqi evaluate --differences x.gold x.align
                    """)
public final class EvaluateCommand implements Callable<Integer> {
    private final Console console;
    private final Failures failures;

    @Option(names = "--json", description = "Print JSON, one object a line.")
    private boolean json;

    @Option(
            names = "--differences",
            description =
                    "Before all figures, print each place where the two part, and how many there are of each kind.")
    private boolean differences;

    @Option(names = "--per-document", description = "Before the whole, print each document by itself.")
    private boolean perDocument;

    @Parameters(index = "0", paramLabel = "GOLD", description = "A gold standard, or a folder of them.")
    private Path gold = Path.of("");

    @Parameters(index = "1", paramLabel = "TEST", description = "An alignment, or a folder of them.")
    private Path test = Path.of("");

    public EvaluateCommand(Console console, Failures failures) {
        this.console = console;
        this.failures = failures;
    }

    @Override
    public Integer call() throws IOException {
        GoldPairs pairs = GoldProject.pairs(gold, test);
        int unpaired = warn(pairs.goldOnly(), "has no alignment in " + test)
                | warn(pairs.testOnly(), "has no gold in " + gold);
        Printer printer = new Printer();
        Optional<Evaluation> all = GoldProject.evaluate(pairs, printer);
        if (all.isPresent()) {
            if (differences && !json) {
                console.out().print(summary(printer.kinds) + "\n");
            }
            print("", all.get());
        }
        return unpaired | printer.exitCode;
    }

    /** Prints each document as the options ask. */
    private final class Printer implements GoldProject.Listener {
        private final Map<GoldPairs.Difference.Kind, Integer> kinds = new EnumMap<>(GoldPairs.Difference.Kind.class);
        private int exitCode = ExitCode.DONE;

        @Override
        public void evaluated(GoldPairs.Pair pair, Evaluation evaluation) throws IOException {
            if (differences) {
                for (GoldPairs.Difference place : pair.differences()) {
                    kinds.merge(place.kind(), 1, Integer::sum);
                    console.out().print((json ? place.toJson(pair.name()) : pair.name() + " " + place.toLine()) + "\n");
                }
            }
            if (perDocument) {
                print(pair.name(), evaluation);
            }
        }

        @Override
        public void failed(IOException failure) {
            failures.report(failure);
            exitCode = ExitCode.FAILED;
        }
    }

    private int warn(List<Path> files, String problem) {
        files.forEach(file -> console.err().println("duiqi: " + file + ": " + problem + "; it is left out"));
        return files.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static String summary(Map<GoldPairs.Difference.Kind, Integer> kinds) {
        int all = kinds.values().stream().mapToInt(Integer::intValue).sum();
        return all + " differences"
                + kinds.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", ", all == 0 ? "" : ": ", ""));
    }

    private void print(String name, Evaluation evaluation) {
        if (json) {
            console.out().print(evaluation.toJson(name) + "\n");
        } else {
            console.out().print((name.isEmpty() ? "" : name + " ") + evaluation.toLine() + "\n");
        }
    }
}
