package duiqi.check;

import duiqi.glossary.Glossary;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import java.util.List;
import java.util.stream.Stream;

/** All checks, in the order of the README. */
public final class Checks {
    private Checks() {}

    /**
     * The checks, made anew for a run.
     *
     * @param glossary the terms
     * @param lexicon says which words render which
     */
    static List<Check> all(Glossary glossary, Lexicon lexicon) {
        EnglishWords english = new EnglishWords();
        return List.of(
                new TermCheck(glossary, lexicon, english),
                new NumberMismatch(lexicon),
                new DoubledRendering(glossary, lexicon, english),
                new DoubledWord(lexicon, english),
                new SameSource(lexicon, english),
                new Untranslated(),
                new SourceResidue(lexicon),
                new Punctuation(),
                new NameMismatch(lexicon),
                new PairStrength(lexicon),
                new TagMismatch(),
                new UrlMismatch(),
                new DriftCheck(glossary, lexicon, english));
    }

    /** All rules. */
    public static List<Rule> rules() {
        return Stream.concat(
                        all(new Glossary(List.of()), Lexicon.standard()).stream()
                                .flatMap(check -> check.rules().stream()),
                        Stream.of(Ignores.RULE))
                .distinct()
                .toList();
    }
}
