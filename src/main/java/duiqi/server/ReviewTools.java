package duiqi.server;

import duiqi.check.Baseline;
import duiqi.check.CheckSettings;
import duiqi.lexicon.Lexicon;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * What all documents under review have in common. Immutable.
 *
 * @param program number of the program's version
 * @param clock the time, for units that are made
 * @param glossaries files and folders whose terms count
 * @param termFile the glossary that new terms are added to
 * @param settings what is looked at by the checks
 * @param baseline findings that are known and not told
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
