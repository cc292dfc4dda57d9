package duiqi.cli;

import duiqi.app.Plurals;
import duiqi.report.Terminal;
import duiqi.text.FormatException;
import duiqi.text.ReadProblem;

/** Tells on standard error what is damaged in a memory, the first places one by one. Refuses damage when it is told to. */
final class DamageReport implements ReadProblem.Listener {
    /** Places that are named; a file cut in half can have a million. */
    private static final int MAX_COUNT = 20;

    private final Console console;
    private final boolean strict;
    private int lost;
    private int repaired;

    DamageReport(Console console, boolean strict) {
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

    int lost() {
        return lost;
    }

    /** Says how much there was, when not all of it was named. */
    void finish() {
        if (lost + repaired > MAX_COUNT) {
            console.err()
                    .println("duiqi: and more: in all " + Plurals.of(lost, "place") + " left out and " + repaired
                            + " mended");
        }
    }
}
