package duiqi.cli.command;

import duiqi.align.Evaluation;
import duiqi.align.GoldPairs;
import duiqi.app.GoldProject;
import duiqi.cli.option.OptionGroup;
import duiqi.cli.print.Console;
import duiqi.cli.print.ExitCode;
import duiqi.cli.print.Failures;
import duiqi.text.Plurals;
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

/** Evaluates alignments against a gold standard. */
@Command(name = "evaluate", header = "Evaluate alignments against a gold standard.", description = """

                Compares alignments in the ids format of duiqi align, one [0,1]:[2] per line, with a gold standard \
                in the same format. Prints strict and lax precision, recall and F1. A bead is a strict match if the \
                gold standard contains the same bead, and a lax match if it shares a source and a target sentence \
                with a gold bead.

                Precision counts all beads of the alignment, including those with an empty side. Recall counts the \
                gold beads that have two sides. Both files need the same direction: gold standards of duiqi have the \
                Chinese sentences first, so give the Chinese text first to duiqi align. In folders, duiqi compares files with the same name, such as x.gold \
                and x.align, and adds up the counts of all documents.
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

    @Option(names = "--json", order = OptionGroup.OUTPUT, description = "Print JSON, one object per line.")
    private boolean json;

    @Option(
            names = "--differences",
            order = OptionGroup.OUTPUT,
            description = "Print each difference and count the kinds of differences.")
    private boolean differences;

    @Option(
            names = "--per-document",
            order = OptionGroup.OUTPUT,
            description = "Print the results of each document before the total.")
    private boolean perDocument;

    @Parameters(index = "0", paramLabel = "GOLD", description = "Gold standard: a file or a folder.")
    private Path gold = Path.of("");

    @Parameters(index = "1", paramLabel = "TEST", description = "Alignment to evaluate: a file or a folder.")
    private Path test = Path.of("");

    public EvaluateCommand(Console console, Failures failures) {
        this.console = console;
        this.failures = failures;
    }

    @Override
    public Integer call() throws IOException {
        GoldPairs pairs = GoldProject.pairs(gold, test);
        int unpaired = warn(pairs.goldOnly(), "has no alignment in " + test)
                | warn(pairs.testOnly(), "has no gold standard in " + gold);
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

    /** Prints the results of each document. */
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
        files.forEach(file -> console.err().println("duiqi: " + file + ": " + problem + "; skipped"));
        return files.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static String summary(Map<GoldPairs.Difference.Kind, Integer> kinds) {
        int all = kinds.values().stream().mapToInt(Integer::intValue).sum();
        return Plurals.of(all, "difference")
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
