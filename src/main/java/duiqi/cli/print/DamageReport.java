package duiqi.cli.print;

import duiqi.exchange.Omissions;
import duiqi.glossary.Glossary;
import duiqi.report.Terminal;
import duiqi.text.FormatException;
import duiqi.text.Plurals;
import duiqi.text.ReadProblem;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Reports damage in memories and glossaries on standard error, with the first locations. Rejects damage in strict mode. */
public final class DamageReport implements ReadProblem.Listener, Glossary.FaultListener {
    /** Maximum number of locations to print. A truncated file can have a million problems. */
    private static final int MAX_COUNT = 20;

    private final Console console;
    private final boolean strict;
    private int count;
    private int lost;

    public DamageReport(Console console, boolean strict) {
        this.console = console;
        this.strict = strict;
    }

    @Override
    public void found(ReadProblem damage) throws FormatException {
        if (strict) {
            ReadProblem.Listener.STRICT.found(damage);
        }
        lost += damage.isLost() ? 1 : 0;
        print(damage.toString());
    }

    @Override
    public void found(FormatException fault) {
        lost++;
        print(String.valueOf(fault.getMessage()));
    }

    private void print(String problem) {
        count++;
        if (count <= MAX_COUNT) {
            console.warn(Terminal.plain(problem));
        }
    }

    @Override
    public void omitted(Path file, Omissions omissions) {
        if (!omissions.counts().isEmpty()) {
            String kinds = omissions.counts().entrySet().stream()
                    .map(kind -> kind.getKey() + " (" + kind.getValue() + ")")
                    .collect(Collectors.joining(", "));
            console.warn(Terminal.plain(file + ": omitted: " + kinds));
        }
    }

    public void finish() {
        if (count > MAX_COUNT) {
            console.warn("and more: " + Plurals.of(count, "problem") + " in total"
                    + (lost == 0 ? "" : ", " + lost + " skipped"));
        }
    }

    /** Returns {@link ExitCode#FAILED} if a unit or a term is lost, and otherwise the given code. */
    public int exitCode(int otherwise) {
        return lost > 0 ? ExitCode.FAILED : otherwise;
    }

    public void printKept(Path memory, int units) {
        if (units > 0) {
            console.out().print(memory + ": kept " + Plurals.units(units) + " that duiqi cannot read\n");
        }
    }
}
