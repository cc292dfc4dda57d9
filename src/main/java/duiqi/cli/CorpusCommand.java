package duiqi.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands for corpora. */
@Command(
        name = "corpus",
        header = "Do the same for thousands or millions of documents, on one machine or many: align.",
        description = """

                What is too much for one machine, or for one command after the other, is done by Apache Spark: here on all \
                processors, or on a cluster by spark-submit. The first use fetches Spark.
                """,
        footer = """

                Examples:
                  duiqi corpus align documents.jsonl corpus
                  duiqi corpus align --explain documents.jsonl corpus
                """)
final class CorpusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    /** The commands. */
    static List<Object> subcommands(Console console) {
        return List.of(new CorpusAlignCommand(console));
    }

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(), "give a command; for example: duiqi corpus align documents.jsonl corpus");
    }
}
