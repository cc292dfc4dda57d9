package duiqi.cli;

import duiqi.bitext.FormatException;
import duiqi.exchange.Damage;
import duiqi.exchange.DamageListener;
import duiqi.report.Terminal;

/** Tells on standard error what is damaged in a memory, the first places one by one. Refuses damage when it is told to. */
final class DamageReport implements DamageListener {
    /** Places that are named; a file cut in half can have a million. */
    private static final int MOST = 20;

    private final Console console;
    private final boolean strict;
    private int lost;
    private int repaired;

    DamageReport(Console console, boolean strict) {
        this.console = console;
        this.strict = strict;
    }

    @Override
    public void found(Damage damage) throws FormatException {
        if (strict) {
            DamageListener.STRICT.found(damage);
        }
        if (damage.kind() == Damage.Kind.LOST) {
            lost++;
        } else {
            repaired++;
        }
        if (lost + repaired <= MOST) {
            console.err().println("duiqi: " + Terminal.plain(damage.toString()));
        }
    }

    int lost() {
        return lost;
    }

    /** Says how much there was, when not all of it was named. */
    void finish() {
        if (lost + repaired > MOST) {
            console.err()
                    .println("duiqi: and more: in all " + Counts.of(lost, "place") + " left out and " + repaired
                            + " mended");
        }
    }
}
