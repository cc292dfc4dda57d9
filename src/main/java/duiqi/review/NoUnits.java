package duiqi.review;

import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.text.Location;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a memory that is not there yet. */
record NoUnits(Path file) implements UnitReader {
    @Override
    public TmxHeader header() {
        return TmxHeader.NONE;
    }

    @Override
    public Optional<Tu> next() {
        return Optional.empty();
    }

    @Override
    public Location location() {
        return new Location(file.toString(), 1, 1);
    }

    @Override
    public void close() {
        // nothing is open
    }
}
