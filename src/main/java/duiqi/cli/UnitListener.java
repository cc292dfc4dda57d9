package duiqi.cli;

import duiqi.check.CheckedUnit;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import java.io.IOException;
import java.util.List;

/** Takes the units of files that {@link CheckSources} reads. */
@FunctionalInterface
interface UnitListener {
    /**
     * A unit of a file.
     *
     * @param reader has just read it
     * @param pairs what is to be checked in it; none if it is in other languages
     */
    void unit(Tu unit, UnitReader reader, List<CheckedUnit> pairs) throws IOException;
}
