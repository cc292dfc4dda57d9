package duiqi.memory;

import duiqi.bitext.Location;
import duiqi.exchange.DamageListener;
import duiqi.exchange.Revision;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitSource;
import java.io.IOException;
import java.util.Optional;

/** The units of a memory without those that say that nobody has revised them. Not thread-safe. */
public final class RevisedUnits implements UnitSource {
    private final UnitSource all;
    private int leftOut;

    public RevisedUnits(UnitSource all) {
        this.all = all;
    }

    /** How many units were left out when the memory was last read. */
    public int leftOut() {
        return leftOut;
    }

    @Override
    public UnitReader open(DamageListener listener) throws IOException {
        UnitReader reader = all.open(listener);
        leftOut = 0;
        return new UnitReader() {
            @Override
            public TmxHeader header() {
                return reader.header();
            }

            @Override
            public Optional<Tu> next() throws IOException {
                Optional<Tu> unit = reader.next();
                while (unit.filter(Revision::isPending).isPresent()) {
                    leftOut++;
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
