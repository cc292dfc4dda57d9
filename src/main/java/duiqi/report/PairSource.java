package duiqi.report;

import java.io.IOException;

/** The pairs of a report, which are read once more while it is written, so that there may be more than memory holds. */
@FunctionalInterface
public interface PairSource {
    /** What is done with a pair. */
    @FunctionalInterface
    interface To {
        void take(ReportedPair pair) throws IOException;
    }

    /** Reads all pairs, file by file, in their order. */
    void readTo(To to) throws IOException;
}
