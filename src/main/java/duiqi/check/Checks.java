package duiqi.check;

import duiqi.check.contrast.Contrasts;
import duiqi.check.contrast.Polarity;
import duiqi.check.name.CodeMismatch;
import duiqi.check.name.NameSpelling;
import duiqi.check.name.TagMismatch;
import duiqi.check.name.UrlMismatch;
import duiqi.check.number.NumberMismatch;
import duiqi.check.project.Ignores;
import duiqi.check.project.PatternCheck;
import duiqi.check.repetition.DoubledWord;
import duiqi.check.repetition.InconsistentTranslation;
import duiqi.check.term.BannedWords;
import duiqi.check.term.TermCheck;
import duiqi.check.text.ChineseTypography;
import duiqi.check.text.LengthLimit;
import duiqi.check.text.Misaligned;
import duiqi.check.text.MixedScript;
import duiqi.check.text.OmittedSentence;
import duiqi.check.text.Punctuation;
import duiqi.check.text.SourceResidue;
import duiqi.glossary.Glossary;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.PairReader;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Lists all checks and rules, in the order of the reference page. */
public final class Checks {
    /** Rules of earlier versions, which the settings of a project may still name, with the remedy. */
    public static final Map<String, String> RETIRED = Map.of(
            "length-ratio",
            "use misaligned",
            "name-mismatch",
            "remove it",
            "doubled-rendering",
            "use doubled-word",
            "same-target-different-source",
            "use misaligned",
            "spelling",
            "use the spelling check of your CAT tool");

    private Checks() {}

    /** Splits texts into words and keeps the last ones, so that each text is split once on a thread. Not thread-safe. */
    public record Words(ChineseTokenizer chinese, EnglishWords english) {
        public static Words of(Lexicon lexicon) {
            return new Words(new ChineseTokenizer(lexicon), new EnglishWords());
        }
    }

    /** Holds the parts of checks. The checks of a lane share the tokenisers. */
    private record Parts(
            Glossary glossary,
            Lexicon lexicon,
            CheckSettings settings,
            ChineseTokenizer chinese,
            EnglishWords english,
            PairReader pairs) {}

    /** Represents a check of a run, with its rules. */
    record Listed(Check check, List<Rule> rules) {}

    /**
     * Holds a check to build, and its rules.
     *
     * @param lane the first or the second half of the work on a unit; the two are done at the same time
     */
    private record Entry(int lane, Function<Parts, Check> check, List<Rule> rules) {
        static Entry of(Function<Parts, Check> check, Rule... rules) {
            return new Entry(0, check, List.of(rules));
        }

        static Entry second(Function<Parts, Check> check, Rule... rules) {
            return new Entry(1, check, List.of(rules));
        }
    }

    private static final List<Entry> TABLE = List.of(
            Entry.of(
                    of -> new TermCheck(of.glossary, of.settings, of.lexicon, of.chinese, of.english),
                    TermCheck.MISSING,
                    TermCheck.FORBIDDEN,
                    TermCheck.DEPRECATED,
                    TermCheck.INCONSISTENT),
            Entry.of(
                    of -> new BannedWords(of.glossary, of.settings, of.lexicon, of.chinese, of.english),
                    TermCheck.FORBIDDEN,
                    TermCheck.DEPRECATED),
            Entry.second(of -> new NumberMismatch(of.lexicon, of.chinese), NumberMismatch.RULE),
            Entry.of(of -> new DoubledWord(of.glossary, of.lexicon, of.chinese, of.english), DoubledWord.RULE),
            Entry.of(of -> new InconsistentTranslation(of.lexicon, of.english), InconsistentTranslation.SOURCE),
            Entry.of(of -> new SourceResidue.Untranslated(of.lexicon), SourceResidue.Untranslated.RULE),
            Entry.of(of -> new SourceResidue(of.lexicon, of.glossary), SourceResidue.RULE),
            Entry.of(of -> new Punctuation(), Punctuation.RULE),
            Entry.of(
                    of -> new ChineseTypography(),
                    ChineseTypography.HALF_WIDTH,
                    ChineseTypography.UNBALANCED,
                    ChineseTypography.DOUBLED_SPACE,
                    Punctuation.RULE),
            Entry.of(of -> new MixedScript(of.lexicon), MixedScript.RULE),
            Entry.second(of -> new Misaligned(of.pairs), Misaligned.RULE),
            Entry.second(of -> new OmittedSentence(of.pairs), OmittedSentence.RULE),
            Entry.second(
                    of -> new Contrasts(of.pairs, new NumberMismatch(of.lexicon, of.chinese)),
                    Contrasts.COMPARISON,
                    Contrasts.DIRECTION,
                    Contrasts.ENTITY),
            Entry.second(of -> new Polarity(of.lexicon, of.pairs), Polarity.RULE),
            Entry.second(of -> new TagMismatch(), TagMismatch.RULE),
            Entry.second(of -> new UrlMismatch(), UrlMismatch.RULE),
            Entry.second(of -> new CodeMismatch(), CodeMismatch.RULE),
            Entry.of(of -> new PatternCheck(of.settings), PatternCheck.RULE),
            Entry.of(of -> new LengthLimit(of.settings), LengthLimit.RULE),
            Entry.of(of -> new NameSpelling(of.glossary, of.settings), NameSpelling.RULE));

    /**
     * Returns new checks for one run.
     *
     * @param glossary the terms
     * @param lexicon the translations of words
     * @param settings the patterns, names and limits of the project
     */
    static List<Listed> all(Glossary glossary, Lexicon lexicon, CheckSettings settings) {
        return Stream.of(0, 1)
                .flatMap(lane -> lane(lane, rule -> true, glossary, lexicon, settings, Words.of(lexicon)).stream())
                .toList();
    }

    /**
     * Returns new checks for one run, without those whose rules the settings switch off for all files. The two lists share
     * nothing that changes, so that each may run on a thread of its own.
     *
     * @param words the words of the first list
     */
    static List<List<Listed>> active(Glossary glossary, Lexicon lexicon, CheckSettings settings, Words words) {
        return List.of(
                lane(0, settings::mayApply, glossary, lexicon, settings, words),
                lane(1, settings::mayApply, glossary, lexicon, settings, Words.of(lexicon)));
    }

    private static List<Listed> lane(
            int lane, Predicate<Rule> wanted, Glossary glossary, Lexicon lexicon, CheckSettings settings, Words words) {
        PairReader pairs = new PairReader(lexicon, words.chinese);
        Parts parts = new Parts(glossary, lexicon, settings, words.chinese, words.english, pairs);
        return TABLE.stream()
                .filter(entry -> entry.lane == lane && entry.rules.stream().anyMatch(wanted))
                .map(entry -> new Listed(entry.check.apply(parts), entry.rules))
                .toList();
    }

    /** Returns all rules. */
    public static List<Rule> rules() {
        return Stream.concat(
                        TABLE.stream().flatMap(entry -> entry.rules.stream()),
                        Stream.of(Ignores.RULE, CheckRun.UNCHECKED))
                .distinct()
                .toList();
    }
}
