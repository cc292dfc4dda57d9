package duiqi.cli.command;

import duiqi.align.AlignmentFormat;
import duiqi.align.Evaluation;
import duiqi.align.GoldPairs;
import duiqi.cli.option.OutputOptions;
import duiqi.cli.print.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "evaluate", header = "Compare alignments with a gold standard.", description = """

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
                  diff x.gold x.align                              print each difference
                """)
public final class EvaluateCommand extends Subcommand {
    @Mixin
    private OutputOptions.Json json = new OutputOptions.Json();

    @Option(names = "--per-document", description = "Print the results of each document before the total.")
    private boolean perDocument;

    @Parameters(index = "0", paramLabel = "GOLD", description = "Gold standard: a file or a folder.")
    private Path gold = Path.of("");

    @Parameters(index = "1", paramLabel = "TEST", description = "Alignment to evaluate: a file or a folder.")
    private Path test = Path.of("");

    @Override
    public Integer call() throws IOException {
        GoldPairs pairs = GoldPairs.of(gold, test);
        int exitCode = warn(pairs.goldOnly(), "has no alignment in " + test)
                | warn(pairs.testOnly(), "has no gold standard in " + gold);
        List<Evaluation> documents = new ArrayList<>();
        for (GoldPairs.Pair pair : pairs.pairs()) {
            try {
                Evaluation document =
                        Evaluation.of(AlignmentFormat.read(pair.gold()), AlignmentFormat.read(pair.test()));
                documents.add(document);
                if (perDocument) {
                    print(pair.name(), document);
                }
            } catch (IOException failure) {
                failures().report(failure);
                exitCode = ExitCode.FAILED;
            }
        }
        if (!documents.isEmpty()) {
            print("", documents.stream().reduce(Evaluation.NONE, Evaluation::plus));
        }
        return exitCode;
    }

    private int warn(List<Path> files, String problem) {
        files.forEach(file -> warn(file + ": " + problem + "; skipped"));
        return files.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void print(String name, Evaluation evaluation) {
        String line = (name.isEmpty() ? "" : name + " ") + evaluation.toLine();
        print((json.given ? evaluation.toJson(name) : line) + "\n");
    }
}
