package duiqi.corpus;

import java.io.Serializable;
import java.time.Instant;

/**
 * How the units of a corpus are written as TMX. Immutable.
 *
 * @param files how many files to write
 * @param languages of the texts
 * @param created when the units are made, as every unit and file says
 * @param toolVersion version of this program, for the headers
 */
record TmxSettings(int files, UnitLanguages languages, Instant created, String toolVersion) implements Serializable {
    TmxSettings {
        if (files < 1) {
            throw new IllegalArgumentException("TMX is written to 1 file at least, not " + files);
        }
    }
}
