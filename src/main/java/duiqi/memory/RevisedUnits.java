package duiqi.memory;

import duiqi.exchange.Revision;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.text.ReadProblem;
import java.io.IOException;

/** Filters a file: skips units marked as unrevised, and units that are not translated yet. Not thread-safe. */
public final class RevisedUnits implements UnitReader.Source {
    private final UnitReader.Source all;
    private final boolean keepsUnrevised;
    private final boolean keepsUntranslated;
    private int unrevised;
    private int untranslated;

    /**
     * Creates a filter for a file.
     *
     * @param keepsUnrevised true to keep units that are marked as unrevised
     * @param keepsUntranslated true to keep units with text on one side at most, for memories that contain them on
     *     purpose
     */
    public RevisedUnits(UnitReader.Source all, boolean keepsUnrevised, boolean keepsUntranslated) {
        this.all = all;
        this.keepsUnrevised = keepsUnrevised;
        this.keepsUntranslated = keepsUntranslated;
    }

    /** Returns the number of unrevised units that the last reading skipped. */
    public int unrevised() {
        return unrevised;
    }

    /** Returns the number of untranslated units that the last reading skipped. */
    public int untranslated() {
        return untranslated;
    }

    private boolean isSkipped(Tu unit) {
        if (!keepsUntranslated
                && unit.variants().stream()
                                .filter(side -> !side.text().isBlank())
                                .count()
                        < 2) {
            untranslated++;
            return true;
        }
        if (!keepsUnrevised && Revision.isPending(unit)) {
            unrevised++;
            return true;
        }
        return false;
    }

    @Override
    public UnitReader open(ReadProblem.Listener listener) throws IOException {
        unrevised = 0;
        untranslated = 0;
        return all.open(listener).skipping(this::isSkipped);
    }
}
