package duiqi.exchange;

import duiqi.text.Language;
import java.time.Instant;

/**
 * The settings of a writer. Immutable but for the omissions.
 *
 * @param source language to write of each unit as the source; units without a side in it are left out
 * @param target language to write as the target
 * @param document name of what the units are from, where a format wants one
 * @param toolVersion version of this program
 * @param now when the file is made
 * @param profile for which tool TMX is written
 * @param version in which version TMX is written
 * @param omissions counts what the format cannot hold
 */
public record WriterSettings(
        Language source,
        Language target,
        String document,
        String toolVersion,
        Instant now,
        TmxProfile profile,
        TmxProfile.Version version,
        Omissions omissions) {
    /** For forms other than TMX, and TMX with everything. */
    public WriterSettings(
            Language source, Language target, String document, String toolVersion, Instant now, Omissions omissions) {
        this(source, target, document, toolVersion, now, TmxProfile.PLAIN, TmxProfile.Version.V1_4, omissions);
    }
}
