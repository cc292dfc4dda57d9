package duiqi.cli;

import duiqi.app.Plurals;
import duiqi.glossary.Glossary;
import duiqi.report.Terminal;
import duiqi.text.FormatException;

/** Tells on standard error what cannot be read of glossaries, the first places one by one. */
final class FaultReport implements Glossary.FaultListener {
    /** Places that are named; a file of another form can have thousands. */
    private static final int MAX_COUNT = 20;

    private final Console console;
    private int count;

    FaultReport(Console console) {
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
    void finish() {
        if (count > MAX_COUNT) {
            console.err().println("duiqi: and more: in all " + Plurals.of(count, "fault"));
        }
    }

    /** The exit code: what there were faults for, otherwise what was found. */
    int exitCode(int otherwise) {
        return count > 0 ? ExitCode.FAILED : otherwise;
    }
}
