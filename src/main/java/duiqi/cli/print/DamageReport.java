package duiqi.cli.print;

import duiqi.glossary.Glossary;
import duiqi.report.Terminal;
import duiqi.text.FormatException;
import duiqi.text.Plurals;
import duiqi.text.ReadProblem;

/** Tells on standard error what is damaged in a memory, the first places one by one. Refuses damage when it is told to. */
public final class DamageReport implements ReadProblem.Listener {
    /** The number of places that are named, since a file cut in half can have a million. */
    private static final int MAX_COUNT = 20;

    private final Console console;
    private final boolean strict;
    private int lost;
    private int repaired;

    public DamageReport(Console console, boolean strict) {
        this.console = console;
        this.strict = strict;
    }

    @Override
    public void found(ReadProblem damage) throws FormatException {
        if (strict) {
            ReadProblem.Listener.STRICT.found(damage);
        }
        if (damage.kind() == ReadProblem.Kind.LOST) {
            lost++;
        } else {
            repaired++;
        }
        if (lost + repaired <= MAX_COUNT) {
            console.err().println("duiqi: " + Terminal.plain(damage.toString()));
        }
    }

    public int lost() {
        return lost;
    }

    /** Says how much there was, when not all of it was named. */
    public void finish() {
        if (lost + repaired > MAX_COUNT) {
            console.err()
                    .println("duiqi: and more: " + Plurals.of((long) lost + repaired, "problem") + " in total, " + lost
                            + " skipped, " + repaired + " repaired");
        }
    }

    /** Tells on standard error what cannot be read of glossaries, the first places one by one. */
    public static final class FaultReport implements Glossary.FaultListener {
        /** The number of places that are named, since a file of another form can have thousands. */
        private static final int MAX_COUNT = 20;

        private final Console console;
        private int count;

        public FaultReport(Console console) {
            this.console = console;
        }

        @Override
        public void found(FormatException fault) {
            count++;
            if (count <= MAX_COUNT) {
                console.err().println("duiqi: " + Terminal.plain(String.valueOf(fault.getMessage())));
            }
        }

        /** Says how many there were, when not all of them were named. */
        public void finish() {
            if (count > MAX_COUNT) {
                console.err().println("duiqi: and more: " + Plurals.of(count, "problem") + " in total");
            }
        }

        /** Returns the exit code for a failure if there are faults, and otherwise the given one. */
        public int exitCode(int otherwise) {
            return count > 0 ? ExitCode.FAILED : otherwise;
        }
    }
}
