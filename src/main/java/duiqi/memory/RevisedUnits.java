package duiqi.memory;

import duiqi.exchange.ReadProblemListener;
import duiqi.exchange.Revision;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitSource;
import duiqi.text.Location;
import java.io.IOException;
import java.util.Optional;

/**
 * The units of a file without those that say that nobody has revised them, and without what is still to be translated. Not
 * thread-safe.
 */
public final class RevisedUnits implements UnitSource {
    private final UnitSource all;
    private final boolean takesUnrevised;
    private final boolean takesUntranslated;
    private int unrevised;
    private int untranslated;

    /**
     * @param takesUnrevised whether units stay that nobody has revised
     * @param takesUntranslated whether units stay in which no more than one side has text, as in a memory that means them so
     */
    public RevisedUnits(UnitSource all, boolean takesUnrevised, boolean takesUntranslated) {
        this.all = all;
        this.takesUnrevised = takesUnrevised;
        this.takesUntranslated = takesUntranslated;
    }

    /** How many units were left out as unrevised when the file was last read. */
    public int unrevised() {
        return unrevised;
    }

    /** How many units were left out as untranslated when the file was last read. */
    public int untranslated() {
        return untranslated;
    }

    private boolean isLeftOut(Tu unit) {
        if (!takesUntranslated
                && unit.variants().stream()
                                .filter(side -> !side.text().isBlank())
                                .count()
                        < 2) {
            untranslated++;
            return true;
        }
        if (!takesUnrevised && Revision.isPending(unit)) {
            unrevised++;
            return true;
        }
        return false;
    }

    @Override
    public UnitReader open(ReadProblemListener listener) throws IOException {
        UnitReader reader = all.open(listener);
        unrevised = 0;
        untranslated = 0;
        return new UnitReader() {
            @Override
            public TmxHeader header() {
                return reader.header();
            }

            @Override
            public Optional<Tu> next() throws IOException {
                Optional<Tu> unit = reader.next();
                while (unit.filter(RevisedUnits.this::isLeftOut).isPresent()) {
                    unit = reader.next();
                }
                return unit;
            }

            @Override
            public Location location() {
                return reader.location();
            }

            @Override
            public void close() throws IOException {
                reader.close();
            }
        };
    }
}
