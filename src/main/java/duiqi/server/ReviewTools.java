package duiqi.server;

import duiqi.align.Aligner;
import duiqi.check.Baseline;
import duiqi.check.CheckSettings;
import duiqi.lexicon.Lexicon;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * Holds the settings and resources that all documents under review share. Immutable.
 *
 * @param program version of duiqi
 * @param clock clock for the dates of new units
 * @param glossaries glossary files and folders with glossaries
 * @param termFile the glossary that receives new terms
 * @param settings settings of the checks
 * @param baseline known findings, which are not reported
 * @param lexicon lexicon for the checks
 * @param aligner aligner for the surroundings of a pair
 */
public record ReviewTools(
        String program,
        Clock clock,
        List<Path> glossaries,
        Path termFile,
        CheckSettings settings,
        Baseline baseline,
        Lexicon lexicon,
        Aligner aligner) {
    public ReviewTools {
        glossaries = List.copyOf(glossaries);
    }
}
