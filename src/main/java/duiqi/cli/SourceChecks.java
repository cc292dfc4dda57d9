package duiqi.cli;

import duiqi.align.ParallelText;
import duiqi.check.CheckRun;
import duiqi.check.CheckedUnit;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import java.util.List;

/** Has checked what is read, and counts it. */
final class SourceChecks implements SourceListener {
    private final CheckRun run;
    private int units;

    SourceChecks(CheckRun run) {
        this.run = run;
    }

    /** How many units there were. */
    int units() {
        return units;
    }

    @Override
    public void unit(Tu unit, UnitReader reader, List<CheckedUnit> pairs) {
        pairs.forEach(this::add);
    }

    @Override
    public void aligned(ParallelText text) {
        TextUnits.of(text).forEach(this::add);
    }

    private void add(CheckedUnit unit) {
        units++;
        run.add(unit);
    }

    @Override
    public void end(String file) {
        run.endFile(file);
    }
}
