package duiqi.server;

import duiqi.check.Baseline;
import duiqi.check.CheckSettings;
import duiqi.lexicon.Lexicon;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * The parts that all documents under review share. Immutable.
 *
 * @param program number of the program's version
 * @param clock the time, for units that are made
 * @param glossaries files and folders whose terms count
 * @param termFile the glossary that new terms are added to
 * @param settings the settings of the checks
 * @param baseline the known findings, which are not reported
 * @param lexicon the words that the checks know
 */
public record ReviewTools(
        String program,
        Clock clock,
        List<Path> glossaries,
        Path termFile,
        CheckSettings settings,
        Baseline baseline,
        Lexicon lexicon) {
    public ReviewTools {
        glossaries = List.copyOf(glossaries);
    }
}
