package duiqi.check;

import duiqi.check.name.CodeMismatch;
import duiqi.check.name.NameSpelling;
import duiqi.check.name.TagMismatch;
import duiqi.check.name.UrlMismatch;
import duiqi.check.number.NumberMismatch;
import duiqi.check.project.Ignores;
import duiqi.check.project.PatternCheck;
import duiqi.check.repetition.InconsistentTitle;
import duiqi.check.repetition.InconsistentTranslation;
import duiqi.check.repetition.Repetition;
import duiqi.check.term.BannedWords;
import duiqi.check.term.TermCheck;
import duiqi.check.text.ChineseTypography;
import duiqi.check.text.LengthLimit;
import duiqi.check.text.Misaligned;
import duiqi.check.text.MixedScript;
import duiqi.check.text.OmittedSentence;
import duiqi.check.text.Punctuation;
import duiqi.check.text.SourceResidue;
import duiqi.check.text.Spelling;
import duiqi.glossary.Glossary;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Lists all checks and rules, in the order of the reference page. */
public final class Checks {
    /** Rules of earlier versions, which the settings of a project may still name, with the remedy. */
    public static final Map<String, String> RETIRED =
            Map.of("length-ratio", "use misaligned", "name-mismatch", "remove it");

    private Checks() {}

    /**
     * Returns new checks for one run. They share the tokenisers, so that each unit is tokenised once.
     *
     * @param glossary the terms
     * @param lexicon the translations of words
     * @param settings the patterns, names and limits of the project
     */
    static List<Check> all(Glossary glossary, Lexicon lexicon, CheckSettings settings) {
        EnglishWords english = new EnglishWords();
        ChineseTokenizer chinese = new ChineseTokenizer(lexicon);
        return List.of(
                new TermCheck(glossary, settings, lexicon, chinese, english),
                new BannedWords(glossary, settings, lexicon, chinese, english),
                new NumberMismatch(lexicon, chinese),
                new Repetition(glossary, lexicon, chinese, english),
                new InconsistentTranslation(lexicon, english),
                new SourceResidue.Untranslated(lexicon),
                new SourceResidue(lexicon),
                new Punctuation(),
                new ChineseTypography(),
                new MixedScript(lexicon),
                new Misaligned(lexicon, chinese),
                new OmittedSentence(lexicon, chinese),
                new TagMismatch(),
                new UrlMismatch(),
                new CodeMismatch(lexicon, chinese),
                new InconsistentTitle(glossary, lexicon, chinese, english),
                new PatternCheck(settings),
                new LengthLimit(settings),
                new Spelling(glossary, lexicon, settings),
                new NameSpelling(glossary, settings));
    }

    /** Returns new checks for one run without settings. */
    static List<Check> all(Glossary glossary, Lexicon lexicon) {
        return all(glossary, lexicon, CheckSettings.defaults(Path.of("")));
    }

    /** Returns all rules. */
    public static List<Rule> rules() {
        return Stream.concat(
                        all(new Glossary(List.of()), Lexicon.standard()).stream()
                                .flatMap(check -> check.rules().stream()),
                        Stream.of(Ignores.RULE, CheckRun.UNCHECKED))
                .distinct()
                .toList();
    }
}
