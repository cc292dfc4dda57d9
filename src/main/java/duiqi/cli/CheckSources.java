package duiqi.cli;

import duiqi.align.Aligner;
import duiqi.bitext.FormatException;
import duiqi.check.CheckRun;
import duiqi.check.CheckedUnit;
import duiqi.check.CheckedUnits;
import duiqi.exchange.Damage;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.report.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads the units of what is to be checked. What cannot be read is told, and the rest is read nevertheless.
 */
final class CheckSources {
    /** Places that are named; a file cut in half can have a million. */
    private static final int MOST_NAMED = 20;

    private final JobReader reader;
    private final Supplier<Aligner> aligner;
    private final Console console;
    private Optional<Aligner> loaded = Optional.empty();
    private final List<String> problems = new ArrayList<>();

    CheckSources(JobReader reader, Supplier<Aligner> aligner, Console console) {
        this.reader = reader;
        this.aligner = aligner;
        this.console = console;
    }

    /** What kept some units from being read, each as {@code place: problem; remedy}. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** Says that something is wrong, on standard error and at the end. */
    void report(String problem) {
        problems.add(problem);
        if (problems.size() <= MOST_NAMED) {
            console.err().println("duiqi: " + Terminal.plain(problem));
        } else if (problems.size() == MOST_NAMED + 1) {
            console.err().println("duiqi: and more that cannot be read");
        }
    }

    /**
     * Reads all there is, and has it checked.
     *
     * @return how many units there are
     */
    int read(CheckInputs inputs, CheckRun run) throws IOException {
        int[] units = {0};
        Consumer<CheckedUnit> to = unit -> {
            units[0]++;
            run.add(unit);
        };
        for (Path file : inputs.units()) {
            if (read(file, to)) {
                run.endFile(file.toString());
            }
        }
        for (AlignJob job : inputs.texts()) {
            if (read(job, to)) {
                run.endFile(job.target());
            }
        }
        return units[0];
    }

    /**
     * Reads a file of units.
     *
     * @return whether all of it could be read
     */
    private boolean read(Path file, Consumer<CheckedUnit> to) throws IOException {
        int before = problems.size();
        CheckedUnits units = new CheckedUnits(file.toString());
        try (UnitReader in = Memories.source(file).open(this::damaged)) {
            for (Optional<Tu> unit = in.next(); unit.isPresent(); unit = in.next()) {
                units.of(unit.get(), in).forEach(to);
            }
        } catch (FormatException problem) {
            report(String.valueOf(problem.getMessage()));
        }
        return problems.size() == before;
    }

    /** Made when the first texts are read: memories need none. */
    private Aligner aligner() {
        Aligner made = loaded.orElseGet(aligner);
        loaded = Optional.of(made);
        return made;
    }

    private void damaged(Damage damage) {
        if (damage.kind() == Damage.Kind.LOST) {
            report(damage.toString());
        }
    }

    /**
     * Reads and aligns two texts.
     *
     * @return whether they could be read and belong together
     */
    private boolean read(AlignJob job, Consumer<CheckedUnit> to) throws IOException {
        try {
            Aligner.Outcome outcome = aligner().align(reader.read(job));
            if (!outcome.fit().belongsTogether()) {
                throw new FormatException(
                        job.place(),
                        "the texts do not look like renderings of each other: "
                                + outcome.fit().evidence(),
                        "check that they belong together");
            }
            TextUnits.of(outcome.text()).forEach(to);
            return true;
        } catch (FormatException problem) {
            report(String.valueOf(problem.getMessage()));
            return false;
        }
    }
}
