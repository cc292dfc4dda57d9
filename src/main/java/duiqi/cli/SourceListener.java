package duiqi.cli;

import duiqi.align.ParallelText;
import duiqi.check.CheckedUnit;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import java.io.IOException;
import java.util.List;

/** Takes what {@link CheckSources} reads. */
interface SourceListener {
    /**
     * A unit of a file.
     *
     * @param reader has just read it
     * @param pairs what is to be checked in it; none if it is in other languages
     */
    void unit(Tu unit, UnitReader reader, List<CheckedUnit> pairs) throws IOException;

    /** Two texts, which have been aligned. */
    void aligned(ParallelText text);

    /**
     * All of a file has been read.
     *
     * @param file as it is named in the locations of its units
     */
    void end(String file);
}
