package duiqi.benchmark;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks whose names match an expression, and prints the time for each sentence. */
final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] arguments) throws RunnerException {
        Machine.print(System.out, "./mvnw -q -Pbenchmark test -Dbenchmark=" + arguments[0]);
        Collection<RunResult> results =
                new Runner(new OptionsBuilder().include(arguments[0]).build()).run();
        for (RunResult result : results) {
            String sentences = result.getParams().getParam("sentences");
            if (sentences != null) {
                double milliseconds = result.getPrimaryResult().getScore();
                double each = milliseconds / Integer.parseInt(sentences);
                System.out.printf(
                        Locale.ROOT,
                        "%s, %s sentences: %.3f ms a sentence, %.0f sentences a second%n",
                        result.getPrimaryResult().getLabel(),
                        sentences,
                        each,
                        1000 / each);
            }
        }
    }
}
