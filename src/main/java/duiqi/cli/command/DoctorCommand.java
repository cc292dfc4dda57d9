package duiqi.cli.command;

import duiqi.cli.option.OutputOptions;
import duiqi.cli.print.ExitCode;
import duiqi.cli.print.MatchPrinter;
import duiqi.report.Terminal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Checks the installation and the project. Changes nothing. The checks run at the same time; one that fails or takes too
 * long does not stop the others.
 */
@Command(name = "doctor", header = "Check the installation and the project.", description = """

                Checks Java, file names with Chinese characters, the programs and libraries that duiqi can use, the \
                free disk space, and the settings, memories and glossaries of the project. Changes nothing, and \
                takes at most three seconds.

                Each line is ok, note, warning or error, with the subject, what duiqi found, and a remedy.

                Exit code 0: no error; 1: at least one error.
                """, footer = """

                Examples:
                  duiqi doctor
                  duiqi doctor --json
                """)
public final class DoctorCommand extends Subcommand {
    /** Time for all checks together, without the start of Java. */
    private static final Duration PATIENCE = Duration.ofMillis(2300);

    @Mixin
    private OutputOptions.Json json = new OutputOptions.Json();

    @Override
    public Integer call() throws InterruptedException {
        Map<String, Remarks.Check> checks = new LinkedHashMap<>();
        new Installation(console(), name -> System.getProperty(name, "")).addTo(checks);
        new ProjectCondition(console()).addTo(checks);
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "doctor");
            thread.setDaemon(true); // A check that hangs must not keep the process alive.
            return thread;
        });
        List<Callable<Remarks>> tasks = new ArrayList<>();
        checks.forEach((subject, check) -> tasks.add(() -> Remarks.of(subject, check)));
        List<Future<Remarks>> results = threads.invokeAll(tasks, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        threads.shutdownNow();
        boolean hasError = false;
        Iterator<String> subjects = checks.keySet().iterator();
        for (Future<Remarks> result : results) {
            Remarks remarks = result(subjects.next(), result);
            remarks.shown().forEach(remark -> print(remarks.subject(), remark));
            hasError |= remarks.hasError();
        }
        return hasError ? ExitCode.FOUND : ExitCode.DONE;
    }

    private static Remarks result(String subject, Future<Remarks> future) throws InterruptedException {
        try {
            return future.get();
        } catch (CancellationException late) {
            return Remarks.of(
                    subject,
                    Remarks.Level.WARNING,
                    "the check takes too long; run duiqi doctor again on a quiet machine");
        } catch (ExecutionException broken) {
            return Remarks.of(
                    subject, Remarks.Level.ERROR, "the check failed: " + broken.getCause() + "; install duiqi again");
        }
    }

    private void print(String subject, Remarks.Remark remark) {
        if (json.isGiven()) {
            new MatchPrinter(console(), false)
                    .print(Map.of("subject", subject, "level", remark.level().toString(), "text", remark.text()));
        } else {
            print(String.format(
                    Locale.ROOT, "%-8s %-10s %s\n", remark.level(), subject, Terminal.plain(remark.text())));
        }
    }
}
